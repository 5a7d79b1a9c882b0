"""Tables of what is said to made-up people, a line as soon as it is worked out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from time import perf_counter


def print_table(about: str, heading: str, lines: Callable[[int, int], Iterable[str]], argv: list[str] | None) -> None:
    """Print the lines for so many people a line and a seed, as the options say; `about` is the help."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(argv)
    begun = perf_counter()
    sys.stdout.write(f"{args.people} people a line, seed {args.seed}\n{heading}\n")
    for line in lines(args.people, args.seed):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    sys.stdout.write(f"{perf_counter() - begun:.0f} s\n")
