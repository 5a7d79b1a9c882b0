"""Measure everything, each thing beside its floor, at 0, 1 and 10 years of data.

python -m tests.bench                        all of it, as a table (some minutes)
python -m tests.bench store --years 10       one part
python -m tests.bench --plot cost.svg        and a picture of cost against years
"""

from __future__ import annotations

import argparse
import pkgutil
import platform
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

from . import report
from .plot import plot


def parts() -> dict[str, ModuleType]:
    """The modules of this package that hand in rows, by name."""
    package = Path(__file__).parent
    names = [each.name for each in pkgutil.iter_modules([str(package)]) if not each.name.startswith(("test_", "_"))]
    modules = {name: import_module(f"{__package__}.{name}") for name in names}
    return {name: each for name, each in modules.items() if takes_part(each)}


def takes_part(module: ModuleType) -> bool:
    """Whether the module has rows of its own, rather than something of that name from elsewhere."""
    rows = getattr(module, "rows", None)
    return rows is not None and rows.__module__ == module.__name__


def main() -> None:
    """Print the table; exit 1 where a budget is missed."""
    known = parts()
    parser = argparse.ArgumentParser(description="Measure sciatica-tui beside its floors.")
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"which of {', '.join(known)}; all where none is named"
    )
    parser.add_argument("--years", type=int, nargs="+", default=list(report.YEARS), choices=report.YEARS)
    parser.add_argument("--plot", type=Path, help="also draw cost against years into this SVG file")
    options = parser.parse_args()
    unknown = set(options.parts) - set(known)
    if unknown:
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}; medians of {report.RUNS}\n")
    everything: list[report.Row] = []
    for name in options.parts or known:
        rows = [row for years in options.years for row in known[name].rows(years)]
        print(f"{report.table(rows, f'python -m tests.bench {name} --years')}\n", flush=True)
        everything += rows
    if options.plot is not None:
        options.plot.write_text(plot(everything), encoding="utf-8")
    missed = [row for row in everything if not row.kept]
    if missed:
        sys.exit("Missed: " + "; ".join(f"{row.what} at {row.years} years" for row in missed))


if __name__ == "__main__":
    main()
