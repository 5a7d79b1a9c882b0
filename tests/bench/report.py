"""What a bench hands in, how it is measured, and the table made of it.

A module of this package takes part when it has a function

    def rows(years: int) -> Iterator[Row]

that measures with so many years of data (0, 1 or 10) and yields a row for each thing measured. What doesn't depend
on the data is yielded for 0 years only.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sciatica_tui.domain.records import CheckIn

RUNS = 7
YEARS = (0, 1, 10)


@dataclass(frozen=True)
class Row:
    """One thing measured. `ours`, `floor` and the `others` are in `unit`; `floor` is the least it could cost.

    `at_most` bounds the ratio of ours to the floor, `limit` bounds ours; None for no budget.
    """

    what: str
    years: int
    ours: float
    unit: str
    floor: float | None = None
    floor_is: str = ""
    others: tuple[tuple[str, float], ...] = ()
    at_most: float | None = None
    limit: float | None = None

    @property
    def ratio(self) -> float | None:
        """Ours to the floor."""
        return self.ours / self.floor if self.floor else None

    @property
    def kept(self) -> bool:
        """Whether it is within its budget."""
        within = self.at_most is None or self.ratio is None or self.ratio <= self.at_most
        return within and (self.limit is None or self.ours <= self.limit)


def milliseconds(work: Callable[[], object]) -> float:
    """How long the work takes, once."""
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def side_by_side(works: Mapping[str, Callable[[], float]], runs: int = RUNS) -> dict[str, float]:
    """The median of what each measures, in turns, so that a busy moment of the machine falls on all of them."""
    for work in works.values():
        work()
    found: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(runs):
        for name, work in works.items():
            gc.collect()
            found[name].append(work())
    return {name: statistics.median(values) for name, values in found.items()}


def timed(works: Mapping[str, Callable[[], object]], runs: int = RUNS) -> dict[str, float]:
    """The median of the milliseconds that each takes, in turns."""
    return side_by_side({name: lambda work=work: milliseconds(work) for name, work in works.items()}, runs)  # type: ignore[misc]


@cache
def history(years: int) -> tuple[CheckIn, ...]:
    """The check-ins of so many years, with every measure: about 1,550 a year, some days missing."""
    from .verdict_speed import diary

    return diary(365 * years, 5).checkins


def table(rows: Sequence[Row], command: str) -> str:
    """The rows as a Markdown table, each with the command that repeats it."""
    lines = ["| What | Years | Ours | Floor | Ratio | Budget | Others | Again |", "|---|--:|--:|--:|--:|---|---|---|"]
    for row in rows:
        floor = f"{_number(row.floor)} {row.unit} ({row.floor_is})" if row.floor is not None else "–"
        ratio = f"{row.ratio:.2f}" if row.ratio is not None else "–"
        others = ", ".join(f"{name} {_number(value)} {row.unit}" for name, value in row.others) or "–"
        cells = (row.what, str(row.years), f"{_number(row.ours)} {row.unit}", floor, ratio, _budget(row), others)
        lines.append(f"| {' | '.join(cells)} | `{command} {row.years}` |")
    return "\n".join(lines)


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def _budget(row: Row) -> str:
    bounds = [f"≤ {row.at_most:g} ×"] if row.at_most is not None else []
    bounds += [f"≤ {row.limit:g} {row.unit}"] if row.limit is not None else []
    return (" and ".join(bounds) + ("" if row.kept else " **missed**")) or "–"
