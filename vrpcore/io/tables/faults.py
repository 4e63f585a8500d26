"""What can be wrong with a table beyond the faults of a problem; `docs/errors.md` lists the codes."""

from __future__ import annotations

from typing import Literal

from vrpcore.errors import Fault

TableFaultCode = Literal[
    "cell_error",
    "changed_by_excel",
    "duplicate_heading",
    "duplicate_sheet",
    "formula_without_value",
    "incomplete_matrix",
    "missing_heading",
    "missing_sheet",
    "not_a_number",
    "not_an_option",
    "not_a_clock_time",
    "not_a_date",
    "not_a_moment",
    "not_yes_or_no",
    "rows_differ",
    "unknown_heading",
    "unknown_id",
    "unknown_sheet",
]


class BadCell(Exception):  # noqa: N818 -- never leaves this package; it carries a fault without its place
    """A cell that does not hold what its column asks for."""

    def __init__(self, code: TableFaultCode, what: str, allowed: str, remedy: str) -> None:
        super().__init__(what)
        self.code, self.what, self.allowed, self.remedy = code, what, allowed, remedy

    def at(self, where: str) -> Fault:
        """The fault, with its place."""
        return Fault(self.code, where, self.what, self.allowed, self.remedy)
