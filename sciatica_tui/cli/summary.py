"""`sciatica-tui summary`: the verdicts, signs and phase as plain text or JSON, as of any day."""

from __future__ import annotations

import textwrap
from argparse import Namespace

from ..domain.assessment.assess import assess
from ..domain.assessment.verdict_style import sign_legend
from ..domain.check_in.date_input import read_day
from ..domain.records import Session
from ..domain.routines.eased import what_eased
from ..domain.views.eased import eased_json, eased_lines
from ..domain.views.summary import to_lines
from ..domain.views.summary_json import to_json
from ..services.records_snapshot import snapshot_of
from .context import Context
from .json_output import add_json, say_json
from .output import say
from .parser import Parser

INTRO = """\
Are you getting better? The same sentences and numbers as on the screens Today
and Phase.

  sciatica-tui summary                    in plain words
  sciatica-tui summary --on 2026-11-01    as it was that day, from the entries
                                          up to it
  sciatica-tui summary --json             for scripts; the field names stay

"""
INTRO += textwrap.fill(
    f"Signs: {sign_legend()}. A change counts only when it is large enough to matter and very "
    "likely real at a weekly check; for a test, when two in a row show it.",
    80,
)


def parser() -> Parser:
    """Describe the options and the help page."""
    parser = Parser("summary", "[--json] [--on DATE]", INTRO)
    group = parser.add_argument_group("summary")
    add_json(group)
    group.add_argument("--on", metavar="DATE", help="as of this day: yesterday, “3 weeks ago”, 2026-11-01")
    return parser


def run(args: Namespace, context: Context) -> int:
    """Print the verdict of a day, as text or as JSON."""
    day = read_day(args.on, context.today()) if args.on is not None else context.today()
    assessment = assess(snapshot_of(context.journal()), day)
    eased = what_eased(context.journal().all(Session), day)
    if args.json:
        say_json("summary", **to_json(assessment), eased=eased_json(eased))
        return 0
    lines = eased_lines(eased)
    for line in (*to_lines(assessment), *([""] if lines else []), *lines):
        say(line)
    return 0
