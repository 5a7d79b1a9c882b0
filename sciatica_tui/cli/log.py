"""`sciatica-tui log`: a check-in in one line, or one for each line of standard input."""

from __future__ import annotations

import shlex
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

import msgspec

from ..domain.check_in.date_input import FORMS, When, read_when
from ..domain.episodes import current_episode
from ..domain.errors import BadInput
from ..domain.measures.answers import Answers, checkin_from
from ..domain.record_text import describe_checkin
from ..domain.records import CheckIn, Episode, Record, RedFlagAnswer
from ..domain.red_flags.flags import RED_FLAGS, describe_flags, last_asked
from ..domain.text.grammar import count
from ..domain.views.history import Entry
from ..services import check_ins, entries
from ..services.record_ids import new_stamp
from .checkin_words import products_of, with_activity_names, with_words
from .context import Context, at_a_terminal
from .json_output import add_json, entry_json, say_json
from .measure_options import add_measures, check_leg_raise, read_measures
from .output import note_uncertain, say
from .parser import Parser, parse
from .prompts import confirm_old_day, say_how_to_undo
from .red_flag_prompt import FLAG_WORDS, ask_flags, confirmed, read_flags, tell_raised
from .streams import STREAM, numbered_lines, read_stdin

INTRO = """\
Log how you are. Everything is optional; what you leave out counts as not
answered, never as zero.

  sciatica-tui log 6/3 calf               worst leg pain 6, worst back pain 3,
                                          down to the calf
  sciatica-tui log 6                      leg pain alone
  sciatica-tui log -/3                    back pain alone
  sciatica-tui log 6/3 calf "long drive"  with a note
  sciatica-tui log 4/2 thigh --at yesterday
  sciatica-tui log 5 --at "monday 08:30" --sleep 4 --medication "ibuprofen"
  sciatica-tui log --heel-rises 12/25 --leg-raise 45/70 --leg-raise-method lying
  sciatica-tui log - < lines.txt          one check-in per line, all or none

Pain is 0 (none) to 10 (worst imaginable): the worst since your last check-in,
nights included. Zones, from the spine down: none, back, buttock, thigh, calf,
foot; give the furthest one that hurts. Log as often as you like.
"""

OUTRO = """\
red flags, for --flags (a new one means: get help, don't wait):
{flags}

In a terminal, log asks about them in one line, unless you answered today, here
or in the app. In a script they count as not asked. If an answer itself is a red
flag (new weakness, the other leg), log prints what to do and keeps the red flag
until you end it in the app. If you do far fewer heel rises than the last times,
or weakness bothers you more, log asks for a second try, or whether the leg is
weaker. If you leave that open, Today asks.

A day ends at 03:00 unless your settings say otherwise: an entry at 01:30
belongs to the day before.
"""


def outro() -> str:
    """Return what the help page says below the options."""
    from textwrap import fill

    flags = "\n".join(fill(f"  {flag.name:<20} {flag.words}", 79, subsequent_indent=" " * 23) for flag in RED_FLAGS)
    return OUTRO.format(flags=flags)


def parser() -> Parser:
    """Describe the options and the help page."""
    parser = Parser("log", "[LEG/BACK] [ZONE] [NOTE] [options] | -", INTRO, outro, takes_words=True)
    group = parser.add_argument_group("when, red flags")
    group.add_argument("--at", metavar="WHEN", help=f"when it was: {FORMS}")
    group.add_argument("--flags", metavar="NAMES", help="none, or the new red flags by name, with commas between")
    parser.offers["--flags"] = FLAG_WORDS
    add_json(group)
    add_measures(parser)
    return parser


OF_ALL_LINES = ("--json", "--data", "--config", "--demo")
"""Options that can't be another in each line of `log -`."""


class Words(msgspec.Struct, frozen=True):
    """What a line of `log` says, before the journal is asked: `flags` is `None` where it says nothing of them."""

    answers: Answers
    products: list[str]
    flags: tuple[str, ...] | None
    when: When


def run(args: Namespace, context: Context) -> int:
    """Save the check-in, or with `-` one for each line of standard input."""
    if args.words == [STREAM]:
        return _run_lines(args, context)
    now = context.clock.now()
    words = _words(args, context, now)
    if at_a_terminal():
        confirm_old_day(words.when.day, context.today())
    journal = context.journal(writing=True)
    if words.flags is None and at_a_terminal():
        last_answered = last_asked(journal.all(CheckIn), journal.all(RedFlagAnswer), context.today())
        if not words.when.day == context.today() == last_answered:
            words = msgspec.structs.replace(words, flags=ask_flags(is_first=last_answered is None))
    entry = _entry(words, current_episode(journal.all(Episode)), now)
    medications = check_ins.medications_with(entry, words.products, now)
    pending = check_ins.pending(journal, entry, flags=words.flags or (), records=medications)
    if at_a_terminal():
        pending = pending.confirmed(*confirmed(pending.entry, pending.raised))
    saved = check_ins.save(journal, pending, context.today(), now)
    try:
        if args.json:
            say_json("log", entries=list(map(entry_json, entries.as_saved(journal, saved.records))))
        else:
            _tell(pending.entry, saved.records[0], words.products, context, args)
    finally:  # what to do about a red flag is said even where the answer goes nowhere
        note_uncertain(saved.certain)
        tell_raised(pending, context.config.help, context.paths.config)
    return 0


def _run_lines(args: Namespace, context: Context) -> int:
    """Save a check-in for each line, all of them or none. Raises BadInput with the number of the line."""
    if args.at is not None or args.flags is not None or args.medication or read_measures(args):
        raise BadInput("With “log -” each line has its own options; only --json can go with the -.")
    now = context.clock.now()
    options = parser()
    words = [
        (number, _line_words(number, text, options, context, now))
        for number, text in numbered_lines(read_stdin())
        if text.strip() and not text.lstrip().startswith("#")
    ]
    if not words:
        raise BadInput("Standard input has no line to log; nothing was saved.")
    journal = context.journal(writing=True)
    episode = current_episode(journal.all(Episode))
    batch = check_ins.PendingBatch(journal)
    for number, line in words:
        with _of_line(number):
            entry = _entry(line, episode, now)
        medications = check_ins.medications_with(entry, line.products, now)
        batch.add(entry, flags=line.flags or (), records=medications)
    batch_words = count(len(batch.check_ins), "check-in")
    saved = check_ins.save_all(journal, batch.check_ins, context.today(), now, label=batch_words)
    try:
        if args.json:
            say_json("log", entries=list(map(entry_json, entries.as_saved(journal, saved.records))))
        else:
            say(f"Saved: {batch_words}.")
            say_how_to_undo(args)
    finally:
        note_uncertain(saved.certain)
        for pending in batch.check_ins:
            tell_raised(pending, context.config.help, context.paths.config)
    return 0


def _line_words(number: int, line: str, options: Parser, context: Context, now: datetime) -> Words:
    with _of_line(number):
        try:
            words = shlex.split(line, comments=True)
        except ValueError:
            raise BadInput("a quotation mark is not closed") from None
        for name in (word.partition("=")[0] for word in words):
            if name in OF_ALL_LINES:
                raise BadInput(f"{name} goes with the command, not in a line: sciatica-tui log - {name}")
        return _words(parse(options, words), context, now)


@contextmanager
def _of_line(number: int) -> Iterator[None]:
    try:
        yield
    except BadInput as error:
        sentence = str(error)
        stop = "" if sentence.endswith((".", "?")) else "."
        raise BadInput(f"Line {number}: {sentence}{stop} Nothing was saved.") from error


def _words(args: Namespace, context: Context, now: datetime) -> Words:
    """Read what was typed. Raises BadInput where there is nothing to log, or what can't be meant."""
    answers = with_words(args.words, read_measures(args))
    check_leg_raise(answers)
    products = products_of(args.medication or ())
    flags = read_flags(args.flags) if args.flags is not None else None
    if not answers and not products and flags is None:
        raise BadInput("There is nothing to log; try: sciatica-tui log 6/3 calf (see log --help).")
    return Words(answers, products, flags, read_when(args.at, now, context.config.times.boundary))


def _entry(words: Words, episode: Episode | None, now: datetime) -> CheckIn:
    """Make the entry of a line. Raises BadInput where it can't be kept."""
    red_flags = {"red_flags": list(words.flags)} if words.flags is not None else {}
    answers = with_activity_names(words.answers, episode)
    return checkin_from({**answers, **red_flags}, **new_stamp(now), day=words.when.day, at=words.when.at)


def _when(entry: CheckIn, today: date) -> str:
    """Say when it was, and of another day that it is one: it may be a slip."""
    moment, days = entries.moment(Entry(entry), today), (today - entry.day).days
    if days == 0:
        return moment
    return f"for yesterday, {moment}" if days == 1 else f"for {moment} ({days} days ago)"


def _tell(entry: CheckIn, record: Record, products: list[str], context: Context, args: Namespace) -> None:
    """Say what of the entry was saved, as which record, and how to undo that: a red flag ends in the app alone."""
    parts = [describe_checkin(entry)] if describe_checkin(entry) != "nothing answered" else []
    parts += products
    if entry.red_flags is not None:
        parts.append(f"red flag: {describe_flags(entry.red_flags)}" if entry.red_flags else "red flags: none marked")
    today = context.today()
    say(f"Saved: {', '.join(parts)} · {_when(entry, today)}")
    if isinstance(record, CheckIn) or not entry.red_flags:
        say_how_to_undo(args, f"delete {entries.short_id(record)}")
