"""Views of coded stories as files and lines: the JSON of a story, flat tables of events, the report."""

from whodid.formats.coded import coded_lines, coded_story, json_line
from whodid.formats.flat import FORMATS, export_events

__all__ = ["FORMATS", "coded_lines", "coded_story", "export_events", "json_line"]
