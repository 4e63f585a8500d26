"""When a visit may begin: service windows and due times, for pictures."""

from __future__ import annotations

from vrpcore.models.calendar import TimeWindow, spans
from vrpcore.models.evaluation import Stop
from vrpcore.models.problem import Problem

_END_OF_TIME = 1 << 60


class Windows:
    """The service windows of a problem's customers, worked out once for each set of them."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._spans: dict[tuple[TimeWindow, ...], tuple[tuple[int, int], ...]] = {}

    def of(self, stop: Stop) -> tuple[int, int] | None:
        """The window that a visit falls into, or misses: earliest and latest begin, seconds from the start.

        None where it may begin at any time. Without service windows a due time is the end of a window that
        opens with the day of the visit.
        """
        problem = self._problem
        windows = problem.customer_of[stop.place_id].service_windows
        due = min(
            (due for id_ in stop.order_ids if (due := problem.due_s(problem.order_of[id_])) is not None),
            default=_END_OF_TIME,
        )
        if not windows:
            day = stop.start_s // 86_400 * 86_400
            return None if due >= day + 86_400 else (min(day, due), due)
        if windows not in self._spans:
            self._spans[windows] = spans(windows, problem.horizon)
        known = self._spans[windows]
        if not known:
            return None
        # The window of the visit, else the last one before it: that is the one that was missed.
        earliest, latest = next(
            (span for span in known if span[0] <= stop.start_s <= span[1]),
            max((span for span in known if span[0] <= stop.start_s), default=known[0]),
        )
        return earliest, max(earliest, min(latest, due))
