"""`sciatica-tui edit`: put an entry right, by options or in an editor."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from ..domain.check_in.date_input import FORMS, VISIT_FORMS, When
from ..domain.episodes import current_episode
from ..domain.errors import BadInput, ChangedSince
from ..domain.measures.answers import answers_of
from ..domain.measures.catalogue import BY_PATH, MEASURES, side_paths
from ..domain.records import CheckIn, Episode
from ..domain.text.grammar import capital, with_article
from ..domain.text.suggestions import near_miss
from ..domain.views.history import Entry
from ..services import check_ins, edit_forms, edits, entries, side_records
from ..services.edit_forms import FormFile
from ..services.edits import Editing
from . import entry_form
from .add import OPTIONS, add_fields, fields_of, read_at, read_field
from .checkin_words import products_of, with_activity_names, with_words
from .context import Context, at_a_terminal
from .editor import editor_command, run_editor
from .entry_form import NOTE
from .measure_options import add_measures, check_leg_raise, read_measures
from .output import complain, note, note_uncertain, say, say_command
from .parser import Parser, one_id
from .prompts import ask, command_line, confirm_old_day, say_how_to_undo
from .red_flag_prompt import FLAG_WORDS, confirmed, read_flags, tell_raised

INTRO = """\
Correct an entry. What you give is changed, the rest stays; without options the
entry opens as a form in your editor ($VISUAL, $EDITOR).

  sciatica-tui edit last                     in your editor
  sciatica-tui edit 864RF3 5/2 thigh         new pain ratings and zone
  sciatica-tui edit last --sleep 7 --unset flare,note
  sciatica-tui edit last --at "yesterday 21:30"
  sciatica-tui edit 7KD2PA --amount "200 mg" --relief good   a medication

A form that can't be read is kept, and you can open it again. If another window
changes the entry while you edit it, both changes are kept; if both changed the
same answer, you are asked which counts. Sessions and red flags can't be edited.
"""


class Change(NamedTuple):
    """What the person changed: answers by path or fields by name, the time, and the red flags where they said so."""

    changes: Mapping[str, Any]
    when: When | None = None
    flags: tuple[str, ...] | None = None


def parser() -> Parser:
    """Describe the options and the help page."""
    parser = Parser("edit", "ID [LEG/BACK] [ZONE] [NOTE] [options]", INTRO, takes_words=True)
    group = parser.add_argument_group("when, red flags, answers to remove")
    group.add_argument("--at", metavar="WHEN", help=f"when it was: {FORMS}; a visit: {VISIT_FORMS}")
    group.add_argument("--flags", metavar="NAMES", help="none, or the new red flags by name, with commas between")
    group.add_argument("--unset", metavar="NAMES", help="remove these answers: names of options, with commas between")
    parser.offers["--flags"] = FLAG_WORDS
    parser.offers["--unset"] = {measure.option[2:]: measure.label for measure in reversed(MEASURES)}
    add_fields(parser, parser.add_argument_group("a medication, scan, event, visit or question"))
    add_measures(parser)
    return parser


def run(args: Namespace, context: Context) -> int:
    """Change the entry by what was given, or in an editor. Raises BadInput."""
    word = one_id(args.words[:1], "edit")
    journal = context.journal(writing=True, begins=False)
    entry = entries.entry_of(journal, word)
    editing = edits.begin(journal, entry.record)
    if editing is None:
        raise BadInput(f"A {entry.kind.value} can't be edited here; to remove it, use sciatica-tui delete.")
    change = _from_options(args, editing, context)
    if change is not None:
        _save(editing, change, args, context)
        return 0
    command = editor_command()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory())) if context.demo else context.paths.data
        form = edit_forms.begin(editing, folder, _form_text(editing, context))
        if form.left:
            note(f"You left a form for this entry; it opens again ({form.path}).")
        if not _edit_in(command, form, args, context):
            return 1
    return 0


def _from_options(args: Namespace, editing: Editing, context: Context) -> Change | None:
    """Read what is given as words and options; `None` where nothing is."""
    words, unset = args.words[1:], _unset(args.unset, editing)
    answers: dict[str, Any]
    when = read_at(editing.kind, args.at, context) if args.at is not None else None
    flags = read_flags(args.flags) if args.flags is not None else None
    fields = {name: getattr(args, name) for name in OPTIONS if name != NOTE and getattr(args, name) is not None}
    if editing.kind:
        kind_fields = fields_of(editing.kind)
        if words:
            fields[next(iter(kind_fields))] = " ".join(words)
        measures = read_measures(args)
        fields |= {NOTE: measures.pop(NOTE)} if NOTE in measures else {}
        strange = [*(f"--{name}" for name in fields if name not in kind_fields)]
        strange += [BY_PATH[path].option for path in measures if path in BY_PATH]
        strange += [
            name for name, value in (("--flags", flags), ("--medication", args.medication)) if value is not None
        ]
        own = [name for name in fields if name in kind_fields]
        answers = {n: read_field(f"--{n}" if n in OPTIONS else editing.kind, fields[n], kind_fields[n]) for n in own}
    else:
        strange = [f"--{name}" for name in fields]
        answers = with_words(words, read_measures(args))
        if args.medication is not None:
            answers[edits.MEDICATION] = products_of(args.medication)
    if strange:
        raise BadInput(
            f"{strange[0]} does not go with {with_article(editing.kind or 'check-in')} (see sciatica-tui edit --help)."
        )
    if not answers and not unset and when is None and flags is None:
        return None
    return Change({**dict.fromkeys(unset), **answers}, when, flags)


def _unset(text: str | None, editing: Editing) -> list[str]:
    """The paths, or fields, that `--unset` names. Raises BadInput for a name that is none."""
    if text is None:
        return []
    paths: dict[str, list[str]] = {}
    if editing.kind:
        paths = {name: [name] for name in list(fields_of(editing.kind))[1:]}
    else:
        for measure in MEASURES:
            paths.setdefault(measure.option[2:], []).extend(side_paths(measure) if measure.sided else [measure.path])
    names = ["-".join(name.strip().lower().lstrip("-").replace("_", " ").split()) for name in text.split(",")]
    for name in names:
        if name not in paths:
            hint = near_miss(name, paths) or f"--unset takes {', '.join(paths)}."
            raise BadInput(f"There is no answer “{name}” to remove; {hint}")
    return [path for name in names for path in paths[name]]


def _edit_in(command: list[str], form: FormFile, args: Namespace, context: Context) -> bool:
    """Let the person edit the form until it can be saved; whether it was. Raises BadInput, with the form kept."""
    while True:
        try:
            run_editor(command, form.path)
            change = _from_form(form, context)
            if change is not None:
                _save(form.editing, change, args, context)
            else:
                say("Nothing was changed.")
        except BadInput as error:
            if form.path.exists() and _text_or_none(form) == form.first_text:
                edit_forms.drop(form)
                raise BadInput(f"{error} Nothing was changed.") from error
            edit_line = command_line(args, f"edit {entries.short_id(form.editing.record)}")
            if not at_a_terminal():
                raise BadInput(
                    f"{error} Nothing was saved; your form is kept. To open it again: {edit_line}"
                ) from error
            complain(str(error))
            answer = ask("Nothing was saved. e edit again · d drop what you typed · enter keep it for later: ")
            if answer in ("e", "edit"):
                continue
            if answer in ("d", "drop"):
                edit_forms.drop(form)
                say("Nothing was changed.")
            else:
                say_command("Your form is kept. To open it again:", edit_line)
            return False
        edit_forms.drop(form)
        return True


def _text_or_none(form: FormFile) -> str | None:
    try:
        return form.text()
    except BadInput:
        return None


def _form_text(editing: Editing, context: Context) -> str:
    entry = Entry(editing.record)
    title = f"{capital(entry.kind.value)} of {entries.moment(entry, context.today())}"
    when = f"{entry.at:%Y-%m-%d %H:%M}" if entry.at is not None else entry.day.isoformat()
    if editing.kind:
        return entry_form.record_text(title, when, editing.kind, editing.before)
    return entry_form.checkin_text(title, when, editing.before)


def _from_form(form: FormFile, context: Context) -> Change | None:
    """Read what was changed in the form; `None` where nothing was. Raises BadInput with the line."""
    kind, text = form.editing.kind, form.text()
    names = list(fields_of(kind)) if kind else entry_form.checkin_names()
    before, after = (entry_form.lines_of(text_version, names) for text_version in (form.first_text, text))
    changed_names = entry_form.changed_names(before, after) if after else []
    if not changed_names:
        return None
    changes: dict[str, Any] = {}
    when = None
    for name in changed_names:
        lines = after.get(name, [])
        if name == entry_form.AT:
            if len(lines) != 1:
                raise BadInput("The form needs one line “at: …” with a day, or a day and a time.")
            with entry_form.of_line(lines[0].number):
                when = read_at(kind, lines[0].text, context)
        elif kind:
            changes |= entry_form.read_record(kind, name, lines)
        else:
            changes |= entry_form.read_checkin(name, lines)
    return Change(changes, when)


def _save(editing: Editing, change: Change, args: Namespace, context: Context) -> None:
    """Save what was changed over the entry as it is now. Raises BadInput where it can't be kept."""
    changes = _settled(change.changes, editing)
    if editing.gone:
        note("Another window deleted this entry meanwhile; yours is saved as a new one.")
    if editing.kind:
        current = editing.current
        assert not isinstance(current, CheckIn)
        record = editing.changed_record(changes, change.when)
        if editing.is_as_before(record):
            say("Nothing was changed.")
            return
        _tell(Entry(record), side_records.save(editing.journal, record, current).certain, args, context)
        return
    changes = with_activity_names(changes, current_episode(editing.journal.all(Episode)))
    pending = editing.pending(changes, context.today(), context.clock.now(), when=change.when, flags=change.flags)
    if any(path.startswith("leg_raise.") for path in changes):
        check_leg_raise(answers_of(pending.entry))
    if editing.changes_nothing(pending):
        say("Nothing was changed.")
        return
    if at_a_terminal():
        if isinstance(editing.record, CheckIn) and pending.entry.day != editing.record.day:
            confirm_old_day(pending.entry.day, context.today())
        pending = pending.confirmed(*confirmed(pending.entry, pending.raised))
    try:
        saved = check_ins.save(editing.journal, pending, context.today(), context.clock.now())
    except ChangedSince:  # by another window while the person answered
        _save(editing, change, args, context)
        return
    try:
        _tell(Entry(pending.entry), saved.certain, args, context)
    finally:  # what to do about a red flag is said even where the answer goes nowhere
        tell_raised(pending, context.config.help, context.paths.config)


def _tell(entry: Entry, certain: bool, args: Namespace, context: Context) -> None:
    say(f"Changed: {entries.sentence(entry, context.today())}")
    say_how_to_undo(args)
    note_uncertain(certain)


def _settled(changes: Mapping[str, Any], editing: Editing) -> dict[str, Any]:
    """Ask whose answer counts where another window has changed the same meanwhile; where nobody can be asked, ours."""
    settled = dict(changes)
    for conflict in editing.conflicts(changes):
        if not at_a_terminal():
            note(f"{conflict.sentence} Yours is saved.")
        elif _theirs_counts(conflict.sentence):
            settled[conflict.path] = conflict.theirs
    return settled


def _theirs_counts(sentence: str) -> bool:
    """Ask until it is said which answer counts. Raises BadInput where the person leaves it."""
    while (answer := ask(f"{sentence} Which one counts? m mine · t theirs: ")) is not None:
        if answer in ("m", "mine", "t", "theirs"):
            return answer.startswith("t")
    raise BadInput("You did not say which answer counts.")
