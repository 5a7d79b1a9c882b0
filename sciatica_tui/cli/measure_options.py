"""The options of `log`, made from the table of measures, and their texts read into answers."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Callable, Iterable
from typing import Any, cast

from ..domain.errors import BadInput
from ..domain.measures.answers import Answers
from ..domain.measures.catalogue import BY_PATH, MEASURES, PARTS, Measure, side_paths
from ..domain.measures.questions import YES_NO, Choice, Depth, Number, Scale, Special, takes
from ..domain.records import ActivityKind, Quality, Side, Zone
from ..domain.text.grammar import joined
from ..domain.text.suggestions import near_miss
from .parser import Parser

GROUPS = {
    Depth.QUICK: "quick (as options)",
    Depth.DAILY: "daily",
    Depth.WEEKLY: "weekly (both sides as LEFT/RIGHT, - for a side not tested)",
}
EXAMPLES = {
    "symptoms": ("FEELING", "zone, feeling and, if you like, side and 0–10: “calf right tingling 4”; or none"),
    "activity": ("KIND=MIN", f"minutes of {', '.join(ActivityKind)}: walk=20; or none"),
    "posture": ("WORD", "sitting, standing, walking, lying, driving, kneeling, or your own"),
    "tags": ("TAG", "a word of your own; can be given several times"),
    "medication": ("NAME", "as on the packet: “ibuprofen 400 mg”; can be given several times"),
    "text": ("TEXT", "the same as a note without --note"),
    "abilities": ("NAME=0–10", "an activity you named: “walk to work=7”; 0 can’t do it, 10 as before"),
}
UNITS = {"s": "In seconds.", "cm": "In centimetres."}
"""Said where the question does not say it itself."""

_GAPS = str.maketrans("_–-", "   ")

MANY = ("symptoms", "activity", "tags", "medication", "abilities")
"""What may be given several times."""


def add_measures(parser: Parser) -> None:
    """Add an option for every measure, in groups by how often it is asked."""
    for depth, title in GROUPS.items():
        group = parser.add_argument_group(title)
        by_option = {measure.option: measure for measure in reversed(MEASURES) if measure.depth is depth}
        for measure in reversed(by_option.values()):
            dest = _dest(measure)
            parser.offers |= _offers(measure)
            metavar, words = _help(measure)
            words = words.replace("%", "%%")
            if measure.input is YES_NO:
                group.add_argument(measure.option, dest=dest, action="store_const", const="yes", help=measure.hint)
                group.add_argument(
                    measure.option.replace("--", "--no-", 1),
                    dest=dest,
                    action="store_const",
                    const="no",
                    help="the answer is no",
                )
            elif dest in (*PARTS, *MANY):
                group.add_argument(measure.option, dest=dest, action="append", metavar=metavar, help=words)
            else:
                group.add_argument(measure.option, dest=dest, metavar=metavar, help=words)


def _offers(measure: Measure) -> dict[str, dict[str, str]]:
    """The words that the option of a measure takes, where they are words."""
    labels = [_bare(label) for _, label in measure.input.options] if isinstance(measure.input, Choice) else []
    part = _dest(measure)
    if part in PARTS:
        ends = {f"{name}={label}": "" for name in _inner(part) for label in labels or ("",)}
        return {measure.option: ends}
    if not labels:
        return {}
    words = [f"{left}/{right}" for left in labels for right in labels] if measure.sided else labels
    return {measure.option: dict.fromkeys(words, "")}


def _dest(measure: Measure) -> str:
    outer = measure.path.partition(".")[0]
    return outer if outer in PARTS else measure.path


def _help(measure: Measure) -> tuple[str, str]:
    """What stands for its value in the help, and a line that says what it means."""
    if (part := _dest(measure)) in PARTS:
        return _help_of_part(part, measure)
    match measure.input:
        case Scale(low, high, low_word, high_word):
            metavar = f"{low}…{high}" if low < 0 else f"{low}–{high}"
            metavar, words = metavar.replace("-", "−"), f"{measure.hint} {low} {low_word} – {high} {high_word}"
        case Number(low, high, unit):
            metavar, words = f"{low}–{high}", f"{measure.hint} {UNITS.get(unit, '')}"
        case Choice(options):
            metavar = "ZONE" if measure.path == "zone" else "HOW"
            words = f"{measure.hint} One of: {', '.join(label for _, label in options)}"
        case Special(kind):
            return EXAMPLES[kind]
    return (f"{metavar}/{metavar}" if measure.sided else metavar), words


def _help_of_part(part: str, measure: Measure) -> tuple[str, str]:
    names = ", ".join(_inner(part))
    match measure.input:
        case Scale(low, high, low_word, high_word):
            return f"NAME={low}–{high}", f"past week, {low} {low_word} – {high} {high_word}: {names}"
        case Choice(options):
            labels = [label.replace(" ", "-") for _, label in options]
            return "NAME=HOW", f"{names}: {joined(labels, 'or')}"
    raise TypeError(measure.path)


def _inner(outer: str) -> list[str]:
    return [path.partition(".")[2] for path in BY_PATH if path.startswith(f"{outer}.")]


def read_measures(args: Namespace) -> Answers:
    """Read the answers of the options, path → plain value. Raises BadInput at the first that is wrong."""
    answers: Answers = {}
    for measure in MEASURES:
        text = getattr(args, measure.path, None)
        if text is None or measure.path == "medication":
            continue
        if isinstance(measure.input, Special):
            answers[measure.path] = READERS[measure.input.takes](measure, text)
        elif measure.sided:
            answers |= _read_sides(measure, text)
        else:
            answers[measure.path] = read_answer(measure, text)
    for outer in PARTS:
        for name, value in _pairs(BY_PATH[f"{outer}.{_inner(outer)[0]}"], getattr(args, outer) or (), _inner(outer)):
            answers[f"{outer}.{name}"] = read_answer(BY_PATH[f"{outer}.{name}"], value)
    return answers


def check_leg_raise(answers: Answers) -> None:
    """Raise BadInput where the degrees of the leg raise or how it was done is missing beside the other."""
    if any(path in answers for path in side_paths(BY_PATH["leg_raise"])) and "leg_raise.method" not in answers:
        raise BadInput("--leg-raise needs --leg-raise-method lying or seated, as the two can't be compared.")
    if "leg_raise.method" in answers and not any(path in answers for path in side_paths(BY_PATH["leg_raise"])):
        raise BadInput("--leg-raise-method needs the degrees too, as --leg-raise LEFT/RIGHT.")


def read_answer(measure: Measure, text: str) -> Any:
    """Read one answer as a plain value. Raises BadInput saying what the measure takes."""
    match measure.input:
        case Scale(low, high) | Number(low, high, decimals=0):
            digits = text.replace("−", "-")
            if re.fullmatch(r"[+-]?[0-9]{1,9}", digits) and low <= int(digits) <= high:
                return int(digits)
        case Number(low, high):
            digits = text.replace(",", ".")
            if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", digits) and low <= float(digits) <= high:
                return float(digits)
        case Choice(options):
            for stored, label in options:
                if _bare(text) in (_bare(str(stored)), _bare(label)):
                    return stored
            hint = near_miss(text, [label for _, label in options])
            raise BadInput(
                f"{measure.label} takes {takes(measure.input)}, not “{text}”" + (f"; {hint}" if hint else ".")
            )
    raise BadInput(f"{measure.label} takes {takes(measure.input)}, not “{text}”.")


def _bare(word: str) -> str:
    return "-".join(word.lower().translate(_GAPS).split())


def _read_sides(measure: Measure, text: str) -> Answers:
    sides = text.replace("–", "-").split("/")
    if len(sides) != 2 or all(side in ("-", "") for side in sides):
        raise BadInput(f"{measure.option} takes both sides as LEFT/RIGHT (- for a side not tested), not “{text}”.")
    return {
        path: read_answer(measure, side)
        for path, side in zip(side_paths(measure), sides, strict=True)
        if side not in ("-", "")
    }


def _pairs(measure: Measure, texts: Iterable[str], names: Iterable[str]) -> list[tuple[str, str]]:
    """`NAME=VALUE`, several after each other or parted by commas; each name once."""
    names, answers = list(names), dict[str, str]()
    for text in ",".join(texts).split(",") if texts else ():
        name, equals, value = text.partition("=")
        name = _bare(name).replace("-", "_")
        if not equals or name not in names:
            hint = near_miss(name, names) if equals else ""
            raise BadInput(
                f"{measure.option} takes NAME=ANSWER, with NAME one of {', '.join(names)}, not “{text}”"
                + (f"; {hint}" if hint else ".")
            )
        if name in answers:
            raise BadInput(f"{measure.option} has {name} twice; give it once.")
        answers[name] = value
    return list(answers.items())


def _read_activity(measure: Measure, texts: list[str]) -> list[dict[str, Any]]:
    if texts == ["none"]:
        return []
    minutes = BY_PATH["walk_minutes"]
    activities = []
    for kind, value in _pairs(measure, texts, ActivityKind):
        try:
            activities.append({"kind": kind, "minutes": read_answer(minutes, value)})
        except BadInput:
            raise BadInput(f"Activity done: {kind} takes {takes(minutes.input)}, not “{value}”.") from None
    return activities


def _read_symptoms(measure: Measure, texts: list[str]) -> list[dict[str, Any]]:
    return [] if texts == ["none"] else [_read_symptom(measure, text) for text in texts]


def _read_symptom(measure: Measure, text: str) -> dict[str, Any]:
    zones = [zone.value for zone in Zone if zone is not Zone.NONE]
    kinds = (("zone", zones), ("quality", list(Quality)), ("side", list(Side)))
    words: dict[str, Any] = {}
    for word in text.lower().split():
        name = next((name for name, choices in kinds if word in choices), "")
        if word.isascii() and word.isdigit() and int(word[:9]) <= 10:
            name = "intensity"
        if not name or name in words:
            hint = near_miss(word, [*zones, *Quality, *Side])
            raise BadInput(
                f"--symptom can't take “{word}” in “{text}”; {hint or 'give ' + EXAMPLES['symptoms'][1] + '.'}"
            )
        words[name] = int(word) if name == "intensity" else word
    if "zone" not in words or "quality" not in words:
        raise BadInput(
            f"--symptom “{text}” needs a zone ({', '.join(zones)}) and a feeling ({', '.join(Quality)}) "
            "and, if you like, a side and 0–10."
        )
    return words


def _read_abilities(measure: Measure, texts: list[str]) -> list[dict[str, Any]]:
    scores = []
    for text in texts:
        name, equals, score = text.rpartition("=")
        if not equals or not name.strip() or not re.fullmatch(r"10|[0-9]", score.strip()):
            raise BadInput(f"--ability takes NAME=0–10, such as “walk to work=7”, not “{text}”.")
        scores.append({"name": name.strip(), "score": int(score)})
    return scores


def _read_word(measure: Measure, text: str) -> str:
    if not 0 < len(text.strip()) <= 60:
        raise BadInput(f"{measure.label} takes {takes(measure.input)}.")
    return text.strip()


def _read_tags(measure: Measure, texts: list[str]) -> list[str]:
    return list(dict.fromkeys(_read_word(measure, text.removeprefix("#")) for text in texts))


def _read_text(measure: Measure, text: str) -> str | None:
    return text.strip() or None


READERS = cast(
    dict[str, Callable[[Measure, Any], Any]],
    {
        "symptoms": _read_symptoms,
        "activity": _read_activity,
        "posture": _read_word,
        "tags": _read_tags,
        "text": _read_text,
        "abilities": _read_abilities,
    },
)
"""How each special input is read from the command line; `medication` becomes records of its own."""
