"""Views of coded stories as files and lines: the JSON of a story, why an event was coded, flat tables, the report."""

from whodid.formats.coded import coded_lines, coded_story, json_line
from whodid.formats.explained import explained_event
from whodid.formats.flat import FORMATS, export_events

__all__ = ["FORMATS", "coded_lines", "coded_story", "explained_event", "export_events", "json_line"]
