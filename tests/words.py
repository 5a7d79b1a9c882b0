"""Every sentence that a person can meet, in one list: `python -m tests.words [PATH]` prints them, file by file.

For whoever reads them all once more, or translates them. What is filled in stands as {…}; the pages of the guide
follow whole.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).parents[1] / "sciatica_tui"

_SENTENCE = re.compile(r"[A-Za-z’]{2,},? [A-Za-z“{(]|[A-Za-z][.?!:…]$|^[A-Z][a-z]+$|[A-Za-z]\}? \{…\}|\{…\} [a-z]")
_NOT_FOR_PEOPLE = re.compile(
    r"^[a-z_\-.#:>*, &]+\{|^[\w\-]+$(?<![a-z])|\\x1b|^(?:[.#&][\w-]+[ ,]*)+$|^[a-z_]+\.[a-z_.]+$"
)
"""What looks like a selector, a style, a format or a path."""

_LAYERS_WITHOUT_WORDS = ("styles",)

_OF_A_SETTING = ("title", "description")
"""What an annotation says of a setting to the person."""


class Words(NamedTuple):
    """A text that the code can show, and where it stands."""

    path: Path
    line: int
    text: str


def words(folder: Path = PACKAGE) -> Iterator[Words]:
    """The texts of all files in a folder, or of one file, in the order in which they stand."""
    for path in sorted(folder.rglob("*.py")) if folder.is_dir() else [folder]:
        if not set(path.parts) & set(_LAYERS_WITHOUT_WORDS):
            yield from _words_of(path)


def _words_of(path: Path) -> Iterator[Words]:
    tree = ast.parse(path.read_text("utf-8"))
    for node in _without_what_is_not_shown(tree):
        if isinstance(node, ast.JoinedStr):
            text = "".join(_part(part) for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        text = text.strip()
        if _SENTENCE.search(text) and not _NOT_FOR_PEOPLE.search(text):
            yield Words(path, node.lineno, text)


def _part(part: ast.expr) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else "{…}"


def _without_what_is_not_shown(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes below, in order, but docstrings, annotations (other than what they say of a setting), subscripts,
    comparisons and the parts of f-strings.
    """
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue  # a docstring
        if isinstance(child, ast.Compare | ast.Subscript | ast.Import | ast.ImportFrom):
            continue
        if isinstance(child, ast.arg):
            continue
        if isinstance(child, ast.AnnAssign) and child.value is not None:
            for part in ast.walk(child.annotation):
                if isinstance(part, ast.keyword) and part.arg in _OF_A_SETTING:
                    yield from _and_below(part.value)
            yield from _and_below(child.value)
            continue
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            for statement in [*child.args.defaults, *[d for d in child.args.kw_defaults if d], *child.body]:
                if not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)):
                    yield from _and_below(statement)
            continue
        yield from _and_below(child)


def _and_below(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    if isinstance(node, ast.JoinedStr):
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                yield from _without_what_is_not_shown(part)
        return
    yield from _without_what_is_not_shown(node)


def main(argv: list[str]) -> None:
    """Print the sentences of the package, or of a part of it, under the file that they are in."""
    last = None
    for path, line, text in words(Path(argv[0]) if argv else PACKAGE):
        if path != last:
            sys.stdout.write(f"\n{path.relative_to(PACKAGE.parent) if path.is_relative_to(PACKAGE) else path}\n")
            last = path
        sys.stdout.write(f"{line:5}  {text.replace(chr(10), chr(10) + ' ' * 7)}\n")
    if not argv:
        for page in sorted((PACKAGE / "guide").glob("*.md")):
            sys.stdout.write(f"\n{page.relative_to(PACKAGE.parent)}\n{page.read_text('utf-8')}")


if __name__ == "__main__":
    main(sys.argv[1:])
