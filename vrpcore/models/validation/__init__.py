"""Rules across objects: ids that must exist, figures that must fit together.

Each file holds the rules on one subject. A rule takes a `Draft` and yields faults. What a field can say
about itself (type, range, order of two bounds) stands at the field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pydantic import ValidationError
from pydantic_core import InitErrorDetails

from vrpcore.errors import Fault
from vrpcore.models.faults import as_rule_error, path_of, value_at
from vrpcore.models.problem import Problem
from vrpcore.models.validation import (
    depots,
    fleet,
    ids,
    magnitude,
    matrix,
    orders,
    places,
    references,
    windows,
)
from vrpcore.models.validation.draft import Draft

Rule = Callable[[Draft], Iterator[Fault]]

_EVERYTHING = tuple(Problem.model_fields)

_RULES: tuple[tuple[Rule, tuple[str, ...]], ...] = (
    (ids.duplicate_ids, ()),
    (ids.duplicate_profiles, ("travel",)),
    (ids.duplicate_vehicles, ()),
    (ids.duplicate_members, ()),
    (references.unknown_ids, ()),
    (windows.empty_horizon, ("horizon",)),
    (windows.windows_that_never_apply, ("horizon",)),
    (windows.overlapping_shifts, ("horizon",)),
    (orders.destinations, ()),
    (orders.lines, ()),
    (orders.times, ("horizon", "policy")),
    (depots.reach, ()),
    (depots.stock, ()),
    (fleet.breaks, ()),
    (fleet.usable_fleet, ()),
    (places.coordinate_system, ("coordinate_system", "travel")),
    (places.degrees, ("coordinate_system",)),
    (places.missing_locations, ("travel",)),
    (places.polygons, ()),
    (matrix.matrix_size, ("travel",)),
    (matrix.missing_places, ("travel",)),
    (matrix.unreachable_locations, ("travel",)),
)
"""Every rule with the single parts that it cannot do without."""


def faults_of_draft(draft: Draft) -> list[Fault]:
    """Every fault between the sound parts of a draft."""
    found = [fault for rule, needs in _RULES if draft.is_whole(*needs) for fault in rule(draft)]
    if not found and draft.is_whole(*_EVERYTHING):
        found = list(magnitude.magnitudes(draft))  # sums need ids that exist
    return found


def find_faults(problem: Problem) -> list[Fault]:
    """Every broken rule between the objects of a problem.

    Parameters
    ----------
    problem
        A problem whose fields are valid by themselves.

    Returns
    -------
    list of Fault
        Empty for a good problem.
    """
    return faults_of_draft(Draft(problem))


def raise_faults(problem: Problem) -> None:
    """Refuse a problem with any fault, naming them all.

    Raises
    ------
    pydantic.ValidationError
        With one entry per fault: its place, its code as `type`, and what, allowed and remedy in `ctx`.
    """
    faults = find_faults(problem)
    if faults:
        raise ValidationError.from_exception_data("Problem", [_details(problem, fault) for fault in faults])


def _details(problem: Problem, fault: Fault) -> InitErrorDetails:
    path = path_of(fault.where)
    return InitErrorDetails(type=as_rule_error(fault), loc=path, input=value_at(problem, path))
