"""What may be tried out, when, and what a person is told before they begin."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

import msgspec

from ..daily import Entries
from ..records import Medication, Trial
from ..red_flags.flags import locked
from ..routines.catalogue import Guided
from ..routines.safety import permission
from ..routines.session_plan import RoutineKind
from ..snapshot import RecordSnapshot
from .noise import Noise, expected_phi, noise_of
from .power import EFFECTS, WORTHWHILE, chance_to_find
from .trial import current_trial

DIARY_DAYS = 90
"""So many days before the trial tell how the pain scatters, and how often an evening is likely to be answered."""
ENOUGH_DAYS = 14
"""Below so many days with an entry a typical scatter is used, and said to be one."""

_FIRST: tuple[RoutineKind, ...] = (RoutineKind.WALK, RoutineKind.HEAT, RoutineKind.ICE)

_MEDICINES = re.compile(
    r"\b(?:ibuprofen|naproxen|diclofenac|etoricoxib|celecoxib|aspirin|paracetamol|acetaminophen|metamizole|codeine|"
    r"tramadol|tilidine|morphine|oxycodone|gabapentin|pregabalin|amitriptyline|nortriptyline|duloxetine|prednis\w+|"
    r"cortisone|diazepam|methocarbamol|cannabis|cbd|opioids?|nsaids?|pills?|tablets?|painkillers?|pain killers?|"
    r"medication|medicines?|meds|drugs?|injections?|doses?|\d+ ?mg)\b",
    re.IGNORECASE,
)


class Outlook(msgspec.Struct, frozen=True):
    """What is known before a trial: the scatter of pain, how many days in a row are alike, and the share of evenings
    (0–1) on which pain was rated; `diary_days` are those it is judged from.
    """

    noise: Noise
    stretch: int
    answer_rate: float
    diary_days: int

    @property
    def is_typical(self) -> bool:
        """Whether the diary is too short, so that a typical scatter stands in."""
        return self.diary_days < ENOUGH_DAYS

    @property
    def phi(self) -> float:
        """The day-to-day correlation that the analysis will use."""
        return min(expected_phi(self.noise), 0.9)

    def chance(self, weeks: int, effect: float = EFFECTS[1]) -> float:
        """Return the chance, 0–1, to find an effect of so many points in so many weeks."""
        return chance_to_find(effect, self.noise, weeks, self.stretch, self.answer_rate)

    def chance_if_all_answered(self, weeks: int) -> float:
        """Return the same for the middle effect, if every evening were answered."""
        return chance_to_find(EFFECTS[1], self.noise, weeks, self.stretch, 1)

    def is_worthwhile(self, weeks: int) -> bool:
        """Tell whether the chance to find 1.5 points is large enough not to advise against the trial."""
        return self.chance(weeks) >= WORTHWHILE


def outlook(pains: Entries, today: date, stretch: int) -> Outlook:
    """Return what the pains of the last `DIARY_DAYS` days, up to yesterday, promise for trials of each length."""
    first = (today - timedelta(DIARY_DAYS)).toordinal()
    recent = [(day, pain) for day, pain in pains if first <= day < today.toordinal()]
    noise = noise_of([day for day, _ in recent], [pain for _, pain in recent])
    span = today.toordinal() - recent[0][0] if recent else 0
    answer_rate = len(recent) / span if len(recent) >= ENOUGH_DAYS else 0.8
    return Outlook(noise, stretch, answer_rate, len(recent))


def may_be_tried(routine: Guided) -> bool:
    """Tell whether a routine can be the subject of a trial; a self-test is a measurement, and tests itself."""
    return routine.kind is not RoutineKind.TEST


def choices(records: RecordSnapshot, routines: Iterable[Guided], now: datetime, day: date) -> tuple[Guided, ...]:
    """Return the routines that can be tried out and are no sooner than their phase; walk, heat and ice come first."""
    can_be_tried = (
        routine
        for routine in routines
        if may_be_tried(routine)
        and why_not_this_routine(routine, records, now, day) is None
        and not permission(routine, records, now, day).notice
    )
    return tuple(sorted(can_be_tried, key=lambda each: _FIRST.index(each.kind) if each.kind in _FIRST else len(_FIRST)))


def why_not_now(
    records: RecordSnapshot, trials: Iterable[Trial], day: date, *, in_flare: bool, phase_is_proposed: bool
) -> str | None:
    """Say why no trial can begin on that day, whatever it is of, with the ids of keys; `None` where one can."""
    if locked(records.red_flags, day):
        return "A red flag is open ({red_flags}). A trial can begin once a clinician has seen it."
    if current_trial(trials) is not None:
        return "Another trial is still running; one at a time."
    if in_flare:
        return "You are in a flare. Begin once it is over; otherwise its end would look like an effect."
    if phase_is_proposed:
        return (
            "The next phase waits for your yes or no, under Phase ({mode.phase}). Decide first, so that nothing else "
            "changes during the trial."
        )
    return None


def why_not_this_routine(routine: Guided, records: RecordSnapshot, now: datetime, day: date) -> str | None:
    """Say why a routine can't be tried out; `None` where it can, once what is asked before it is answered."""
    allowed = permission(routine, records, now, day)
    if not allowed.allowed and allowed.again_at is None:
        return allowed.reason
    if allowed.left_out:
        return f"{routine.title}: part of it is set aside."
    return None


def why_not_this_habit(words: str, medications: Iterable[Medication]) -> str | None:
    """Say why something of the person's own can't be tried out; `None` where it can. Medicines never can."""
    names = {part.casefold() for each in medications for part in (each.product, each.ingredient) if part}
    if _MEDICINES.search(words) or any(name in words.casefold() for name in names):
        return "Don't try out medication here: change it only with whoever prescribed it, or a pharmacist."
    return None
