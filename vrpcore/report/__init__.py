"""Text and pictures of plans for people."""

from vrpcore.report.channel_map import plot_channels
from vrpcore.report.charts import plot_convergence, plot_costs, plot_loads, plot_timeline
from vrpcore.report.html import html_report, save_html_report
from vrpcore.report.picture import save_plan_picture
from vrpcore.report.plot import plot_plan
from vrpcore.report.summary import summary

__all__ = [
    "html_report",
    "plot_channels",
    "plot_convergence",
    "plot_costs",
    "plot_loads",
    "plot_plan",
    "plot_timeline",
    "save_html_report",
    "save_plan_picture",
    "summary",
]
