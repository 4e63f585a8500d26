"""Two plans, before and after."""

from vrpcore.report.comparison.compare import Comparison, Side, compare_sides
from vrpcore.report.comparison.orders import OrderChange, Served

__all__ = ["Comparison", "OrderChange", "Served", "Side", "compare_sides"]
