"""`sciatica-tui log`: a check-in in one line."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Iterable
from datetime import datetime
from textwrap import fill
from typing import Any

from ..domain.check_in.date_input import FORMS, When, read_when
from ..domain.episodes import current_episode
from ..domain.errors import BadInput
from ..domain.measures.answers import Answers, checkin_from
from ..domain.measures.catalogue import BY_PATH
from ..domain.record_text import describe_checkin
from ..domain.records import CheckIn, Episode, Zone
from ..domain.red_flags.flags import RED_FLAGS
from ..domain.red_flags.raised import Raised, with_second_try
from ..domain.text.suggestions import near_miss
from ..domain.views.history import KINDS, Entry
from ..services import check_ins, entries
from ..services.stamps import new_stamp
from .context import Context, at_a_terminal
from .json_output import add_json, entry_json, say_json
from .measure_options import add_measures, read_answer, read_measures
from .output import note_uncertain, say
from .parser import Parser
from .prompts import command_line
from .red_flag_prompt import ask_flags, ask_second_try, ask_whether_weaker, confirm, read_flags, tell_action, tell_doubt

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

Pain is 0 (none) to 10 (worst imaginable): the worst since your last check-in,
the night included. Zones, from the spine outwards: none,
back, buttock, thigh, calf, foot; give the furthest that hurts. Several entries
a day are welcome.
"""

OUTRO = f"""\
red flags, for --flags (a new one means: get help, don't wait):
{chr(10).join(fill(f"  {flag.name:<20} {flag.words}", 79, subsequent_indent=" " * 23) for flag in RED_FLAGS)}

At a terminal, log asks about them in one line. Where nobody can be asked, they
count as not asked; if an answer itself raises an alarm (new weakness, the other
leg), what to do is printed and the alarm kept until you end it in the app. A
count of heel rises far below the last ones, or more bother from weakness, only
asks: for a second try, or whether the leg is weaker. Unanswered, Today asks.

A day ends at 03:00 unless your settings say otherwise: an entry at 01:30
belongs to the day before.
"""


def parser() -> Parser:
    """Describe the options and the help page."""
    parser = Parser("log", "[LEG/BACK] [ZONE] [NOTE] [options]", INTRO, OUTRO, takes_words=True)
    group = add_json(parser, "when, red flags")
    group.add_argument("--at", metavar="WHEN", help=f"when it was: {FORMS}")
    group.add_argument("--flags", metavar="NAMES", help="none, or new red flags by name with commas between")
    parser.offers["--flags"] = {"none": "none of them is new"} | {flag.name: flag.words for flag in RED_FLAGS}
    add_measures(parser)
    return parser


def run(args: Namespace, context: Context) -> int:
    """Save the check-in."""
    answers = _with_words(args.words, read_measures(args))
    products = _products(args.medication or ())
    flags = read_flags(args.flags) if args.flags is not None else None
    if not answers and not products and flags is None:
        raise BadInput("There is nothing to log; say for example: sciatica-tui log 6/3 calf (see log --help).")
    now = context.clock.now()
    when = read_when(args.at, now, context.config.times.boundary)
    journal = context.journal(writing=True)
    if flags is None and at_a_terminal():
        flags = ask_flags()
    answers = _with_activity_names(answers, current_episode(journal.all(Episode)))
    entry = _entry(answers, flags, when, now)
    medications = check_ins.medications_with(entry, products, now)
    pending = check_ins.pending(journal, entry, flags=flags or (), records=medications)
    if at_a_terminal():
        pending = pending.confirmed(*_confirmed(entry, pending.raised))
    saved = check_ins.save(journal, pending, context.today(), now)
    entry, raised = pending.entry, pending.raised
    try:
        if args.json:
            records = [journal.get(type(record), record.id) or record for record in saved.records]
            say_json("log", entries=[entry_json(Entry(record)) for record in records if type(record) in KINDS])
        else:
            _tell(entry, products, context, args)
        for doubt in raised.doubts:
            tell_doubt(doubt)
    finally:  # what to do about a red flag is said even where the answer goes nowhere
        note_uncertain(saved.certain)
        names = (*pending.flags, *(alarm.flag for alarm in raised.alarms))
        confirmed = at_a_terminal() or not raised.alarms
        tell_action(names, context.config.help, context.paths.config, confirmed=confirmed)
    return 0


def _products(names: Iterable[str]) -> list[str]:
    """The products of --medication without repetitions. Raises BadInput for one that is empty or too long."""
    products = list(dict.fromkeys(name.strip() for name in names))
    if not all(0 < len(product) <= 300 for product in products):
        raise BadInput("--medication takes a name as on the packet, 300 letters at most.")
    return products


def _with_words(words: list[str], options: Answers) -> Answers:
    """Add the pain, zone and note that stand without an option to the answers of the options."""
    queue, answers = list(words), Answers()
    if queue and (re.match(r"[0-9+/–−]", queue[0]) or re.fullmatch(r"\S*/\S*", queue[0])):
        answers |= _pain(queue.pop(0))
    if queue and not re.search(r"\s", queue[0]):
        answers["zone"] = _zone(queue.pop(0))
    if queue:
        answers["note"] = " ".join(queue).strip()
        if answers["note"].lower() in list(Zone):
            raise BadInput(f"“{answers['note']}” is a second zone; give one, the furthest that hurts.")
    for path, value in answers.items():
        if path in options:
            raise BadInput(f"{BY_PATH[path].label} is there twice: {options[path]} and {value}; give it once.")
    return {**answers, **options}


def _pain(word: str) -> Answers:
    leg, _, back = word.partition("/")
    ratings = {"leg_pain": leg, "back_pain": back}
    ratings = {path: text for path, text in ratings.items() if text not in ("", "-", "–", "−")}
    if not ratings:
        raise BadInput(f"“{word.replace('–', '-')}” has no number; pain is LEG/BACK, such as 6/3, 6 or -/3.")
    return {path: read_answer(BY_PATH[path], text) for path, text in ratings.items()}


def _zone(word: str) -> Any:
    if word.lower() not in list(Zone):
        hint = near_miss(word, Zone) or "a note of one word is given as --note."
        raise BadInput(f"“{word}” is no zone ({', '.join(Zone)}); {hint}")
    return word.lower()


def _with_activity_names(answers: Answers, episode: Episode | None) -> Answers:
    """The answers, with abilities under the names of the person's own activities, where they named some."""
    names = {name.lower(): name for name in (episode.activities if episode else None) or ()}
    if not names or "abilities" not in answers:
        return answers
    for ability in answers["abilities"]:
        if ability["name"].lower() not in names:
            hint = near_miss(ability["name"], names) or f"yours are {', '.join(names.values())}."
            raise BadInput(f"“{ability['name']}” is none of the activities you named; {hint}")
    abilities = [{**ability, "name": names[ability["name"].lower()]} for ability in answers["abilities"]]
    return {**answers, "abilities": abilities}


def _entry(answers: Answers, flags: tuple[str, ...] | None, when: When, now: datetime) -> CheckIn:
    red_flags = {"red_flags": list(flags)} if flags is not None else {}
    return checkin_from({**answers, **red_flags}, **new_stamp(now), day=when.day, at=when.at)


def _confirmed(entry: CheckIn, raised: Raised) -> tuple[CheckIn, Raised]:
    """Ask what must be known first: the entry and what it raises then. Raises BadInput where it is not right."""
    for doubt in raised.doubts:
        if doubt not in raised.doubts:  # weakness is raised once
            continue
        if doubt.second_try:
            count = ask_second_try(doubt)
            if count is not None:
                entry = with_second_try(entry, doubt, count)
                low = doubt.is_low(count)
                raised = raised.with_alarm(doubt.alarm(count)) if low else raised.without(doubt)
            continue
        weaker = ask_whether_weaker(doubt)
        if weaker is not None:
            raised = raised.with_alarm(doubt.alarm()) if weaker else raised.with_denial(doubt)
    for alarm in raised.alarms:
        confirm(alarm)
    return entry, raised


def _tell(entry: CheckIn, products: list[str], context: Context, args: Namespace) -> None:
    parts = [describe_checkin(entry)] if describe_checkin(entry) != "nothing answered" else []
    parts += products
    if entry.red_flags == ():
        parts.append("none of the red flags")
    say(f"Saved: {', '.join(parts) or 'red flags'} · {entries.moment(Entry(entry), context.today())}")
    if context.demo:
        say("This is the made-up history; nothing of it is kept.")
        return
    say(f"Take it back: {command_line(args, f'delete {entries.short_id(entry)}')}")
