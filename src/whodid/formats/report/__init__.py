"""The report: one self-contained page that shows stories, their events, and the words each event came from."""

from whodid.formats.report.page import render_report, write_report

__all__ = ["render_report", "write_report"]
