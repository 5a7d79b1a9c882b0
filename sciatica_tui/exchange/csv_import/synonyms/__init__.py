"""Words that people use in diaries of their own for zones, feelings, postures, activities and medicines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ....domain.records import ActivityKind, Quality, Side, Zone
from ....domain.zones import level


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ZONES: dict[str, Zone] = {
    **dict.fromkeys(("back", "low back", "lower back", "lumbar", "spine", "sacrum", "lumbago"), Zone.BACK),
    **dict.fromkeys(("buttock", "butt", "bum", "glute", "gluteal", "piriformis", "hip", "bottom"), Zone.BUTTOCK),
    **dict.fromkeys(("thigh", "hamstring", "upper leg", "quad", "knee"), Zone.THIGH),
    **dict.fromkeys(("calf", "calves", "lower leg", "shin"), Zone.CALF),
    **dict.fromkeys(("foot", "feet", "toe", "ankle", "heel", "sole"), Zone.FOOT),
}

QUALITIES: dict[str, Quality] = {
    **dict.fromkeys(("electric", "electrical", "shock", "zap", "shooting"), Quality.ELECTRIC),
    **dict.fromkeys(("sharp", "stabbing", "stab", "piercing", "knife"), Quality.SHARP),
    **dict.fromkeys(("burning", "burn", "hot"), Quality.BURNING),
    **dict.fromkeys(("tingling", "tingle", "pins", "needles", "prickling"), Quality.TINGLING),
    **dict.fromkeys(("numb", "numbness"), Quality.NUMB),
    **dict.fromkeys(("tight", "tightness", "stiff", "stiffness", "cramp", "tense", "tension"), Quality.TIGHT),
    **dict.fromkeys(("ache", "aching", "achy", "dull", "sore", "soreness", "throbbing"), Quality.ACHE),
}

POSTURES: dict[str, str] = {
    **dict.fromkeys(("sitting", "sit", "sat", "seated", "desk", "chair", "couch", "sofa"), "sitting"),
    **dict.fromkeys(("standing", "stand", "stood"), "standing"),
    **dict.fromkeys(("walking", "walk", "walked"), "walking"),
    **dict.fromkeys(("lying", "lie", "laying", "lay", "bed", "lying down"), "lying"),
    **dict.fromkeys(("driving", "drive", "drove", "car"), "driving"),
    **dict.fromkeys(("kneeling", "kneel"), "kneeling"),
}

ACTIVITIES: dict[str, ActivityKind] = {
    **dict.fromkeys(("walk", "walking", "walked"), ActivityKind.WALK),
    **dict.fromkeys(("swim", "swimming", "swam"), ActivityKind.SWIM),
    **dict.fromkeys(("cycle", "cycling", "bike", "biking"), ActivityKind.CYCLE),
    **dict.fromkeys(("yoga", "pilates"), ActivityKind.YOGA),
    **dict.fromkeys(("strength", "gym", "weights"), ActivityKind.STRENGTH),
    **dict.fromkeys(("physiotherapy", "physio", "pt"), ActivityKind.PHYSIOTHERAPY),
    **dict.fromkeys(("massage",), ActivityKind.MASSAGE),
    **dict.fromkeys(("exercise", "activity", "workout"), ActivityKind.OTHER),
}

SIDES: dict[str, Side] = {
    **dict.fromkeys(("left", "l", "lt"), Side.LEFT),
    **dict.fromkeys(("right", "r", "rt"), Side.RIGHT),
    **dict.fromkeys(("both", "bilateral", "l+r", "left and right"), Side.BOTH),
}

MEDICATION = _set(
    "medication med medicine meds painkiller drug tablet pill analgesic ibuprofen advil nurofen naproxen aleve "
    "paracetamol acetaminophen tylenol aspirin diclofenac gabapentin pregabalin lyrica tramadol codeine amitriptyline "
    "nortriptyline duloxetine cyclobenzaprine methocarbamol prednisone diazepam metamizole"
)

NOTES = _set("note comment remark diary journal observation thought description detail text")

TAGS = _set("activity trigger factor context tag event doing what")

YES = frozenset(("1", "yes", "y", "true", "x", "✓", "✔", "☑", "✅", "on", "ja", "oui", "si", "sí"))
NO = frozenset(("0", "no", "n", "false", "☐", "❌", "off", "nein", "non"))
UNANSWERED = frozenset(("", "-", "–", "—", "?", "n/a", "na", "null", "nan"))


def plain_words(text: str) -> str:
    """Reduce a text to its words, in lower case and singular: “Calf: sharp pains” → `calf sharp pain`."""
    text = re.sub(r"\bback of (the )?", "", text.lower())
    words = re.findall(r"[^\W_]+(?:\+[^\W_]+)?", text.replace("'s", ""))
    return " ".join(_singular(word) for word in words)


def _singular(word: str) -> str:
    if word in ("calves", "feet", "pins", "needles", "meds"):
        return word
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def keys_in(text: str, words: Mapping[str, object]) -> list[str]:
    """Return the keys of `words` that the text has as whole words, the longest first; none inside another."""
    remainder, keys = f" {plain_words(text)} ", []
    for key in sorted(words, key=len, reverse=True):
        if f" {plain_words(key)} " in remainder:
            keys.append(key)
            remainder = remainder.replace(f" {plain_words(key)} ", " · ")
    return keys


def zone_in(text: str) -> Zone | None:
    """Return the furthest zone that the text names."""
    return max((ZONES[key] for key in keys_in(text, ZONES)), key=level, default=None)


def first_in(text: str, words: Mapping[str, object]) -> str | None:
    """Return the first of the keys of `words` that the text has in it."""
    keys = keys_in(text, words)
    return next((key for key in words if key in keys), None)


def has(text: str, words: Iterable[str]) -> bool:
    """Whether the text has one of the words in it."""
    return not set(plain_words(text).split()).isdisjoint(words)
