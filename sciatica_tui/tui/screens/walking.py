"""The walking plan: begin it, see why it is where it is, take or leave a step, change, pause and end it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from textual.app import App

from ...domain.pauses import is_paused, resumed
from ...domain.records import WalkMove, WalkPlan
from ...domain.red_flags.flags import locked
from ...domain.routines import walking, walking_text
from ...domain.routines.walking_text import minutes_words
from ...services import walking as plans
from ...services.container import Services
from ...services.records_snapshot import snapshot_of
from ..widgets.fields.basic import NumberField
from ..widgets.minutes_chart import MinutesChart
from .dialogs import Answer, Ask
from .questionnaire import Asked
from .saving import ask_until_kept, keep

MOST_TYPED = 1440
"""More than a plan takes, a day, so that a number too large is answered and not swallowed."""


class ShowPlan(Ask):
    """The plan as a chart, over what can be done with it."""


async def open_walking(app: App[Any], services: Services) -> None:
    """Show the walking plan that goes on, or begin one."""
    plan = walking.current_plan(services.journal.all(WalkPlan))
    if plan is not None:
        await _show(app, services, plan)
    elif locked(snapshot_of(services.journal).red_flags, services.today()):
        app.notify("A red flag is open; walking waits until a clinician has seen it.", severity="warning")
    else:
        await _begin(app, services)


async def _begin(app: App[Any], services: Services) -> None:
    text = f"{walking_text.FIRST_WORDS}\n\n{walking_text.TRIAL_WORDS}"

    async def save(minutes: float) -> bool:
        plan = plans.new_plan(minutes, services.today(), services.clock.now())
        return await keep(app, services, "walking plan", f"The plan starts with {minutes_words(minutes)}.", plan)

    await _ask_minutes(app, "A walking plan", text, save)


async def _show(app: App[Any], services: Services, plan: WalkPlan) -> None:
    diary, today = snapshot_of(services.journal), services.today()
    advised, paused = walking.advice(plan, diary, today), is_paused(plan, today)
    minutes = walking.minutes_on(plan, today)
    steps = (
        Answer("t", f"Yes: {minutes_words(advised.minutes)} from today", "take"),
        Answer("s", f"Stay at {minutes_words(minutes)}", "stay"),
    )
    answers = [
        *(steps if advised.move is not WalkMove.SAME else ()),
        Answer("c", "Change the minutes", "change"),
        Answer("p", "Continue it from today" if paused else "Pause it", "pause"),
        Answer("x", "End it", "end"),
    ]
    chart = MinutesChart(
        walking_text.plan_words(plan, diary, today),
        walking_text.plan_rows(plan, diary, today),
        walking_text.walk_rows(diary, today),
        walking_text.walk_line(diary, today),
    )
    match await app.push_screen_wait(ShowPlan("Walking plan", chart, answers)):
        case "take":
            await _step(app, services, plan, walking.stepped(plan, today, advised.minutes, advised.move, advised.why))
        case "stay":
            why = f"you stayed, with {minutes_words(advised.minutes)} proposed"
            await _step(app, services, plan, walking.stepped(plan, today, minutes, WalkMove.SAME, why))
        case "change":
            await _change(app, services, plan)
        case "pause":
            new = resumed(plan, today) if paused else walking.paused(plan, today)
            sentence = "The plan continues where it was." if paused else "The plan is paused; it stays where it is."
            await keep(app, services, "pause of the walking plan", sentence, new, before=(plan,))
        case "end":
            other_plans = (other for other in services.journal.all(WalkPlan) if other.id != plan.id)
            before = (plan, *other_plans)
            ended_plans = plans.all_ended(before, today)
            await keep(
                app, services, "end of the walking plan", "The walking plan has ended.", *ended_plans, before=before
            )


async def _change(app: App[Any], services: Services, plan: WalkPlan) -> None:
    diary, today = snapshot_of(services.journal), services.today()
    most, why = walking.limit(plan, diary, today)

    async def save(minutes: float) -> bool:
        return await _step(app, services, plan, plans.changed(plan, minutes, diary, today))

    text = f"At most {minutes_words(most)} today: {why}. You can always choose less."
    await _ask_minutes(app, "Change the minutes", text, save)


async def _step(app: App[Any], services: Services, before: WalkPlan, plan: WalkPlan) -> bool:
    minutes = minutes_words(plan.steps[-1].minutes)
    sentence = f"Saved: {minutes} from today."
    return await keep(app, services, "step of the walking plan", sentence, plan, before=(before,))


async def _ask_minutes(app: App[Any], title: str, text: str, save: Callable[[float], Awaitable[bool]]) -> None:
    def screen(answers: dict[str, Any]) -> Asked:
        field = NumberField("minutes", "Minutes", 0, MOST_TYPED, "min")
        return Asked(title, text, [field], ["minutes"]).with_answers(answers)

    await ask_until_kept(app, screen, lambda answers: save(answers["minutes"]), dict[str, Any]())
