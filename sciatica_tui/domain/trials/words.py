"""What is said of a trial: what today is, how far it is, and what it found, in words that need no statistics."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..pauses import is_paused
from ..records import Trial, TrialEnd, TrialEvening, TrialOutcome
from ..text.dates import long_day, year_of
from ..text.grammar import capital, count
from .analysis import Conclusion, TrialResult
from .design import LENGTHS_IN_WEEKS
from .power import EFFECTS
from .start import DIARY_DAYS, Outlook
from .trial import Progress, is_over, is_with, last_day, progress, result_of

OUTCOMES = {TrialOutcome.LEG_PAIN: "leg pain", TrialOutcome.BACK_PAIN: "back pain"}
"""What is compared, as it is written."""

WORTH_SAYING = 0.05
"""How much more likely 1.5 points must be found with an answer every evening for that to be said (our choice)."""

FIRST_WORDS = (
    "A coin toss decides for each day: with or without. Only that can tell what helps from what just happened at the "
    "same time. In a study (PREEMPT), people liked such trials, but their pain got no better than without one: a "
    "trial tells you what helps; it does not help by itself."
)
"""The first thing that a person reads about trials."""


def subject_words(trial: Trial) -> str:
    """Name what is tried out within a sentence: `heat`; what the person typed stays as it is."""
    return trial.subject[:1].lower() + trial.subject[1:] if trial.routine is not None else trial.subject


def today_words(trial: Trial, day: date) -> str:
    """Say what the day is, for a list: `Trial: without heat`."""
    subject = subject_words(trial)
    if is_paused(trial, day):
        return f"The trial of {subject} is paused"
    with_it = is_with(trial, day)
    if with_it is None:
        return f"The trial of {subject} is over: see what it found" if is_over(trial, day) else ""
    return f"Trial: {_kind_of_day(trial, subject, with_it=with_it)}"


def day_sentence(trial: Trial, day: date) -> str:
    """Say the same below the trial's name: `Today: without heat.`"""
    with_it = None if is_paused(trial, day) else is_with(trial, day)
    if with_it is None:
        return f"{today_words(trial, day) or f'It begins on {long_day(trial.day)}'}."
    return f"Today: {_kind_of_day(trial, subject_words(trial), with_it=with_it)}."


def _kind_of_day(trial: Trial, subject: str, *, with_it: bool) -> str:
    if with_it:
        return f"with {subject}"
    return f"with {trial.against} instead of {subject}" if trial.against else f"without {subject}"


def evening_question(trial: Trial, day: date, today: date) -> str:
    """Ask for the evening's answer."""
    pain = OUTCOMES[trial.outcome]
    return f"How bad is your {pain} this evening?" if day == today else f"How bad was your {pain} that evening?"


def kept_to_question(trial: Trial, day: date, today: date) -> str:
    """Ask whether a day was kept to."""
    subject, that_day = subject_words(trial), "today" if day == today else "that day"
    if is_with(trial, day):
        return f"Did you do it {that_day}: {subject}?"
    return f"Did you go without {subject} {that_day}?"


def progress_words(state: Progress) -> str:
    """Say `Day 13 of 56 · 10 evenings answered · kept to on 9 of 11 days`."""
    reported_days = state.kept_to + state.not_kept_to
    parts = [
        f"Day {min(state.gone + 1, state.length)} of {state.length}",
        f"{count(state.answered, 'evening')} answered",
        f"kept to it on {state.kept_to} of {count(reported_days, 'day')}" if reported_days else "",
        f"{count(state.paused, 'day')} paused" if state.paused else "",
    ]
    return " · ".join(filter(None, parts))


def outlook_lines(expected: Outlook, weeks: int) -> tuple[str, ...]:
    """Say how likely a trial of so many weeks finds an effect, and what would help where that is too little."""
    chances = [f"  {_points(effect):<10}  {_percent(expected.chance(weeks, effect))}" for effect in EFFECTS]
    lines = ["\n".join((f"Chance that {weeks} weeks would show it, if it lowers your pain by", *chances))]
    if expected.is_typical:
        lines.append(
            f"You rated your pain on only {count(expected.diary_days, 'day')} of the {DIARY_DAYS} before today. So "
            "these chances are for pain that goes up and down as much as most people's."
        )
    elif (if_all := expected.chance_if_all_answered(weeks)) - expected.chance(weeks) >= WORTH_SAYING:
        lines.append(
            f"That counts on {expected.answer_rate * 10:.0f} of 10 evenings, as often as you rated your pain before. "
            f"With an answer every evening the chance for {_points(EFFECTS[1])} would be {_percent(if_all)}."
        )
    if not expected.is_worthwhile(weeks):
        longest = LENGTHS_IN_WEEKS[-1]
        chance = f"{_percent(expected.chance(longest))} for {_points(EFFECTS[1])}"
        longer = f"{longest} weeks ({chance}), an" if weeks < longest else "An"
        lines.append(
            f"That is too low: as likely as not, it would end with “could not tell”. {longer} answer every evening, or "
            "waiting until your pain is steadier would help."
        )
    return tuple(lines)


def result_lines(trial: Trial, evenings: Iterable[TrialEvening], today: date) -> tuple[str, ...]:
    """Say what a trial found, how sure that is, and what was left out; the first line is the conclusion."""
    evenings = tuple(evenings)
    result, state = result_of(trial, evenings), progress(trial, evenings, today)
    if result is None:
        so_far = "Could not tell" if trial.ended is not None else "It can't tell yet"
        lines = [f"{so_far}: too few answers from days with and without it."]
    else:
        lines = [_conclusion(trial, result), _by_chance(result)]
    reported_days = state.kept_to + state.not_kept_to
    if reported_days:
        lines.append(
            f"You kept to it on {state.kept_to} of the {count(reported_days, 'day')} you answered for; every day "
            f"counts as it was drawn, kept to or not."
        )
    missing = state.gone - state.paused - state.answered
    left_out = [
        f"{count(missing, 'evening')} without an answer" if missing > 0 else "",
        f"{count(state.paused, 'paused day')}" if state.paused else "",
    ]
    if any(left_out):
        lines.append(f"Left out: {' and '.join(filter(None, left_out))}.")
    if trial.end in (TrialEnd.STOPPED, TrialEnd.SAFETY) and trial.ended is not None:
        why = f": {trial.reason}" if trial.reason else ""
        lines.append(
            f"Stopped on {long_day(trial.ended)}{year_of(trial.ended, today)}, before its end{why}".removesuffix(".")
            + "."
        )
    if trial.looks:
        looks = ", ".join(long_day(day) + year_of(day, today) for day in trial.looks)
        lines.append(
            f"You looked before the end, on {looks}. If you stop when it happens to look good, you may see an effect "
            "that is not there."
        )
    return tuple(lines)


def for_clinician(trial: Trial, evenings: Iterable[TrialEvening]) -> str:
    """Say what a trial found in one line with its figures: difference, 95 % interval, p, evenings, days kept to."""
    evenings = tuple(evenings)
    state, result = progress(trial, evenings, last_day(trial)), result_of(trial, evenings)
    reported_days = state.kept_to + state.not_kept_to
    parts = [
        f"{count(state.answered, 'evening')}",
        f"kept to it on {state.kept_to} of {reported_days}" if reported_days else "",
    ]
    tail = ", ".join(filter(None, parts))
    design = f"{trial.subject} against {trial.against or 'none'}"
    if result is None:
        return f"{design}: too few evenings to tell ({tail})"
    figures = f"{result.difference:+.1f} ({result.low:+.1f} to {result.high:+.1f}, p {_p_words(result.p)})"
    return f"{design}: {OUTCOMES[trial.outcome]} {figures.replace('-', '−')}; {tail}"


def tried_out(trials: Iterable[Trial], evenings: Iterable[TrialEvening], measure: str, today: date) -> tuple[str, ...]:
    """Say what each trial about this measure found that has ended, the latest first."""
    evenings = tuple(evenings)
    past_trials = [trial for trial in trials if trial.outcome == measure and trial.ended is not None]
    past_trials.sort(key=lambda trial: (trial.ended or today, trial.id), reverse=True)
    return tuple(f"You tried out {subject_words(t)}. {result_lines(t, evenings, today)[0]}" for t in past_trials)


def _p_words(p: float) -> str:
    return "< 0.001" if p < 0.001 else f"{p:.3f}" if p < 0.1 else f"{p:.2f}"


def _conclusion(trial: Trial, result: TrialResult) -> str:
    pain, subject = OUTCOMES[trial.outcome], subject_words(trial)
    size, low, high = f"{abs(result.difference):.1f}", _signed(result.low), _signed(result.high)
    interval = f"(likely between {low} and {high})"
    match result.conclusion:
        case Conclusion.HELPS:
            return f"{capital(subject)} helps you: with it your {pain} was {size} points lower {interval}."
        case Conclusion.HARMS:
            return f"{capital(subject)} makes it worse: with it your {pain} was {size} points higher {interval}."
        case Conclusion.NO_DIFFERENCE:
            return f"No difference that matters: {pain} was much the same with {subject} and without {interval}."
        case _:
            return f"Could not tell: with {subject} your {pain} may be anything from {low} to {high}."


def _by_chance(result: TrialResult) -> str:
    if result.p < 0.01:
        return "If it did nothing, a difference this large would still turn up in fewer than 1 of 100 trials."
    return (
        f"If it did nothing, a difference this large would still turn up in about {result.p * 100:.0f} of 100 trials."
    )


def _points(effect: float) -> str:
    return f"{effect:g} {'point' if effect == 1 else 'points'}"


def _percent(share: float) -> str:
    return f"{min(max(share * 100, 1), 99):.0f} %"


def _signed(points: float) -> str:
    if abs(points) < 0.05:
        return "no difference"
    return f"{abs(points):.1f} {'lower' if points < 0 else 'higher'}"
