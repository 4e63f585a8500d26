"""The conventions by which the literature turns figures of benchmark files into integers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from vrpcore.errors import FileFormatError

IntArray = npt.NDArray[np.int64]
RoundingName = Literal["round", "dimacs", "exact", "none"]

_OF_TYPE: dict[str, RoundingName] = {
    "VRPTW": "dimacs",
    "PCVRPTW": "dimacs",
    "MTVRPTWR": "dimacs",
    "HFVRP": "exact",
    "MDVRPTW": "exact",
    "SDVRPTW": "exact",
}


@dataclass(frozen=True, slots=True)
class Rounding:
    """A factor by which figures are multiplied, and what happens to the rest behind the decimal point."""

    name: RoundingName
    factor: int
    """Metres per coordinate unit, seconds per time unit, cost units per unit of fixed cost or prize."""
    rest: Literal["nearest", "down", "refused"]

    def whole(self, values: npt.ArrayLike, what: str, most: int) -> IntArray:
        """Figures of a file as integers between 0 and `most`, or an error that speaks of `what`."""
        try:
            with np.errstate(over="ignore"):  # infinity is told below
                figures = np.asarray(values, dtype=np.float64) * self.factor
        except (TypeError, ValueError, OverflowError) as error:
            raise FileFormatError(f"{what}: not all are numbers, or rows differ in length") from error
        if not np.isfinite(figures).all() or (figures < 0).any() or (figures > most).any():
            wrong = figures[~(np.isfinite(figures) & (figures >= 0) & (figures <= most))]
            raise FileFormatError(
                f"{what}: {wrong[0] / self.factor:g} found; allowed: 0 to {most / self.factor:g} "
                f"(rounding {self.name!r} multiplies by {self.factor})"
            )
        if self.rest == "refused" and (figures % 1 != 0).any():
            raise FileFormatError(
                f"{what}: {figures[figures % 1 != 0][0]:g} is not whole; allowed: whole numbers; remedy, "
                "where this is because of the rounding 'none': choose 'round', 'dimacs' or 'exact'"
            )
        whole: IntArray = (np.trunc(figures) if self.rest == "down" else np.rint(figures)).astype(np.int64)
        return whole


UNSCALED = Rounding("none", 1, "refused")

_ROUNDINGS: dict[str, Rounding] = {
    "round": Rounding("round", 1, "nearest"),
    "dimacs": Rounding("dimacs", 10, "down"),
    "exact": Rounding("exact", 1000, "nearest"),
    "none": UNSCALED,
}


def rounding_of(name: str | None, file_type: str) -> Rounding:
    """The rounding of a name, or the one that the literature uses for a type of file.

    Raises
    ------
    ValueError
        If there is none of this name.
    """
    if name is None:
        name = _OF_TYPE.get(file_type, "round")
    if name not in _ROUNDINGS:
        allowed = ", ".join(repr(one) for one in get_args(RoundingName))
        raise ValueError(
            f"no rounding {name!r}; allowed: {allowed}, or None for the habit of the file's TYPE"
        )
    return _ROUNDINGS[name]
