"""A progress bar for people who wait for `solve`: cost, gap and phase, in terminals and notebooks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from vrpcore.errors import MissingPackageError
from vrpcore.models.money import Currency
from vrpcore.solvers.progress import Progress, ProgressListener
from vrpcore.solvers.stop import Stop


def listener_of(progress: ProgressListener | bool | None) -> ProgressListener | bool | None:
    """Refuse what cannot listen, and a bar where the package for it is missing."""
    if progress is True and find_spec("tqdm") is None:
        raise MissingPackageError(
            "the progress bar needs tqdm, which is not installed; remedy: pip install 'vrpcore[progress]'"
        )
    if progress is not None and not isinstance(progress, bool) and not callable(progress):
        raise TypeError(
            f"progress is {progress!r}; allowed: True for a progress bar, "
            "a function of one `Progress` event, or None"
        )
    return progress


@contextmanager
def listening(
    progress: ProgressListener | bool | None, currency: Currency, stop: Stop
) -> Iterator[ProgressListener | None]:
    """The listener of a run: the given one, a bar that is closed in the end, or nobody."""
    if not isinstance(progress, bool):
        yield progress
    elif not progress:
        yield None
    else:
        bar = ProgressBar(currency, stop)
        try:
            yield bar
        finally:
            bar.close()


class ProgressBar:
    """Shows events as a bar of tqdm, which knows whether it is in a notebook.

    Parameters
    ----------
    currency
        Unit of costs.
    stop
        Limits of the run. The bar fills with its seconds; without such a limit with its iterations; without
        either it only counts seconds.
    """

    def __init__(self, currency: Currency, stop: Stop) -> None:
        from tqdm.auto import tqdm  # optional, and slow to load

        self._currency = currency
        self._by_seconds = stop.runtime_s is not None or stop.iterations is None
        total = stop.runtime_s if self._by_seconds else stop.iterations
        unit = " s" if self._by_seconds else " iterations"
        count = "{n:.0f}" if total is None else "{n:.0f}/{total:.0f}"
        bar = "" if total is None else "{bar}| "
        self._total = total
        self._bar = tqdm(total=total, bar_format=f"{{desc}}: {bar}{count}{unit}{{postfix}}", desc="solve")

    def __call__(self, event: Progress) -> None:
        """Show one event."""
        done = event.elapsed_s if self._by_seconds else event.iteration
        self._bar.n = max(self._bar.n, done if self._total is None else min(done, self._total))
        self._bar.set_description_str(f"{event.solver}, {event.phase}", refresh=False)
        self._bar.set_postfix_str(self._figures(event), refresh=False)
        self._bar.refresh()

    def _figures(self, event: Progress) -> str:
        if event.cost is None:
            return "no plan yet"
        text = self._currency.text(event.cost)
        if event.bound is None:
            return text
        gap = max(0, event.cost - event.bound) / max(1, abs(event.cost))
        return f"{text}, gap {gap:.1%}"

    def close(self) -> None:
        """Leave the bar as it is."""
        self._bar.close()
