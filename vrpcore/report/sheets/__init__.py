"""Paper for the road: delivery sheets, store sheets, pick lists and receipts, as HTML and PDF."""

from vrpcore.report.sheets.content import PAPERS, Paper
from vrpcore.report.sheets.make import ENDINGS, delivery_sheets, save_delivery_sheets

__all__ = ["ENDINGS", "PAPERS", "Paper", "delivery_sheets", "save_delivery_sheets"]
