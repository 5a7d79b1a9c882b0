"""Flares: how this one stands beside one's own earlier ones, its end, and the plan for bad days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from textual.app import App
from textual.content import Content

from ...domain.flares import Flare
from ...domain.records import CheckIn, FlareAnswer, FlarePlan, RedFlagAnswer, Routine
from ...domain.routines.catalogue import Guided, all_routines
from ...domain.routines.safety import offered
from ...domain.text.dates import day_words
from ...domain.text.grammar import capital
from ...domain.text.visible import visible
from ...domain.views import flares as words
from ...services import flares as flare_service
from ...services.commands import with_keys
from ...services.container import Services
from ...services.records_snapshot import snapshot_of
from ..messages import SessionWanted
from ..pain_palette import pain_cell
from ..widgets.fields.basic import ChoiceField
from ..widgets.fields.field import Field
from ..widgets.fields.tags_field import TagsField
from ..widgets.fields.text_field import TextField
from ..widgets.hanging_rows import HangingRows
from .dialogs import Answer, Ask, AskDay, Page
from .questionnaire import Asked
from .saving import ask_until_kept, keep

CELL = 4
"""Columns of a day in the chart."""
MOST_ROUTINES = 8
WORDS_AT = 15
"""The column of a plan at which the words begin, behind their headings."""
PLAN = Answer("p", "The plan for bad days", "plan")
NONE_YET = "No flare logged yet. It is a flare when you say so: answer yes to “Flare” in a check-in."


async def show_flares(app: App[Any], services: Services) -> None:
    """Show the newest flare beside the earlier ones; end it, open the plan, or read what came before each."""
    today = services.today()
    flares = flare_service.flares_of(services.journal, today)
    if not flares:
        if await app.push_screen_wait(Ask("Flares", NONE_YET, (PLAN,))) == "plan":
            await open_plan(app, services)
        return
    newest = flares[-1]
    state = f"day {newest.day_number(today)}" if newest.last is None else "over"
    title = f"Flare of {day_words(newest.first, today)}: {state}"
    text = Content("\n").join([Content(words.comparison_words(flares)), Content(""), *_chart(app, flares, today)])
    ends: tuple[Answer, ...] = (Answer("o", "It is over", "over"),) if newest.last is None else ()
    if words.asks_if_over(flares, today):
        ends = (Answer("y", "Yes, it is over", "yes"), Answer("n", "No, not yet", "no"))
        text = Content("\n").join([Content("Three calm days: is it over?"), text])
    answers = (*ends, PLAN, Answer("t", "The three days before each", "before"))
    match await app.push_screen_wait(Ask(title, text, answers)):
        case "yes" | "no" as answer if newest.last is not None:
            await keep_over(app, services, newest.last, over=answer == "yes")
        case "over":
            await _end(app, services, flares[-1])
        case "plan":
            await open_plan(app, services)
        case "before":
            lines = words.before_lines(flares, services.journal.all(CheckIn), today)
            await app.push_screen_wait(Page("The three days before each flare", [visible(line) for line in lines]))


async def keep_over(app: App[Any], services: Services, last: date, *, over: bool) -> None:
    """Keep whether a flare that has been calm since its `last` day is over; where it is not, it goes on today.

    It takes the place of the other answer, if that was given first.
    """
    today = services.today()
    day = last if over else today
    other_day = today if over else last
    answers = services.journal.all(FlareAnswer)
    others = [answer for answer in answers if answer.day == other_day and answer.over is not over]
    answer = FlareAnswer(**services.stamp(), day=day, over=over)
    sentence = (
        f"The flare is over; its last day was {day_words(day, today)}." if over else "Saved: the flare is not over."
    )
    await keep(app, services, "answer about the flare", sentence, answer, delete=others)


async def open_plan(app: App[Any], services: Services, *, edit: bool = False) -> None:
    """Show the plan for bad days below what no plan is for; start its routine, or write it."""
    plan = words.newest_plan(services.journal.all(FlarePlan))
    if edit:
        await _write_plan(app, services, plan)
        return
    routine = _routine_of(services, plan)
    red_flags = words.red_flags_first(services.journal.all(RedFlagAnswer), services.today())
    plan_rows = words.plan_rows(plan, routine.title if routine is not None else None)
    rows = (
        *((heading, with_keys(line, services.settings.keys)) for heading, line in red_flags),
        ("", ""),
        *((heading, visible(line)) for heading, line in plan_rows),
    )
    answers = (
        *([Answer("s", f"Start: {visible(routine.title)}", "start")] if routine is not None else []),
        Answer("e", "Change it" if plan is not None else "Write it", "edit"),
        Answer("r", "Red flags", "flags"),
    )
    match await app.push_screen_wait(Ask("The plan for bad days", HangingRows(rows, indent=WORDS_AT), answers)):
        case "start" if routine is not None:
            app.post_message(SessionWanted(routine))
        case "edit":
            await _write_plan(app, services, plan)
        case "flags":
            await app.run_action("red_flags")


async def _write_plan(app: App[Any], services: Services, plan: FlarePlan | None) -> None:
    routines = _routines_for_plan(services, plan)
    choices = [(routine.name, routine.title) for routine in routines]
    text = "For a day when thinking is hard. Write it on a good day; none of it goes on the clinician's page."

    async def save(answers: dict[str, Any]) -> bool:
        if plan is None and all(answer is None for answer in answers.values()):
            return True
        newest = words.newest_plan(services.journal.all(FlarePlan))
        before = plan or (flare_service.emptied(newest) if newest is not None else None)
        new_plan = flare_service.changed_plan(before, answers, services.today(), services.clock.now())
        bases = (before,) if before is not None else ()
        return await keep(app, services, "plan for bad days", "Plan for bad days saved.", new_plan, before=bases)

    def screen(answers: dict[str, Any]) -> Asked:
        return Asked("The plan for bad days", text, _plan_fields(answers, choices))

    await ask_until_kept(app, screen, save, msgspec.structs.asdict(plan) if plan is not None else {})


def _plan_fields(answers: Mapping[str, Any], routines: Sequence[tuple[str, str]]) -> list[Field[Any]]:
    routine_choice = (
        [ChoiceField("routine", "Which routine", routines, value=answers.get("routine"))] if routines else []
    )
    return [
        TagsField("helped", "What helped", words.SUGGESTIONS, value=answers.get("helped")),
        *routine_choice,
        TextField("call", "Whom to call", placeholder="a name and a number", value=answers.get("call")),
        TextField("note", "A word to yourself", placeholder="the last one passed, too", value=answers.get("note")),
    ]


async def _end(app: App[Any], services: Services, flare: Flare) -> None:
    text = "Which day was the last one of this flare?"
    today = services.today()

    async def save(day: date) -> bool:
        answer = flare_service.flare_answer(flare, day, services.clock.now(), over=True)
        sentence = f"The flare is over; its last day was {day_words(day, today)}."
        return await keep(app, services, "end of the flare", sentence, answer)

    await ask_until_kept(app, lambda day: AskDay("The last day of the flare", text, today, day), save, today)


def _routine_of(services: Services, plan: FlarePlan | None) -> Guided | None:
    routines = all_routines(services.journal.all(Routine))
    return next((routine for routine in routines if plan is not None and routine.name == plan.routine), None)


def _routines_for_plan(services: Services, plan: FlarePlan | None) -> Sequence[Guided]:
    """Those that the phase offers, and the one of the plan where it is another."""
    planned = _routine_of(services, plan)
    routines = offered(snapshot_of(services.journal), all_routines(services.journal.all(Routine)), services.today())
    return [*([planned] if planned is not None else []), *(routine for routine in routines if routine != planned)][
        :MOST_ROUTINES
    ]


def _chart(app: App[Any], flares: Sequence[Flare], today: date) -> list[Content]:
    """A line for each flare, a cell for each day: its pain, in the colour of that pain."""
    lines = words.flare_lines(flares, today)
    width = max(len(line.name) for line in lines) + 2
    days = max(len(line.pains) for line in lines)
    head = "".join(f"{number:^{CELL}}" for number in range(1, days + 1))
    rows = [Content.styled(f"{'Day':<{width}}{head}".rstrip(), "$foreground 65%")]
    for line in lines:
        cells = [
            Content.styled(f"{pain:^{CELL}}", pain_cell(app, pain)) if pain is not None else Content(f"{'–':^{CELL}}")
            for pain in line.pains
        ]
        rows.append(Content.assemble(f"{capital(line.name):<{width}}", *cells))
    return rows
