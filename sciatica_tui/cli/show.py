"""`sciatica-tui show`: one entry in full."""

from __future__ import annotations

import sys
from argparse import Namespace

from ..domain.text.grammar import capital
from ..domain.text.lines import on_lines
from ..domain.text.visible import visible, visible_line
from ..domain.views.history import details
from ..services import entries
from .context import Context
from .json_output import add_json, entry_json, say_json
from .output import columns_of, say_inert
from .parser import Parser, one_id
from .table import DIM, coloured

INTRO = """\
Show one entry in full, with what was logged with it.

  sciatica-tui show 4F7K2M  by the id that list and log print
  sciatica-tui show 4f7     its first or last letters do too (three at least)
  sciatica-tui show last    the latest; -1 is the same, -2 the one before
"""

LABEL = 20
"""Columns of a question."""


def parser() -> Parser:
    """Describe the options and the help page."""
    parser = Parser("show", "ID [--json]", INTRO, takes_words=True)
    add_json(parser.add_argument_group("show"))
    return parser


def run(args: Namespace, context: Context) -> int:
    """Print every answer of the entry. Raises BadInput."""
    word = one_id(args.words, "show")
    journal = context.journal()
    entry = entries.entry_of(journal, word)
    belongings = entries.belongings(journal, entry.record)
    if args.json:
        say_json("show", **entry_json(entry), came_with_it=[entry_json(belonging) for belonging in belongings])
        return 0
    head = f"{capital(entry.kind.value)} of {entries.moment(entry, context.today())}"
    say_inert(f"{head}  {coloured(entry.record.id, DIM)}")
    lines = details(entry.record) or (("", "Nothing was answered."),)
    for question, answer in (*lines, *((capital(belonging.kind.value), belonging.text) for belonging in belongings)):
        say_inert(_line(visible_line(question), visible(answer)))
    return 0


def _line(question: str, answer: str) -> str:
    """A question and its answer; further lines of the answer stand under the first."""
    columns, indent = columns_of(sys.stdout), LABEL if question else 0
    room = None if columns is None else max(columns - indent, LABEL)
    indented = on_lines(answer, room, indent=0).replace("\n", "\n" + " " * indent)
    return coloured(question.ljust(indent), DIM) + indented if question else indented
