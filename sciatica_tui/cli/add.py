"""`sciatica-tui add`: what is no part of a check-in, from a medication to the end of a flare."""

from __future__ import annotations

from argparse import Namespace, _ArgumentGroup
from collections.abc import Iterable, Sequence
from enum import StrEnum

from ..domain.check_in.date_input import FORMS, VISIT_FORMS, When, read_visit_time, read_when
from ..domain.episodes import span_on, with_numb_zone
from ..domain.errors import BadInput
from ..domain.record_text import describe
from ..domain.records import Compared, Episode, EventKind, Record, Relief, ScanKind, VisitKind, WalkPlan, Zone
from ..domain.text.grammar import joined
from ..domain.text.suggestions import near_miss
from ..domain.views.history import Entry
from ..services import concurrent_changes, entries, side_records
from ..services.flares import flares_of
from ..services.record_ids import new_stamp
from ..services.records_snapshot import snapshot_of
from .add_flare import FLARE_WORDS, answered_flare
from .add_walking import answered_plan
from .context import Context
from .output import note_uncertain, say
from .parser import Parser
from .prompts import say_how_to_undo

INTRO = """\
KIND is medication, scan, event, visit, question, numbness, flare or walking.

Log what is not part of a check-in: medication, scans, events such as an
injection, visits past or planned, and questions for your next visit; that a
flare is over, and your walking plan.

  sciatica-tui add medication "ibuprofen" --amount "400 mg" --relief some
  sciatica-tui add scan mri --compared smaller --at 2026-11-03
  sciatica-tui add event injection --note "left side" --at yesterday
  sciatica-tui add visit doctor --who "Dr Lee" --at "tuesday 10:30"
  sciatica-tui add question "Can I cycle again?"
  sciatica-tui add numbness foot --new
  sciatica-tui add numbness foot --not-new
  sciatica-tui add flare over --at yesterday
  sciatica-tui add walking 10

--new: the numbness is new; --not-new: it was there when this episode began.
flare: over (--at names its last day) or goes-on. walking: minutes a day, which
begin a plan or change it, or pause, resume, end.
Scans are kept and shown, but never change a verdict. The app never tells you
how much medicine to take.
"""

SUBJECTS: dict[str, tuple[str, type[StrEnum] | None]] = {
    "medication": ("product", None),
    "scan": ("kind", ScanKind),
    "event": ("kind", EventKind),
    "visit": ("kind", VisitKind),
    "question": ("text", None),
}
"""Kind → the field that WHAT answers, and the words it takes; None for text of one's own."""

OPTIONS: dict[str, type[StrEnum] | None] = {
    "amount": None,
    "ingredient": None,
    "relief": Relief,
    "compared": Compared,
    "title": None,
    "who": None,
    "reason": None,
    "advice": None,
    "note": None,
}
"""Option → the words it takes; None for text of one's own."""

MEANINGS = {
    "medication": "what you took",
    "scan": "what it showed, compared with the one before",
    "event": "an injection, surgery, a new exercise",
    "visit": "a visit, ahead or past",
    "question": "for the next visit",
    "numbness": "is it new?",
    "flare": "is it over?",
    "walking": "minutes of the plan, or pause, resume, end",
}
"""Kind → what it is for, where it is completed."""

NUMBNESS, FLARE, WALKING = "numbness", "flare", "walking"
"""What is added to the episode, to a flare, and to the walking plan: no entry of its own."""
LABELS = {FLARE: "answer about the flare", WALKING: "walking plan"}


def parser() -> Parser:
    """Describe the options and the help page."""
    parser = Parser("add", "KIND WHAT", INTRO, takes_words=True)
    group = parser.add_argument_group("add")
    group.add_argument("--at", metavar="WHEN", help=f"when it was: {FORMS}; a visit: {VISIT_FORMS}")
    add_fields(parser, group)
    group.add_argument("--note", metavar="TEXT", help="scan, event: anything worth remembering; visit: what was said")
    group.add_argument("--new", action="store_true", default=None, help="numbness: it is new")
    group.add_argument("--not-new", action="store_true", default=None, help="numbness: there since the episode began")
    return parser


def add_fields(parser: Parser, group: _ArgumentGroup) -> None:
    """Add the options of the kinds of records that a check-in has not."""
    group.add_argument("--amount", metavar="TEXT", help="medication: how much you took, such as 400 mg")
    group.add_argument("--ingredient", metavar="TEXT", help="medication: the active ingredient")
    group.add_argument("--relief", metavar="WORD", help=f"medication: {', '.join(Relief)}")
    group.add_argument("--compared", metavar="WORD", help=f"scan: compared with the one before: {', '.join(Compared)}")
    parser.offers |= {"--relief": dict.fromkeys(Relief, ""), "--compared": dict.fromkeys(Compared, "")}
    group.add_argument("--title", metavar="TEXT", help="event: a short title")
    group.add_argument("--who", metavar="TEXT", help="visit: who you see")
    group.add_argument("--reason", metavar="TEXT", help="visit: why")
    group.add_argument("--advice", metavar="TEXT", help="visit: what you were told to do")


def fields_of(name: str) -> dict[str, type[StrEnum] | None]:
    """Return the fields of a kind of record that a person fills in, the first its WHAT, with the words each takes."""
    subject_field, choices = SUBJECTS[name]
    fields = side_records.KINDS[name].__struct_fields__
    return {subject_field: choices, **{option: words for option, words in OPTIONS.items() if option in fields}}


def run(args: Namespace, context: Context) -> int:
    """Save a record, and print what was saved. Raises BadInput."""
    if args.words[:1] == [NUMBNESS]:
        _answer_numbness(args, context)
        return 0
    name, text = _kind_and_text(args.words)
    if args.new or args.not_new:
        raise BadInput("--new and --not-new only go with numbness (see sciatica-tui add --help).")
    if name in (FLARE, WALKING):
        _answer_about(name, text, args, context)
        return 0
    options = {option: getattr(args, option) for option in OPTIONS if getattr(args, option) is not None}
    for option in options:
        if option not in side_records.KINDS[name].__struct_fields__:
            raise BadInput(f"--{option} does not go with {name} (see sciatica-tui add --help).")
    answers = {option: read_field(f"--{option}", value, OPTIONS[option]) for option, value in options.items()}
    path, choices = SUBJECTS[name]
    answers[path] = read_field(name, text, choices)
    if answers[path] == EventKind.CLINICIAN:
        raise BadInput(f"Add a visit to a clinician as a visit, for example: {_example('visit')}")
    now = context.clock.now()
    when = read_at(name, args.at, context)
    record = side_records.new_record(name, answers, when.day, when.at, now)
    saved = side_records.save(context.journal(writing=True), record)
    say(f"Saved: {describe(record)} · {entries.moment(Entry(record), context.today())}")
    say_how_to_undo(args, f"delete {entries.short_id(record)}")
    note_uncertain(saved.certain)
    return 0


def read_at(name: str, text: str | None, context: Context) -> When:
    """Read when a record of the kind was, or is to be; without a text it is now, of a visit today. Raises BadInput."""
    now, day_ends = context.clock.now(), context.config.times.boundary
    return read_visit_time(text or "today", now, day_ends) if name == "visit" else read_when(text, now, day_ends)


def _answer_about(name: str, text: str, args: Namespace, context: Context) -> None:
    """Keep what was said of the newest flare, or of the walking plan."""
    _refuse_options(name, (*OPTIONS, *([] if name == FLARE else ["at"])), args)
    answers: Sequence[Record]
    before: Sequence[WalkPlan] = ()
    if name == FLARE:
        word = read_field(FLARE, text, FLARE_WORDS)
        answers, sentence = answered_flare(word, args.at, flares_of(context.journal(), context.today()), context)
    else:
        journal = context.journal()
        before = journal.all(WalkPlan)
        answers, sentence = answered_plan(text.lower(), before, snapshot_of(journal), context)
    saved = concurrent_changes.save(context.journal(writing=True), LABELS[name], answers, before)
    say(f"Saved: {sentence}.")
    say_how_to_undo(args)
    note_uncertain(saved.certain)


def _refuse_options(subject: str, options: Iterable[str], args: Namespace) -> None:
    option = next((name for name in options if getattr(args, name) is not None), None)
    if option is not None:
        raise BadInput(f"--{option} does not go with {subject} (see sciatica-tui add --help).")


def _answer_numbness(args: Namespace, context: Context) -> None:
    """Keep with the episode whether a numb zone is new."""
    _refuse_options(NUMBNESS, (*OPTIONS, "at"), args)
    if len(args.words) < 2:
        raise BadInput(f"Which zone is numb? For example: {_example(NUMBNESS)}")
    zones = [zone for zone in Zone if zone is not Zone.NONE]
    zone = Zone(read_field(NUMBNESS, " ".join(args.words[1:]), zones))
    if bool(args.new) == bool(args.not_new):
        raise BadInput(f"Say whether it is new: sciatica-tui add numbness {zone} --new, or --not-new.")
    journal, today = context.journal(writing=True), context.today()
    episode = span_on(journal.all(Episode), today).episode
    current = episode or Episode(**new_stamp(context.clock.now()), day=today)
    answer = with_numb_zone(current, zone, new=bool(args.new))
    saved = concurrent_changes.save(journal, "whether numbness is new", [answer], [] if episode is None else [episode])
    words = "is newly numb; see a clinician" if args.new else "has been numb since the episode began"
    say(f"Saved: the {zone} {words}.")
    say_how_to_undo(args)
    note_uncertain(saved.certain)


def _kind_and_text(words: list[str]) -> tuple[str, str]:
    if not words or words[0] not in MEANINGS:
        hint = near_miss(words[0], MEANINGS) if words else ""
        kinds = joined([*MEANINGS], "or")
        complaint = f"add takes {kinds}, not “{words[0]}”" if words else f"Add what? {kinds}"
        raise BadInput(f"{complaint}; {hint or 'see sciatica-tui add --help.'}")
    if len(words) < 2:
        raise BadInput(f"Which {words[0]}? For example: {_example(words[0])}")
    return words[0], " ".join(words[1:])


def _example(name: str) -> str:
    return next(line.strip() for line in INTRO.splitlines() if f"add {name}" in line)


def read_field(subject: str, text: str, choices: Iterable[str] | None) -> str:
    """Read the text of a field: one of the words, or text of one's own. Raises BadInput."""
    if choices is None:
        return text.strip()
    words = [str(choice) for choice in choices]
    if text.lower() not in words:
        hint = near_miss(text, words) or "choose one."
        raise BadInput(f"{subject}: “{text}” is not one of {', '.join(words)}; {hint}")
    return text.lower()
