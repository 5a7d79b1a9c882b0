"""The red flags: what they are, how urgent, what is open, and what the app raises itself.

Sources: GIRFT national suspected cauda equina syndrome pathway (2023); NICE NG59, CG75/NG234; NHS and NHS 111 Wales,
back pain and sciatica; BMJ Best Practice. Not reviewed by a clinician yet. No duration ever reassures and there is no
risk score: one open flag is enough.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import IntEnum

import msgspec

from ..records import CheckIn, ClearedHow, RedFlagAnswer
from ..text.dates import day_words
from ..text.grammar import lower, plain

BANNER_DAYS = 14
"""How long "book soon" stays as a banner; it blocks nothing."""


WEAKNESS = "one_leg_weakness"
OTHER_LEG = "both_legs"
AGE = "age"


class Urgency(IntEnum):
    """How soon to get help."""

    SOON = 1
    SAME_DAY = 2
    EMERGENCY = 3


class RedFlag(msgspec.Struct, frozen=True):
    """One thing to ask about: its stored name, the words shown, how urgent."""

    name: str
    words: str
    urgency: Urgency


RED_FLAGS: tuple[RedFlag, ...] = (
    RedFlag(OTHER_LEG, "Pain, tingling, weakness or numbness in both legs", Urgency.EMERGENCY),
    RedFlag(
        "saddle_numbness",
        "Numb or altered feeling around the genitals, back passage or inner thighs",
        Urgency.EMERGENCY,
    ),
    RedFlag(
        "urination",
        "New trouble starting, stopping or feeling urination, leaking, or not being able to hold it",
        Urgency.EMERGENCY,
    ),
    RedFlag("bowels", "Not noticing the need to open the bowels, or losing control of them", Urgency.EMERGENCY),
    RedFlag("sexual_function", "New loss of genital sensation or sexual function", Urgency.EMERGENCY),
    RedFlag("accident", "It began after a serious accident", Urgency.EMERGENCY),
    RedFlag(
        "cancer_weakness",
        "Cancer, now or ever, with leg weakness, numbness or trouble walking",
        Urgency.EMERGENCY,
    ),
    RedFlag("unsteady", "New unsteadiness or clumsiness in walking", Urgency.EMERGENCY),
    RedFlag("tearing_pain", "A sudden tearing pain in belly or back, or a throbbing belly", Urgency.EMERGENCY),
    RedFlag("cold_leg", "A cold, pale leg", Urgency.EMERGENCY),
    RedFlag("clot", "A hot swollen calf, chest pain or breathlessness", Urgency.EMERGENCY),
    RedFlag(
        "medication_reaction",
        "With medication: black stools, vomiting blood, a swollen face, trouble breathing",
        Urgency.EMERGENCY,
    ),
    RedFlag(WEAKNESS, "New or worsening weakness of one leg, or a foot that drops", Urgency.SAME_DAY),
    RedFlag("cancer_pain", "Cancer, now or ever, with leg pain", Urgency.SAME_DAY),
    RedFlag(
        "fever",
        "Fever or feeling very unwell with back pain, above all with a weak immune system or injected drugs",
        Urgency.SAME_DAY,
    ),
    RedFlag("weight_loss", "Losing weight without knowing why", Urgency.SAME_DAY),
    RedFlag("night_pain", "Pain at night or lying down that no position eases", Urgency.SAME_DAY),
    RedFlag("minor_fall", "A minor fall, with osteoporosis or taking steroids", Urgency.SAME_DAY),
    RedFlag(
        "back_shape", "A lump or a changed shape of the back, or pain between the shoulder blades", Urgency.SAME_DAY
    ),
    RedFlag(
        "after_procedure",
        "New pain or fever after a spinal injection or operation in the last weeks",
        Urgency.SAME_DAY,
    ),
    RedFlag("blood_thinners", "A knock to head or back while on blood thinners", Urgency.SAME_DAY),
    RedFlag(
        "pregnancy",
        "Anything new while pregnant or in the six weeks after: ask a midwife or doctor",
        Urgency.SAME_DAY,
    ),
    RedFlag("not_better", "Worse, or no better after a few weeks of home care", Urgency.SOON),
    RedFlag(AGE, "A first episode under 20 or over 50", Urgency.SOON),
)

BY_NAME: dict[str, RedFlag] = {flag.name: flag for flag in RED_FLAGS}


FIRST_NONE = "None of these"
"""What denies all of them the first time: cancer, an accident or an age need not be new to matter."""

TITLES: dict[Urgency, str] = {
    Urgency.EMERGENCY: "Get emergency help now",
    Urgency.SAME_DAY: "Speak to a doctor today",
    Urgency.SOON: "Book an appointment",
}

EMERGENCY_NUMBERS = (
    ("112", "Europe"),
    ("911", "US and Canada"),
    ("999", "UK"),
    ("000", "Australia"),
    ("111", "New Zealand"),
)
"""What to call for an ambulance, and where: for those who have not put in their own number."""


def what_to_do(urgency: Urgency, emergency: str = "", same_day: str = "", clinician: str = "") -> str:
    """Return the action in a few sentences, with the person's own local numbers where they named them."""
    doctor = f" ({clinician})" if clinician else ""
    if urgency is Urgency.EMERGENCY:
        call = f"call {emergency.removeprefix('call ')}" if emergency else "call your local emergency number"
        return (
            f"Go to an emergency department now, or {call}. Don't drive yourself, and don't wait to see whether it "
            "passes: some causes need treatment within hours."
        )
    if urgency is Urgency.SAME_DAY:
        call = same_day or "your local medical advice line"
        return (
            f"Call your doctor{doctor} or {call} today and say what is new. If nobody can see you today, go to an "
            "emergency department. If it gets worse, get emergency help."
        )
    return (
        f"Book an appointment with your doctor or physiotherapist{doctor} in the next few days. If it gets worse, "
        "look at the red flags again."
    )


def flags_urgency(name: str) -> Urgency:
    """Return how urgent one flag is; a name this version does not know counts as same day."""
    return BY_NAME[name].urgency if name in BY_NAME else Urgency.SAME_DAY


def urgency_of(names: Iterable[str]) -> Urgency | None:
    """Return the most urgent of the flags named, `None` for none."""
    return max((flags_urgency(name) for name in names), default=None)


def open_answers(answers: Iterable[RedFlagAnswer], on: date) -> tuple[RedFlagAnswer, ...]:
    """Return the answers that still stand on that day, most urgent first.

    Emergency and same-day answers stand until the person clears them; "book soon" lapses after 14 days.
    """
    standing = [
        answer
        for answer in answers
        if answer.flags
        and answer.cleared is None
        and answer.day <= on
        and (urgency_of(answer.flags) != Urgency.SOON or on - answer.day < timedelta(days=BANNER_DAYS))
    ]
    return tuple(sorted(standing, key=lambda a: (-(urgency_of(a.flags) or 0), a.day, a.created_at)))


def locked(answers: Iterable[RedFlagAnswer], on: date) -> bool:
    """Tell whether timers and coaching are stopped: an emergency or same-day flag is open."""
    return any((urgency_of(a.flags) or 0) >= Urgency.SAME_DAY for a in open_answers(answers, on))


def days_asked(checkins: Iterable[CheckIn], answers: Iterable[RedFlagAnswer], on: date) -> set[date]:
    """Return the days up to `on` with an answer to the red flags, in a check-in or by itself; skipping is no answer."""
    return set(_days_asked(checkins, answers, on))


def last_asked(checkins: Iterable[CheckIn], answers: Iterable[RedFlagAnswer], on: date) -> date | None:
    """Return the last day up to `on` with an answer to the red flags, `None` for none."""
    return max(_days_asked(checkins, answers, on), default=None)


def _days_asked(checkins: Iterable[CheckIn], answers: Iterable[RedFlagAnswer], on: date) -> list[date]:
    days = [c.day for c in checkins if c.red_flags is not None and c.day <= on]
    return days + [a.day for a in answers if not a.raised and a.day <= on]


def answer_of(day: date, checkins: Iterable[CheckIn], answers: Iterable[RedFlagAnswer]) -> tuple[str, ...] | None:
    """Return the red flags answered on a day, by name; `None` where they were not asked. A mistake is none."""
    if last_asked(checkins := [c for c in checkins if c.day == day], answers := [*answers], day) != day:
        return None
    of_day = [answer for answer in answers if answer.day == day]
    names = [name for c in checkins for name in c.red_flags or ()] + [name for a in of_day for name in a.flags]
    mistakes = {name for a in of_day if _is_mistake(a) for name in a.flags}
    mistakes -= {name for a in of_day if not _is_mistake(a) for name in a.flags}
    return tuple(dict.fromkeys(name for name in names if name not in mistakes))


def _is_mistake(answer: RedFlagAnswer) -> bool:
    return answer.cleared is not None and answer.cleared.how is ClearedHow.MISTAKE


def describe_flags(names: tuple[str, ...]) -> str:
    """Return the red flags named, in words; `none marked` for none."""
    return "; ".join(BY_NAME[n].words if n in BY_NAME else plain(n) for n in names) or "none marked"


def flag_words(answer: RedFlagAnswer, today: date | None = None) -> str:
    """Return the red flags of an answer, with what raised them where the app did; given `today`, with its day too."""
    if not answer.why:
        return describe_flags(answer.flags)
    return f"{describe_flags(answer.flags)} ({reason_words(answer, today) if today else without_day(answer.why)})"


def open_flags(answers: Iterable[RedFlagAnswer], today: date) -> tuple[str, ...]:
    """Return each red flag of the answers once, the most urgent first, in words that go on with a sentence.

    With what raised it, where the app did.
    """
    words: dict[str, str] = {}
    for answer in answers:
        for name in answer.flags:
            words.setdefault(name, lower(flag_words(msgspec.structs.replace(answer, flags=(name,)), today)))
    return tuple(words[name] for name in sorted(words, key=flags_urgency, reverse=True))


def are_open(number: int) -> str:
    """Say `a red flag is open`, `2 red flags are open`."""
    return "a red flag is open" if number == 1 else f"{number} red flags are open"


_ON, _SINCE = " on ", " since "
"""What stands before the day of a reason."""


def reason_words(answer: RedFlagAnswer, today: date) -> str:
    """Say `left heel rises 18 → 8 on 23 November`: what the app raised an answer from."""
    why = answer.why or ""
    return why if _SINCE in why else f"{why}{_ON}{day_words(answer.day, today)}"


def since_words(reason: str, day: date, today: date) -> str:
    """Say `left heel walk weak since 21 November`: the reason for an answer that has held from its day to now."""
    return f"{reason}{_SINCE}{day_words(day, today)}"


def without_day(words: str) -> str:
    """Return the reason of a red flag without its day, as where an alarm has said that."""
    return words.rpartition(_SINCE)[0] or words.rpartition(_ON)[0] or words
