"""A plan as one HTML page that works anywhere, without a network."""

from vrpcore.report.html.page import LANGUAGES, Language, html_report, save_html_report

__all__ = ["LANGUAGES", "Language", "html_report", "save_html_report"]
