"""Phase: where one is and why, decisions kept and taken back, signs opened, what is missing asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual.widgets import Static

from sciatica_tui.demo.records import demo_records
from sciatica_tui.domain.assessment.assess import Assessment
from sciatica_tui.domain.assessment.phrases import SIGN_WORDS
from sciatica_tui.domain.assessment.signs import Sign
from sciatica_tui.domain.records import (
    CheckIn,
    Episode,
    HeelRises,
    Muscle,
    MuscleSides,
    Phase,
    PhaseDecision,
    Record,
    RedFlagAnswer,
    Zone,
)
from sciatica_tui.domain.views.first_look import ABOUT_SIGNS
from sciatica_tui.domain.views.natural_course import usual_block
from sciatica_tui.domain.views.phase import sign_line
from sciatica_tui.services.container import Services
from sciatica_tui.tui.screens.check_in import CheckInScreen
from sciatica_tui.tui.screens.dialogs import Ask, AskText, Page
from sciatica_tui.tui.screens.episode import EpisodeScreen
from sciatica_tui.tui.screens.phase import PhaseScreen
from sciatica_tui.tui.screens.phase_signs import sign_rows
from sciatica_tui.tui.screens.red_flags import RedFlagScreen
from sciatica_tui.tui.screens.sign_detail import FactPage, SignPage
from sciatica_tui.tui.screens.today import TodayScreen
from sciatica_tui.tui.widgets.body_map import BodyMap
from sciatica_tui.tui.widgets.sections_view import FactSheet

from ...domain.people import daily, entry, judged, ramp, wobble
from ...driving import AppPilot, episode, opened, services_of, shown, toasts, typed, until
from ...support import NOW, TODAY, checkin, day, services, stamp

WEEKS = 49


def course(pain: Any, *, last: int = WEEKS, **answers: Any) -> list[Record]:
    """An episode with a check-in a day; `pain` is the leg's, by the number of the day, 0 the first."""
    begun = episode(day=day(last), started=day(last))
    given = {"back_pain": 2, "zone": "calf", "red_flags": [], **answers}
    return [begun, *(checkin(last - n, leg_pain=pain(n), **given) for n in range(last + 1))]


def falling(n: int) -> int:
    return max(2, 7 - n // 4) + (0, 1, 0, 0, 1, 0, 0)[n % 7]


def decision(days_ago: int, before: Phase, proposed: Phase, accepted: bool = True) -> PhaseDecision:
    return PhaseDecision(**stamp(), day=day(days_ago), before=before, proposed=proposed, accepted=accepted)


async def phase_of(pilot: AppPilot) -> PhaseScreen:
    """The screen, when it has been judged."""
    await pilot.press("5")
    await until(pilot, lambda: isinstance(pilot.app.screen, PhaseScreen) and pilot.app.screen.signs.rows)
    screen = pilot.app.screen
    assert isinstance(screen, PhaseScreen)
    await pilot.pause()
    return screen


def decisions(pilot: AppPilot) -> Sequence[PhaseDecision]:
    return services_of(pilot).journal.all(PhaseDecision)


def episodes(pilot: AppPilot) -> Sequence[Episode]:
    return services_of(pilot).journal.all(Episode)


async def answered(pilot: AppPilot, kind: type, *keys: str) -> None:
    """Wait for a question of that kind, and press these keys."""
    await until(pilot, lambda: isinstance(pilot.app.screen, kind) and pilot.app.screen.is_mounted)
    await pilot.pause()
    await pilot.press(*keys)


def ledger(screen: PhaseScreen) -> list[str]:
    return [" ".join(filter(None, row)) for row in screen.ledger.rows]


def facts(screen: PhaseScreen) -> str:
    rows = {block.title: [f"{row.words} {row.aside}".strip() for row in block.rows] for block in screen.facts.blocks}
    return "\n".join(f"{title}: {' '.join(words)}" for title, words in rows.items())


def usual_course(screen: PhaseScreen) -> list[bool]:
    """Whether it stands in the left column, and in the right one."""
    return [usual.display for usual in screen.usual]


@pytest.fixture
def improving(tmp_path: Path) -> Services:
    return services(tmp_path, *course(falling))


class TestWhatItSays:
    @pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60), (60, 16)])
    async def test_the_verdict_the_line_of_phases_and_the_ledger_fit_every_size(
        self, tmp_path: Path, size: tuple[int, int]
    ) -> None:
        async with opened(services(tmp_path, *demo_records(TODAY, NOW)), size) as pilot:
            screen = await phase_of(pilot)
            seen = shown(pilot)
            assert "Phase 2 · Functional improvement" in seen
            assert "Getting better" in seen
            assert "◆" in seen
            if size[0] >= 80:
                assert "On 15 November you said you felt better than when it began." in seen
                assert "● Pain relief ━" in seen
                assert "two weeks running" in seen
                assert "week to 9 Nov  16 Nov" in seen
                assert "7 ✗     5 ✓" in seen
                assert "3 of 6 met" in seen
                assert "−5.1 (−6.7 to −2.7)" in seen
                assert "MRI scan, 6 October" in seen
            if size[0] >= 110:
                assert "21 Sep – 27 Oct" in seen
            assert screen.page.max_scroll_x == 0

    async def test_a_small_one_shows_ledger_and_signs_whole(self, tmp_path: Path) -> None:
        async with opened(services(tmp_path, *demo_records(TODAY, NOW)), (80, 24)) as pilot:
            screen = await phase_of(pilot)
            lines = shown(pilot).splitlines()
            assert screen.page.scroll_y == 0
            assert lines[-2].startswith("╰"), "the frame of the signs ends right above the footer"

    async def test_a_large_window_needs_no_scrolling(self, tmp_path: Path) -> None:
        async with opened(services(tmp_path, *demo_records(TODAY, NOW)), (120, 36)) as pilot:
            assert (await phase_of(pilot)).page.max_scroll_y == 0
            seen = shown(pilot)
            for words in ("What this phase asks", "What would move you back", "When to see", "in the guide."):
                assert words in seen

    async def test_a_tall_one_has_every_number(self, tmp_path: Path) -> None:
        async with opened(services(tmp_path, *demo_records(TODAY, NOW)), (200, 60)) as pilot:
            await phase_of(pilot)
            [pain] = [line for line in shown(pilot).splitlines() if "▲ Pain" in line]
            assert pain.partition("6.7 → 1.6")[2].split()[:8] == [
                "−5.1",
                "(−6.7",
                "to",
                "−2.7)",
                "2.0",
                "99",
                "in",
                "100",
            ]
            assert "change (likely range) matters from   how sure     rests on" in shown(pilot)
            assert "Your course · leg and back pain" in shown(pilot)
            assert "asked: leg pain 1.7 or less" in shown(pilot)
            await pilot.resize_terminal(120, 36)
            await until(pilot, lambda: "matters from" not in shown(pilot) and "Your course" not in shown(pilot))

    async def test_until_the_start_is_known_no_line_is_drawn_for_what_depends_on_it(self, tmp_path: Path) -> None:
        async with opened(services(tmp_path, episode(), checkin(0, leg_pain=7, zone="calf")), (200, 60)) as pilot:
            screen = await phase_of(pilot)
            assert "asked:" not in shown(pilot)
            await pilot.press("enter")
            blocks = {block.title: block.rows for block in pilot.app.screen.query_one(FactSheet).blocks}
            assert "Once your start is known" in blocks["Why this much"][0].words
            await pilot.press("escape")
            assert [(str(week.border_title), str(week.border_subtitle)) for week in screen.week_maps.children][:1] == [
                ("22 Nov", "calf")
            ], "one day is no week, and most of it neither"

    async def test_only_a_huge_one_has_room_for_where_it_hurt(self, tmp_path: Path) -> None:
        async with opened(services(tmp_path, *course(falling, last=12)), (200, 60)) as pilot:
            screen = await phase_of(pilot)
            assert screen.week_maps.is_on_screen
            assert [body.border_title for body in screen.query(BodyMap) if body.is_on_screen] == [
                "9 – 15 Nov",
                "16 – 22 Nov",
            ]
            for pane in (screen.aside, *(usual for usual in screen.usual if usual.display)):
                assert pane.region.bottom <= pilot.app.size.height - 1
            await pilot.resize_terminal(170, 45)
            await until(pilot, lambda: not screen.week_maps.display)

    async def test_a_diary_of_three_days_has_no_days_before_it_in_its_course(self, tmp_path: Path) -> None:
        async with opened(services(tmp_path, *course(falling, last=2)), (200, 60)) as pilot:
            chart = (await phase_of(pilot)).course.chart
            assert chart is not None
            assert (chart.first, chart.until, chart.days) == (day(2).toordinal(), TODAY.toordinal(), 14)
            assert "matters from" not in shown(pilot), "there are no figures yet"

    async def test_a_wide_one_draws_the_course_of_each_sign_and_a_small_one_leaves_room_for_words(
        self, tmp_path: Path
    ) -> None:
        async with opened(services(tmp_path, *demo_records(TODAY, NOW)), (120, 36)) as pilot:
            screen = await phase_of(pilot)
            assert "▄▄▃" in screen.signs.rows[1][1]
            await pilot.resize_terminal(80, 24)
            await until(pilot, lambda: "▄" not in screen.signs.rows[1][1])

    async def test_what_does_not_fit_beside_the_course_is_reached_by_keys(self, tmp_path: Path) -> None:
        async with opened(services(tmp_path, *demo_records(TODAY, NOW)), (170, 45)) as pilot:
            await phase_of(pilot)
            assert "How it is judged" not in shown(pilot)
            await pilot.press("pagedown", "pagedown")
            await until(pilot, lambda: "How it is judged" in shown(pilot))

    async def test_the_footer_names_what_enter_does_to_the_row(self, tmp_path: Path) -> None:
        async with opened(services(tmp_path, episode()), (120, 36)) as pilot:
            await phase_of(pilot)
            await until(pilot, lambda: "⏎ Answer" in shown(pilot))
            await pilot.press("G")
            await until(pilot, lambda: "⏎ Open" in shown(pilot))

    async def test_a_notice_leaves_the_page_as_it_was(self, improving: Services) -> None:
        async with opened(improving, size=(80, 24)) as pilot:
            screen = await phase_of(pilot)
            await until(pilot, lambda: "The seven signs" in shown(pilot))
            before = screen.page.size
            pilot.app.notify("Undone.")
            await until(pilot, lambda: toasts(pilot))
            assert screen.page.size == before

    async def test_the_arrows_move_the_mark_where_the_page_scrolls_too(self, tmp_path: Path) -> None:
        async with opened(services(tmp_path, *demo_records(TODAY, NOW)), (80, 24)) as pilot:
            screen = await phase_of(pilot)
            assert screen.page.max_scroll_y > 0
            await pilot.press("down", "down", "up")
            assert screen.ledger.cursor == 1

    async def test_a_small_one_scrolls_on_past_the_last_sign(self, tmp_path: Path) -> None:
        async with opened(services(tmp_path, *demo_records(TODAY, NOW)), (80, 24)) as pilot:
            await phase_of(pilot)
            await pilot.press("G", *["j"] * 40)
            await pilot.pause()
            assert "Any red flag, new or worse; the list is under Red flags." in shown(pilot)
            await pilot.press("g", *["pageup"] * 3)
            await pilot.pause()
            assert "Getting better" in shown(pilot)

    async def test_what_the_phase_asks_stands_with_the_last_seven_days(self, tmp_path: Path) -> None:
        walked = course(falling, activity=[{"kind": "walk", "minutes": 10}])
        async with opened(services(tmp_path, *walked)) as pilot:
            said = facts(await phase_of(pilot))
            assert "short walks, no target 7 days" in said
            assert "a check-in 7 of 7 days" in said

    async def test_an_empty_journal_says_what_is_missing_and_promises_nothing(self, tmp_path: Path) -> None:
        async with opened(services(tmp_path, episode())) as pilot:
            screen = await phase_of(pilot)
            assert str(screen.sentence.content) == "Nothing logged yet."
            assert ledger(screen)[0] == "? leg pain 3 or less, or clearly lower not asked yet   › ask now"
            assert {words.split()[-1] for _, words, _ in screen.signs.rows[:-1]} == {"logged"}

    async def test_where_no_day_is_logged_no_panel_is_kept_for_a_course(self, tmp_path: Path) -> None:
        async with opened(services(tmp_path, episode()), (200, 60)) as pilot:
            screen = await phase_of(pilot)
            assert not screen.course.display
            assert usual_course(screen) == [True, False]

    @pytest.mark.parametrize(("size", "has_room"), [((200, 60), True), ((120, 36), False)])
    async def test_there_a_huge_window_says_what_signs_and_phases_are_about(
        self, tmp_path: Path, size: tuple[int, int], has_room: bool
    ) -> None:
        async with opened(services(tmp_path, episode()), size) as pilot:
            screen = await phase_of(pilot)
            await until(pilot, lambda: screen.about_signs.display is has_room)
            assert ("Three activities you name" in shown(pilot)) is has_room
            assert ("How to begin" in shown(pilot)) is has_room
        assert [block.title for block in ABOUT_SIGNS] == [SIGN_WORDS[sign] for sign in Sign]

    async def test_too_few_days_say_when_the_first_check_is_and_what_it_takes(self, tmp_path: Path) -> None:
        async with opened(services(tmp_path, *course(falling, last=8))) as pilot:
            screen = await phase_of(pilot)
            assert str(screen.sentence.content).startswith(
                "Not enough data yet: log 1 more day; first answer 28 Nov at the earliest."
            )
            assert ledger(screen)[0] == "? leg pain 3 or less, or clearly lower first answer 28 Nov   log 1 more day"


class TestTheUsualCourse:
    @pytest.mark.parametrize(
        ("number", "place"), [(1, 0), (14, 0), (15, 1), (66, 1), (120, 2), (364, 2), (365, 3), (900, 3)]
    )
    def test_ones_own_day_stands_between_the_weeks_it_lies_between(self, number: int, place: int) -> None:
        rows = usual_block(number).rows
        assert [n for n, row in enumerate(rows) if row.words.startswith("you are here: day")] == [place]
        assert len(rows) == 4

    def test_every_bar_says_what_it_is_of_a_hundred_and_another_study_has_none_to_be_held_against(self) -> None:
        *bars, other = usual_block(None).rows
        assert [f"{row.words} {row.aside}" for row in bars if row.share is not None] == [
            "felt better after 2 weeks 65–70",
            "felt better after 12 weeks 87",
        ]
        assert (other.words, other.share) == ("55 could do clearly more within a year, in another study", None)

    async def test_stands_beside_ones_own_days(self, improving: Services) -> None:
        async with opened(improving, (120, 36)) as pilot:
            screen = await phase_of(pilot)
            assert usual_course(screen) == [True, False]
            assert "◆ you are here: day 50, week 8" in shown(pilot)

    async def test_stands_alone_where_nobody_said_since_when(self, tmp_path: Path) -> None:
        begun, *entries = course(falling)
        assert isinstance(begun, Episode)
        async with opened(services(tmp_path, replace(begun, started=None), *entries), (120, 36)) as pilot:
            screen = await phase_of(pilot)
            assert usual_course(screen) == [True, False]
            since = "Day 50 of logging · Phase 1 · Pain relief · since 4 October"
            await until(pilot, lambda: screen.verdict.border_title == f"{since} (50 days)")
            await pilot.resize_terminal(len(since) + 6, 36)
            await until(pilot, lambda: screen.verdict.border_title == since)
            await pilot.resize_terminal(120, 36)
            await until(pilot, lambda: screen.verdict.border_title == f"{since} (50 days)")
            assert "week 8" not in shown(pilot)

    async def test_is_hidden_while_worsening(self, tmp_path: Path) -> None:
        worse = course(lambda n: 3 if n < 15 else 7, zone="calf")
        async with opened(services(tmp_path, *worse), (120, 36)) as pilot:
            screen = await phase_of(pilot)
            assert str(screen.sentence.content).startswith("Getting worse")
            assert usual_course(screen) == [False, False]

    async def test_while_worsening_ones_own_course_stands_in_its_place(self, tmp_path: Path) -> None:
        worse = course(lambda n: 3 if n < 15 else 7, zone="calf")
        async with opened(services(tmp_path, *worse), (120, 36)) as pilot:
            screen = await phase_of(pilot)
            assert screen.course.is_on_screen
            assert screen.left.max_scroll_y == screen.aside.max_scroll_y == 0

    async def test_is_hidden_while_a_red_flag_is_open(self, tmp_path: Path) -> None:
        flag = RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=("night_pain",))
        async with opened(services(tmp_path, *course(falling), flag), (120, 36)) as pilot:
            screen = await phase_of(pilot)
            assert usual_course(screen) == [False, False]
            assert not any("Proposed" in line for line in ledger(screen))


class TestDecisions:
    async def test_a_proposal_is_confirmed_with_a_reason_and_kept(self, improving: Services) -> None:
        async with opened(improving) as pilot:
            screen = await phase_of(pilot)
            assert ledger(screen)[0] == "☐ Proposed: functional improvement Enter decides"
            await pilot.press("g", "enter")
            await answered(pilot, Ask, "y")
            await answered(pilot, AskText)
            await typed(pilot, "walks are easy [/]")
            await pilot.press("enter")
            await until(pilot, lambda: decisions(pilot))
            [kept] = decisions(pilot)
            assert (kept.before, kept.proposed, kept.accepted) == (
                Phase.PAIN_RELIEF,
                Phase.FUNCTIONAL_IMPROVEMENT,
                True,
            )
            assert (kept.reason, kept.day, len(kept.looks)) == ("walks are easy [/]", TODAY, 2)
            await until(pilot, lambda: "Phase 2" in str(screen.verdict.border_title))

    async def test_undo_takes_it_back(self, improving: Services) -> None:
        async with opened(improving) as pilot:
            screen = await phase_of(pilot)
            await pilot.press("enter")
            await answered(pilot, Ask, "y")
            await answered(pilot, AskText, "enter")
            await until(pilot, lambda: "Phase 2" in str(screen.verdict.border_title))
            await pilot.press("u")
            await until(pilot, lambda: "Phase 1" in str(screen.verdict.border_title))
            assert not decisions(pilot)
            assert "Undone: decision on the phase. U brings it back." in toasts(pilot)

    async def test_a_no_is_kept_with_its_reason_and_not_asked_again_on_the_same_looks(
        self, improving: Services
    ) -> None:
        async with opened(improving) as pilot:
            screen = await phase_of(pilot)
            await pilot.press("enter")
            await answered(pilot, Ask, "n")
            await answered(pilot, AskText, "t", "o", "o", "enter")
            await until(pilot, lambda: decisions(pilot))
            [kept] = decisions(pilot)
            assert (kept.accepted, kept.reason) == (False, "too")
            await until(pilot, lambda: not any("Proposed" in line for line in ledger(screen)))
            assert "Phase 1" in str(screen.verdict.border_title)

    @pytest.mark.parametrize("keys", [("escape",), ("y", "escape")])
    async def test_leaving_decides_nothing(self, improving: Services, keys: tuple[str, ...]) -> None:
        async with opened(improving) as pilot:
            screen = await phase_of(pilot)
            await pilot.press("enter")
            for kind, key in zip((Ask, AskText), keys, strict=False):
                await answered(pilot, kind, key)
            await until(pilot, lambda: pilot.app.screen is screen)
            assert not decisions(pilot)
            assert ledger(screen)[0].startswith("☐ Proposed")

    async def test_a_step_back_is_proposed_and_recorded(self, tmp_path: Path) -> None:
        back = course(lambda n: 7 if n < 14 or n >= 34 else 2)
        forward = decision(20, Phase.PAIN_RELIEF, Phase.FUNCTIONAL_IMPROVEMENT)
        async with opened(services(tmp_path, *back, forward), (120, 36)) as pilot:
            screen = await phase_of(pilot)
            assert ledger(screen)[0] == "☐ Proposed: a step back to pain relief Enter decides"
            await pilot.press("enter")
            await answered(pilot, Ask)
            assert "as there were two weeks running" in shown(pilot)
            await pilot.press("y")
            await answered(pilot, AskText, "enter")
            await until(pilot, lambda: "Phase 1" in str(screen.verdict.border_title))
            assert decisions(pilot)[-1].proposed is Phase.PAIN_RELIEF
            assert "2 Nov – 22 Nov" in " ".join(s.days for s in screen.line.stations)

    async def test_today_names_the_proposal_and_leads_to_it(self, improving: Services) -> None:
        async with opened(improving) as pilot:
            screen = pilot.app.screen
            assert isinstance(screen, TodayScreen)
            await until(pilot, lambda: any("Proposed" in row[1] for row in screen.tasks.rows))
            screen.tasks.cursor = next(n for n, row in enumerate(screen.tasks.rows) if "Proposed" in row[1])
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, PhaseScreen))


class TestRecurrence:
    def recovered(self, *, back: bool = True) -> list[Record]:
        def pain(n: int) -> int:
            return 5 if n < 20 else 6 if back and n >= 78 else 0

        records = course(pain, last=79, back_pain=0, zone="none")
        steps = (Phase.PAIN_RELIEF, Phase.FUNCTIONAL_IMPROVEMENT, Phase.FULL_RECOVERY, Phase.RECOVERED)
        return [
            *records,
            *(decision(40 - 10 * n, a, b) for n, (a, b) in enumerate(pairwise(steps))),
        ]

    async def test_pain_that_comes_back_is_offered_as_a_new_episode(self, tmp_path: Path) -> None:
        async with opened(services(tmp_path, *self.recovered())) as pilot:
            screen = await phase_of(pilot)
            assert ledger(screen)[0] == "☐ Pain has been back since 22 November: a new episode? Enter decides"
            await pilot.press("enter")
            await answered(pilot, Ask, "y")
            await answered(pilot, EpisodeScreen, "ctrl+s")
            await until(pilot, lambda: len(episodes(pilot)) == 2)
            first, second = episodes(pilot)
            assert (first.ended, second.started) == (day(1), TODAY)
            await until(pilot, lambda: str(screen.verdict.border_title).startswith("Day 1 · Phase 1"))

    async def test_a_no_is_kept_and_the_same_days_are_not_asked_about_again(self, tmp_path: Path) -> None:
        async with opened(services(tmp_path, *self.recovered())) as pilot:
            screen = await phase_of(pilot)
            await pilot.press("enter")
            await answered(pilot, Ask, "n")
            await answered(pilot, AskText, "enter")
            await until(pilot, lambda: not any("back" in line for line in ledger(screen)))
            assert (decisions(pilot)[-1].accepted, len(episodes(pilot))) == (False, 1)

    async def test_today_names_it(self, tmp_path: Path) -> None:
        async with opened(services(tmp_path, *self.recovered())) as pilot:
            screen = pilot.app.screen
            assert isinstance(screen, TodayScreen)
            await until(pilot, lambda: any("Pain is back" in row[1] for row in screen.tasks.rows))

    async def test_recovered_and_well_asks_nothing_more(self, tmp_path: Path) -> None:
        async with opened(services(tmp_path, *self.recovered(back=False))) as pilot:
            screen = await phase_of(pilot)
            assert ledger(screen) == ["✓ All met; the app keeps following the seven signs."]
            await pilot.press("enter")
            assert pilot.app.screen is screen


class TestAsking:
    @pytest.mark.parametrize(
        ("measure", "question"),
        [("bother", "bother.leg_pain"), ("abilities", "abilities:Walk"), ("back_pain", "back_pain")],
    )
    async def test_an_unknown_criterion_opens_the_check_in_at_its_question(
        self, tmp_path: Path, measure: str, question: str
    ) -> None:
        known = [
            r if not isinstance(r, Episode) else episode(day=day(WEEKS), started=day(WEEKS), activities=("Walk",))
            for r in course(falling, back_pain=None)
        ]
        accepted = decision(20, Phase.PAIN_RELIEF, Phase.FUNCTIONAL_IMPROVEMENT)
        async with opened(services(tmp_path, *known, accepted)) as pilot:
            screen = await phase_of(pilot)
            places = [c.measure for c in screen._lines if not isinstance(c, str)]
            screen.ledger.cursor = places.index(measure)
            await pilot.press("enter")

            def asked() -> bool:
                now = pilot.app.screen
                return isinstance(now, CheckInScreen) and now.focused is not None and now.focused.name == question

            await until(pilot, asked)

    async def test_one_that_only_waits_for_days_says_so_and_asks_nothing_again(self, tmp_path: Path) -> None:
        async with opened(services(tmp_path, episode(), checkin(0, leg_pain=6, back_pain=3, zone="calf"))) as pilot:
            screen = await phase_of(pilot)
            assert [words for key, words, action in screen._offers() if action == "do"] == ["Open"]
            await pilot.press("enter")
            await answered(pilot, FactPage)
            assert "Log 9 more days; first answer" in shown(pilot)

    async def test_a_criterion_with_numbers_says_what_they_rest_on(self, improving: Services) -> None:
        async with opened(improving) as pilot:
            await phase_of(pilot)
            await pilot.press("j", "enter")
            await answered(pilot, Page)
            assert re.search(r"[✗✓]  ?15 Nov +\d", shown(pilot))
            assert "Once a week, by the higher of two figures" in shown(pilot)
            assert "j k scroll" not in shown(pilot), "there is nothing to scroll"
            await pilot.press("escape")

    async def test_the_red_flags_are_asked_where_weakness_is_unknown(self, tmp_path: Path) -> None:
        silent = course(falling, red_flags=None)
        async with opened(services(tmp_path, *silent)) as pilot:
            screen = await phase_of(pilot)
            assert ledger(screen)[-1].startswith("? no new weakness")
            screen.ledger.cursor = len(screen.ledger.rows) - 1
            await pilot.press("enter")
            await answered(pilot, RedFlagScreen, "escape")


class TestSigns:
    async def test_enter_opens_the_sign_with_its_numbers(self, improving: Services) -> None:
        async with opened(improving, (120, 36)) as pilot:
            screen = await phase_of(pilot)
            await pilot.press("G", *["k"] * 5)
            assert screen.signs.cursor == 1
            await pilot.press("enter")
            await answered(pilot, SignPage)
            seen = shown(pilot)
            for words in (
                "Leg pain",
                "In short",
                "Your leg pain is lower: 6.0 at first, 2.0 now. The app is sure.",
                "(likely ",
                "in 100 that it is at least 1 lower",
                "Began",
                "Checks    week to  level",
            ):
                assert words in seen
            assert "Ostelo 2008" not in seen, "what only a clinician wants is last"
            await pilot.press("end")
            await until(pilot, lambda: "Ostelo 2008" in shown(pilot))
            await pilot.press("escape")
            assert pilot.app.screen is screen

    async def test_in_a_huge_window_the_measures_stand_side_by_side(self, improving: Services) -> None:
        async with opened(improving, (200, 60)) as pilot:
            screen = await phase_of(pilot)
            await pilot.press("G", *["k"] * 5, "enter")
            await answered(pilot, SignPage)
            first, second = pilot.app.screen.query(".sign-measures FactSheet")
            assert first.region.y == second.region.y
            assert first.region.right <= second.region.x
            await pilot.press("escape")
            await until(pilot, lambda: pilot.app.screen is screen)

    def test_figures_stay_in_their_columns_where_words_are_longer(self) -> None:
        page = judged(43, *daily(range(44), leg_pain=0, back_pain=wobble(ramp(5, 3, 43)), zone=Zone.BACK))
        rows, head = sign_rows(page, "-huge", 115, roomy=True)
        [pain] = [row for row in rows if "back: " in row[1]]
        assert len(head[0]) < len(sign_rows(judged(0), "-huge", 115, roomy=True)[1][0]), "the bars give way"
        assert all(len(f"{words} {figures}") <= 117 for _, words, figures in rows)
        assert pain[2].endswith("44 entries")

    def test_weakness_and_few_heel_rises_leave_the_figures_in_their_columns_too(self) -> None:
        rises = daily(range(0, 63, 7), heel_rises=lambda n: HeelRises(left=24 if n < 40 else 12))
        weak_heel, weak_both = {"heel_walk": MuscleSides(left=Muscle.WEAK)}, {"toe_lift": MuscleSides(left=Muscle.WEAK)}
        weak_both |= weak_heel
        for page, width, room in (
            (judged(62, *daily(range(62), leg_pain=5), *rises, entry(62, **weak_heel)), "-huge", 115),
            (judged(62, *daily(range(62), leg_pain=5), *rises, entry(62, **weak_both)), "-huge", 115),
            (judged(62, *daily(range(62), leg_pain=5), *rises, entry(62, **weak_both)), "-wide", 66),
            (judged(62, *daily(range(62), leg_pain=5), *rises), "-wide", 66),
        ):
            rows, _ = sign_rows(page, width, room, roomy=width == "-huge")
            [strength] = [row for row in rows if row[1].startswith("Strength")]
            assert len(f"{strength[1]} {strength[2]}") <= (room + 2 if width == "-huge" else room - 3)
            assert strength[2].endswith("middle of 3")

    def test_while_a_red_flag_locks_the_alarm_alone_says_the_day_of_a_weakness(self) -> None:
        page = judged(62, *daily(range(62), leg_pain=5), entry(62, heel_walk=MuscleSides(left=Muscle.WEAK)))
        [strength] = [sign for sign in page.signs if sign.sign is Sign.STRENGTH]
        assert sign_line(strength) == "left heel walk: weak on 3 May"
        assert sign_line(strength, locked=True) == "left heel walk: weak"

    async def test_the_drawings_of_all_weeks_are_as_large(self, tmp_path: Path) -> None:
        async with opened(services(tmp_path, *course(falling, last=60)), (200, 60)) as pilot:
            screen = await phase_of(pilot)
            await until(pilot, lambda: all(body_map.size.area for body_map in screen.week_maps.children))
            sizes = {body_map.content_size for body_map in screen.week_maps.children}
            assert (len(screen.week_maps.children), len(sizes)) == (6, 1)

    def test_where_not_all_have_room_for_it_none_says_how_many_entries_it_rests_on(self) -> None:
        page = judged(48, *daily(range(49), leg_pain=wobble(ramp(7, 2, 40)), zone=Zone.CALF))
        for room, told in ((66, False), (90, True)):
            rows, _ = sign_rows(page, "-wide", room, roomy=False)
            assert [figures.endswith("entries") for _, _, figures in rows[:2]] == [told, told]

    async def test_every_sign_can_be_opened(self, improving: Services) -> None:
        async with opened(improving) as pilot:
            screen = await phase_of(pilot)
            for number in range(7):
                screen.signs.focus()
                screen.signs.cursor = number
                await pilot.press("enter")
                await answered(pilot, SignPage, "escape")
                await until(pilot, lambda: pilot.app.screen is screen)

    async def test_a_click_opens_one_too_and_from_today_as_well(self, improving: Services) -> None:
        async with opened(improving) as pilot:
            today = pilot.app.screen
            assert isinstance(today, TodayScreen)
            await until(pilot, lambda: today.signs.rows)
            await pilot.pause()
            await pilot.click("#signs", offset=(5, 1))
            await answered(pilot, SignPage, "escape")

    async def test_the_keyboard_reaches_them_on_today(self, improving: Services) -> None:
        async with opened(improving) as pilot:
            today = pilot.app.screen
            assert isinstance(today, TodayScreen)
            await until(pilot, lambda: today.signs.rows)
            await pilot.press(*["j"] * len(today.tasks.rows))
            assert today.signs.has_focus
            await pilot.press("enter")
            await answered(pilot, SignPage, "escape")
            await pilot.press("k")
            assert today.tasks.has_focus


class TestEpisodes:
    async def test_it_is_ended_and_opened_again(self, improving: Services) -> None:
        async with opened(improving) as pilot:
            screen = await phase_of(pilot)
            await pilot.press("e")
            await answered(pilot, Ask, "x")
            await until(pilot, lambda: "End this episode?" in shown(pilot))
            assert "what you log later" in shown(pilot)
            await pilot.press("n")
            await until(pilot, lambda: isinstance(pilot.app.screen, PhaseScreen))
            assert episodes(pilot)[0].ended is None
            await pilot.press("e")
            await answered(pilot, Ask, "x")
            await until(pilot, lambda: "End this episode?" in shown(pilot))
            await pilot.press("y")
            await until(pilot, lambda: episodes(pilot)[0].ended == TODAY)
            ended = "The episode ended on Sunday 22 November. u undoes it. To reopen it later, press e on Phase"
            await until(pilot, lambda: any(said.startswith(ended) for said in toasts(pilot)))
            await until(
                pilot, lambda: str(screen.verdict.border_title) == "Ended 22 November, day 50 · Phase 1 · Pain relief"
            )
            await pilot.press("e")
            await answered(pilot, Ask, "o")
            await until(pilot, lambda: episodes(pilot)[0].ended is None)
            await until(pilot, lambda: any("The episode is open again" in said for said in toasts(pilot)))
            await until(pilot, lambda: str(screen.verdict.border_title).startswith("Day 50"))

    async def test_one_that_ended_early_waits_for_no_further_entries(self, tmp_path: Path) -> None:
        ended = replace(episode(), ended=TODAY)
        entries = [checkin(ago, leg_pain=6, zone="calf") for ago in range(3)]
        async with opened(services(tmp_path, ended, *entries)) as pilot:
            screen = await phase_of(pilot)
            await until(pilot, lambda: "Until then, not enough data." in shown(pilot))
            assert ledger(screen) == ["☐ What now? Reopen it, or start the next one Enter decides"]
            assert "This episode has ended" in shown(pilot)
            assert "not enough data" in screen.signs.rows[0][1]
            assert "first answer" not in shown(pilot)
            assert "What this phase asks" not in shown(pilot)
            await pilot.press("enter")
            await answered(pilot, Ask, "o")
            await until(pilot, lambda: episodes(pilot)[0].ended is None)

    async def test_today_says_that_it_has_ended_and_leads_on(self, improving: Services) -> None:
        [begun] = improving.journal.all(Episode)
        improving.journal.save("end", replace(begun, ended=TODAY))
        async with opened(improving) as pilot:
            today = pilot.app.screen
            assert isinstance(today, TodayScreen)
            await until(pilot, lambda: any("The episode has ended" in words for _, words, _ in today.tasks.rows))
            assert str(today.headline.border_title) == "Ended 22 November, day 50 · Sunday 22 November"
            row = next(n for n, (_, words, _) in enumerate(today.tasks.rows) if "has ended" in words)
            await pilot.press(*["j"] * row, "enter")
            await answered(pilot, Ask, "o")
            await until(pilot, lambda: episodes(pilot)[0].ended is None)
            await until(pilot, lambda: not any("has ended" in words for _, words, _ in today.tasks.rows))

    async def test_no_page_asks_for_anything_of_one_that_ended_weeks_ago(self, tmp_path: Path) -> None:
        ended = replace(episode(), started=day(60), ended=day(20))
        entries = [checkin(ago, leg_pain=4, zone="calf") for ago in (50, 49, 30, 0)]
        async with opened(services(tmp_path, ended, *entries), (120, 36)) as pilot:
            today = pilot.app.screen
            assert isinstance(today, TodayScreen)
            await until(pilot, lambda: any("Entries after the end" in words for _, words, _ in today.tasks.rows))
            assert not any("what now" in words for _, words, _ in today.tasks.rows), "that is asked already"
            wants = ("weekly", "not asked lately", "better or worse", "just carry on")
            assert [words for words in wants if words in shown(pilot)] == []
            await pilot.press("2")
            await until(pilot, lambda: "Check in again" in shown(pilot))
            assert [words for words in ("missed", "Weekly tests are due", "Fill in") if words in shown(pilot)] == []
            screen = await phase_of(pilot)
            assert usual_course(screen) == [False, False]

    async def test_the_next_one_closes_the_one_before_on_the_day_before(self, improving: Services) -> None:
        async with opened(improving) as pilot:
            await phase_of(pilot)
            await pilot.press("e")
            await answered(pilot, Ask, "n")
            await until(pilot, lambda: isinstance(pilot.app.screen, EpisodeScreen))
            meaning = str(pilot.app.screen.query_one("#questions-title", Static).content)
            assert meaning.endswith("ends before it. No entry is lost. Enter keeps an answer and goes on.")
            await pilot.press("tab")
            await typed(pilot, "3 days ago")
            await pilot.press("ctrl+s")
            await until(pilot, lambda: len(episodes(pilot)) == 2)
            first, second = episodes(pilot)
            assert (first.ended, second.started) == (day(4), day(3))
            told = "A new episode began on Thursday 19 November. The one before ended on Wednesday 18 November."
            await until(pilot, lambda: any(said.startswith(told) for said in toasts(pilot)))
            await pilot.press("u")
            await until(pilot, lambda: len(episodes(pilot)) == 1)
            assert episodes(pilot)[0].ended is None

    async def test_on_the_day_it_ended_reopening_comes_first_and_a_new_one_takes_that_day_over(
        self, improving: Services
    ) -> None:
        [begun] = improving.journal.all(Episode)
        improving.journal.save("end", replace(begun, ended=TODAY))
        async with opened(improving) as pilot:
            await phase_of(pilot)
            await pilot.press("e")
            await until(pilot, lambda: "a new episode that begins today takes" in shown(pilot))
            page = shown(pilot)
            assert page.index("Reopen it: it is not over") < page.index("Start a new episode")
            await answered(pilot, Ask, "n")
            await until(pilot, lambda: isinstance(pilot.app.screen, EpisodeScreen))
            meaning = str(pilot.app.screen.query_one("#questions-title", Static).content)
            assert meaning == "No entry is lost. Enter keeps an answer and goes on.", "it has an end already"
            await pilot.press("ctrl+s")
            await until(pilot, lambda: len(episodes(pilot)) == 2)
            assert episodes(pilot)[0].ended == day(1)
            told = "The one before now ends on Saturday 21 November, the day before."
            await until(pilot, lambda: any(told in said for said in toasts(pilot)))

    async def test_a_next_one_can_t_begin_before_the_one_it_follows(self, improving: Services) -> None:
        async with opened(improving) as pilot:
            await phase_of(pilot)
            await pilot.press("e")
            await answered(pilot, Ask, "n")
            await until(pilot, lambda: isinstance(pilot.app.screen, EpisodeScreen))
            await pilot.press("tab")
            await typed(pilot, "8 weeks ago")
            await pilot.press("ctrl+s")
            assert "this one has to begin later" in shown(pilot)
            await pilot.press("escape", "escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, PhaseScreen))
            assert len(episodes(pilot)) == 1

    async def test_its_start_is_changed_and_the_day_number_with_it(self, improving: Services) -> None:
        async with opened(improving) as pilot:
            screen = await phase_of(pilot)
            await pilot.press("e")
            await answered(pilot, Ask, "e")
            await until(pilot, lambda: isinstance(pilot.app.screen, EpisodeScreen))
            await pilot.press("tab", *["backspace"] * 10)
            await typed(pilot, (day(WEEKS) - timedelta(days=5)).isoformat())
            await pilot.press("ctrl+s")
            await until(pilot, lambda: str(screen.verdict.border_title).startswith("Day 55"))
            assert services_of(pilot).journal.all(CheckIn)[0].day == day(WEEKS)


class TestTheRememberedChange:
    async def test_is_asked_for_on_today_once_a_month(self, improving: Services) -> None:
        async with opened(improving) as pilot:
            today = pilot.app.screen
            assert isinstance(today, TodayScreen)
            words = [row[1] for row in today.tasks.rows]
            today.tasks.cursor = words.index("Since it began: better or worse?")
            await pilot.press("enter")

            def asked() -> bool:
                now = pilot.app.screen
                return isinstance(now, CheckInScreen) and now.focused is not None and now.focused.name == "change_felt"

            await until(pilot, asked)


async def test_what_is_judged_already_is_drawn_once_with_the_first_layout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(services(tmp_path, *demo_records(TODAY, NOW))) as pilot:
        await services_of(pilot).assessment_cache.assess(TODAY)
        monkeypatch.setattr(PhaseScreen, "_assess", lambda _: pytest.fail("drawn twice"))
        screen = await phase_of(pilot)
        assert screen.page.scroll_y == 0
        assert screen.ledger.has_focus


async def test_a_red_flag_that_comes_while_the_screen_is_put_together_is_heeded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(services(tmp_path, *demo_records(TODAY, NOW))) as pilot:
        there = services_of(pilot)
        await there.assessment_cache.assess(TODAY)
        fill = PhaseScreen._fill

        def filled(screen: PhaseScreen, seen: Assessment) -> None:
            fill(screen, seen)
            if not seen.locked:
                there.journal.save("flag", RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=("urination",)))

        monkeypatch.setattr(PhaseScreen, "_fill", filled)
        screen = await phase_of(pilot)
        await until(pilot, lambda: screen._assessment is not None and screen._assessment.locked)


async def test_what_was_years_ago_has_its_year(tmp_path: Path) -> None:
    began = episode(day=day(3651), started=day(3651))
    records = [began, *(checkin(3651 - n, leg_pain=6, red_flags=[]) for n in range(30))]
    async with opened(services(tmp_path, *records), (80, 30)) as pilot:
        screen = await phase_of(pilot)
        assert str(screen.verdict.border_title).endswith("since 23 November 2016 (3652 days)")
        assert "since 23 Nov 2016" in shown(pilot)
        await pilot.press("G", "k", "k", "k", "k", "k", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SignPage))
        await pilot.pause()
        assert "7 Dec 2016" in shown(pilot)
