"""`sciatica-tui start`: the app, straight in a routine."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from ..domain.errors import BadInput
from ..domain.records import Routine
from ..domain.routines.catalogue import Guided, all_routines, find
from ..domain.routines.session_plan import total_seconds
from .context import Context, need_a_terminal
from .json_output import add_json, say_json
from .output import say
from .parser import Parser

INTRO = """\
Open the app in a routine. You are asked the same questions first as when you
start it from the list.

  sciatica-tui start hamstring        the stretch, both sides
  sciatica-tui start ice              ice, with a skin check and a timer
  sciatica-tui start "back, by hand"  one of your own
  sciatica-tui start --list           all routines, with their minutes

The first letters of a name are enough.
"""


def parser() -> Parser:
    """Describe the options and the help page."""
    parser = Parser("start", "ROUTINE | --list [--json]", INTRO, takes_words=True)
    group = parser.add_argument_group("start")
    group.add_argument("--list", action="store_true", help="list the routines")
    add_json(group)
    return parser


def run(args: Namespace, context: Context) -> int:
    """List the routines, or open the app in one. Raises BadInput where there is no such routine."""
    if args.list:
        if args.words:
            raise BadInput(f"“{args.words[0]}” is one word too many beside --list; see sciatica-tui start --help.")
        routines = all_routines(context.journal().all(Routine))
        if args.json:
            say_json("start", routines=[routine_json(routine) for routine in routines])
            return 0
        for routine in routines:
            say(line(routine))
        return 0
    if args.json:
        raise BadInput("--json only goes with --list; see sciatica-tui start --help.")
    if not args.words:
        raise BadInput("Which routine? For example: sciatica-tui start hamstring; start --list shows them all.")
    routine = find(" ".join(args.words), all_routines(context.journal().all(Routine)))
    need_a_terminal()
    context.open_app(routine)
    return 0


def line(routine: Guided) -> str:
    """Describe a routine: `hamstring       Hamstring stretch          4 min`; one's own by the name that starts it."""
    minutes = max(round(total_seconds(routine.plan) / 60), 1)
    title = "your own" if routine.own else routine.title + (", changed by you" if routine.adjusted else "")
    return f"{routine.name:<18}{title:<38}{minutes:>3} min"


def routine_json(routine: Guided) -> dict[str, Any]:
    """Return a routine for JSON."""
    return {
        "name": routine.name,
        "title": routine.title,
        "seconds": round(total_seconds(routine.plan)),
        "own": bool(routine.own),
        "adjusted": bool(routine.adjusted),
    }
