"""`summary`: the verdicts in plain words and as JSON, of today and of any day before."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from sciatica_tui.demo.records import demo_records
from sciatica_tui.domain.records import Record, Zone
from sciatica_tui.storage.journal import Journal
from sciatica_tui.tui.screens.phase import PhaseScreen
from sciatica_tui.tui.screens.today import TodayScreen

from ..driving import AppPilot, opened, until
from ..support import NOW, TODAY, checkin, services
from .conftest import CommandLine

VERDICTS = {"improving", "no_clear_change", "worsening", "mixed", "not_enough_data", "not_affected"}
SIGNS = ["centralization", "pain", "mobility", "spasms", "strength", "leg_raise", "imaging"]
PHASES = {"pain_relief", "functional_improvement", "full_recovery", "recovered"}
FIELDS = {
    "measure",
    "verdict",
    "early",
    "baseline",
    "current",
    "change",
    "low",
    "high",
    "counts",
    "sure",
    "since",
    "entries",
    "days",
    "needs_days",
    "looks",
}


def keep(run: CommandLine, *records: Record) -> None:
    run.folder.mkdir(parents=True, exist_ok=True)
    Journal.open(run.folder, run.clock.now).save("what was there", *records)


def answer(run: CommandLine, *argv: str) -> dict[str, Any]:
    ran = run("summary", "--json", *argv)
    assert (ran.code, ran.err) == (0, "")
    made: dict[str, Any] = json.loads(ran.out)
    return made


@pytest.fixture
def weeks(run: CommandLine) -> CommandLine:
    """The command line over the made-up nine weeks."""
    keep(run, *demo_records(TODAY, NOW))
    return run


class TestInWords:
    def test_the_day_the_sentence_seven_signs_and_the_phase(self, weeks: CommandLine) -> None:
        lines = weeks("summary").out.splitlines()
        assert lines[0] == "22 November 2026 · Day 66"
        assert lines[1] == "Getting better: leg pain 6.7 → 1.6 and it is moving up, calf to buttock."
        assert lines[2] == "On 15 November you said you felt better than when it began."
        signs = [line for line in lines if line[:1] in "▲●▼◌○·" and line]
        assert [line[2:18].strip() for line in signs] == [
            "Centralization",
            "Pain",
            "Mobility",
            "Spasms",
            "Strength",
            "Leg raise",
            "Imaging",
        ]
        assert "Phase: Functional improvement, since 27 October" in lines

    def test_a_criterion_that_failed_at_one_of_two_looks_says_both(self, weeks: CommandLine) -> None:
        assert "✗ bother 6 of 24 or less: 7, then 5: 1 of 2 weeks (weeks to 9 and 16 November)" in weeks("summary").out

    def test_nothing_written_down(self, run: CommandLine) -> None:
        ran = run("summary")
        assert ran.code == 0
        assert ran.out.splitlines()[1] == "Nothing logged yet."
        assert not run.folder.exists()

    def test_too_little_says_when_the_first_check_is_and_how_many_days_it_takes(self, run: CommandLine) -> None:
        keep(run, *(checkin(n, leg_pain=5) for n in range(3)))
        out = run("summary").out
        assert "Not enough data yet: log 7 more days; first answer 4 Dec at the earliest." in out
        assert "? leg pain 3 or less, or clearly lower – log 7 more days; first answer 4 Dec at the earliest" in out

    def test_of_two_counts_of_days_the_first_says_what_it_is_of(self, run: CommandLine) -> None:
        keep(run, checkin(2, leg_pain=5), *(checkin(n, leg_pain=5, zone=Zone.CALF) for n in range(2)))
        out = run("summary").out
        assert "Not enough data yet: log 7 more days; first answer 4 Dec at the earliest (leg pain)." in out
        assert "Centralization  log 8 more days; first answer" in out

    def test_what_was_typed_is_never_markup_or_an_escape(self, run: CommandLine) -> None:
        keep(run, *(checkin(n, leg_pain=5, note="[red]\x1b[2J[/]") for n in range(3)))
        assert "\x1b" not in run("summary").out


class TestJson:
    def test_it_has_the_fields_and_words_that_were_promised(self, weeks: CommandLine) -> None:
        seen = answer(weeks)
        assert list(seen) == ["schema", "on", "episode", "overall", "signs", "phase", "red_flags", "eased"]
        assert seen["on"] == TODAY.isoformat()
        assert seen["overall"].keys() >= {"verdict", "sentence", "but", "do", "reasons"}
        assert seen["overall"]["verdict"] in VERDICTS
        assert [row["sign"] for row in seen["signs"]] == SIGNS
        for row in seen["signs"]:
            assert row.keys() >= FIELDS | {"measures"}
            assert {row["verdict"], *(m["verdict"] for m in row["measures"])} <= VERDICTS
            for each in row["measures"]:
                assert each.keys() >= FIELDS
                for look in each["looks"]:
                    assert look.keys() >= {"on", "change", "low", "high", "positive"}
        phase = seen["phase"]
        assert phase.keys() >= {"phase", "since", "proposal", "criteria"}
        assert phase["phase"] in PHASES
        for criterion in phase["criteria"]:
            assert criterion.keys() >= {"text", "state", "value", "dates"}
            assert criterion["state"] in {"met", "not_met", "unknown"}

    def test_the_leading_measure_is_among_the_measures_with_the_same_numbers(self, weeks: CommandLine) -> None:
        for row in answer(weeks)["signs"][:-1]:
            [lead] = [m for m in row["measures"] if m["measure"] == row["measure"]]
            assert all(row[name] == lead[name] for name in FIELDS - {"verdict"})

    def test_of_nothing_at_all(self, run: CommandLine) -> None:
        seen = answer(run)
        assert seen["overall"]["verdict"] == "not_enough_data"
        assert len(seen["signs"]) == 7
        assert seen["episode"]["day"] is None

    def test_an_open_red_flag_is_named_with_its_urgency(self, weeks: CommandLine) -> None:
        then = (TODAY - timedelta(days=58)).isoformat()
        [flag] = answer(weeks, "--on", then)["red_flags"]
        assert flag["flags"] == ["night_pain"]
        assert flag["urgency"] == "same_day"


class TestOnADay:
    def test_it_answers_as_on_that_day_from_the_entries_up_to_it(self, weeks: CommandLine, tmp_path: Path) -> None:
        then = TODAY - timedelta(days=30)
        kept = [r for r in demo_records(TODAY, NOW) if r.created_at.date() <= then]
        alone = CommandLine(tmp_path / "up to then", weeks.clock, weeks.capsys)
        keep(alone, *kept)
        assert answer(weeks, "--on", then.isoformat()) == answer(alone, "--on", then.isoformat())

    @pytest.mark.parametrize(("said", "ago"), [("yesterday", 1), ("3 weeks ago", 21), ("2026-11-01", 21)])
    def test_the_day_as_a_person_says_it(self, weeks: CommandLine, said: str, ago: int) -> None:
        assert answer(weeks, "--on", said)["on"] == (TODAY - timedelta(days=ago)).isoformat()

    def test_before_the_first_entry_there_is_nothing(self, weeks: CommandLine) -> None:
        assert answer(weeks, "--on", "1 year ago")["overall"]["sentence"] == "Nothing logged yet."

    @pytest.mark.parametrize(
        ("said", "words"),
        [
            ("2026-02-30", "There is no day 2026-02-30"),
            ("2026-99-99", "There is no day 2026-99-99"),
            ("2026-11-23", "is in the future"),
            ("tomorrow", "Monday 23 November is in the future."),
            ("in 2 weeks", "Sunday 6 December is in the future."),
            ("6weeks", "“6weeks” is not understood; write yesterday, monday, “3 weeks ago” or 2025-11-20."),
            ("soon", "“soon” is not understood"),
            ("", "“” is not understood; write yesterday, monday, “3 weeks ago” or 2025-11-20."),
        ],
    )
    def test_a_day_that_is_none_or_still_to_come_is_one_sentence(self, run: CommandLine, said: str, words: str) -> None:
        ran = run("summary", "--on", said)
        assert (ran.code, ran.out) == (2, "")
        assert words in ran.err
        assert len(ran.err.splitlines()) == 1
        assert "--at" not in ran.err

    def test_words_that_belong_nowhere_are_refused(self, run: CommandLine) -> None:
        assert run("summary", "yesterday").code == 2


BARS = dict.fromkeys(map(ord, "▁▂▃▄▅▆▇█"), " ")
"""What Phase draws of a sign beside its words, from 110 columns on."""


async def test_today_phase_and_summary_say_the_same(weeks: CommandLine, tmp_path: Path) -> None:
    lines = weeks("summary").out.splitlines()

    def said(pilot: AppPilot) -> list[str]:
        screen = pilot.app.screen
        assert isinstance(screen, TodayScreen | PhaseScreen)
        rows = (f"{mark} {words}".translate(BARS) for mark, words, _ in screen.signs.rows)
        return [" ".join(row.split()) for row in rows]

    async with opened(services(tmp_path / "app", *demo_records(TODAY, NOW)), (120, 36)) as pilot:
        today = pilot.app.screen
        assert isinstance(today, TodayScreen)
        await until(pilot, lambda: today.signs.rows)
        assert str(today.headline.render()).splitlines()[0] == lines[1]
        on_today = said(pilot)
        await pilot.press("5")
        await until(pilot, lambda: isinstance(pilot.app.screen, PhaseScreen) and pilot.app.screen.signs.rows)
        phase = pilot.app.screen
        assert isinstance(phase, PhaseScreen)
        assert str(phase.sentence.content).splitlines()[:2] == lines[1:3]
        assert said(pilot) == on_today
    assert on_today == [" ".join(row.split()) for row in lines[4:11]]


def test_the_day_of_the_person_not_of_the_calendar_is_today(run: CommandLine) -> None:
    keep(run, checkin(0, leg_pain=5))
    run.clock.set(NOW.replace(day=23, hour=1))
    assert answer(run)["on"] == TODAY.isoformat()
