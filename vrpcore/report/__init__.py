"""Text and pictures of plans for people."""

from vrpcore.report.channel_map import plot_channels
from vrpcore.report.charts import plot_convergence, plot_costs, plot_loads, plot_timeline
from vrpcore.report.picture import save_plan_picture
from vrpcore.report.plot import plot_plan
from vrpcore.report.summary import summary

__all__ = [
    "plot_channels",
    "plot_convergence",
    "plot_costs",
    "plot_loads",
    "plot_plan",
    "plot_timeline",
    "save_plan_picture",
    "summary",
]
