"""Names that say that there is something instead of what it is: `python -m tests.names [PATH]` lists them."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).parents[1] / "sciatica_tui"

_WORDS = """
found said seen kept shown known place each made done left_over asked told given wanted taken held read written
chosen named meant counted drawn gone put heard believed lost judged tried used listed picked typed answered opened
added removed changed placed marked sent noted logged offered needed ended begun got met felt worn spent what which
that these those such ones one other others rest whole here there again more then thing things
"""
EMPTY_WORDS = frozenset(_WORDS.split())
"""Participles and demonstratives: of anything it can be said that it was found."""


class Name(NamedTuple):
    """A name that is assigned, or that an argument has."""

    path: Path
    line: int
    word: str

    @property
    def is_empty(self) -> bool:
        """Whether it does not say what the value is."""
        return self.word.strip("_").lower() in EMPTY_WORDS


def assigned_names(folder: Path = PACKAGE) -> Iterator[Name]:
    """The variables and arguments of all files in a folder, or of one file."""
    for path in sorted(folder.rglob("*.py")) if folder.is_dir() else [folder]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                yield Name(path, node.lineno, node.id)
            elif isinstance(node, ast.arg):
                yield Name(path, node.lineno, node.arg)


def main(argv: list[str]) -> None:
    """Print the empty names of the package, or of a part of it, and their share."""
    names = list(assigned_names(Path(argv[0]) if argv else PACKAGE))
    empty = [name for name in names if name.is_empty]
    for name in empty:
        sys.stdout.write(f"{name.path}:{name.line}: {name.word}\n")
    sys.stdout.write(f"{len(empty)} of {len(names)} names, {len(empty) / max(len(names), 1):.1%}; at most 1 %\n")


if __name__ == "__main__":
    main(sys.argv[1:])
