"""What is typed of a check-in without an option – pain, zone, note – and what its medicines and activities may be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ..domain.check_in.date_input import NUMBER_WORDS
from ..domain.errors import BadInput
from ..domain.measures.answers import Answers
from ..domain.measures.catalogue import BY_PATH
from ..domain.records import Episode, Zone
from ..domain.text.suggestions import near_miss
from .measure_options import read_answer

_PAIN_BEGINS = tuple("0123456789+/–−")
PAIN_WORDS = {word: number for number, word in enumerate(("zero", *NUMBER_WORDS[:10]))}
"""Ratings as a person may write them."""


def products_of(names: Iterable[str]) -> list[str]:
    """The products of --medication without repetitions. Raises BadInput for one that is empty or too long."""
    products = list(dict.fromkeys(name.strip() for name in names))
    if not all(0 < len(product) <= 300 for product in products):
        raise BadInput("--medication takes a name of at most 300 letters, as on the packet.")
    return products


def with_words(words: list[str], options: Answers) -> Answers:
    """Add the pain, zone and note that stand without an option to the answers of the options."""
    queue, answers = [word for word in words if word.strip()], Answers()
    if queue and (queue[0].startswith(_PAIN_BEGINS) or re.fullmatch(r"\S*/\S*|-\d\S*", queue[0])):
        answers |= _pain(queue.pop(0))
    if queue and not re.search(r"\s", queue[0]):
        answers["zone"] = _zone(queue.pop(0))
    if queue:
        answers["note"] = " ".join(queue).strip()
        if answers["note"].lower() in list(Zone):
            raise BadInput(f"“{answers['note']}” is a second zone; give only the furthest one that hurts.")
    for path, value in answers.items():
        if path in options:
            raise BadInput(f"{BY_PATH[path].label} is given twice: {options[path]} and {value}; give it once.")
    return {**answers, **options}


def _pain(word: str) -> Answers:
    leg, _, back = word.partition("/")
    ratings = {"leg_pain": leg, "back_pain": back}
    ratings = {path: text for path, text in ratings.items() if text not in ("", "-", "–", "−")}
    if not ratings:
        raise BadInput(f"“{word.replace('–', '-')}” has no number; pain is LEG/BACK, such as 6/3, 6 or -/3.")
    return {path: read_answer(BY_PATH[path], text) for path, text in ratings.items()}


def _zone(word: str) -> Any:
    if word.lower() in PAIN_WORDS:
        number = PAIN_WORDS[word.lower()]
        raise BadInput(f"“{word}” is not understood; for leg pain {number}, type: sciatica-tui log {number}")
    if word.lower() not in list(Zone):
        pain = "leg and back pain go in one word: 6/3." if re.fullmatch(r"[-−+]?\d+", word) else ""
        hint = pain or near_miss(word, Zone) or "give a note of one word as --note."
        raise BadInput(f"“{word}” is not a zone ({', '.join(Zone)}); {hint}")
    return word.lower()


def with_activity_names(answers: Answers, episode: Episode | None) -> Answers:
    """The answers, with abilities under the names of the person's own activities, where they named some."""
    names = {name.lower(): name for name in (episode.activities if episode else None) or ()}
    if not names or not answers.get("abilities"):
        return answers
    for ability in answers["abilities"]:
        if ability["name"].lower() not in names:
            hint = near_miss(ability["name"], names) or f"yours are {', '.join(names.values())}."
            raise BadInput(f"“{ability['name']}” is not one of the activities you named; {hint}")
    abilities = [{**ability, "name": names[ability["name"].lower()]} for ability in answers["abilities"]]
    return {**answers, "abilities": abilities}
