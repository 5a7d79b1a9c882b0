"""`sciatica-tui undo`: the last change, whoever made it."""

from __future__ import annotations

from argparse import Namespace

from ..domain.errors import BadInput
from ..services import check_ins, entries
from .context import Context
from .output import note, note_uncertain, say
from .parser import Parser
from .prompts import command_line

INTRO = """\
Take back the last change, whether a command or a window of the app made it: a
check-in comes out again, a deleted entry comes back, an edited one is as it
was, an import goes as a whole. What it was is said. A second undo brings the
change back; for what lies further back there is restore.

  sciatica-tui undo
"""


def parser() -> Parser:
    """Describe the help page."""
    return Parser("undo", "", INTRO)


def run(args: Namespace, context: Context) -> int:
    """Take back the last change and say what it was. Raises BadInput where there is none."""
    if context.demo:
        raise BadInput("Nothing was changed in the made-up history; leave --demo away.")
    journal = context.journal(writing=True)
    undone = check_ins.undo(journal) if journal.take_up_last_change() is not None else None
    if undone is None:
        raise BadInput("There is no last change that could be taken back; sciatica-tui restore lists the backups.")
    try:
        for line in entries.undone_lines(undone.touched, context.today()):
            say(line)
        if undone.touched:
            say(f"To reverse this: {command_line(args, 'undo')}")
        else:
            say("Nothing was taken back: a red flag is ended on its own screen, Red flags.")
    finally:
        note_uncertain(undone.certain)
        if undone.open_flags:
            note(check_ins.open_flags_text(undone.open_flags))
    return 0
