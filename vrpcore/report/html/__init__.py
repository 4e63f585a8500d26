"""A plan as one HTML page that works anywhere, without a network."""

from vrpcore.report.html.page import html_report, save_html_report

__all__ = ["html_report", "save_html_report"]
