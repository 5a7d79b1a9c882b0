"""What is drawn: the screens of the made-up history, at a moment that never changes."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from msgspec.structs import replace
from textual.widgets import Input, TextArea

from sciatica_tui.demo.records import demo_records
from sciatica_tui.domain.records import Record, RedFlagAnswer
from sciatica_tui.services.assessments import AssessmentCache
from sciatica_tui.services.config import Config, Looks
from sciatica_tui.services.container import Services
from sciatica_tui.services.journal_writer import JournalWriter
from sciatica_tui.services.live_settings import Settings
from sciatica_tui.services.paths import Paths
from sciatica_tui.storage.journal import Journal

from ..bench.report import history as entries_of
from ..driving import PATIENCE, AppPilot, episode, opened, shown, until
from ..support import NOW, TODAY, FakeClock, checkin, stamp
from .dump import dump

SIZES = ((80, 24), (120, 36))
HUGE = (200, 60)
HOME = Path("/home/person")


@dataclass(frozen=True)
class Scene:
    """The keys that lead to a screen, what the person's settings are, and whether there is a history.

    `huge` scenes are drawn in a huge window too; `records` are those there are instead of the made-up history,
    and so are the entries of so many `years`. With `sheet`, a file of that text lies in the person's home; the
    picture is taken once the words of `shows` are there.
    """

    keys: str = ""
    theme: str = "sciatica-dark"
    history: bool = True
    huge: bool = False
    records: tuple[Record, ...] = ()
    years: int = 0
    sheet: str = ""
    shows: str = ""


SHEET = (
    "Date;Leg pain today;SLR left;mood;ice\n"
    "18.11.2026;6;30;4;yes\n19.11.2026;5;35;6;\n20.11.2026;4;40;5;yes\n21.11.2026;4;45;6;\n"
)
BEGUN = episode()
FIRST = (BEGUN, checkin(0, leg_pain=6, back_pain=3, zone="calf"))
FLARING = (
    *(
        checkin(ago, leg_pain=pain, flare=ago in (0, 1, 19, 20), red_flags=[])
        for ago, pain in enumerate((7, 8) + (3,) * 16 + (5, 6, 7, 3, 4))
    ),
    BEGUN,
)
FLAGGED = (*FIRST, RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=("fever",)))


SCENES = {
    "today": Scene(huge=True),
    "today-empty": Scene(huge=True, records=(BEGUN,)),
    "today-one-entry": Scene(huge=True, records=FIRST),
    "today-red-flag": Scene(huge=True, records=FLAGGED),
    "today-ten-years": Scene(huge=True, years=10),
    "today-light": Scene(theme="sciatica-light"),
    "check-in": Scene("2", huge=True),
    "check-in-empty": Scene("2", huge=True, records=(BEGUN,)),
    "check-in-one": Scene("2", huge=True, records=FIRST),
    "check-in-red-flag": Scene("2", huge=True, records=FLAGGED),
    "check-in-quick": Scene("c 6 3 4", huge=True),
    "check-in-daily": Scene("c d g", huge=True),
    "check-in-weekly": Scene("c w enter enter enter", huge=True),
    "check-in-weekly-empty": Scene("c w", huge=True, records=(BEGUN,)),
    "trends": Scene("3", huge=True),
    "trends-empty": Scene("3", huge=True, records=(BEGUN,)),
    "trends-one-entry": Scene("3", huge=True, records=FIRST),
    "trends-red-flag": Scene("3", huge=True, records=FLAGGED),
    "trends-ten-years": Scene("3", huge=True, years=10),
    "trends-where": Scene("3 v", huge=True),
    "trends-weeks": Scene("3 v v"),
    "trends-goes-with": Scene("3 v v v", huge=True),
    "routines": Scene("4", huge=True),
    "routines-empty": Scene("4", huge=True, records=(BEGUN,)),
    "routines-red-flag": Scene("4", huge=True, records=FLAGGED),
    "routines-movement": Scene("4 down down down down down", huge=True),
    "routines-eased": Scene("4 i", huge=True),
    "routine-editor": Scene("4 down down down e", huge=True),
    "routine-new": Scene("4 n", huge=True),
    "session-before": Scene("4 down down down enter"),
    "session-hold": Scene("4 down down down enter enter n", huge=True),
    "phase": Scene("5", huge=True),
    "phase-empty": Scene("5", huge=True, records=(BEGUN,)),
    "phase-one-entry": Scene("5", huge=True, records=FIRST),
    "phase-red-flag": Scene("5", huge=True, records=FLAGGED),
    "phase-ten-years": Scene("5", huge=True, years=10),
    "since-visit": Scene("5 v", huge=True),
    "walking-plan": Scene("5 w", huge=True),
    "flare": Scene("down enter", huge=True, records=FLARING),
    "bad-day-plan": Scene("b", huge=True),
    "trial": Scene("3 t", huge=True),
    "sign": Scene("5 G k k k k k enter"),
    "history": Scene("6", huge=True),
    "history-empty": Scene("6", huge=True, records=(BEGUN,)),
    "history-one-entry": Scene("6", huge=True, records=FIRST),
    "history-red-flag": Scene("6 j", huge=True, records=FLAGGED),
    "history-ten-years": Scene("6", huge=True, years=10),
    "guide": Scene("7", huge=True),
    "settings": Scene("comma", huge=True),
    "import-file": Scene("ctrl+o", sheet=SHEET, shows="diary.csv"),
    "import-preview": Scene("ctrl+o d i enter", huge=True, sheet=SHEET, shows="new check-ins"),
    "help": Scene("question_mark"),
    "palette": Scene("ctrl+p", huge=True),
    "palette-found": Scene("ctrl+p d e l e t e"),
    "red-flags": Scene("exclamation_mark"),
    "red-flags-action": Scene("exclamation_mark space enter"),
    "welcome": Scene(history=False, huge=True),
}
"""The name of each picture and what is on it."""


def names() -> list[str]:
    """The pictures, one for each scene and size: `today-80x24`."""
    return [
        f"{name}-{columns}x{rows}"
        for name, scene in SCENES.items()
        for columns, rows in (*SIZES, *([HUGE] if scene.huge else []))
    ]


async def draw(name: str) -> str:
    """The picture of that name, drawn now."""
    scene, _, size = name.rpartition("-")
    columns, rows = map(int, size.split("x"))
    there = SCENES[scene]
    with _home(there.sheet), _still_cursors():
        async with opened(_services(there), size=(columns, rows)) as pilot:
            pilot.app.animation_level = "none"
            for key in there.keys.split():
                await pilot.press(key)
                await _at_rest(pilot)
            await until(pilot, lambda: there.shows in shown(pilot))
            await _at_rest(pilot)
            return dump(pilot.app)


@contextmanager
def _home(sheet: str) -> Iterator[None]:
    """A home for the person, with that spreadsheet in it."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", folder)
        patch.chdir(folder)
        if sheet:
            (Path(folder) / "diary.csv").write_text(sheet, "utf-8")
            os.utime(Path(folder) / "diary.csv", (NOW.timestamp(), NOW.timestamp()))
        yield


@contextmanager
def _still_cursors() -> Iterator[None]:
    """Cursors of texts that do not blink: half of the time there would be none."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Input, "_toggle_cursor", lambda _: None)
        patch.setattr(TextArea, "_toggle_cursor_blink_visible", lambda _: None)
        yield


async def _at_rest(pilot: AppPilot) -> None:
    """Wait until the workers are done and what they brought is drawn; the one below a dialog waits for a person."""
    await pilot.pause()
    async with asyncio.timeout(PATIENCE):
        while pilot.app.workers and len(pilot.app.screen_stack) == 1:
            await pilot.pause(0.005)
    await pilot.pause()


def _records(scene: Scene) -> tuple[Record, ...]:
    if scene.years:
        entries = entries_of(scene.years)
        until_today = TODAY - entries[-1].day
        moved = [
            replace(entry, day=entry.day + until_today, at=entry.at and entry.at + until_today) for entry in entries
        ]
        return (episode(day=moved[0].day, started=moved[0].day), *moved)
    return demo_records(TODAY, NOW) if scene.history and not scene.records else scene.records


def _services(scene: Scene) -> Services:
    clock = FakeClock()
    journal = Journal.in_memory(clock.now, _records(scene))
    settings = Settings(Config(looks=Looks(theme=scene.theme)))
    paths = Paths(data=HOME / "data", config=HOME / "config.toml", log=HOME / "log")
    return Services(journal, JournalWriter(journal), AssessmentCache(journal), clock, settings, paths, demo=True)
