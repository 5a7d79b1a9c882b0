"""Compare the screens with the pictures that were accepted, or accept them as they are now.

python -m tests.pictures                    # what differs
python -m tests.pictures --accept           # take all of it over
python -m tests.pictures --accept today     # only pictures whose names begin so
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys

from .accepted import accept, accepted_names, difference, remove
from .scenes import draw, names


def main(argv: list[str] | None = None) -> int:
    """Print the differences, or write the pictures anew: 0 when they are all the same in the end."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description="Screens against accepted pictures.")
    parser.add_argument("--accept", action="store_true", help="write the pictures anew")
    parser.add_argument("beginnings", nargs="*", help="the pictures whose names begin so; without any: all")
    options = parser.parse_args(argv)
    os.environ.pop("NO_COLOR", None)
    beginnings = tuple(options.beginnings) or ("",)
    differing = 0
    for name in names():
        if not name.startswith(beginnings):
            continue
        picture = asyncio.run(draw(name))
        change = difference(name, picture)
        differing += bool(change)
        sys.stdout.write(f"{name}: accepted\n" if change and options.accept else change)
        if options.accept:
            accept(name, picture)
    for name in accepted_names() - set(names()):
        sys.stdout.write(f"{name}: no such picture any more\n")
        differing += 1
        if options.accept:
            remove(name)
    return int(differing > 0 and not options.accept)


if __name__ == "__main__":
    sys.exit(main())
