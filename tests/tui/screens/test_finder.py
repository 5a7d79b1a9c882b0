"""The command palette: measures, questions, routines, settings and pages are found by a few letters, and opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from sciatica_tui import guide
from sciatica_tui.domain.charts.measure_display import DISPLAYS
from sciatica_tui.domain.measures.catalogue import MEASURES
from sciatica_tui.domain.records import Routine, RoutineStep, Scan
from sciatica_tui.domain.routines.catalogue import all_routines
from sciatica_tui.domain.text.dates import long_day
from sciatica_tui.services.commands import COMMANDS
from sciatica_tui.tui.command_synonyms import OTHER_WORDS
from sciatica_tui.tui.screens import finder
from sciatica_tui.tui.screens.check_in import CheckInScreen
from sciatica_tui.tui.screens.command_palette import Palette
from sciatica_tui.tui.screens.setting_rows import names
from sciatica_tui.tui.screens.settings import SettingsScreen
from sciatica_tui.tui.screens.trends import TrendsScreen
from sciatica_tui.tui.widgets.fields.field import Field

from ...driving import AppPilot, episode, opened, services_of, shown, toasts, typed, until
from ...support import TODAY, checkin, services, stamp


def found(pilot: AppPilot, letters: str) -> list[str]:
    """What the palette offers for these letters, the best first."""
    everything = finder.targets(pilot.app.screen, services_of(pilot))
    return [target.words for target in finder.found(letters, everything)]


async def choose(pilot: AppPilot, words: str) -> None:
    """Choose one thing in the palette."""
    await pilot.press("ctrl+p")
    await typed(pilot, words)
    await until(pilot, lambda: isinstance(pilot.app.screen, Palette) and f"› {words}" in shown(pilot))
    await pilot.press("enter")


async def test_everything_is_found_by_its_name(tmp_path: Path) -> None:
    there = services(tmp_path, episode(), checkin(1, leg_pain=3))
    async with opened(there) as pilot:
        wanted = [f"Trend: {kind.title}" for kind in DISPLAYS]
        wanted += [f"Check-in: {measure.label}" for measure in MEASURES]
        wanted += [f"Start: {routine.title}" for routine in all_routines(())]
        wanted += [f"Setting: {words}" for _, words, _ in names()]
        wanted += [f"Guide: {page.title}" for page in guide.pages()]
        for words in wanted:
            assert words in found(pilot, words), words


@pytest.mark.parametrize(
    ("letters", "words"),
    [
        ("leg pain", "Trend: Worst leg pain"),
        ("theme", "Setting: Theme"),
        ("hamstr", "Start: Hamstring stretch"),
        ("sleep", "Check-in: Sleep"),
        ("emergency", "Setting: Emergency number"),
        ("heat", "Start: Heat"),
        ("cold", "Start: Ice"),
        ("ice", "Start: Ice"),
        ("dark", "Setting: Theme"),
        ("colours", "Setting: Theme"),
        ("pdf", "Clinician’s page"),
        ("delete", "History"),
        ("export", "Guide: Your data"),
        ("export", "Export everything"),
        ("csv", "Export everything"),
        ("calendar", "Export everything"),
        ("visit", "Since the last visit"),
        ("episode", "End this episode"),
        ("new episode", "End this episode"),
        ("shortcuts", "Setting: Keys"),
        ("exercises", "Routines"),
    ],
)
async def test_a_few_letters_are_enough(tmp_path: Path, letters: str, words: str) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        offered = found(pilot, letters)
        assert words in offered[:4], offered[:8]


async def test_add_finds_all_that_can_be_added(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        names = ("medication", "scan", "event", "visit")
        wanted = [*(f"Add {form_name(name)}" for name in names), "Check in", "Ask next time", "Flares"]
        assert set(found(pilot, "add")[: len(wanted) + 1]) >= set(wanted)
        assert [found(pilot, words)[0] for words in ("add scan", "add medication")] == [
            "Add a scan",
            "Add a medication",
        ]
        assert found(pilot, "scan")[0] == "Add a scan"
        assert found(pilot, "numbness")[0] == "Check-in: Feelings"


def form_name(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


async def test_a_scan_is_added_for_today(tmp_path: Path) -> None:
    there = services(tmp_path, episode())
    async with opened(there) as pilot:
        await choose(pilot, "Add a scan")
        await until(pilot, lambda: f"Scan · {long_day(TODAY)}" in shown(pilot))
        await pilot.press("1", "ctrl+s")
        await until(pilot, lambda: [scan.day for scan in there.journal.all(Scan)] == [TODAY])


async def test_a_setting_opens_at_its_row(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await choose(pilot, "Setting: Spacing")
        await until(pilot, lambda: isinstance(pilot.app.screen, SettingsScreen))
        await until(pilot, lambda: isinstance(pilot.app.focused, Field) and pilot.app.focused.name == "looks.density")


async def test_a_question_opens_the_form_there(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode())) as pilot:
        await choose(pilot, "Check-in: Sleep")
        await until(pilot, lambda: isinstance(pilot.app.screen, CheckInScreen))
        await until(pilot, lambda: isinstance(pilot.app.focused, Field) and pilot.app.focused.name == "sleep")


async def test_a_measure_opens_its_trend(tmp_path: Path) -> None:
    there = services(tmp_path, episode(), *(checkin(ago, leg_pain=3, back_pain=2) for ago in range(9)))
    async with opened(there) as pilot:
        await choose(pilot, "Trend: Worst back pain")
        await until(pilot, lambda: isinstance(pilot.app.screen, TrendsScreen))
        screen = pilot.app.screen
        assert isinstance(screen, TrendsScreen)
        assert screen.kind.measure == "back_pain"


async def test_a_routine_of_ones_own_with_brackets_in_its_name_is_plain_text(tmp_path: Path) -> None:
    own = Routine(**stamp(), day=TODAY, name="[bold]mine[/] [/]", steps=(RoutineStep(name="walk", hold_seconds=60),))
    async with opened(services(tmp_path, episode(), own)) as pilot:
        assert "Start: [bold]mine[/] [/]" in found(pilot, "mine")
        assert found(pilot, "[/]") is not None


async def test_each_of_the_other_words_is_for_something_that_some_screen_has(tmp_path: Path) -> None:
    names = {command.id for command in COMMANDS}
    async with opened(services(tmp_path, episode())) as pilot:
        names |= {target.name for target in finder.targets(pilot.app.screen, services_of(pilot))}
    assert names >= OTHER_WORDS.keys()


async def test_the_clinicians_page_is_written_from_any_screen(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), checkin(1, leg_pain=3))) as pilot:
        await choose(pilot, "Clinician’s page")
        await until(pilot, lambda: any("The clinician's page is saved as" in toast for toast in toasts(pilot)))
