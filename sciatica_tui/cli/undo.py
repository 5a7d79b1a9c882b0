"""`sciatica-tui undo`: the last change, whoever made it."""

from __future__ import annotations

from argparse import Namespace

from ..domain.errors import BadInput
from ..domain.routines import session_text  # noqa: F401 - loaded before the change, which may bring a session back
from ..services import check_ins, entries
from .context import Context
from .output import note, note_uncertain, say, say_command
from .parser import Parser
from .prompts import command_line

INTRO = """\
Undo the last change, whether a command or a window of the app made it: a new
check-in is removed, a deleted entry comes back, an edited one is as it was, an
import is removed as a whole. undo prints what it did. It only knows the last
change: a second undo redoes it (in the app, u goes further back each time). To
go further back here, use restore.

  sciatica-tui undo
"""


def parser() -> Parser:
    """Describe the help page."""
    return Parser("undo", "", INTRO)


def run(args: Namespace, context: Context) -> int:
    """Take back the last change and say what it was. Raises BadInput where there is none."""
    if context.demo:
        raise BadInput("There is nothing to undo in the made-up history; leave out --demo.")
    journal = context.journal(writing=True, begins=False)
    undone = check_ins.undo(journal) if journal.take_up_last_change() is not None else None
    if undone is None:
        raise BadInput("There is nothing to undo; sciatica-tui restore lists the backups.")
    try:
        for line in entries.undone_lines(undone.touched, context.today()):
            say(line)
        if undone.touched:
            say_command("To change it back:", command_line(args, "undo"))
        else:
            say("Nothing was undone: you end a red flag on its own screen, Red flags.")
    finally:
        note_uncertain(undone.certain)
        if undone.open_flags:
            note(check_ins.open_flags_text(undone.open_flags))
    return 0
