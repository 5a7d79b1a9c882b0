"""The form of an entry as a text for an editor: a line an answer, written as the options of `log` and `add` are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from ..domain.errors import BadInput
from ..domain.measures.catalogue import MEASURES, PARTS, Measure, side_paths
from ..domain.measures.questions import YES_NO, Choice, takes
from ..domain.text.grammar import number, with_article
from ..domain.text.suggestions import near_miss
from ..domain.text.visible import visible, visible_line
from .add import fields_of, read_field
from .checkin_words import products_of
from .measure_options import MANY, add_measures, read_measures
from .parser import Parser, parse

NOTE = "note"
AT = "at"
HEAD = """\
# {heading}
#
# Correct what is wrong, save, and close the editor. To remove an answer, delete
# its line. Lines that begin with # are ignored. The note is all below “note:”.
"""
UNANSWERED = "# Not answered; remove the # to answer:"


class Line(NamedTuple):
    """A line of the form: its number from 1, and what stands after the colon."""

    number: int
    text: str


Lines = Mapping[str, list[Line]]
"""Name of an answer → its lines."""


def checkin_text(heading: str, when: str, answers: Mapping[str, Any]) -> str:
    """Write the form of a check-in from its answers by path; `heading` stands above it."""
    options = {measure.option: measure for measure in reversed(MEASURES)}
    lines, open_questions = [f"{AT}: {when}"], []
    for option in reversed(options):
        if options[option].path == NOTE:
            continue
        texts = list(_texts(option, answers))
        lines += [f"{option[2:]}: {text}" for text in texts]
        if not texts:
            open_questions.append(f"# {option[2:]}: {_hint(options[option])}")
    return _form(heading, lines, open_questions, visible(answers.get(NOTE) or ""))


def record_text(heading: str, when: str, name: str, fields: Mapping[str, Any]) -> str:
    """Write the form of a record of one of `records.KINDS` from its fields."""
    lines, open_questions = [f"{AT}: {when}"], []
    for field, choices in fields_of(name).items():
        if field == NOTE:
            continue
        if fields.get(field) is not None:
            lines.append(f"{field}: {visible_line(str(fields[field]))}")
        else:
            open_questions.append(f"# {field}: {', '.join(choices) if choices else 'your own words'}")
    note = visible(fields.get(NOTE) or "") if NOTE in fields_of(name) else None
    return _form(heading, lines, open_questions, note)


def _form(heading: str, lines: list[str], open_questions: list[str], note: str | None) -> str:
    parts = [HEAD.format(heading=visible_line(heading)), "\n".join(lines), ""]
    if open_questions:
        parts += [UNANSWERED, *open_questions, ""]
    if note is not None:
        parts += [f"{NOTE}:", note]
    return "\n".join(parts).rstrip() + "\n"


def _texts(option: str, answers: Mapping[str, Any]) -> Iterator[str]:
    """What is written after the name of an option so that `log` reads these answers."""
    measures = [measure for measure in MEASURES if measure.option == option]
    measure = measures[0]
    if measure.path.partition(".")[0] in PARTS:
        given = [(m.path.partition(".")[2], answers[m.path], m) for m in measures if answers.get(m.path) is not None]
        if given:
            yield ", ".join(f"{name}={_text(m, answer).replace(' ', '-')}" for name, answer, m in given)
    elif measure.sided:
        sides = [answers.get(path) for path in side_paths(measure)]
        if any(side is not None for side in sides):
            yield "/".join("-" if side is None else _text(measure, side) for side in sides)
    elif (answer := answers.get(measure.path)) is not None:
        if measure.path == "activity":
            yield ", ".join(f"{a['kind']}={a['minutes']}" for a in answer) or "none"
        elif measure.path == "symptoms":
            yield from [_symptom(symptom) for symptom in answer] or ["none"]
        elif measure.path == "abilities":
            yield from (visible_line(f"{ability['name']}={ability['score']}") for ability in answer)
        elif measure.path in MANY:
            yield from map(visible_line, answer)
        else:
            yield _text(measure, answer)


def _symptom(symptom: Mapping[str, Any]) -> str:
    parts = (symptom.get(name) for name in ("zone", "side", "quality", "intensity"))
    return " ".join(str(part) for part in parts if part is not None)


def _text(measure: Measure, answer: Any) -> str:
    if isinstance(measure.input, Choice):
        return dict(measure.input.options).get(answer, str(answer))
    return visible_line(answer) if isinstance(answer, str) else number(answer)


def _hint(measure: Measure) -> str:
    words = takes(measure.input)
    if measure.path.partition(".")[0] in PARTS:
        names = ", ".join(m.path.partition(".")[2] for m in MEASURES if m.option == measure.option)
        return f"NAME=ANSWER, {words}; the names are {names}"
    return f"LEFT/RIGHT, {words}" if measure.sided else words


def lines_of(text: str, names: Iterable[str]) -> Lines:
    """Read the lines of a form by name. Raises BadInput, with the number of the line, for what is no line of it."""
    names, lines = [AT, NOTE, *names], dict[str, list[Line]]()
    note: list[str] | None = None
    for row, line in enumerate(text.splitlines(), 1):
        if note is not None:
            note.append(line)
            continue
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, colon, value = line.partition(":")
        name = "-".join(name.strip().lower().replace("_", " ").split())
        if not colon or name not in names:
            hint = near_miss(name, names) or "write a name, a colon and an answer."
            raise BadInput(f"Line {row}: there is no “{name}” in this form; {hint}")
        if name == NOTE:
            note = [value]
            lines[NOTE] = [Line(row, "")]
        elif value.strip():
            lines.setdefault(name, []).append(Line(row, value.strip()))
    if note is not None:
        lines[NOTE] = [Line(lines[NOTE][0].number, "\n".join(note).strip())]
    return lines


def changed_names(before: Lines, after: Lines) -> list[str]:
    """Return the names whose lines say something else."""
    names = dict.fromkeys((*before, *after))
    return [name for name in names if _said(before, name) != _said(after, name)]


def _said(lines: Lines, name: str) -> list[str]:
    return [line.text for line in lines.get(name, ()) if line.text]


def checkin_names() -> list[str]:
    """Return the names in the form of a check-in."""
    return list(dict.fromkeys(measure.option[2:] for measure in MEASURES))


def read_checkin(name: str, lines: list[Line]) -> dict[str, Any]:
    """Read the lines of one name as answers by path, `None` for what they take back. Raises BadInput with the line."""
    measures = [measure for measure in MEASURES if measure.option == f"--{name}"]
    answers: dict[str, Any] = {path: None for m in measures for path in (side_paths(m) if m.sided else (m.path,))}
    if name == NOTE:
        return {NOTE: "\n".join(line.text for line in lines) or None}
    if not lines:
        return answers
    repeatable = measures[0].path in MANY or measures[0].path.partition(".")[0] in PARTS
    with of_line(lines[-1].number):
        if len(lines) > 1 and not repeatable:
            raise BadInput(f"{name} is given twice; keep one.")
        if measures[0].input is YES_NO:
            argv = [_yes_or_no(name, lines[0].text)]
        else:
            argv = [f"--{name}={line.text}" for line in lines]
        parser = Parser("edit")
        add_measures(parser)
        args = parse(parser, argv)
        medication = {"medication": products_of(args.medication)} if args.medication else {}
        return {**answers, **read_measures(args), **medication}


def read_record(kind: str, name: str, lines: list[Line]) -> dict[str, Any]:
    """Read the lines of one name as a field of a record of one of `records.KINDS`. Raises BadInput with the line."""
    fields = fields_of(kind)
    text = "\n".join(line.text for line in lines)
    if not text:
        if name == next(iter(fields)):
            raise BadInput(f"The form of {with_article(kind)} needs a line “{name}: …”.")
        return {name: None}
    with of_line(lines[-1].number):
        if len(lines) > 1:
            raise BadInput(f"{name} is given twice; keep one.")
        return {name: read_field(name, text, fields[name])}


@contextmanager
def of_line(number: int) -> Iterator[None]:
    """Say in which line of a text wrong input stands."""
    try:
        yield
    except BadInput as error:
        raise BadInput(f"Line {number}: {error}") from error


def _yes_or_no(name: str, text: str) -> str:
    options = {"yes": f"--{name}", "no": f"--no-{name}"}
    if text.lower() not in options:
        raise BadInput(f"{name} takes yes or no, not “{text}”.")
    return options[text.lower()]
