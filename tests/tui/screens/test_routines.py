"""The list of routines: changing ours, making one's own, what is set aside."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Static

from sciatica_tui.domain.records import Precaution, RedFlagAnswer, Routine, RoutineStep, WalkPlan
from sciatica_tui.domain.routines.catalogue import BY_NAME, all_routines, find
from sciatica_tui.domain.routines.safety import CONTRAINDICATION, answers_once
from sciatica_tui.domain.routines.setbacks import SET_ASIDE
from sciatica_tui.tui.screens.routine_editor import RoutineEditor
from sciatica_tui.tui.screens.routines import RoutinesScreen
from sciatica_tui.tui.screens.settings import SettingsScreen
from sciatica_tui.tui.screens.today import TodayScreen
from sciatica_tui.tui.widgets.figures.figure_grid import FigureGrid
from sciatica_tui.tui.widgets.figures.pose_view import SMALLEST, PoseView
from sciatica_tui.tui.widgets.hanging_rows import HangingRows

from ...driving import episode, until
from ...sessions import Floor, floor
from ...support import NOW, TODAY, checkin, services, stamp


async def mark(on: Floor, name: str) -> None:
    """Go to the list and put the mark on a routine."""
    await on.press("4")
    screen = on.app.screen
    assert isinstance(screen, RoutinesScreen)
    routine = find(name, all_routines(on.given.journal.all(Routine)))
    screen.routine_list.go_to(routine.own or routine.name)
    await on.settle()


def how(on: Floor) -> str:
    """What stands beside the list."""
    screen = on.app.screen
    assert isinstance(screen, RoutinesScreen)
    parts = [*screen.how.query(Static), *screen.how.query(HangingRows)]
    return "\n".join(str(part.render()) for part in parts)


def own(name: str = "By hand", *steps: RoutineStep) -> Routine:
    given = steps or (RoutineStep(name="Lean back", hold_seconds=20),)
    return Routine(**stamp(), day=TODAY, name=name, steps=given)


def steps_of(on: Floor, name: str) -> list[tuple[str, int, int]]:
    routine = find(name, all_routines(on.given.journal.all(Routine)))
    return [(step.name, step.hold_seconds, step.repetitions) for step in routine.steps]


async def test_c_is_the_check_in_on_routines_too_and_s_leads_to_the_cues(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await on.press("4", "c")
        assert on.app.current_mode == "form"
        await on.press("escape", "s")
        assert on.app.current_mode == "settings"


async def test_a_new_routine_says_what_is_wrong_only_once_something_was_typed(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await on.press("4", "n")
        assert "Change this before you save" not in on.words
        assert "Give it a name, then its steps." in on.words
        await on.press("x")
        assert "Change this before you save" in on.words


async def test_changed_times_are_remembered_shown_and_taken_back_to_the_default(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await mark(on, "hamstring")
        await on.press("e", "backspace", "backspace", "2", "5", "ctrl+s")
        assert steps_of(on, "hamstring") == [("hamstring", 25, 3)]
        assert "Hamstring stretch *" in on.words
        assert "usually 3 × 30 s" in how(on)
    async with floor(tmp_path, given=services(tmp_path)) as on:
        assert steps_of(on, "hamstring") == [("hamstring", 25, 3)]
        await mark(on, "hamstring")
        await on.press("e", "r", "ctrl+s")
        assert steps_of(on, "hamstring") == [("hamstring", 30, 3)]
        assert on.given.journal.all(Routine) == ()
        await on.press("u")
        assert steps_of(on, "hamstring") == [("hamstring", 25, 3)]


async def test_changing_twice_keeps_one_record(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        for last in ("5", "0"):
            await mark(on, "hamstring")
            await on.press("e", "backspace", "backspace", "2", last, "ctrl+s")
        assert len(on.given.journal.all(Routine)) == 1


async def test_ice_is_set_in_minutes_and_never_over_twenty(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await mark(on, "ice")
        await on.press("e", "backspace", "backspace", "2", "5", "ctrl+s")
        assert "Ice: the time can be 300 to 1,200 seconds, not 1,500." in on.words
        assert isinstance(on.app.screen, RoutineEditor)
        await on.press("backspace", "0", "ctrl+s")
        assert steps_of(on, "ice") == [("ice", 1200, 1)]


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        (("tab", "tab", "backspace", "backspace", "0"), "the time can be 1 to 3,600 seconds, not 0"),
        (("tab", "tab", "tab", "backspace", *"10000"), "repetitions can be 1 to 100, not 10,000"),
    ],
)
async def test_a_bad_number_is_one_sentence_and_nothing_is_kept(
    tmp_path: Path, keys: tuple[str, ...], sentence: str
) -> None:
    async with floor(tmp_path) as on:
        await on.press("4", "n", *"Mine", "tab", *"Lean", *keys[1:], "ctrl+s")
        assert sentence in on.words
        assert on.given.journal.all(Routine) == ()


async def test_what_is_wrong_is_said_once_in_its_pane_and_the_cursor_is_where_it_can_be_mended(tmp_path: Path) -> None:
    steps = RoutineStep(name="One", hold_seconds=10), RoutineStep(name="Three", hold_seconds=10)
    async with floor(tmp_path, own("Mine", *steps)) as on:
        await mark(on, "Mine")
        await on.press("e", "a", "escape", "shift+tab", "down", "ctrl+s")
        assert on.words.count("a step has no name") == 1
        assert "Not saved: change this first" in on.words
        assert on.said == []
        await on.press(*"Two", "ctrl+s")
        assert [name for name, _, _ in steps_of(on, "Mine")] == ["One", "Two", "Three"]


async def test_where_letters_are_typed_the_footer_names_none_and_says_how_to_get_on(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await on.press("4", "n")
        assert "^s Save Tab Next Esc Leave the field" in on.words
        await on.press("shift+tab")
        assert "⏎ Change a Add d Remove K Up J Down ^s Save" in on.words
        await on.press("tab", "tab", "tab")
        assert "^s Save Tab Next ← → Change a Add d Remove K Up J Down Esc Back" in on.words


async def test_tab_leads_from_the_name_to_the_step_and_its_letters_are_typed(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await on.press("4", "n", *"Mine", "tab", *"dad", "ctrl+s")
        assert steps_of(on, "Mine") == [("dad", 30, 3)]


async def test_the_longest_numbers_stay_in_their_columns(tmp_path: Path) -> None:
    async with floor(tmp_path, size=(80, 24)) as on:
        await on.press("4", "n", *"Mine", "tab", *"Plank", "tab", *"600", "tab", *"20")
        assert "Sides Total" in on.words
        assert "20 × 10 min 10 s both 6:45:50" in on.words


async def test_a_step_called_like_one_of_ours_is_ours(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await on.press("4", "n", *"Mine", "tab")
        assert "What a step can be" in on.words
        await on.press(*"Bridge")
        assert "How it looks" in on.words
        await on.press("ctrl+s")
        assert steps_of(on, "Mine") == [("bridge", 6, 10)]
        await mark(on, "Mine")
        await on.press("e", "enter")
        assert "What to do Bridge" in on.words


async def test_what_a_step_can_be_is_said_once_also_after_a_huge_window_has_shrunk(tmp_path: Path) -> None:
    async with floor(tmp_path, size=(200, 60)) as on:
        await on.press("4", "n", "tab")
        for size, has_figures in (((200, 60), True), ((120, 36), False), ((200, 60), True), ((80, 24), False)):
            await on.pilot.resize_terminal(*size)
            await on.settle()
            assert on.words.count("For example:") == (size != (80, 24)), size
            assert any(grid.display for grid in on.app.screen.query(FigureGrid)) is has_figures
        await on.pilot.resize_terminal(200, 60)
        await on.press(*"Bridge")
        assert "For example:" not in on.words


async def test_steps_are_a_table_with_the_whole_below(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await mark(on, "daily")
        await on.press("e")
        assert "Step Time Rest Sides Total › Hamstring stretch 3 × 30 s 10 s both 3:44" in on.words
        assert "11:42 in total" in on.words
        assert "9:00 holding, 1:12 changing sides, 1:00 rest, 0:30 between steps" in on.words


async def test_in_the_smallest_window_the_fields_have_what_room_there_is(tmp_path: Path) -> None:
    async with floor(tmp_path, size=(60, 16)) as on:
        await on.press("4", "n")
        for words in ("What to do", "Time 30 s", "Repetitions 3", "Rest between 10 s"):
            assert words in on.words
        assert "in total" not in on.words
        await on.press("x")
        assert "Change this before you save" in on.words


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_the_selected_step_of_many_is_in_sight(tmp_path: Path, size: tuple[int, int]) -> None:
    steps = (RoutineStep(name=f"Number {number}", hold_seconds=10) for number in range(1, 15))
    async with floor(tmp_path, own("Mine", *steps), size=size) as on:
        await mark(on, "Mine")
        await on.press("e", *["down"] * 13)
        assert "› Number 14" in on.words
        assert "Step 14 of 14" in on.words


async def test_a_routine_of_ones_own_from_its_name_to_its_session(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await on.press("4", "n", *"Morning", "tab", *"Lean back", "ctrl+s")
        assert steps_of(on, "Morning") == [("Lean back", 30, 3)]
        await on.want("Morning")
        await on.press("4", "3", "enter")
        await on.to_the_end()
        await on.press("4", "3", "2", "enter")
        assert on.sessions[0].routine == "Morning"


async def test_a_new_step_that_is_called_like_one_of_ours_is_done_as_ours_is(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await on.press("4", "n", *"Morning", "tab", *"Bridge")
        for words in ("Time 6 s", "Repetitions 10", "Bridge 10 × 6 s"):
            assert words in on.words
        await on.press("ctrl+s")
        [routine] = on.given.journal.all(Routine)
        assert routine.steps == BY_NAME["bridge"].steps


async def test_a_rest_is_asked_for_only_where_it_counts(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await on.press("4", "n", *"Morning", "tab", *"Lean back")
        assert "Rest between" in on.words
        await on.press("tab", "6")
        assert "0:44 in total" in on.words
        assert "Rest between" not in on.words
        await on.press("tab", "tab", "2")
        assert "Rest between 10 s" in on.words


async def test_steps_are_added_moved_and_removed(tmp_path: Path) -> None:
    mine = own("Mine", RoutineStep(name="One", hold_seconds=10), RoutineStep(name="Two", hold_seconds=20))
    async with floor(tmp_path, mine) as on:
        await mark(on, "Mine")
        await on.press("e", "J", "ctrl+s")
        assert [name for name, _, _ in steps_of(on, "Mine")] == ["Two", "One"]
        await mark(on, "Mine")
        await on.press("e", "a", *"Three", "ctrl+s")
        assert [name for name, _, _ in steps_of(on, "Mine")] == ["Two", "Three", "One"]
        await mark(on, "Mine")
        await on.press("e", "d", "ctrl+s")
        assert [name for name, _, _ in steps_of(on, "Mine")] == ["Three", "One"]


async def test_the_only_step_stays(tmp_path: Path) -> None:
    async with floor(tmp_path, own("Mine", RoutineStep(name="One", hold_seconds=10))) as on:
        await mark(on, "Mine")
        await on.press("e", "d")
        assert on.said == ["The only step stays: change it."]
        await on.press("ctrl+s")
        assert [name for name, _, _ in steps_of(on, "Mine")] == ["One"]


async def test_enter_leads_from_the_name_through_every_field_of_the_step(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await on.press("4", "n", *"Short", "enter", *"Breathe", "enter", "9", "enter", "5", "enter", "2", "ctrl+s")
        [routine] = on.given.journal.all(Routine)
        [step] = routine.steps
        assert (step.name, step.hold_seconds, step.repetitions, step.sets) == ("Breathe", 9, 5, 2)


async def test_quitting_says_first_that_what_was_changed_is_not_saved(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await on.press("4", "n", *"Short", "ctrl+c")
        assert on.said == ["What you changed here is not saved; quit again to leave without it."]
        assert not on.app._exit
        await on.press("ctrl+c")
        assert on.app._exit


async def test_a_copy_of_ours_is_ones_own(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await mark(on, "hamstring")
        await on.press("D", "ctrl+s")
        assert steps_of(on, "Hamstring stretch, mine") == [("hamstring", 30, 3)]
        await mark(on, "ice")
        await on.press("D")
        assert "can't be copied" in on.said[-1]


async def test_delete_is_taken_back_with_u(tmp_path: Path) -> None:
    async with floor(tmp_path, own()) as on:
        await mark(on, "By hand")
        await on.press("d")
        assert on.given.journal.all(Routine) == ()
        await on.press("u")
        assert len(on.given.journal.all(Routine)) == 1
        await mark(on, "hamstring")
        await on.press("d")
        assert "Only your own" in on.said[-1]


async def test_leaving_with_changes_asks(tmp_path: Path) -> None:
    async with floor(tmp_path, own()) as on:
        await mark(on, "By hand")
        await on.press("e", "a", "escape", "escape")
        assert on.title == "Leave without saving?"
        await on.press("n")
        assert isinstance(on.app.screen, RoutineEditor)
        await on.press("escape", "y")
        assert steps_of(on, "By hand") == [("Lean back", 20, 1)]


async def test_two_routines_of_one_name_are_both_listed(tmp_path: Path) -> None:
    async with floor(tmp_path, own(), own(), size=(80, 40)) as on:
        await on.press("4")
        assert on.text.count("By hand") == 2


async def test_a_routine_of_ones_own_says_its_steps_its_length_and_when_to_stop(tmp_path: Path) -> None:
    steps = own("Mine", RoutineStep(name="Lean back", hold_seconds=20, note="Slowly."), *BY_NAME["slider"].steps)
    async with floor(tmp_path, steps, size=(120, 36)) as on:
        await mark(on, "Mine")
        assert "1. Lean back: 20 s. Slowly." in how(on)
        assert "2. Sciatic slider: 10 × 4 s, each side, 2 sets, rest 30 s." in how(on)
        assert " in all" in how(on)
        assert "Leg pain rises, or moves further down the leg." in how(on)
        assert "Any tingling, electric feeling" in " ".join(how(on).split())


async def test_a_persons_words_are_only_words(tmp_path: Path) -> None:
    async with floor(tmp_path, own("[b]Mine [/]", RoutineStep(name="[red]x", hold_seconds=20, note="[/]"))) as on:
        await mark(on, "[b]Mine [/]")
        assert "[b]Mine [/]" in on.words
        assert "[red]x: 20 s" in how(on)
        await on.press("e")
        assert "[red]x 20 s" in on.words


async def test_an_exercise_is_set_aside_and_taken_up_again_after_asking(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await mark(on, "daily")
        await on.press("x", "2", "y")
        assert on.said[-1] == "Piriformis stretch is set aside. u undoes it."
        assert "Piriformis stretch: you set it aside on 22 Nov. Asked someone? x brings it back." in how(on)
        await on.want("piriformis")
        assert "you set it aside on 22 Nov." in on.said[-1]
        await mark(on, "piriformis")
        await on.press("x", "y")
        assert on.said[-1] == "Piriformis stretch is back. u undoes it."
        assert "set it aside" not in how(on)
        kept = [p for p in on.given.journal.all(Precaution) if p.kind == SET_ASIDE]
        assert all(p.cleared_on == TODAY for p in kept)
        await on.press("u")
        assert "You set it aside" in how(on)


async def test_what_is_set_aside_says_so_once_and_its_key_brings_it_back(tmp_path: Path) -> None:
    async with floor(tmp_path, size=(120, 36)) as on:
        await mark(on, "cat-camel")
        assert "x Set aside" in on.words
        assert "⏎ Start" in on.words
        await on.press("x", "y")
        assert how(on).count("set it aside") == 1
        assert "worse" not in how(on).partition("\n")[0]
        assert "x Bring back" in on.words
        assert "⏎ Start" not in on.words


async def test_a_changed_routine_says_so_and_how_to_take_it_back(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await mark(on, "bridge")
        await on.press("e", "8", "ctrl+s")
        assert on.said[-1] == "Bridge is changed. u undoes it."
        await on.press("e", "r", "ctrl+s")
        assert on.said[-1] == "Bridge has its usual times again. u undoes it."


async def test_answers_of_once_are_seen_and_changed(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await on.want("ice")
        await on.press(*"122222222", "enter")
        await until(on.pilot, lambda: "you said yes to" in on.words)
        await on.press("enter")
        on.clock.advance(60)
        await on.press("4", "p", "2", "ctrl+s")
        assert answers_once(on.given.journal.all(Precaution))["numbness"] is False
        await on.want("ice")
        assert "Is the skin numb where the pack will lie?" in on.words


async def test_a_yes_by_mistake_is_changed_where_it_is_said(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await on.want("ice")
        await on.press(*"122222222", "enter")
        assert "p Change my answer" in on.words
        assert on.title == "Ruled out: Ice"
        on.clock.advance(1)  # of two answers given in one moment none is the newer
        await on.press("p", "up", "up", "up", "up", "up", "up", "up", "up", "up", "2", "ctrl+s")
        assert "Is the skin numb where the pack will lie?" in on.words
        assert answers_once(on.given.journal.all(Precaution))["numbness"] is False


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_what_an_answer_rules_out_leads_to_it_by_enter_and_by_the_mouse(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    answer = Precaution(**stamp(), day=TODAY, about="operation", kind=CONTRAINDICATION, applies=True)
    async with floor(tmp_path, answer, size=size) as on:
        await mark(on, "bridge")
        assert "p or Enter changes your answer." in how(on)
        assert on.text.splitlines()[-1].startswith(" ⏎ Change your answer")
        assert "p Precautions" not in on.text.splitlines()[-1]
        for way in (on.pilot.click(offset=(5, size[1] - 1)), on.press("enter")):
            await way
            await on.settle()
            assert on.title == "Reasons against heat, ice or exercises"
            await on.press("escape")


async def test_what_an_answer_rules_out_is_no_matter_of_now(tmp_path: Path) -> None:
    answer = Precaution(**stamp(), day=TODAY, about="operation", kind=CONTRAINDICATION, applies=True)
    async with floor(tmp_path, answer) as on:
        await mark(on, "bridge")
        assert "› Bridge ruled out" in on.words


async def test_an_open_red_flag_leaves_nothing_under_a_heading_for_today(tmp_path: Path) -> None:
    flag = RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=("saddle_numbness",))
    async with floor(tmp_path, episode(), checkin(0, leg_pain=5), flag) as on:
        await on.press("escape", "4")
        screen = on.app.screen
        assert isinstance(screen, RoutinesScreen)
        rows = [str(option.prompt) for option in screen.routine_list.options]
        assert rows[0] == "All"
        assert all(row.endswith("not now") for row in rows[1:])
        await on.press("?")
        assert "On a day without a check-in, only the gentlest is suggested." in on.words


async def test_what_is_allowed_again_is_listed_so_when_its_time_has_come(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await on.want("ice")
        await on.press(*"222222222", "enter", "2", "enter")
        await on.to_the_end()
        await on.press("enter", "enter", "4")
        assert "again 10:2" in on.words
        on.clock.advance(7300)
        on.app.controllers.handle_change()
        await on.settle()
        assert "again 10:2" not in on.words


async def test_the_list_begins_with_what_today_names_and_gives_the_walk_its_planned_minutes(tmp_path: Path) -> None:
    kept = (episode(), checkin(0, leg_pain=5, back_pain=2), WalkPlan(**stamp(), day=TODAY, minutes=12))
    async with floor(tmp_path, *kept, size=(120, 36)) as on:
        today = on.app.screen
        assert isinstance(today, TodayScreen)
        named = [words for _, words, aside in today.tasks.rows if aside in ("12 min", "1 min", "15 min")]
        assert named[0] == "Walk"
        await on.press("4")
        screen = on.app.screen
        assert isinstance(screen, RoutinesScreen)
        rows = [str(option.prompt) for option in screen.routine_list.options]
        listed = rows[1 : rows.index("All")]
        assert listed[0].split() == ["Walk", "12:00"]
        assert len(listed) == sum(str(key).startswith("routine:") for key in today.tasks.keys)
        await on.press("e")
        assert "Walking plan" in on.words


async def test_a_walk_planned_as_long_as_it_usually_is_is_changed_in_its_plan_too(tmp_path: Path) -> None:
    usual = BY_NAME["walk"].steps[0].hold_seconds // 60
    async with floor(tmp_path, episode(), WalkPlan(**stamp(), day=TODAY, minutes=usual)) as on:
        await mark(on, "walk")
        await on.press("e")
        assert "Walking plan" in on.words


async def test_the_cues_are_a_key_away_and_can_be_tried(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await on.press("4", "s")
        assert isinstance(on.app.screen, SettingsScreen)
        assert on.app.focused is not None
        assert on.app.focused.name == "cues.bell"


@pytest.mark.parametrize("name", ["hamstring", "piriformis", "knee-to-chest", "slider", "bridge", "walk", "heat"])
async def test_when_to_stop_is_in_sight_in_a_small_window_too(tmp_path: Path, name: str) -> None:
    async with floor(tmp_path, size=(80, 24)) as on:
        await mark(on, name)
        assert "Stop when" in on.words


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
@pytest.mark.parametrize("name", ["piriformis", "daily"])
async def test_without_colours_the_caption_leaves_the_figure_its_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], name: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with floor(tmp_path, size=size) as on:
        await mark(on, name)
        figures = [figure for figure in on.app.screen.query(PoseView) if figure.region.width]
        assert all(figure.size.height >= SMALLEST[1] for figure in figures)
        assert "On your back, one ankle" in how(on)


async def test_a_step_that_takes_two_lines_goes_on_below_its_words(tmp_path: Path) -> None:
    async with floor(tmp_path, size=(80, 24)) as on:
        await mark(on, "hamstring")
        [line] = [line for line in on.text.splitlines() if "bent." in line]
        assert "│    bent." in line


async def test_exercises_of_the_same_times_say_them_once(tmp_path: Path) -> None:
    async with floor(tmp_path, size=(80, 24)) as on:
        await mark(on, "daily")
        assert "Each: 3 × 30 s, each side, rest 10 s" in on.words
        await mark(on, "hamstring")
        assert "Each:" not in on.words


async def test_a_routine_that_is_read_at_once_has_no_hint_to_read_on(
    tmp_path: Path,
) -> None:
    async with floor(tmp_path, own(), size=(80, 24)) as on:
        await mark(on, "daily")
        assert "PgDn reads on" in on.words
        await mark(on, "By hand")
        assert "PgDn reads on" not in on.words


@pytest.mark.parametrize("size", [(170, 45), (200, 60)])
async def test_a_huge_window_has_every_exercise_of_a_set_with_its_steps_and_the_time_line(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with floor(tmp_path, size=size) as on:
        await mark(on, "daily")
        for words in ("1 Hamstring stretch", "Put a strap", "2 Piriformis stretch", "3 Knee to chest", "9:00 holding"):
            assert words in on.words
        assert isinstance(on.app.screen, RoutinesScreen)
        assert not on.app.screen.how.max_scroll_y


async def test_the_marked_routine_has_its_mark_and_no_other(tmp_path: Path) -> None:
    async with floor(tmp_path) as on:
        await mark(on, "walk")
        assert "› Walk" in on.words
        await on.press("j")
        assert on.words.count("› ") == 1
        assert "› Walk" not in on.words
        await on.press("k", "1", "4")
        assert "› Walk" in on.words


@pytest.mark.parametrize(("size", "standing"), [((80, 24), False), ((120, 36), True)])
async def test_a_figure_that_stands_leaves_the_few_rows_of_a_small_window_to_the_words(
    size: tuple[int, int], standing: bool, tmp_path: Path
) -> None:
    async with floor(tmp_path, size=size) as on:
        for name, has_figure in (("walk", standing), ("pelvic-tilt", True)):
            await mark(on, name)
            assert any(figure.region.width for figure in on.app.screen.query(PoseView)) is has_figure
