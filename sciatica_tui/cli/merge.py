"""`sciatica-tui merge`: another device's copy of the data file."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from ..domain.errors import BadInput
from ..domain.routines import session_text  # noqa: F401 - loaded before the change, which may bring sessions
from ..domain.text.grammar import count
from ..services import device_copies
from ..services.check_ins import open_flags_text
from ..services.input_files import read_file
from .context import Context
from .output import note, note_uncertain, say, show
from .parser import Parser
from .prompts import agreed, long_work, uninterrupted
from .red_flag_prompt import tell_arrivals

INTRO = """\
Merge another copy of your journal into this one: from another device, or a copy
that a sync program has put next to it, whatever its name (“sync-conflict”,
“sciatica (1).json”). Nothing is lost: of two versions of an entry the newer one
counts, and the other copy goes to the backups.

  sciatica-tui merge                        the copies next to your journal
  sciatica-tui merge ~/phone/sciatica.json  the journal of another device
"""


def parser() -> Parser:
    """Describe the options and the help page."""
    parser = Parser("merge", "[FILE] [--yes]", INTRO, takes_words=True)
    parser.add_argument_group("merge").add_argument("--yes", action="store_true", help="don't ask")
    return parser


def run(args: Namespace, context: Context) -> int:
    """Show what each copy brings, ask, and merge them."""
    if len(args.words) > 1:
        raise BadInput("merge takes one file, or none to merge the copies next to your journal.")
    if context.demo:
        raise BadInput("The made-up history has no copies; leave out --demo.")
    paths = (Path(args.words[0]).expanduser(),) if args.words else device_copies.paths_beside(context.paths.data)
    if not paths:
        say(f"There are no copies from other devices next to {context.paths.journal}.")
        return 0
    for path in paths:
        _merge(path, args, context)
    return 0


def _merge(path: Path, args: Namespace, context: Context) -> None:
    with long_work(context.clock, "Stopped; nothing was merged.") as progress:
        file = read_file(path, progress)
        journal = context.journal(writing=True)
        copy = device_copies.copy_in(journal, file)
        for sentence in copy.unreadable:
            note(f"{path.name}: left out, as it can't be read: {sentence}.")
        show(f"{path.name}, saved {copy.saved_at}: {count(copy.entries, 'check-in')}.")
        for line in device_copies.differences_lines(journal, copy.history, copy.brings, context.today()):
            show(line)
        if not copy.brings.brings:
            show("It has nothing new.")
        if not copy.ours:
            show("It is not a copy of this journal: it was started separately.")
        otherwise = "Nothing was merged, as there is no terminal to ask you in; add --yes."
        if (copy.brings.brings or copy.beside) and not agreed(
            "Merge it?", args.yes or not copy.brings.brings, otherwise
        ):
            say("Nothing was merged.")
            return
        with uninterrupted():
            merged, raised, open_flags = device_copies.merge(journal, copy, context.clock.now(), context.today())
        try:
            if copy.brings.brings:
                say("Merged." + (f" The other copy is kept as {merged.kept}" if merged.kept is not None else ""))
            elif merged.kept is not None:
                say(f"The other copy is kept as {merged.kept}")
        finally:  # what to do about a red flag is said even where the answer goes nowhere
            note_uncertain(merged.certain)
            if merged.trouble:
                note(merged.trouble)
            tell_arrivals(raised, context.today(), context.config.help, context.paths.config)
            if open_flags:
                note(open_flags_text(open_flags))
