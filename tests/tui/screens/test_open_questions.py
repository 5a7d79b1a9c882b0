"""What the app asks before it judges: a second try, whether numbness is new, which episode it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from textual import events

from sciatica_tui.domain.check_in.form import Form
from sciatica_tui.domain.records import (
    Bother,
    CheckIn,
    Episode,
    HeelRises,
    PhaseDecision,
    Quality,
    Record,
    RedFlagAnswer,
    Symptom,
    Zone,
)
from sciatica_tui.tui.app import SciaticaApp
from sciatica_tui.tui.screens.check_in_overview import entries_before
from sciatica_tui.tui.screens.dialogs import Ask, AskNumber
from sciatica_tui.tui.screens.episode import EpisodeScreen
from sciatica_tui.tui.screens.today import TodayScreen
from sciatica_tui.tui.screens.what_to_do import ActionScreen

from ...driving import (
    AppPilot,
    busy_disk,
    checkins,
    click_spot_at_once,
    episode,
    go_to,
    opened,
    opened_form,
    services_of,
    shown,
    the_form,
    toasts,
    until,
)
from ...support import NOW, TODAY, checkin, day, services

NUMB = (Symptom(zone=Zone.FOOT, quality=Quality.NUMB),)


def rose(days_ago: int, left: int) -> CheckIn:
    rises: dict[str, Any] = {"heel_rises.left": left}
    return checkin(days_ago, **rises)


def bothered(days_ago: int, weakness: int) -> CheckIn:
    bother: dict[str, Any] = {"bother.weakness": weakness}
    return checkin(days_ago, **bother)


def test_the_entries_before_stand_with_the_latest_first_past_midnight_too() -> None:
    evening = checkin(0, at="23:57", leg_pain=3)
    at_night = msgspec.structs.replace(
        checkin(0, leg_pain=4), at=datetime.combine(day(-1), time(0, 3), tzinfo=NOW.tzinfo)
    )
    form = Form("new", TODAY, NOW)
    assert [entry.time for entry in entries_before(form, [evening, at_night])] == ["00:03", "23:57"]


TWO_TESTS = (rose(15, 18), rose(8, 18))


def flags(pilot: AppPilot) -> tuple[RedFlagAnswer, ...]:
    return services_of(pilot).journal.all(RedFlagAnswer)


def episodes(pilot: AppPilot) -> Sequence[Episode]:
    return services_of(pilot).journal.all(Episode)


def text(pilot: AppPilot) -> str:
    """What is on the screen as one line, without the lines around its boxes."""
    return " ".join(re.sub("[│┃║▌▐█]", " ", shown(pilot)).split())


async def dialog(pilot: AppPilot, kind: type[Any], words: str) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, kind) and words in text(pilot))
    await pilot.pause()


async def row(pilot: AppPilot, words: str) -> None:
    """Enter on the row of Today that says so."""
    screen = pilot.app.screen
    assert isinstance(screen, TodayScreen)
    await until(pilot, lambda: any(words in row[1] for row in screen.tasks.rows))
    screen.tasks.focus()
    screen.tasks.cursor = next(number for number, row in enumerate(screen.tasks.rows) if words in row[1])
    await pilot.press("enter")


def rows(pilot: AppPilot) -> list[str]:
    screen = pilot.app.screen
    assert isinstance(screen, TodayScreen)
    return [row[1] for row in screen.tasks.rows]


async def count_eight(pilot: AppPilot) -> None:
    """The weekly form with eight heel rises on the left, and Enter."""
    form = await opened_form(pilot, "6", "w")
    await until(pilot, lambda: any(f.name == "heel_rises" for f in form.query("*")))
    await go_to(pilot, form, "heel_rises")
    await pilot.press("8")
    await pilot.press("ctrl+s")


async def test_a_low_count_asks_for_a_second_try_and_a_good_one_locks_nothing(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *TWO_TESTS)) as pilot:
        await count_eight(pilot)
        await dialog(pilot, AskNumber, "Left heel rises: 8 now, about 18 in the tests before. One low count")
        await pilot.press("1", "6", "enter")
        await until(pilot, lambda: len(checkins(pilot)) == 3)
        entry = checkins(pilot)[-1]
        assert (entry.heel_rises, entry.note) == (HeelRises(left=16, left_first=8), None)
        assert flags(pilot) == ()


async def test_a_second_low_count_raises_weakness_with_its_words_everywhere(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *TWO_TESTS), (120, 36)) as pilot:
        await count_eight(pilot)
        await dialog(pilot, AskNumber, "A second try")
        await pilot.press("9", "enter")
        await dialog(pilot, Ask, "Left heel rises 18 → 9.")
        assert "If it is: speak to a doctor today." in text(pilot)
        await pilot.press("y")
        await until(pilot, lambda: isinstance(pilot.app.screen, ActionScreen))
        await pilot.pause()
        assert "Left heel rises 18 → 9." in shown(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        await until(pilot, lambda: text(pilot).count("left heel rises 18 → 9 on 22 November") >= 2)
        await pilot.press("u")
        await until(pilot, lambda: len(checkins(pilot)) == 2)
        assert flags(pilot) == ()


async def test_esc_leads_back_to_the_form_with_nothing_saved(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *TWO_TESTS)) as pilot:
        await count_eight(pilot)
        await dialog(pilot, AskNumber, "A second try")
        await pilot.press("escape")
        await the_form(pilot)
        assert (len(checkins(pilot)), flags(pilot)) == (2, ())


async def test_a_number_that_cannot_be_is_refused(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *TWO_TESTS)) as pilot:
        await count_eight(pilot)
        await dialog(pilot, AskNumber, "A second try")
        await pilot.press("9", "9", "enter")
        await until(pilot, lambda: "Type a number from 0 to 25." in toasts(pilot))
        assert isinstance(pilot.app.screen, AskNumber)


async def test_later_keeps_the_count_and_today_asks_again(tmp_path: Path) -> None:
    async with opened(services(tmp_path, episode(), *TWO_TESTS)) as pilot:
        await count_eight(pilot)
        await dialog(pilot, AskNumber, "⏎ alone later")
        await pilot.press("enter")
        await until(pilot, lambda: len(checkins(pilot)) == 3 and isinstance(pilot.app.screen, TodayScreen))
        assert (checkins(pilot)[-1].heel_rises, flags(pilot)) == (HeelRises(left=8), ())
        await row(pilot, "Second try: left heel rises")
        await dialog(pilot, AskNumber, "A second try")
        await pilot.press("1", "7", "enter")
        await until(pilot, lambda: checkins(pilot)[-1].heel_rises == HeelRises(left=17, left_first=8))
        await until(pilot, lambda: not any("Second try" in words for words in rows(pilot)))


async def test_a_second_try_on_today_keeps_what_another_window_wrote_meanwhile(tmp_path: Path) -> None:
    low = checkin(0, heel_rises=HeelRises(left=8))
    async with opened(services(tmp_path, episode(), *TWO_TESTS, low)) as pilot:
        await row(pilot, "Second try: left heel rises")
        await dialog(pilot, AskNumber, "A second try")
        services(tmp_path).journal.save("elsewhere", msgspec.structs.replace(low, note="theirs"))
        await pilot.press("1", "7", "enter")
        await until(pilot, lambda: checkins(pilot)[-1].heel_rises == HeelRises(left=17, left_first=8))
        assert checkins(pilot)[-1].note == "theirs"


async def test_no_to_weaker_than_last_week_ends_the_question(tmp_path: Path) -> None:
    before, more = bothered(8, 1), bothered(0, 3)
    async with opened(services(tmp_path, episode(), before, more)) as pilot:
        await row(pilot, "Is your leg weaker than last week?")
        await dialog(pilot, Ask, "Bother from weakness 1 → 3.")
        await pilot.press("n")
        await until(pilot, lambda: flags(pilot))
        await until(pilot, lambda: not any("weaker" in words for words in rows(pilot)))
        assert [answer.flags for answer in flags(pilot)] == [()]
        assert [c.bother for c in checkins(pilot)] == [Bother(weakness=1), Bother(weakness=3)]


async def test_yes_to_weaker_than_last_week_raises_weakness(tmp_path: Path) -> None:
    more = bothered(2, 3)
    async with opened(services(tmp_path, episode(), bothered(8, 1), more)) as pilot:
        await row(pilot, "Is your leg weaker than last week?")
        await dialog(pilot, Ask, "Bother from weakness 1 → 3.")
        await pilot.press("y")
        await dialog(pilot, Ask, "Is this right?")
        await pilot.press("y")
        await until(pilot, lambda: isinstance(pilot.app.screen, ActionScreen))
        assert [(a.flags, a.day) for a in flags(pilot)] == [(("one_leg_weakness",), day(2))]


def numb_of_late(*records: Record) -> list[Record]:
    quick = [checkin(ago, leg_pain=3, zone="calf", red_flags=[]) for ago in range(40, 5, -1)]
    return [*records, *quick, *(checkin(ago, leg_pain=3, symptoms=NUMB, red_flags=[]) for ago in range(5, -1, -1))]


@pytest.mark.parametrize(("key", "new"), [("y", True), ("n", False)])
async def test_y_and_n_answer_the_marked_row_of_today_at_once(tmp_path: Path, key: str, new: bool) -> None:
    async with opened(services(tmp_path, *numb_of_late(episode()))) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, TodayScreen)
        await pilot.press(key)
        assert len(pilot.app.screen_stack) == 1, "the check-in is no question"
        await until(pilot, lambda: any("numb" in words for words in rows(pilot)))
        screen.tasks.cursor = next(number for number, words in enumerate(rows(pilot)) if "numb" in words)
        await pilot.press(key)
        await until(pilot, lambda: not any("numb" in words for words in rows(pilot)))
        (kept,) = services_of(pilot).journal.all(Episode)
        assert (kept.new_numb_zones, kept.old_numb_zones) == (((Zone.FOOT,), None) if new else (None, (Zone.FOOT,)))


@pytest.mark.parametrize(("at", "new"), [(0, True), (3, False)], ids=["y", "n"])
async def test_a_click_on_y_or_n_answers_its_row_whichever_is_marked(tmp_path: Path, at: int, new: bool) -> None:
    async with opened(services(tmp_path, *numb_of_late(episode()))) as pilot:
        await until(pilot, lambda: any("numb" in words for words in rows(pilot)))
        await until(pilot, lambda: "y  n" in shown(pilot))
        y, line = next((y, line) for y, line in enumerate(shown(pilot).splitlines()) if "y  n" in line)
        click_spot_at_once(pilot, line.index("y  n") + at, y)
        await until(pilot, lambda: not any("numb" in words for words in rows(pilot)))
        [kept] = episodes(pilot)
        assert (kept.new_numb_zones == (Zone.FOOT,)) is new


def numb_in_calf_and_foot() -> list[Record]:
    both = (Symptom(zone=Zone.CALF, quality=Quality.NUMB), *NUMB)
    recently = [checkin(ago, leg_pain=3, symptoms=both, red_flags=[]) for ago in range(5, -1, -1)]
    return [*[record for record in numb_of_late(episode()) if record not in recently], *recently]


async def test_a_double_click_on_n_does_not_answer_the_next_question_which_has_moved_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SciaticaApp, "CLICK_CHAIN_TIME_THRESHOLD", 10)  # however busy this machine is
    async with opened(services(tmp_path, *numb_in_calf_and_foot()), (200, 60)) as pilot:
        await until(pilot, lambda: shown(pilot).count("y  n") == 2)
        y, line = next((y, line) for y, line in enumerate(shown(pilot).splitlines()) if "y  n" in line)
        click_spot_at_once(pilot, line.index("y  n") + 3, y)
        await until(pilot, lambda: shown(pilot).count("y  n") == 1)
        click_spot_at_once(pilot, line.index("y  n") + 3, y)
        await pilot.pause(0.3)
        assert sum("numb" in words for words in rows(pilot)) == 1


async def test_an_answer_while_the_first_is_being_saved_counts_for_its_question_and_the_last_wins(
    tmp_path: Path,
) -> None:
    given = services(tmp_path, *numb_in_calf_and_foot())
    async with opened(given, (100, 40)) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, TodayScreen)
        await until(pilot, lambda: sum("numb" in words for words in rows(pilot)) == 2)
        async with busy_disk(given):
            for zone, keys in (("calf", "yn"), ("foot", "ny")):
                screen.tasks.cursor = next(n for n, words in enumerate(rows(pilot)) if f"{zone} is numb" in words)
                await pilot.press(*keys)
        await until(pilot, lambda: not any("numb" in words for words in rows(pilot)))
        await until(pilot, lambda: episodes(pilot)[0].new_numb_zones == (Zone.FOOT,))
        assert episodes(pilot)[0].old_numb_zones == (Zone.CALF,)


async def test_quitting_keeps_the_last_answer_though_the_first_is_still_being_saved(tmp_path: Path) -> None:
    given = services(tmp_path, *numb_in_calf_and_foot())
    async with opened(given, (100, 40)) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, TodayScreen)
        await until(pilot, lambda: sum("numb" in words for words in rows(pilot)) == 2)
        async with busy_disk(given):
            for zone, keys in (("calf", "yn"), ("foot", "n")):
                screen.tasks.cursor = next(n for n, words in enumerate(rows(pilot)) if f"{zone} is numb" in words)
                await pilot.press(*keys)
            pilot.app.post_message(events.Key("q", "q"))
            await pilot.pause()
        await until(pilot, lambda: pilot.app._exit)
    [kept] = services(tmp_path).journal.all(Episode)
    assert (kept.new_numb_zones, kept.old_numb_zones) == (None, (Zone.CALF, Zone.FOOT))


async def test_quitting_stays_where_an_answer_asks_which_one_counts(tmp_path: Path) -> None:
    given = services(tmp_path, *numb_in_calf_and_foot())
    async with opened(given, (100, 40)) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, TodayScreen)
        await until(pilot, lambda: sum("numb" in words for words in rows(pilot)) == 2)
        screen.tasks.cursor = next(n for n, words in enumerate(rows(pilot)) if "calf is numb" in words)
        elsewhere = services(tmp_path)
        (there,) = elsewhere.journal.all(Episode)
        async with busy_disk(given):
            await pilot.press("y")
            elsewhere.journal.save("there", msgspec.structs.replace(there, new_numb_zones=(Zone.FOOT,)))
            pilot.app.post_message(events.Key("q", "q"))
            await pilot.pause()
        await dialog(pilot, Ask, "Changed meanwhile")
        await pilot.press("m")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        await until(pilot, lambda: episodes(pilot)[0].new_numb_zones == (Zone.CALF,))
        await pilot.press("q")
        await until(pilot, lambda: pilot.app._exit)


async def test_quitting_stays_where_the_question_which_answer_counts_is_open_already(tmp_path: Path) -> None:
    given = services(tmp_path, *numb_in_calf_and_foot())
    async with opened(given, (100, 40)) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, TodayScreen)
        await until(pilot, lambda: sum("numb" in words for words in rows(pilot)) == 2)
        screen.tasks.cursor = next(n for n, words in enumerate(rows(pilot)) if "calf is numb" in words)
        elsewhere = services(tmp_path)
        (there,) = elsewhere.journal.all(Episode)
        async with busy_disk(given):
            await pilot.press("y")
            elsewhere.journal.save("there", msgspec.structs.replace(there, new_numb_zones=(Zone.FOOT,)))
        await dialog(pilot, Ask, "Changed meanwhile")
        await pilot.press("ctrl+c")
        assert not pilot.app._exit
        await pilot.press("m")
        await until(pilot, lambda: episodes(pilot)[0].new_numb_zones == (Zone.CALF,))
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        await pilot.press("ctrl+c")
        await until(pilot, lambda: pilot.app._exit)


@pytest.mark.parametrize("key", ["y", "n"])
async def test_whether_a_numb_zone_is_new_is_asked_on_today_and_can_be_taken_back(tmp_path: Path, key: str) -> None:
    begun = episode(day=day(40), started=day(40))
    async with opened(services(tmp_path, *numb_of_late(begun)), (100, 30)) as pilot:
        await row(pilot, "The foot is numb: is that new?")
        await dialog(pilot, Ask, "The foot is numb: is that new?")
        await pilot.press(key)
        await until(pilot, lambda: not any("numb" in words for words in rows(pilot)))
        [kept] = episodes(pilot)
        zones = (kept.new_numb_zones, kept.old_numb_zones)
        assert zones == (((Zone.FOOT,), None) if key == "y" else (None, (Zone.FOOT,)))
        assert any("u undoes it." in said for said in toasts(pilot))
        if key == "y":
            await until(pilot, lambda: "Getting worse: the foot is newly numb." in shown(pilot))
        await pilot.press("u")
        await until(pilot, lambda: any("The foot is numb: is that new?" in words for words in rows(pilot)))
        assert [(e.new_numb_zones, e.old_numb_zones) for e in episodes(pilot)] == [(None, None)]


async def test_what_is_called_newly_numb_is_asked_about_in_the_words_of_its_row(tmp_path: Path) -> None:
    begun = episode(day=day(60), started=day(60))
    numb = [{"zone": "foot", "quality": "numb"}]
    entries = [checkin(ago, leg_pain=3, symptoms=numb if ago < 30 else [], red_flags=[]) for ago in range(60)]
    async with opened(services(tmp_path, begun, *entries), (100, 30)) as pilot:
        await row(pilot, "The foot is newly numb: is that right?")
        await dialog(pilot, Ask, "The foot is newly numb: is that right?")


def back_after_a_year() -> list[Record]:
    begun = episode(day=day(420), started=day(420))
    return [begun, *(checkin(ago, leg_pain=3, red_flags=[]) for ago in (420, 400, 371, 1, 0))]


async def test_after_a_long_gap_the_same_episode_is_kept_as_the_answer(tmp_path: Path) -> None:
    async with opened(services(tmp_path, *back_after_a_year())) as pilot:
        await row(pilot, "The same episode, or a new one?")
        await dialog(pilot, Ask, "You logged nothing for 369 days before Saturday 21 November.")
        await pilot.press("s")
        await until(pilot, lambda: services_of(pilot).journal.all(PhaseDecision))
        await until(pilot, lambda: not any("same episode" in words for words in rows(pilot)))
        assert any("Saved: the same episode. u undoes it." in said for said in toasts(pilot))
        await until(pilot, lambda: "Back after" not in shown(pilot))


@pytest.mark.parametrize("start_said", [True, False])
async def test_after_a_long_gap_a_new_episode_begins_on_the_first_day_back(tmp_path: Path, start_said: bool) -> None:
    """Also where the first episode was entered after its entries, and its start was not said."""
    begun, *checkins = back_after_a_year()
    begun = begun if start_said else episode(day=day(1), started=None)
    async with opened(services(tmp_path, begun, *checkins)) as pilot:
        await row(pilot, "The same episode, or a new one?")
        await dialog(pilot, Ask, "A new one, from Saturday 21 November on")
        await pilot.press("n")
        await until(pilot, lambda: isinstance(pilot.app.screen, EpisodeScreen))
        await pilot.pause()
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(episodes(pilot)) == 2)
        before, new = sorted(episodes(pilot), key=lambda e: e.id)
        assert (new.started, before.ended) == (day(1), day(2))
        await until(pilot, lambda: not any("same episode" in words for words in rows(pilot)))


async def test_phase_asks_after_a_long_gap_too(tmp_path: Path) -> None:
    async with opened(services(tmp_path, *back_after_a_year())) as pilot:
        await pilot.press("5")
        await until(pilot, lambda: "Back after 369 days: the same episode, or a new one?" in shown(pilot))
        await pilot.press("enter")
        await dialog(pilot, Ask, "The same episode")
        await pilot.press("s")
        await until(pilot, lambda: services_of(pilot).journal.all(PhaseDecision))


async def test_after_an_episode_the_headline_is_of_the_past_and_later_entries_ask_for_a_new_one(tmp_path: Path) -> None:
    over = episode(day=day(60), started=day(60), ended=day(10))
    daily = [checkin(ago, leg_pain=5, back_pain=2, zone="calf", red_flags=[]) for ago in range(60, 9, -1)]
    async with opened(services(tmp_path, over, *daily, checkin(1, leg_pain=6)), (100, 30)) as pilot:
        words = "This episode ended on 12 November. Until then, no clear change: leg pain 5.0"
        await until(pilot, lambda: words in text(pilot))
        assert "no better after four weeks" not in shown(pilot).lower()
        await row(pilot, "Entries after the end: a new episode?")
        await dialog(pilot, Ask, "Start a new episode")
        await pilot.press("n")
        await until(pilot, lambda: isinstance(pilot.app.screen, EpisodeScreen))
        await pilot.pause()
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(episodes(pilot)) == 2)
        assert max(episodes(pilot), key=lambda e: e.id).started == TODAY - timedelta(1)
