"""Text and pictures of plans for people."""

from vrpcore.report.picture import save_plan_picture
from vrpcore.report.plot import plot_plan
from vrpcore.report.summary import summary

__all__ = ["plot_plan", "save_plan_picture", "summary"]
