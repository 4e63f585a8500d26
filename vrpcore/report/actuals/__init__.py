"""What really happened: the form to fill in, reading it back, and the figures against the plan."""

from vrpcore.report.actuals.form import write_form
from vrpcore.report.actuals.measure import ActualsReport, Figures, actuals
from vrpcore.report.actuals.read import read_form
from vrpcore.report.actuals.record import OUTCOMES, Actuals, Executed, ExecutedOutcome

__all__ = [
    "OUTCOMES",
    "Actuals",
    "ActualsReport",
    "Executed",
    "ExecutedOutcome",
    "Figures",
    "actuals",
    "read_form",
    "write_form",
]
