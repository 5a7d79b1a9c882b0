"""`sciatica-tui log`: a check-in in one line."""

from __future__ import annotations

import os
import re
import shlex
from argparse import Namespace
from collections.abc import Iterable
from datetime import date, datetime
from textwrap import fill
from typing import TYPE_CHECKING, Any

from ..domain.check_in.date_input import FORMS, When, read_when
from ..domain.episodes import current_episode
from ..domain.errors import BadInput
from ..domain.measures.answers import Answers, checkin_from
from ..domain.measures.catalogue import BY_PATH
from ..domain.record_text import describe, describe_checkin
from ..domain.records import CheckIn, Episode, Medication, Record, RedFlagAnswer, Zone, new_id
from ..domain.red_flags.alarms import Alarm, raise_alarms, raised_by
from ..domain.red_flags.flags import RED_FLAGS
from ..domain.text.dates import long_day
from ..domain.text.suggestions import near_miss
from ..services.check_ins import delete, open_flags_of, staying_words
from .context import Context, at_a_terminal
from .measure_options import add_measures, read_answer, read_measures
from .output import note, say
from .parser import Parser
from .red_flag_prompt import ask_flags, confirm, read_flags, tell_action

if TYPE_CHECKING:
    from ..storage.journal import Journal

INTRO = """\
Write down how it is. Everything is optional; what you leave out is unknown,
never zero.

  sciatica-tui log 6/3 calf               worst leg pain 6, worst back pain 3,
                                          down to the calf
  sciatica-tui log 6                      leg pain alone
  sciatica-tui log -/3                    back pain alone
  sciatica-tui log 6/3 calf "long drive"  with a note
  sciatica-tui log 4/2 thigh --at yesterday
  sciatica-tui log 5 --at "monday 08:30" --sleep 4 --medication "ibuprofen"
  sciatica-tui log --heel-rises 12/25 --leg-raise 45/70 --leg-raise-method lying

Pain is 0 (none) to 10 (worst imaginable). Zones, from the spine outwards: none,
back, buttock, thigh, calf, foot; give the furthest that hurts. Several entries
a day are welcome.
"""

OUTRO = f"""\
red flags, for --flags (a new one means: get help, don't wait):
{chr(10).join(fill(f"  {flag.name:<20} {flag.words}", 79, subsequent_indent=" " * 23) for flag in RED_FLAGS)}

At a terminal, log asks about them in one line. Where nobody can be asked, they
count as not asked; if an answer itself raises an alarm (new weakness, the other
leg), what to do is printed and the alarm kept until you end it in the app.

A day ends at 03:00 unless your settings say otherwise: an entry at 01:30
belongs to the day before.
"""

TAIL = 6
"""The end of an id that is shown: 30 random bits, enough to tell entries apart; more where it is not."""


def parser() -> Parser:
    """The options and the help page."""
    made = Parser("log", "[LEG/BACK] [ZONE] [NOTE] [options]", INTRO, OUTRO, takes_words=True)
    group = made.add_argument_group("when, red flags, taking back")
    group.add_argument("--at", metavar="WHEN", help=f"when it was: {FORMS}")
    group.add_argument("--flags", metavar="NAMES", help="none, or new red flags by name with commas between")
    group.add_argument("--remove", metavar="ID", help="take an entry back, by the id that log printed")
    add_measures(made)
    return made


def run(args: Namespace, context: Context) -> int:
    """Save the check-in, or take one back."""
    if args.remove is not None:
        _remove(args, context)
        return 0
    answers = _words(args.words, read_measures(args))
    taken = _taken(args.medication or ())
    flags = read_flags(args.flags) if args.flags is not None else None
    if not answers and not taken and flags is None:
        raise BadInput("There is nothing to log; say for example: sciatica-tui log 6/3 calf (see log --help).")
    now = context.clock.now()
    when = read_when(args.at, now, context.config.times.boundary)
    journal = context.journal(writing=True)
    if flags is None and at_a_terminal():
        flags = ask_flags()
    entry = _entry(_named_activities(answers, journal), flags, when, now)
    raised = _alarms(entry, journal)
    if at_a_terminal():
        for alarm in raised:
            confirm(alarm)
    beside = _beside(entry, taken, raised, context.today(), now)
    saved = journal.save(f"Check-in, {long_day(entry.day)}", entry, *beside)
    names = (*(flags or ()), *(alarm.flag for alarm in raised))
    try:
        _tell(entry, taken, context, args)
    finally:  # what to do about a red flag is said even where the answer goes nowhere
        if not saved.certain:
            note("It is saved, but the disk has not confirmed yet that it would survive a power cut.")
        tell_action(names, context.config.help, context.paths.config, asked=at_a_terminal() or not raised)
    return 0


def _taken(products: Iterable[str]) -> list[str]:
    """What was taken, each as typed."""
    taken = list(dict.fromkeys(product.strip() for product in products))
    if not all(0 < len(product) <= 300 for product in taken):
        raise BadInput("--medication takes a name as on the packet, 300 letters at most.")
    return taken


def _words(words: list[str], answers: Answers) -> Answers:
    """Pain, zone and note that stand without an option, added to the answers of the options."""
    rest, found = list(words), Answers()
    if rest and (re.match(r"[0-9+/–−]", rest[0]) or re.fullmatch(r"\S*/\S*", rest[0])):
        found |= _pain(rest.pop(0))
    if rest and not re.search(r"\s", rest[0]):
        found["zone"] = _zone(rest.pop(0))
    if rest:
        found["note"] = " ".join(rest).strip()
        if found["note"].lower() in list(Zone):
            raise BadInput(f"“{found['note']}” is a second zone; give one, the furthest that hurts.")
    for path, value in found.items():
        if path in answers:
            raise BadInput(f"{BY_PATH[path].label} is there twice: {answers[path]} and {value}; give it once.")
    return {**found, **answers}


def _pain(word: str) -> Answers:
    leg, _, back = word.partition("/")
    given = {"leg_pain": leg, "back_pain": back}
    given = {path: text for path, text in given.items() if text not in ("", "-", "–", "−")}
    if not given:
        raise BadInput(f"“{word.replace('–', '-')}” has no number; pain is LEG/BACK, such as 6/3, 6 or -/3.")
    return {path: read_answer(BY_PATH[path], text) for path, text in given.items()}


def _zone(word: str) -> Any:
    if word.lower() not in list(Zone):
        hint = near_miss(word, Zone) or "a note of one word is given as --note."
        raise BadInput(f"“{word}” is no zone ({', '.join(Zone)}); {hint}")
    return word.lower()


def _named_activities(answers: Answers, journal: Journal) -> Answers:
    """The answers, with abilities under the names of the person's own activities, where they named some."""
    episode = current_episode(journal.all(Episode))
    names = {name.lower(): name for name in (episode.activities if episode else None) or ()}
    if not names or "abilities" not in answers:
        return answers
    for ability in answers["abilities"]:
        if ability["name"].lower() not in names:
            hint = near_miss(ability["name"], names) or f"yours are {', '.join(names.values())}."
            raise BadInput(f"“{ability['name']}” is none of the activities you named; {hint}")
    named = [{**each, "name": names[each["name"].lower()]} for each in answers["abilities"]]
    return {**answers, "abilities": named}


def _entry(answers: Answers, flags: tuple[str, ...] | None, when: When, now: datetime) -> CheckIn:
    asked = {"red_flags": list(flags)} if flags is not None else {}
    return checkin_from({**answers, **asked}, **_stamp(now), day=when.day, at=when.at)


def _alarms(entry: CheckIn, journal: Journal) -> list[Alarm]:
    """What this entry raises, less what the person has just said themselves."""
    found = raised_by(entry, journal.all(CheckIn), journal.all(RedFlagAnswer), journal.all(Episode))
    return [alarm for alarm in found.alarms if alarm.flag not in (entry.red_flags or ())]


def _stamp(now: datetime) -> dict[str, Any]:
    """The identity of a new record."""
    return {"id": new_id(now, os.urandom(10)), "created_at": now, "updated_at": now, "rev": 1}


def _beside(entry: CheckIn, taken: list[str], raised: list[Alarm], today: date, now: datetime) -> list[Record]:
    """The records that are saved along with the check-in and taken back with it."""
    records: list[Record] = [
        Medication(**_stamp(now), day=entry.day, at=entry.at, product=product, checkin=entry.id) for product in taken
    ]
    if entry.red_flags:
        records.append(RedFlagAnswer(**_stamp(now), day=today, at=now, flags=entry.red_flags, checkin=entry.id))
    return [*records, *raise_alarms(raised, entry, today, now, seen=False, stamp=lambda: _stamp(now))]


def _tell(entry: CheckIn, taken: list[str], context: Context, args: Namespace) -> None:
    parts = [describe_checkin(entry)] if describe_checkin(entry) != "nothing answered" else []
    parts += taken
    if entry.red_flags == ():
        parts.append("none of the red flags")
    say(f"Saved: {', '.join(parts) or 'red flags'} · {_moment(entry, context.today())}")
    if context.demo:
        say("This is the made-up history; nothing of it is kept.")
        return
    data = f" --data {shlex.quote(args.data)}" if args.data else ""
    say(f"Take it back: sciatica-tui log{data} --remove {entry.id[-TAIL:]}")


def _moment(entry: CheckIn, today: date) -> str:
    """`Saturday 21 November, 08:10`; the day is the one it belongs to, with the year where that is another."""
    year = "" if entry.day.year == today.year else f" {entry.day.year}"
    if entry.at is None:
        return long_day(entry.day) + year
    late = " after midnight" if entry.at.date() != entry.day else ""
    return f"{long_day(entry.day)}{year}, {entry.at:%H:%M}{late}"


def _remove(args: Namespace, context: Context) -> None:
    """Take back an entry with all that was saved along with it."""
    others = {k: v for k, v in vars(args).items() if k not in ("data", "config", "demo", "remove", "help", "version")}
    if any(others.values()):
        raise BadInput("--remove stands alone: take the entry back first, then log what is right.")
    tail = args.remove.strip().upper()
    if len(tail) < TAIL:
        raise BadInput(f"--remove needs the id that log printed, its last {TAIL} letters at least.")
    journal = context.journal()
    entries = [c for c in journal.all(CheckIn) if c.id.endswith(tail)]
    if not entries:
        raise BadInput(f"There is no entry with the id {tail}; sciatica-tui log printed it when it saved.")
    if len(entries) > 1:
        raise BadInput(
            f"{len(entries)} entries have an id that ends in {tail}; take it back in the app, under History."
        )
    entry = entries[0]
    delete(journal, f"Took back {describe(entry)}", entry)
    try:
        say(f"Taken back: {describe(entry)} · {_moment(entry, context.today())}")
    finally:  # that a red flag stays is said even where the answer goes nowhere
        open_flags = open_flags_of(journal, entry)
        if open_flags:
            note(staying_words(open_flags))
