"""Text and pictures of plans for people."""

from vrpcore.report.summary import summary

__all__ = ["summary"]
