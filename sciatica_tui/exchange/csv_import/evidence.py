"""The evidence for what a column means: `CLUES`, each of which looks at one thing.

That is a word of the title, the unit, the values, or the columns beside; a clue says what it speaks for or against, how
much (`weighing.py`), and why in words that the person reads. To teach the importer something, add a word to
`synonyms/en.toml`, or a clue here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...domain.records import Zone
from .cells import FRACTION, Values, is_hours
from .weighing import (
    DECIDES,
    DOUBT,
    FEELING,
    HINTS,
    MANY_MARKS,
    NAMES,
    OTHER,
    PAIN,
    RULES_OUT,
    SAYS,
    SURE,
    UNKEPT,
    Clue,
    Evidence,
    Facts,
    Verdict,
    add_up,
)

SIT_STAND_WALK = {"sitting": "sit_minutes", "standing": "stand_minutes", "walking": "walk_minutes"}

RANGES: dict[str, tuple[float, float]] = {
    "leg_raise": (0, 120),
    "heel_rises": (0, 60),
    "reach_cm": (0, 150),
    "sit_to_stand_seconds": (0, 300),
    "spasm_count": (0, 60),
    "spasm_severity": (0, 10),
}
"""Which numbers a measure that is named can have; what is beyond its own range is told cell by cell."""

UNIT_OF = {"leg_raise": "degrees", "reach_cm": "centimetres", "sit_to_stand_seconds": "seconds"}


def weigh(facts: Facts) -> Verdict:
    """Add up all evidence about a column."""
    return add_up([piece for clue in CLUES for piece in clue(facts)])


def by_role(facts: Facts) -> Iterator[Evidence]:
    """Yield what negation, treatment, exercise and the like say: that it is something else than a symptom."""
    title = facts.title
    for role, words in ROLES.items():
        if not title.has(role):
            continue
        about = f"{title.quoted(role)} {words}"
        if facts.marks:
            yield Evidence(OTHER, DECIDES, about)
        elif facts.values.durations or (role in ("treatment", "exercise", "occasion") and not title.has("pain")):
            yield Evidence(UNKEPT, HINTS, about)
        elif role in ("treatment", "exercise", "occasion"):
            yield Evidence("", DOUBT * 2, about)
        else:
            yield Evidence(UNKEPT, NAMES, about)
    if title.has("not_pain") and (title.has("pain") or title.parts):
        yield Evidence(OTHER if facts.marks else UNKEPT, DECIDES, f"{title.quoted('not_pain')} is not a rating of pain")
    if title.has("unkept") and not facts.marks:
        yield Evidence(UNKEPT, DECIDES, "this app does not track it")


ROLES = {
    "negation": "says that something is not there",
    "treatment": "is a treatment",
    "exercise": "is an exercise",
    "occasion": "is not a symptom",
    "other_person": "is somebody else",
}
"""What a word of these roles says of a column."""


def elsewhere(facts: Facts) -> Iterator[Evidence]:
    """Yield that a part of the body that sciatica does not reach is a tag, never leg pain."""
    if "elsewhere" in facts.title.parts and (facts.marks or facts.values.numeric):
        weight = SAYS + HINTS if facts.title.zones or facts.title.legs else DECIDES
        yield Evidence(OTHER, weight, f"{facts.title.quoted('parts.elsewhere')} is neither back nor leg")
        if not facts.marks:
            yield Evidence(OTHER, 0, "above 0 counts as yes")


def pain(facts: Facts) -> Iterator[Evidence]:
    """Yield what a word for pain and a part of the body say; the part alone, with nothing else, is pain there."""
    title = facts.title
    if title.has("pain"):
        if title.legs or title.zones:
            yield Evidence(PAIN, SAYS, title.says("parts", "pain"))
        else:
            yield Evidence(PAIN, HINTS, title.says("pain"))
            yield Evidence(PAIN, -1, "it does not say where")
    elif (title.legs or title.zones) and title.is_part_alone:
        yield Evidence(PAIN, SAYS, f"the heading is only {title.quoted('parts')}, so pain there")
    if len(title.zones) + bool(title.legs) > 1 and title.zones != [Zone.BACK] * len(title.zones):
        yield Evidence(PAIN, DOUBT, "it names several parts of the body")
    elif title.legs and title.zones:
        yield Evidence(PAIN, DOUBT, "it names leg and back")
    if title.has("lasting"):
        yield Evidence(PAIN, RULES_OUT, f"{title.quoted('lasting')} is how long, not how bad")


def rating(facts: Facts) -> Iterator[Evidence]:
    """Yield what the values say against a rating or a mark of pain, or of a feeling."""
    title, values = facts.title, facts.values
    if facts.marks and not title.zones:
        yield Evidence(PAIN, RULES_OUT, "yes or no is not a rating of 0–10, and no zone is named")
    if title.has("pain") and values.zero_one:
        if facts.numbers and ((title.zones and not title.legs) or facts.marks_beside >= MANY_MARKS):
            yield Evidence(PAIN, DOUBT, "0 and 1 alone may mean no and yes")
        elif facts.marks and not title.feelings:
            yield Evidence(PAIN, DOUBT, "0 and 1 may be a rating")
    for meaning in (PAIN, FEELING):
        for weight, words in _no_rating(facts):
            yield Evidence(meaning, weight, words)


def _no_rating(facts: Facts) -> Iterator[tuple[float, str]]:
    title, values = facts.title, facts.values
    scale = title.scale or values.scale
    if facts.marks:
        return
    if not facts.numbers:
        yield RULES_OUT, "its words are not a rating"
    elif scale is None:
        yield RULES_OUT, "its numbers are not a rating of 0–10"
    else:
        as_ten = "its {}–{} is read as 0–10".format(*scale)
        is_of_ten = values.ratings and title.scale in (None, (0, 10))
        yield 0, f"its numbers are {range_words(values.ratings)}" if is_of_ten else as_ten
        if title.scale is None and scale[1] > 10 and not (title.has("pain") and values.is_of_hundred):
            yield DOUBT, "its numbers go above 10, perhaps up to 100"
        if not values.rated_within(*scale):
            yield DOUBT, "many of its numbers are off its scale"
        if values.mostly(lambda text: bool(FRACTION.fullmatch(text))):
            yield DOUBT, f"“{values.texts[0]}” can be read in two ways"


def scales(facts: Facts) -> Iterator[Evidence]:
    """Yield a doubt for a scale that does not begin at 0, or whose high numbers may mean good."""
    title = facts.title
    if not facts.numbers:
        return
    if title.scale is not None and title.scale[0] != 0:
        yield Evidence("", DOUBT * 2, f"its scale begins at {title.scale[0]}, which may mean none or a little")
    if title.legend and not title.is_zero_nothing:
        yield Evidence("", DOUBT * 2, f"“{title.legend}”: high numbers may mean good")
    elif title.has("either_way") and not (title.has("pain") or title.feelings):
        yield Evidence(PAIN, DOUBT * 2, f"{title.quoted('either_way')}: high numbers may mean good")


def units(facts: Facts) -> Iterator[Evidence]:
    """Yield what a unit rules out: pain has none, and kilometres are no minutes."""
    for unit in facts.title.units:
        if unit not in ("percent", "millimetres", "centimetres"):
            yield Evidence(PAIN, RULES_OUT, f"{facts.title.unit_words(unit)} is not a unit of pain")
            yield Evidence(FEELING, RULES_OUT, f"{facts.title.unit_words(unit)} is not a unit of a feeling")
        if unit not in ("minutes", "hours"):
            yield Evidence(
                "activity", RULES_OUT, f"{facts.title.unit_words(unit)} is not a unit of time that this app keeps"
            )


def feeling(facts: Facts) -> Iterator[Evidence]:
    """Yield what a feeling together with a zone says; a leg without a part leaves the zone open."""
    title = facts.title
    is_pain = facts.numbers and title.has("pain") and title.feelings == ["ache"]  # a rated backache is back pain
    if title.feelings and title.zones and not is_pain:
        yield Evidence(FEELING, NAMES, title.says("parts", "feelings"))
        if len(title.zones) > 1:
            yield Evidence(FEELING, DOUBT * 2, "it names several parts of the body")
        if len(title.feelings) > 1 and set(title.feelings) - {"ache", title.feelings[0]}:
            yield Evidence(FEELING, DOUBT * 2, "it names several feelings")


def measures(facts: Facts) -> Iterator[Evidence]:
    """Yield what the name of one of the app's own measures says, with the numbers that it has."""
    title, values = facts.title, facts.values
    for path in title.keys("measures"):
        says = title.says(f"measures.{path}")
        if path in ("weakness_felt", "flare", "cough_pain"):
            if facts.marks or (values.zero_one and path == "cough_pain"):
                is_plain = path != "cough_pain" or title.has("pain")
                yield Evidence(path, SAYS if is_plain else HINTS, f"{says}, its answers are yes or no")
        elif path == "sleep":
            yield from _sleep(facts)
        elif path == "frequency":
            if not values.numeric and not values.yes_no:
                yield Evidence(path, NAMES, says)
        elif values.numeric and not facts.marks and values.within(*RANGES[path]):
            yield Evidence(path, NAMES, f"{says}, its numbers are {range_words(values.numbers)}")
            yield from _fits(facts, path)


def _sleep(facts: Facts) -> Iterator[Evidence]:
    title, values = facts.title, facts.values
    if "hours" in title.units or "minutes" in title.units or values.durations:
        yield Evidence(UNKEPT, NAMES, "this app does not track hours of sleep")
    elif values.within(0, 10) and not facts.marks:
        is_rated = title.has("quality") or title.scale == (0, 10)
        yield Evidence("sleep", NAMES if is_rated else HINTS, f"{title.says('measures.sleep')}, its numbers fit 0–10")
        if not is_rated:
            hours = next((text for text in values.counts if is_hours(text)), "")
            yield Evidence("sleep", -1, f"it may be hours{f', as “{hours}” is' if hours else ''}")


def _fits(facts: Facts, path: str) -> Iterator[Evidence]:
    title = facts.title
    unit = UNIT_OF.get(path)
    if unit is not None and unit not in title.units:
        large = path == "leg_raise" and max(facts.values.numbers, default=0) > 25
        others = set(title.units) - {unit}
        if others or not large:
            yield Evidence(path, RULES_OUT if others else DOUBT * 2, f"it does not say {unit}")
    if path in ("leg_raise", "heel_rises") and title.side not in ("left", "right"):
        yield Evidence(path, RULES_OUT, "it does not say which leg")
    if path.startswith("spasm") and title.parts:
        yield Evidence(path, DOUBT * 2, "it is about one part of the body")


def tolerance(facts: Facts) -> Iterator[Evidence]:
    """Yield how long one can sit, stand or walk: with a word for a limit; without one it may be how long one did."""
    title, values = facts.title, facts.values
    if not (values.within(0, 1440) or values.durations) or facts.marks:
        return
    is_time = bool(set(title.units) & {"minutes", "hours"}) or values.durations
    walking = ["walking"] if "walk" in title.keys("activities") else []
    for posture in {*title.keys("postures"), *walking} & SIT_STAND_WALK.keys():
        path = SIT_STAND_WALK[posture]
        if set(title.units) - {"minutes", "hours"}:
            yield Evidence(path, RULES_OUT, f"{title.unit_words(title.units[0])} is not a unit of time")
        if title.has("limit"):
            yield Evidence(path, DECIDES, f"{title.says('limit')}, so until it stops you")
            if not is_time and values.within(0, 10):
                yield Evidence(path, DOUBT * 3, "its small numbers may be a rating, or hours")
        elif is_time and posture != "walking":
            yield Evidence(path, HINTS, f"it is minutes of {posture}")
            yield Evidence(path, -1, "it may be how long you did it, not how long you can")


def activity(facts: Facts) -> Iterator[Evidence]:
    """Yield minutes of an activity: sure with a unit, a guess without one."""
    title, values = facts.title, facts.values
    kinds = title.keys("activities")
    if not kinds or facts.marks or title.has("pain") or not (values.within(0, 1440) or values.durations):
        return
    if set(title.units) & {"minutes", "hours"} or values.durations:
        yield Evidence("activity", NAMES, f"{title.says('activities')}, its answers are times")
    elif kinds != ["other"]:
        yield Evidence("activity", SAYS, f"{title.says('activities')}, its answers are numbers")
        yield Evidence("activity", -1, "it does not say minutes")


def medication(facts: Facts) -> Iterator[Evidence]:
    """Yield that a medicine's name, or a word for one, speaks of what was taken."""
    title, values = facts.title, facts.values
    if title.has("medication"):
        is_amount = values.numeric and not facts.marks
        yield Evidence("medication", HINTS if is_amount else NAMES, title.says("medication"))
        if is_amount:
            yield Evidence("medication", -1, "above 0 counts as taken; the amount is not kept")


def marks(facts: Facts) -> Iterator[Evidence]:
    """Yield that yes or no of anything can be a tag; a posture alone is one."""
    title = facts.title
    if not facts.marks:
        return
    is_symptom = bool(title.parts or title.feelings or title.has("pain") or title.keys("measures"))
    yield Evidence(OTHER, 1 if is_symptom else SURE, "its answers are yes or no")
    if facts.values.zero_one and title.units and not title.has_number:
        yield Evidence(OTHER, -DECIDES, f"0 and 1 may be numbers: {title.unit_words(title.units[0])}")
    if title.is_posture_alone:
        yield Evidence("posture", DECIDES * 2, f"{title.quoted('postures')} is a posture")


def words(facts: Facts) -> Iterator[Evidence]:
    """Yield what texts are: zones, sides, postures, medicines, tags, a note. Unknown text is never lost."""
    title, values = facts.title, facts.values
    if values.numeric or values.yes_no or values.durations or not values.texts:
        return
    readings = {text: values.vocabulary.read(text) for text in dict.fromkeys(values.texts)}
    yield Evidence("note", 0.5, "its answers are words")
    if title.has("note"):
        yield Evidence("note", DECIDES, title.says("note"))
    elif sum(map(len, values.texts)) / len(values.texts) > 25:
        yield Evidence("note", HINTS, "its texts are long")
    if values.mostly(lambda text: is_zone_text(values, text)):
        yield Evidence("zone", NAMES, "its words are parts of the body")
    if title.has("zone"):
        zone_count = sum(is_zone_text(values, text) for text in values.texts)
        if zone_count * 2 >= len(values.texts):
            yield Evidence("zone", SAYS, title.says("zone"))
    if values.mostly(lambda text: len(text) < 20 and readings[text].keys("sides") != [] and not readings[text].unknown):
        yield Evidence("side", DECIDES, "its words are sides")
    if values.mostly(lambda text: readings[text].keys("postures") != [] and not readings[text].unknown):
        yield Evidence("posture", NAMES, "its words are postures")
    elif title.has("posture") and values.mostly(lambda text: len(text) <= 60):
        yield Evidence("posture", SAYS, title.says("posture"))
    if title.has("tag"):
        yield Evidence("tags", SAYS + HINTS, title.says("tag"))


def is_zone_text(values: Values, text: str) -> bool:
    """Tell whether a cell names a zone and nothing that is not understood, or says that nothing hurts.

    A leg without a part of it is one only with its side, which is then known.
    """
    reading = values.vocabulary.read(text)
    parts = reading.keys("parts")
    is_part = any(key in tuple(Zone) for key in parts) or ("leg" in parts and bool(reading.keys("sides")))
    strange = reading.unknown or {"elsewhere", "knee", "hip"} & set(parts) or "roles.negation" in reading.topics
    return values.is_nothing(text) or text == "0" or (is_part and not strange)


def strangeness(facts: Facts) -> Iterator[Evidence]:
    """Yield a doubt for words that are in no list, postures, knees and hips: what they do to the meaning is open."""
    title = facts.title
    if title.unknown:
        quoted = ", ".join(f"‘{word}’" for word in title.unknown)
        yield Evidence("", DOUBT * 2, f"{quoted} {'is' if len(title.unknown) == 1 else 'are'} not understood")
    if "knee" in title.parts:
        yield Evidence("", DOUBT * 2, "a knee is neither thigh nor calf")
    if "hip" in title.parts:
        yield Evidence("", DOUBT * 2, "a hip is not always the buttock")
    if title.keys("postures") and title.has("pain"):
        yield Evidence(PAIN, DOUBT, f"{title.quoted('postures')} may mean only in that posture")


CLUES: tuple[Clue, ...] = (
    by_role,
    elsewhere,
    pain,
    rating,
    scales,
    units,
    feeling,
    measures,
    tolerance,
    activity,
    medication,
    marks,
    words,
    strangeness,
)
"""All that is looked at; the order is that of the words in the preview."""


def range_words(numbers: Sequence[float]) -> str:
    """Say from where to where the numbers go: `30–80`."""
    low, high = min(numbers), max(numbers)
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"
