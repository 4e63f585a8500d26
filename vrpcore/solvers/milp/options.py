"""What users may set."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

BackEndName = Literal["cbc_bundled", "highs", "cbc"]


class MilpOptions(BaseModel):
    """Settings of the `milp` solver; the defaults suit counties from one day to a half-month cycle."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", use_attribute_docstrings=True)

    back_end: BackEndName | None = None
    """Which program solves the model: CBC as bundled with PuLP, HiGHS, or CBC on the path; None: the first
    of these that is there."""
    visits_per_part: Annotated[int, Field(ge=10, le=2_000)] = 120
    """About so many visits are planned anew together; a problem with more is worked through part by part."""
    rounds_per_part: Annotated[int, Field(ge=1, le=100)] = 1
    """Most rounds on a part before it is the next one's turn; what sequencing made of one round corrects the
    estimates of the next."""
    varied_passes: Annotated[int, Field(ge=0, le=1_000)] = 10
    """So many passes over smaller parts, with some visits taken out by chance, must find nothing before the
    run ends."""
    candidates_per_visit: Annotated[int, Field(ge=1, le=1_000)] = 8
    """Cheapest places (vehicle days) that the model considers for each visit, besides its present one."""
    orders_per_subset: Annotated[int, Field(ge=1, le=8)] = 4
    """Customers with up to this many orders may have any of them combined in a visit; customers with more
    have single orders, runs of orders by due time and the combinations of the present plan considered."""
    relative_gap: Annotated[float, Field(ge=0, le=1)] = 0.002
    """The model of a round counts as solved within this distance of its bound."""
    round_s: Annotated[float, Field(gt=0, le=86_400)] = 2.0
    """Most seconds that the model of a round may take, where the run has a time limit."""
    max_nodes: Annotated[int, Field(ge=1, le=10**9)] = 1_000
    """Branch-and-bound nodes of one round; keeps runs without a time limit finite and repeatable."""
    lp_path: Annotated[str, Field(min_length=1)] | None = None
    """Write the model of the whole problem, as estimated around the first plan, to this file in LP format.
    Names carry positions in the problem, from 0: ``deliver_o12_v3_day0_from0`` is order 12 with vehicle 3 on
    working day 0, loaded at depot 0; ``leave_o12`` is order 12 held or unserved."""
