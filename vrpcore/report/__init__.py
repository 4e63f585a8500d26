"""Text, pictures, tables and maps of plans."""

from vrpcore.report.actuals import Actuals, Executed, actuals, read_form, write_form
from vrpcore.report.channel_map import plot_channels
from vrpcore.report.charts import plot_convergence, plot_costs, plot_loads, plot_timeline
from vrpcore.report.dataframe import costs, orders, routes, to_dataframe, visits
from vrpcore.report.documents import to_excel, to_json
from vrpcore.report.geojson import to_geojson
from vrpcore.report.html import html_report, save_html_report
from vrpcore.report.picture import save_plan_picture
from vrpcore.report.plot import plot_plan
from vrpcore.report.sheets import delivery_sheets, save_delivery_sheets
from vrpcore.report.summary import summary

__all__ = [
    "Actuals",
    "Executed",
    "actuals",
    "costs",
    "delivery_sheets",
    "html_report",
    "orders",
    "plot_channels",
    "plot_convergence",
    "plot_costs",
    "plot_loads",
    "plot_plan",
    "plot_timeline",
    "read_form",
    "routes",
    "save_delivery_sheets",
    "save_html_report",
    "save_plan_picture",
    "summary",
    "to_dataframe",
    "to_excel",
    "to_geojson",
    "to_json",
    "visits",
    "write_form",
]
