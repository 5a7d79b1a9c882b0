"""Try something out: choose it, be told what the trial could find, answer its evenings, and read what it found."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from itertools import chain, repeat
from typing import Any

import msgspec
from textual.app import App
from textual.content import Content

from ...domain.errors import BadInput
from ...domain.pauses import is_paused, resumed
from ...domain.records import (
    Medication,
    Routine,
    Trial,
    TrialDecision,
    TrialEnd,
    TrialEvening,
    TrialOutcome,
)
from ...domain.routines.catalogue import Guided, all_routines
from ...domain.text.dates import long_day
from ...domain.text.grammar import capital
from ...domain.trials import start, trial, words
from ...domain.trials.design import LENGTHS_IN_WEEKS, STRETCHES
from ...domain.trials.picture import pairs_picture
from ...domain.views.flares import open_flare
from ...services import trials
from ...services.commands import with_keys
from ...services.container import Services
from ...services.flares import flares_of
from ...services.records_snapshot import snapshot_of
from ..controllers.session_gates import SessionGates
from ..widgets.fields.big_targets import BigQuestion, FormChoice, GateQuestion
from ..widgets.fields.field import Field
from ..widgets.fields.text_field import TextField
from .dialogs import Answer, Ask
from .questionnaire import Asked
from .saving import ask_until_kept, keep
from .session_questions import pain_rating

PICTURE_WIDTH = 68
OWN = ""
KEYS = "123456789abcdefghilmnoprstuvwxyz"
"""A key for each routine to choose from, as far as there are; j and k move the mark."""
GO_ON, UNTOLD = "go on", ""
"""To go on after all, and a reason to stop that is not told."""
NOT_NOW = Answer("n", "Not now", "no")
DECISIONS = {
    TrialDecision.KEEP: ("k", "Keep it"),
    TrialDecision.DROP: ("d", "Drop it"),
    TrialDecision.AGAIN: ("a", "Try it again some time"),
}


async def open_trial(app: App[Any], services: Services, routine: Guided | None = None) -> None:
    """Show the trial that is going on, or the last one that ended; or begin one, of a routine if it is named."""
    records = services.journal.all(Trial)
    current = trial.current_trial(records)
    if current is not None:
        await _show_current(app, services, current)
        return
    last = max(records, key=lambda each: each.id, default=None)
    undecided = last is not None and last.decision is None
    if last is not None and (undecided or routine is None):
        await _show_ended(app, services, last)
        return
    await begin_trial(app, services, routine)


async def open_evening(app: App[Any], services: Services) -> None:
    """Ask for this evening; where the trial asks for none any more, show the trial."""
    current, today = trial.current_trial(services.journal.all(Trial)), services.today()
    if current is None or trial.is_with(current, today) is None or _danger(services, current) is not None:
        await open_trial(app, services)
        return
    await answer_evening(app, services, current, today)


async def begin_trial(app: App[Any], services: Services, routine: Guided | None = None) -> None:
    """Ask what to try out and how long, say what that could find, and begin it tomorrow."""
    journal, today = services.journal, services.today()
    assessment = await services.assessment_cache.assess(today)
    refusal = start.why_not_now(
        snapshot_of(journal),
        journal.all(Trial),
        today,
        in_flare=open_flare(flares_of(journal, today)) is not None,
        phase_is_proposed=assessment.phase.proposal is not None,
    )
    refusal = with_keys(refusal, services.settings.keys) if refusal is not None else None
    if refusal is None and routine is None:
        subject = await _choose(app, services)
        if subject is None:
            return
        routine = subject if isinstance(subject, Guided) else None
    if refusal is None and routine is not None:
        gates = SessionGates(app, services)
        permitted = gates.permission(routine)
        title = f"Try out: {routine.title}"
        if permitted.allowed and permitted.once and await gates.answered_once(routine, permitted, title) is None:
            return
        refusal = start.why_not_this_routine(routine, snapshot_of(journal), services.clock.now(), today)
    if refusal is not None:
        app.notify(refusal, severity="warning", timeout=12)
        return

    async def save(answers: dict[str, Any]) -> bool:
        plan = _plan(routine, answers)
        if routine is None and (refusal := start.why_not_this_habit(plan.subject, journal.all(Medication))):
            raise BadInput(refusal)
        entries = assessment.everything.entries[plan.outcome.value]
        expected = await asyncio.to_thread(start.outlook, entries, today, plan.stretch)
        advice = "\n\n".join(await asyncio.to_thread(words.outlook_lines, expected, plan.weeks))
        tomorrow = today + timedelta(1)
        begin = Answer("b", f"Begin tomorrow, {long_day(tomorrow)}", "yes")
        if await app.push_screen_wait(Ask(f"Try out: {plan.subject}", advice, (begin, NOT_NOW))) != "yes":
            return True
        new = trials.new_trial(plan, expected, tomorrow, services.clock.now())
        sentence = "The trial begins tomorrow; Today says each day: with or without."
        return await keep(app, services, "new trial", sentence, new)

    await ask_until_kept(app, lambda answers: _plan_screen(routine).with_answers(answers), save, dict[str, Any]())


async def answer_evening(app: App[Any], services: Services, current: Trial, day: date) -> None:
    """Ask for the pain of an evening and whether the day was kept to, and keep both."""
    today, evenings = services.today(), services.journal.all(TrialEvening)
    before = trial.evening_of(current, evenings, day)
    progress = words.progress_words(trial.progress(current, evenings, today))
    text = (
        f"{progress}.\nA day counts as it was drawn, whether you kept to it or not. Missing an evening costs only that "
        "evening."
    )

    async def save(answers: dict[str, Any]) -> bool:
        journal, pain, kept_to = services.journal, answers["pain"], answers["kept_to"]
        if pain is None and kept_to is None:
            return True
        record, bases = trials.evening(journal, current, day, pain, kept_to, services.clock.now(), before=before)
        sentence = f"Saved: the evening of {long_day(day)}."
        return await keep(app, services, "evening of a trial", sentence, record, before=bases)

    def screen(answers: dict[str, Any]) -> Asked:
        fields = _evening_fields(current, day, today)
        return Asked(f"Evening of {long_day(day)}", text, fields, verb="Save").with_answers(answers)

    await ask_until_kept(app, screen, save, msgspec.structs.asdict(before) if before is not None else {})


def _evening_fields(current: Trial, day: date, today: date) -> list[Field[Any]]:
    return [
        pain_rating("pain", words.evening_question(current, day, today)),
        BigQuestion("kept_to", words.kept_to_question(current, day, today)),
    ]


async def _show_current(app: App[Any], services: Services, current: Trial) -> None:
    journal, today = services.journal, services.today()
    evenings = journal.all(TrialEvening)
    danger = _danger(services, current)
    if danger is not None:
        await _stop_for_safety(app, services, current, danger)
        return
    if trial.is_over(current, today):
        await _end(app, services, current, trial.ended(current, today, TrialEnd.FINISHED))
        return
    paused = is_paused(current, today)
    lines = [words.day_sentence(current, today), f"{words.progress_words(trial.progress(current, evenings, today))}."]
    lines.append("")
    lines.append("You see the result at the end. Look early, and chance is easily mistaken for an effect.")
    answers = [
        *([Answer("e", "Answer for this evening", "evening")] if trial.is_with(current, today) is not None else []),
        *(
            [Answer("y", "Answer for yesterday evening", "yesterday")]
            if _yesterday_is_open(current, evenings, today)
            else []
        ),
        Answer("p", "Continue it from today" if paused else "Pause it", "pause"),
        Answer("l", "Look at the result so far; the trial notes that you did", "look"),
        Answer("x", "Stop it", "stop"),
    ]
    match await app.push_screen_wait(Ask(f"Trial: {current.subject}", "\n".join(lines), answers)):
        case "evening":
            await answer_evening(app, services, current, today)
        case "yesterday":
            await answer_evening(app, services, current, today - timedelta(1))
        case "pause":
            change = resumed(current, today) if paused else trial.paused(current, today)
            sentence = "The trial continues." if paused else "Trial paused: days do not count until you continue."
            await keep(app, services, "pause of the trial", f"{sentence}", change, before=(current,))
        case "look":
            looked = trial.looked_at(current, today)
            await keep(app, services, "look at the trial", "", looked, before=(current,))
            await app.push_screen_wait(await _result(services, looked, (Answer("b", "Back", "back"),)))
        case "stop":
            await _stop(app, services, current)


def _danger(services: Services, current: Trial) -> str | None:
    """Why it must stop for safety; `None` where nothing speaks against it."""
    return trial.why_to_stop(current, snapshot_of(services.journal), services.today())


async def _stop(app: App[Any], services: Services, current: Trial) -> None:
    reasons = (
        Answer("n", "Don't stop", GO_ON),
        Answer("w", "It makes it worse", "it made it worse"),
        Answer("h", "Too hard to keep to", "too hard to keep to"),
        Answer("o", "Another reason", UNTOLD),
    )
    text = "Your answers stay, and you see what they can tell so far."
    reason = await app.push_screen_wait(Ask(f"Stop the trial of {current.subject}?", text, reasons))
    if reason is not None and reason != GO_ON:
        await _end(app, services, current, trial.ended(current, services.today(), TrialEnd.STOPPED, reason or None))


async def _stop_for_safety(app: App[Any], services: Services, current: Trial, danger: str) -> None:
    answers = (Answer("s", "Stop the trial", "stop"), Answer("p", "Pause it for now", "pause"))
    text = f"{danger} The trial asks nothing of you today."
    match await app.push_screen_wait(Ask(f"Trial: {current.subject}", text, answers)):
        case "stop":
            await _end(app, services, current, trial.ended(current, services.today(), TrialEnd.SAFETY, danger))
        case "pause":
            paused = trial.paused(current, services.today(), danger)
            await keep(app, services, "pause of the trial", "The trial is paused.", paused, before=(current,))


async def _end(app: App[Any], services: Services, before: Trial, ended: Trial) -> None:
    if await keep(app, services, "end of the trial", "", ended, before=(before,)):
        now = services.journal.get(Trial, ended.id)
        if now is not None and now.ended is not None:
            await _show_ended(app, services, now)


async def _show_ended(app: App[Any], services: Services, ended: Trial) -> None:
    answers: tuple[Answer, ...]
    if ended.decision is not None:
        answers = (Answer("t", "Try something out", "new"), Answer("b", "Back", "back"))
    else:
        answers = tuple(Answer(key, label, choice.value) for choice, (key, label) in DECISIONS.items())
    answer = await app.push_screen_wait(await _result(services, ended, answers))
    if answer == "new":
        await begin_trial(app, services)
    elif answer is not None and answer in {choice.value for choice in TrialDecision}:
        decided = msgspec.structs.replace(ended, decision=TrialDecision(answer))
        sentence = DECISIONS[decided.decision or TrialDecision.KEEP][1]
        await keep(app, services, "decision on the trial", f"Saved: {sentence.lower()}.", decided, before=(ended,))


async def _result(services: Services, of: Trial, answers: tuple[Answer, ...]) -> Ask:
    """The page of what a trial found, worked out off the event loop."""
    evenings, today = services.journal.all(TrialEvening), services.today()
    conclusion = await asyncio.to_thread(words.result_lines, of, evenings, today)
    pairs, outcome = trial.means_of_pairs(of, evenings), capital(words.OUTCOMES[of.outcome])
    picture = pairs_picture(pairs, of.day, 2 * of.stretch, PICTURE_WIDTH, outcome)
    first, *rest = conclusion
    paragraphs = [(first, "bold"), *([("\n" + "\n".join(rest), "$text-muted")] if rest else [])]
    paragraphs += [("\n\n" + "\n".join(picture), "")] if picture else []
    return Ask(f"Trial: {of.subject}", Content.assemble(*paragraphs), answers)


async def _choose(app: App[Any], services: Services) -> Guided | str | None:
    """The routine to try out, `OWN` for something of the person's own, None for nothing."""
    journal = services.journal
    choices = start.choices(
        snapshot_of(journal), all_routines(journal.all(Routine)), services.clock.now(), services.today()
    )
    answers = [Answer("0", "Something of your own, a habit for example", OWN)]
    answers += [
        Answer(key, routine.title, routine.name) for key, routine in zip(chain(KEYS, repeat("")), choices, strict=False)
    ]
    name: str | None = await app.push_screen_wait(Ask("Does it help you? Try it out", words.FIRST_WORDS, answers))
    return next((routine for routine in choices if routine.name == name), name)


def _plan_screen(routine: Guided | None) -> Asked:
    fields: list[Field[Any]] = [] if routine else [TextField("subject", "What", placeholder="a walk at noon")]
    fields += [
        FormChoice(
            "outcome", "Compare", [(each.value, words.OUTCOMES[each]) for each in TrialOutcome], value="leg_pain"
        ),
        FormChoice("weeks", "How long", [(weeks, f"{weeks} weeks") for weeks in LENGTHS_IN_WEEKS], value=8),
        GateQuestion("lingers", "Does it still help the next day?"),
        TextField("against", "Instead of it", placeholder="nothing, or something else"),
    ]
    title = f"Try out: {routine.title}" if routine else "Try out something of your own"
    text = (
        "A coin toss decides for each day: with or without. Each evening you say how bad the pain is and whether "
        "you kept to it. If it still helps the next day, the coin is tossed for three days at a time."
    )
    return Asked(title, text, fields, [*([] if routine else ["subject"]), "outcome", "weeks", "lingers"], saves=False)


def _plan(routine: Guided | None, answers: dict[str, Any]) -> trials.TrialPlan:
    return trials.TrialPlan(
        subject=routine.title if routine else answers["subject"],
        routine=routine.name if routine else None,
        against=answers["against"],
        outcome=TrialOutcome(answers["outcome"]),
        weeks=answers["weeks"],
        stretch=STRETCHES[answers["lingers"]],
    )


def _yesterday_is_open(current: Trial, evenings: tuple[TrialEvening, ...], today: date) -> bool:
    day = today - timedelta(1)
    before = trial.evening_of(current, evenings, day)
    return trial.is_with(current, day) is not None and (before is None or before.pain is None)
