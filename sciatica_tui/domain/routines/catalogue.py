"""The routines as data, with what may be changed in each, and how a person's own stand beside them.

Numbers are those of the clinical rules: stretches 3 × 30 s each side (settable 20–30 s, 2–4 times); movements 10
repetitions in 1–3 sets; ice and heat 15 min, never over 20; walking 10 to 30 min. Sources: `../CLINICAL.md`.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ..errors import BadInput
from ..records import Phase, Routine, RoutineStep
from ..text.visible import visible_line
from .instructions import TEXTS, Words
from .session_plan import PlannedStep, RoutineKind, expand, total_seconds

LONGEST_NAME = 60
"""Letters in the name of a routine or of a step: a session's record holds no more."""

LONGEST_NOTE = 300

LONGEST_SECONDS = 7200
"""No routine is planned for longer than two hours."""


EXERCISES = frozenset({RoutineKind.STRETCH, RoutineKind.MOVEMENT, RoutineKind.OWN})
"""Kinds that leg pain and zone are asked around, before, after and the next day."""

PACKS = frozenset({RoutineKind.ICE, RoutineKind.HEAT, RoutineKind.ALTERNATING})
"""Kinds that lay something cold or warm on the skin."""


class Limits(msgspec.Struct, frozen=True):
    """The least and most a person may set, both included: seconds, counts, counts, seconds."""

    hold: tuple[int, int]
    repetitions: tuple[int, int] = (1, 1)
    sets: tuple[int, int] = (1, 1)
    rest_seconds: tuple[int, int] = (0, 0)


class Guided(msgspec.Struct, frozen=True):
    """One routine, ours or the person's own.

    `name` is the word that starts it. `steps` name exercises of ours or are the person's words. `limits` bounds every
    step. `phase` is the first phase that suggests it. `own` is the id of the person's record, `None` for ours;
    `adjusted` is true where the person's settings stand in `steps`.
    """

    name: str
    title: str
    kind: RoutineKind
    steps: tuple[RoutineStep, ...]
    limits: Limits
    phase: Phase = Phase.PAIN_RELIEF
    own: str | None = None
    adjusted: bool = False

    @property
    def words(self) -> Words | None:
        """Its texts, `None` for a routine of the person's own."""
        return None if self.own else TEXTS[self.name]

    @property
    def plan(self) -> tuple[PlannedStep, ...]:
        """Its steps as a session runs through them."""
        return expand(self.kind, self.steps)

    @property
    def exercises(self) -> tuple[str, ...]:
        """The names of the exercises in it, each once, in order."""
        return tuple(dict.fromkeys(step.name for step in self.steps))


_STRETCH = Limits(hold=(20, 30), repetitions=(2, 4), rest_seconds=(0, 60))
_MOVEMENT = Limits(hold=(2, 9), repetitions=(3, 15), sets=(1, 3), rest_seconds=(10, 120))
_TEST = Limits(hold=(2, 120), repetitions=(1, 25), rest_seconds=(0, 60))
OWN_LIMITS = Limits(hold=(1, 3600), repetitions=(1, 100), sets=(1, 20), rest_seconds=(0, 600))
"""What a step of the person's own may be, as in `RoutineStep`; the whole stays under two hours."""


def _stretch(name: str) -> RoutineStep:
    return RoutineStep(name=name, hold_seconds=30, repetitions=3, rest_seconds=10, sides=True)


def _movement(name: str, seconds: int, sets: int = 1, sides: bool = False) -> RoutineStep:
    return RoutineStep(name=name, hold_seconds=seconds, repetitions=10, sets=sets, rest_seconds=30, sides=sides)


def _minutes(name: str, minutes: int) -> RoutineStep:
    return RoutineStep(name=name, hold_seconds=minutes * 60)


_LATER = Phase.FUNCTIONAL_IMPROVEMENT

ROUTINES: tuple[Guided, ...] = (
    Guided(
        "daily",
        "Daily stretches",
        RoutineKind.STRETCH,
        (_stretch("hamstring"), _stretch("piriformis"), _stretch("knee-to-chest")),
        _STRETCH,
        _LATER,
    ),
    Guided("hamstring", "Hamstring stretch", RoutineKind.STRETCH, (_stretch("hamstring"),), _STRETCH, _LATER),
    Guided("piriformis", "Piriformis stretch", RoutineKind.STRETCH, (_stretch("piriformis"),), _STRETCH, _LATER),
    Guided("knee-to-chest", "Knee to chest", RoutineKind.STRETCH, (_stretch("knee-to-chest"),), _STRETCH, _LATER),
    Guided(
        "slider",
        "Sciatic slider",
        RoutineKind.MOVEMENT,
        (_movement("slider", 4, sets=2, sides=True),),
        _MOVEMENT,
        _LATER,
    ),
    Guided("cat-camel", "Cat–camel", RoutineKind.MOVEMENT, (_movement("cat-camel", 6),), _MOVEMENT),
    Guided("pelvic-tilt", "Pelvic tilt", RoutineKind.MOVEMENT, (_movement("pelvic-tilt", 6),), _MOVEMENT),
    Guided("bridge", "Bridge", RoutineKind.MOVEMENT, (_movement("bridge", 6),), _MOVEMENT, _LATER),
    Guided("bird-dog", "Bird dog", RoutineKind.MOVEMENT, (_movement("bird-dog", 6, sides=True),), _MOVEMENT, _LATER),
    Guided("press-up", "Prone press-up", RoutineKind.MOVEMENT, (_movement("press-up", 5),), _MOVEMENT),
    Guided("ice", "Ice", RoutineKind.ICE, (_minutes("ice", 15),), Limits(hold=(300, 1200))),
    Guided("heat", "Heat", RoutineKind.HEAT, (_minutes("heat", 15),), Limits(hold=(300, 1200))),
    Guided(
        "alternating",
        "Heat and ice in turn",
        RoutineKind.ALTERNATING,
        (_minutes("heat", 10), _minutes("ice", 10), _minutes("heat", 10), _minutes("ice", 10)),
        Limits(hold=(300, 600)),
    ),
    Guided("walk", "Walk", RoutineKind.WALK, (_minutes("walk", 10),), Limits(hold=(300, 3600))),
    Guided(
        "sitting-break",
        "Sitting break",
        RoutineKind.SITTING,
        (RoutineStep(name="sitting-break", hold_seconds=1800, repetitions=3, rest_seconds=120),),
        Limits(hold=(600, 3600), repetitions=(1, 8), rest_seconds=(60, 600)),
    ),
    Guided(
        "leg-raise",
        "Straight leg raise",
        RoutineKind.TEST,
        (RoutineStep(name="leg-raise", hold_seconds=30, repetitions=3, rest_seconds=10, sides=True),),
        _TEST,
    ),
    Guided(
        "sit-to-stand", "Sit to stand", RoutineKind.TEST, (RoutineStep(name="sit-to-stand", hold_seconds=120),), _TEST
    ),
    Guided(
        "heel-rises",
        "Heel rises",
        RoutineKind.TEST,
        (RoutineStep(name="heel-rises", hold_seconds=2, repetitions=25, rest_seconds=60, sides=True),),
        _TEST,
    ),
)
"""Every routine of ours. Titles are what the person sees; names are what they type."""

BY_NAME: dict[str, Guided] = {routine.name: routine for routine in ROUTINES}

_PACK_WORDS = frozenset(word.casefold() for r in ROUTINES if r.kind in PACKS for word in (r.name, r.title))

TITLES: dict[str, str] = {routine.name: routine.title for routine in ROUTINES}
"""Exercise name → title. A step with another name is in the person's own words."""


def title_of(exercise: str) -> str:
    """Say what to call an exercise: our title, or the person's own words, on one line."""
    return TITLES.get(exercise) or visible_line(exercise)


_BY_WORDS = {word.casefold(): r.name for r in ROUTINES if r.kind in EXERCISES for word in (r.name, r.title)}


def exercise_of(words: str) -> str:
    """Return the name of the exercise of ours that the words call, in any case; the words themselves where none is."""
    return _BY_WORDS.get(words.casefold(), words)


NEW_STEP = RoutineStep(name="", hold_seconds=30, repetitions=3, rest_seconds=10, sides=True)
"""What a step of the person's own begins as."""


def renamed(step: RoutineStep, name: str) -> RoutineStep:
    """Return the step under another name. An exercise of ours brings its own numbers, unless the person set others."""
    if msgspec.structs.replace(_as_it_begins(step.name), note=step.note) != step:
        return msgspec.structs.replace(step, name=name)
    return msgspec.structs.replace(_as_it_begins(name), note=step.note)


def _as_it_begins(name: str) -> RoutineStep:
    ours = BY_NAME.get(name)
    return msgspec.structs.replace(ours.steps[0] if ours is not None else NEW_STEP, name=name)


def all_routines(records: Iterable[Routine] = ()) -> tuple[Guided, ...]:
    """Return ours with the person's settings in them, then the person's own in the order given.

    Settings that this version would refuse (from a hand edit) are passed over, and ours stand.
    """
    own: list[Guided] = []
    settings: dict[str, Routine] = {}
    for record in records:
        if record.adjusts is None:
            own.append(
                Guided(record.name, title_of(record.name), RoutineKind.OWN, record.steps, OWN_LIMITS, own=record.id)
            )
        else:
            settings[record.adjusts] = record
    ours = (adjusted(routine, settings.get(routine.name)) for routine in ROUTINES)
    return (*ours, *own)


def adjusted(routine: Guided, settings: Routine | None) -> Guided:
    """Return the routine with the person's numbers; unchanged where there are none or they are not allowed."""
    if settings is None:
        return routine
    try:
        check(routine, settings.steps)
    except BadInput:
        return routine
    return msgspec.structs.replace(routine, steps=settings.steps, adjusted=True)


def find(word: str, routines: Iterable[Guided] = ROUTINES) -> Guided:
    """Return the routine that a person means: its name or title, in any case, or the only one that begins so.

    Raises BadInput naming what is near.
    """
    search = word.strip().casefold()
    by_name: dict[str, Guided] = {}
    for routine in routines:
        for key in (routine.name, routine.title):
            by_name.setdefault(key.casefold(), routine)
    if search in by_name:
        return by_name[search]
    beginnings = {routine.name: routine for key, routine in by_name.items() if search and key.startswith(search)}
    if len(beginnings) == 1:
        return next(iter(beginnings.values()))
    from difflib import get_close_matches

    near = list(beginnings) or [by_name[key].name for key in get_close_matches(search, by_name, n=3)]
    hint = f"did you mean {' or '.join(dict.fromkeys(near))}?" if near else "see them all with “start --list”."
    raise BadInput(f"There is no routine “{word}”; {hint}")


def copy_name(routine: Guided, routines: Iterable[Guided]) -> str:
    """Return a free name for a copy of the routine; BadInput where its limits only hold as our own."""
    if routine.kind not in EXERCISES:
        raise BadInput(f"{routine.title} can't be copied, because its limits keep you safe; e changes its times.")
    used_names = {word.casefold() for existing in routines for word in (existing.name, existing.title)}
    title = routine.title[: LONGEST_NAME - 8]
    names = (f"{title}, mine", *(f"{title}, mine {number}" for number in range(2, len(used_names) + 3)))
    return next(name for name in names if name.casefold() not in used_names)


def check_name(name: str, routines: Iterable[Guided], own: str | None = None) -> None:
    """Check that a routine of one's own may be called this.

    BadInput where taken or empty. `own` is its id, if any.
    """
    folded = name.strip().casefold()
    if not folded:
        raise BadInput("A routine needs a name.")
    if len(name) > LONGEST_NAME:
        raise BadInput(f"The name is {len(name)} letters long; the most is {LONGEST_NAME}.")
    for routine in routines:
        if folded in (routine.name.casefold(), routine.title.casefold()) and (own is None or routine.own != own):
            raise BadInput(f"There is already a routine “{routine.title}”; choose another name.")


def check(routine: Guided, steps: tuple[RoutineStep, ...]) -> None:
    """Check that these steps may stand in this routine.

    BadInput says in one sentence what may not, and the limits.
    """
    if not steps:
        raise BadInput(f"{routine.title}: there are no steps; add at least one.")
    if routine.kind is not RoutineKind.OWN and [step.name for step in steps] != [step.name for step in routine.steps]:
        raise BadInput(f"{routine.title}: its steps are fixed; copy it to a routine of your own to change them.")
    if routine.kind is RoutineKind.TEST and steps != routine.steps:
        raise BadInput(
            f"{routine.title} is a test: it is done the same way each time, so that you can compare results."
        )
    for step in steps:
        check_step(routine, step)
    seconds = total_seconds(expand(routine.kind, steps))
    if seconds > LONGEST_SECONDS and routine.kind is not RoutineKind.SITTING:
        raise BadInput(f"{routine.title}: it would take {seconds / 3600:.1f} hours; the most is two.")


def check_step(routine: Guided, step: RoutineStep) -> None:
    """Check that a step may stand in the routine; BadInput says what may not."""
    where = title_of(step.name)
    if not step.name.strip():
        raise BadInput(f"{routine.title}: a step has no name; give it one.")
    if len(step.name) > LONGEST_NAME:
        raise BadInput(
            f"{routine.title}: a step's name is over {LONGEST_NAME} letters; shorten it and put the rest in a note."
        )
    if step.note is not None and len(step.note) > LONGEST_NOTE:
        raise BadInput(f"{where[:LONGEST_NAME]}: the note is over {LONGEST_NOTE} letters; shorten it.")
    if routine.kind is RoutineKind.OWN and step.name.strip().casefold() in _PACK_WORDS:
        raise BadInput(f"{where}: ice and heat have routines of their own, which ask about your skin and end on time.")
    check_limits(routine, step)


def check_limits(routine: Guided, step: RoutineStep) -> None:
    """Check that a step's numbers are within the routine's limits, which BadInput names."""
    where, limits = title_of(step.name) or "A new step", routine.limits
    for quantity, unit, value, (least, most) in (
        ("the time", " seconds", step.hold_seconds, limits.hold),
        ("repetitions", "", step.repetitions, limits.repetitions),
        ("sets", "", step.sets, limits.sets),
        ("the rest", " seconds", step.rest_seconds, limits.rest_seconds),
    ):
        if not least <= value <= most:
            bounds = f"{least:,}{unit}" if least == most else f"{least:,} to {most:,}{unit}"
            raise BadInput(f"{where}: {quantity} can be {bounds}, not {value:,}.")
