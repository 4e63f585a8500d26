"""What users may set about the native search."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class SearchOptions(BaseModel):
    """Options of `SearchSolver`. Nobody needs to touch these; cpp/engine/search.hpp has the same defaults."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    mean_removed: Annotated[float, Field(ge=1, le=1_000)] = 10.0
    """Visits that an iteration removes on average."""
    max_string: Annotated[float, Field(ge=1, le=1_000)] = 10.0
    """Most neighbouring visits that it removes from one route."""
    num_neighbours: Annotated[int, Field(ge=1, le=1_000)] = 40
    """Nearest visits beside which an absent visit is tried."""
    num_neighbours_long: Annotated[int, Field(ge=1, le=1_000)] = 100
    """As many at most with windows alone, more the longer the search: with more than 1,000 iterations per
    visit (100,000 a second) their number grows with the root of that."""
    num_neighbours_reloading: Annotated[int, Field(ge=1, le=1_000)] = 100
    """As many where vehicles may load again: the trip that has room is often not among the nearest."""
    blink: Annotated[float, Field(ge=0, lt=1)] = 0.01
    """Probability of passing over a better position."""
    hot: Annotated[float, Field(gt=0, le=1e6)] = 1.0
    """First temperature of the annealing, in mean costs of a visit of the first plan; twice as much where
    vehicles may load again."""
    cold: Annotated[float, Field(gt=0, le=1e6)] = 0.01
    """Last temperature, in the same measure."""
    route_bonus: Annotated[float, Field(ge=0, le=1e3)] = 3.0
    """With windows alone, or where vehicles may load again: what each route in use earns, in present
    temperatures. It keeps routes from dying out sooner than new ones are born."""
    route_bonus_optional: Annotated[float, Field(ge=0, le=1e3)] = 20.0
    """The same with windows alone and visits that may be left out; it falls to `route_bonus` while the
    last 0.3 of the cooling lasts."""
    absent_tried: Annotated[int, Field(ge=0, le=1_000)] = 4
    """Absent visits near those removed that are tried as well."""
    split_share: Annotated[float, Field(ge=0, le=1)] = 0.5
    """Share of the removals that keep a part in the middle of what they take from a route."""
    split_growth: Annotated[float, Field(ge=0, lt=1)] = 0.9
    """Probability that this part grows by one more visit, again and again."""
    most_recombined: Annotated[float, Field(ge=0)] = 600
    """Up to so many visits, a quarter of them where times are more than windows, plans are recombined
    after the first annealings."""
    num_first: Annotated[int, Field(ge=1, le=100)] = 2
    """Annealings from scratch before that."""
    first_share: Annotated[float, Field(ge=0, le=1)] = 0.6
    """Their share of the time; it grows with the number of visits up to all of it."""
    child_share: Annotated[float, Field(gt=0, le=1)] = 0.05
    """Share of the time for annealing each child of two plans."""
    rewarm: Annotated[float, Field(ge=0, le=1)] = 0.3
    """Where a child's annealing begins: 0 is hot, 1 is cold."""
    num_elites: Annotated[int, Field(ge=1, le=1_000)] = 6
    """Plans that are kept for recombination."""
