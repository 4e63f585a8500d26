"""Text, pictures, tables and maps of plans."""

from vrpcore.report.dataframe import costs, orders, routes, to_dataframe, visits
from vrpcore.report.documents import to_excel, to_json
from vrpcore.report.geojson import to_geojson
from vrpcore.report.picture import save_plan_picture
from vrpcore.report.plot import plot_plan
from vrpcore.report.summary import summary

__all__ = [
    "costs",
    "orders",
    "plot_plan",
    "routes",
    "save_plan_picture",
    "summary",
    "to_dataframe",
    "to_excel",
    "to_geojson",
    "to_json",
    "visits",
]
