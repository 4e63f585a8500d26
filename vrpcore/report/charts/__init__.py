"""Charts of a plan that need no map: who does what when, what is aboard, what it costs, how it was found."""

from vrpcore.report.charts.convergence import plot_convergence
from vrpcore.report.charts.costs import plot_costs
from vrpcore.report.charts.loads import plot_loads
from vrpcore.report.charts.timeline import plot_timeline

__all__ = ["plot_convergence", "plot_costs", "plot_loads", "plot_timeline"]
