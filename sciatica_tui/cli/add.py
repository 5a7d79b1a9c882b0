"""`sciatica-tui add`: a medication, a scan, an event, or whether numbness is new."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

import msgspec

from ..domain.check_in.date_input import FORMS, read_when
from ..domain.episodes import span_on, with_numb_zone
from ..domain.errors import BadInput
from ..domain.record_text import describe
from ..domain.records import (
    Compared,
    Episode,
    Event,
    EventKind,
    Medication,
    Record,
    Relief,
    Scan,
    ScanKind,
    Zone,
    new_id,
)
from ..domain.text.dates import long_day
from ..domain.text.suggestions import near_miss
from .context import Context
from .output import say
from .parser import Parser

INTRO = """\
What is kept beside the check-ins: what you took, scans, and events such as
an injection.

  sciatica-tui add medication "ibuprofen" --amount "400 mg" --relief some
  sciatica-tui add scan mri --compared smaller --at 2026-11-03
  sciatica-tui add event injection --note "left side" --at yesterday
  sciatica-tui add numbness foot --new     or --not-new: it was numb from the
                                           beginning of this episode

A scan is recorded and shown, never weighed in a verdict. The app never says
how much of a medicine to take.
"""

KINDS: dict[str, tuple[type[Record], type[StrEnum] | None]] = {
    "medication": (Medication, None),
    "scan": (Scan, ScanKind),
    "event": (Event, EventKind),
}
OPTIONS: dict[str, type[StrEnum] | None] = {
    "amount": None,
    "ingredient": None,
    "relief": Relief,
    "compared": Compared,
    "title": None,
    "note": None,
}
"""Option → the words it takes; None for text of one's own."""

NUMBNESS = "numbness"
"""What is added to the episode, no record of its own."""


def parser() -> Parser:
    """The options and the help page."""
    made = Parser("add", "medication|scan|event|numbness WHAT [options]", INTRO, takes_words=True)
    group = made.add_argument_group("add")
    group.add_argument("--at", metavar="WHEN", help=f"when it was: {FORMS}")
    group.add_argument("--amount", metavar="TEXT", help="medication: how much you took, as on the packet")
    group.add_argument("--ingredient", metavar="TEXT", help="medication: what is in it")
    group.add_argument("--relief", metavar="WORD", help=f"medication: {', '.join(Relief)}")
    group.add_argument("--compared", metavar="WORD", help=f"scan: than the one before: {', '.join(Compared)}")
    group.add_argument("--title", metavar="TEXT", help="event: in a word")
    group.add_argument("--note", metavar="TEXT", help="scan, event: anything worth remembering")
    group.add_argument("--new", action="store_true", default=None, help="numbness: it is new")
    group.add_argument("--not-new", action="store_true", default=None, help="numbness: from the beginning")
    return made


def run(args: Namespace, context: Context) -> int:
    """Save it, and say what was saved."""
    if args.words[:1] == [NUMBNESS]:
        _answer_numbness(args, context)
        return 0
    kind, words, what = _what(args.words)
    if args.new or args.not_new:
        raise BadInput("--new and --not-new go with numbness alone (see sciatica-tui add --help).")
    given = {name: getattr(args, name) for name in OPTIONS if getattr(args, name) is not None}
    fields = set(kind.__struct_fields__)
    for name in given:
        if name not in fields:
            raise BadInput(f"--{name} does not go with {args.words[0]} (see sciatica-tui add --help).")
    answers = {name: _word(f"--{name}", value, OPTIONS[name]) for name, value in given.items()}
    answers["product" if kind is Medication else "kind"] = _word(args.words[0], what, words)
    now = context.clock.now()
    when = read_when(args.at, now, context.config.times.boundary)
    fixed: dict[str, Any] = {"id": new_id(now, os.urandom(10)), "created_at": now, "updated_at": now, "rev": 1}
    if kind is Medication:
        fixed["at"] = when.at
    try:
        record = msgspec.convert({**fixed, "day": when.day, **answers}, kind)
    except msgspec.ValidationError as error:
        raise BadInput(f"That can't be kept ({error}); see sciatica-tui add --help.") from error
    context.journal(writing=True).save(f"{args.words[0]} of {long_day(when.day)}", record)
    say(f"Saved: {describe(record)} · {long_day(when.day)}")
    return 0


def _answer_numbness(args: Namespace, context: Context) -> None:
    """Keep with the episode whether a numb zone is new."""
    given = [name for name in (*OPTIONS, "at") if getattr(args, name) is not None]
    if given:
        raise BadInput(f"--{given[0]} does not go with {NUMBNESS} (see sciatica-tui add --help).")
    zones = [zone for zone in Zone if zone is not Zone.NONE]
    if len(args.words) < 2:
        raise BadInput(f"Which zone is numb? For example: {_example(NUMBNESS)}")
    zone = Zone(_word(NUMBNESS, " ".join(args.words[1:]), zones))
    if bool(args.new) == bool(args.not_new):
        raise BadInput(f"Say whether it is new: sciatica-tui add numbness {zone} --new, or --not-new.")
    journal, today = context.journal(writing=True), context.today()
    now = context.clock.now()
    fixed: dict[str, Any] = {"id": new_id(now, os.urandom(10)), "created_at": now, "updated_at": now, "rev": 1}
    episode = span_on(journal.all(Episode), today).episode or Episode(**fixed, day=today)
    journal.save("whether numbness is new", with_numb_zone(episode, zone, new=bool(args.new)))
    then = "newly numb; see a clinician" if args.new else "numb from the beginning"
    say(f"Saved: the {zone} is {then}.")


def _what(words: list[str]) -> tuple[type[Record], type[StrEnum] | None, str]:
    if not words or words[0] not in KINDS:
        hint = near_miss(words[0], (*KINDS, NUMBNESS)) if words else ""
        raise BadInput(f"Add what? medication, scan, event or numbness; {hint or 'see sciatica-tui add --help.'}")
    if len(words) < 2:
        raise BadInput(f"Which {words[0]}? For example: {_example(words[0])}")
    kind, choices = KINDS[words[0]]
    return kind, choices, " ".join(words[1:])


def _example(name: str) -> str:
    return next(line.strip() for line in INTRO.splitlines() if f"add {name}" in line)


def _word(where: str, value: str, choices: Iterable[StrEnum] | type[StrEnum] | None) -> str:
    if choices is None:
        return value.strip()
    known = [str(choice) for choice in choices]
    if value.lower() not in known:
        raise BadInput(f"{where}: “{value}” is none of {', '.join(known)}; {near_miss(value, known) or 'choose one.'}")
    return value.lower()
