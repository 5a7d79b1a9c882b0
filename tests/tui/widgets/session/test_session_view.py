"""The running session on screen: what a person on the floor can see and click."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Offset
from textual.widget import Widget

from sciatica_tui.domain.records import RoutineStep
from sciatica_tui.domain.routines.catalogue import BY_NAME
from sciatica_tui.domain.routines.session_plan import RoutineKind, expand
from sciatica_tui.domain.routines.timer import TimerEvent, TimerState, start, update
from sciatica_tui.domain.routines.timer_view import View, view
from sciatica_tui.tui.themes import THEMES
from sciatica_tui.tui.widgets.figures.pose_view import PoseView
from sciatica_tui.tui.widgets.session.big_digits import BigDigits
from sciatica_tui.tui.widgets.session.big_word import BigWord
from sciatica_tui.tui.widgets.session.letter_shapes import word_lines
from sciatica_tui.tui.widgets.session.session_strip import SessionStrip
from sciatica_tui.tui.widgets.session.session_view import Bar, Buttons, Line, SessionView

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def moment(name: str, seconds: float, *events: TimerEvent) -> View:
    state: TimerState = start(BY_NAME[name].plan, 0.0, AT)
    now = 0.0
    while now < seconds:
        now = min(now + 1, seconds)
        state = update(state, TimerEvent.TICK, now)
    for event in events:
        state = update(state, event, now)
    return view(state, now, BY_NAME[name].title)


class Floor(App[None]):
    """The view, its buttons and the strip, and what was done to them."""

    def __init__(self) -> None:
        super().__init__()
        self.happened: list[str] = []

    def compose(self) -> ComposeResult:
        yield SessionView()
        offers = (
            ("space", "Pause", "app.do('pause')"),
            ("n", "Next", "app.do('next')"),
            ("s", "Stop", "app.do('stop')"),
        )
        buttons = Buttons()
        buttons.offers = offers
        yield buttons
        yield SessionStrip()

    def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def action_do(self, what: str) -> None:
        self.happened.append(what)

    def on_session_view_pressed(self) -> None:
        self.happened.append("view")

    def on_session_strip_pressed(self) -> None:
        self.happened.append("strip")


def text_of(widget: Widget) -> str:
    """What the widget shows, line by line."""
    return "\n".join(widget.render_line(y).text.rstrip() for y in range(widget.size.height))


def line(app: App[None], name: str) -> str:
    return text_of(app.query_one(f"#{name}", Line))


@pytest.mark.parametrize(("size", "least"), [((60, 20), 7), ((80, 24), 7), ((120, 36), 10), ((200, 60), 19)])
async def test_the_digits_use_the_room(size: tuple[int, int], least: int) -> None:
    async with (app := Floor()).run_test(size=size) as pilot:
        app.query_one(SessionView).shown = moment("hamstring", 12)
        await pilot.pause()
        rows = [row for row in text_of(app.query_one(BigDigits)).split("\n") if row.strip()]
        assert len(rows) >= least


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36), (200, 60)])
async def test_the_digits_keep_their_size_within_a_hold(size: tuple[int, int]) -> None:
    async with (app := Floor()).run_test(size=size) as pilot:
        heights = set()
        for seconds in (6, 17, 26):  # 29, 18 and 9 seconds are left
            app.query_one(SessionView).shown = moment("hamstring", seconds)
            await pilot.pause()
            heights.add(sum(bool(row.strip()) for row in text_of(app.query_one(BigDigits)).split("\n")))
        assert len(heights) == 1


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36), (200, 60)])
async def test_what_to_do_and_what_is_next_stand_there_at_every_size(size: tuple[int, int]) -> None:
    async with (app := Floor()).run_test(size=size) as pilot:
        app.query_one(SessionView).shown = moment("daily", 12)
        await pilot.pause()
        assert "Daily stretches" in line(app, "top")
        assert line(app, "top").endswith("11:35 left of 11:42")
        assert line(app, "next").strip() == "Next: switch sides (8 s), then right leg, 30 s"
        assert "Hamstring stretch, 1 of 3." in line(app, "line")


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_the_kind_of_step_is_in_the_background_and_in_the_word(theme: str) -> None:
    async with (app := Floor()).run_test(size=(80, 24)) as pilot:
        app.theme = theme
        shown = app.query_one(SessionView)
        colours = {}
        for name, at, events in (
            ("hamstring", 1, ()),
            ("hamstring", 12, ()),
            ("hamstring", 37, ()),
            ("hamstring", 75, ()),
            ("ice", 12, ()),
            ("heat", 12, ()),
            ("ice", 306, ()),
            ("ice", 12, (TimerEvent.PAUSE,)),
        ):
            now = moment(name, at, *events)
            shown.shown = now
            await pilot.pause()
            colours[now.word] = shown.styles.background
        assert len(set(colours.values())) == len(colours) == 8


@pytest.mark.parametrize(("at", "word"), [(1, "Get ready left"), (37, "Switch to right")])
async def test_getting_into_position_shows_side_and_position_in_a_small_window(at: int, word: str) -> None:
    async with (app := Floor()).run_test(size=(80, 24)) as pilot:
        app.query_one(SessionView).shown = now = moment("hamstring", at)
        await pilot.pause()
        big_word = app.query_one(BigWord)
        assert text_of(big_word).strip("\n") == "\n".join(row.center(78).rstrip() for row in word_lines(word, 78, 3))
        assert app.query_one(PoseView).display
        assert app.query_one(PoseView).side == now.side.removesuffix(" leg")


@pytest.mark.parametrize(("at", "words"), [(16, "Stretch left"), (54, "Stretch right")])
async def test_both_sides_are_called_alike_where_only_one_has_room_for_the_leg(at: int, words: str) -> None:
    async with (app := Floor()).run_test(size=(80, 24)) as pilot:
        app.query_one(SessionView).shown = moment("hamstring", at)
        await pilot.pause()
        drawn = text_of(app.query_one(BigWord)).strip("\n")
        assert drawn == "\n".join(row.center(78).rstrip() for row in word_lines(words, 78, 3))


@pytest.mark.parametrize("size", [(120, 36), (200, 60)])
async def test_who_lies_under_a_pack_has_the_whole_width_of_a_larger_window(size: tuple[int, int]) -> None:
    async with (app := Floor()).run_test(size=size) as pilot:
        for events in ((), (TimerEvent.PAUSE,)):
            app.query_one(SessionView).shown = moment("ice", 12, *events)
            await pilot.pause()
            figure, digits = app.query_one(PoseView), app.query_one(BigDigits)
            assert figure.region.width == digits.region.width == size[0] - 2
            assert figure.region.bottom <= digits.region.y


@pytest.mark.parametrize("routine", ["hamstring", "press-up", "heat"])
async def test_figure_and_time_stand_side_by_side_in_a_small_window_while_it_runs(routine: str) -> None:
    async with (app := Floor()).run_test(size=(80, 24)) as pilot:
        app.query_one(SessionView).shown = moment(routine, 12)
        await pilot.pause()
        figure, digits = app.query_one(PoseView), app.query_one(BigDigits)
        assert figure.display
        assert figure.region.width >= 36
        assert figure.region.right <= digits.region.x
        assert len([row for row in text_of(digits).split("\n") if row.strip()]) >= 5


@pytest.mark.parametrize(("routine", "bars"), [("heat", 1), ("press-up", 1), ("hamstring", 2)])
async def test_a_routine_of_one_step_has_one_bar(routine: str, bars: int) -> None:
    async with (app := Floor()).run_test(size=(80, 24)) as pilot:
        app.query_one(SessionView).shown = moment(routine, 12)
        await pilot.pause()
        assert sum(bar.visible for bar in app.query(Bar)) == bars


async def test_a_pause_is_no_order_to_a_leg() -> None:
    async with (app := Floor()).run_test(size=(120, 36)) as pilot:
        app.query_one(SessionView).shown = moment("hamstring", 12, TimerEvent.PAUSE)
        await pilot.pause()
        assert (app.query_one(BigWord).text, app.query_one(BigWord).second) == ("Paused", "")


@pytest.mark.parametrize("at", range(6, 90, 7))
@pytest.mark.parametrize("routine", ["hamstring", "slider", "sitting-break"])
async def test_a_pause_has_a_figure_where_the_step_has_one(routine: str, at: int) -> None:
    async with (app := Floor()).run_test(size=(80, 24)) as pilot:
        figures = []
        for events in ((), (TimerEvent.PAUSE,)):
            app.query_one(SessionView).shown = now = moment(routine, at, *events)
            await pilot.pause()
            figures.append(app.query_one(PoseView).display)
            assert not (app.query_one(PoseView).display and now.line.startswith("Let the leg down"))
        assert figures[0] == figures[1]


async def test_nothing_is_drawn_again_while_nothing_changed() -> None:
    async with (app := Floor()).run_test(size=(80, 24)) as pilot:
        shown = app.query_one(SessionView)
        shown.shown = moment("walk", 12.1)
        await pilot.pause()
        drawn = shown.step.share
        shown.shown = moment("walk", 12.6)
        await pilot.pause()
        assert shown.step.share == drawn
        shown.shown = moment("walk", 13.2)
        await pilot.pause()
        assert shown.step.share > drawn


async def test_a_pause_after_a_gap_says_so_in_a_line_of_its_own() -> None:
    async with (app := Floor()).run_test(size=(80, 24)) as pilot:
        state = update(start(BY_NAME["hamstring"].plan, 0.0, AT), TimerEvent.TICK, 60.0)
        app.query_one(SessionView).shown = view(state, 60.0, "Hamstring stretch")
        await pilot.pause()
        assert "that time does not count" in line(app, "notice")


async def test_bars_are_full_when_it_is_done() -> None:
    async with (app := Floor()).run_test(size=(80, 24)) as pilot:
        app.query_one(SessionView).shown = moment("ice", 906)
        await pilot.pause()
        assert text_of(app.query_one("#whole", Bar)) == "▆" * 78
        assert line(app, "line").strip() == "Time is up: take the ice off, then press any key."


async def test_a_persons_words_are_only_words() -> None:
    async with (app := Floor()).run_test(size=(80, 24)) as pilot:
        steps = (RoutineStep(name="[red]Lean[/] back[/]", hold_seconds=20, note="pain [/] no"),)
        state = update(start(expand(RoutineKind.OWN, steps), 0.0, AT), TimerEvent.NEXT, 0.0)
        app.query_one(SessionView).shown = app.query_one(SessionStrip).shown = view(state, 0.0, "[b]Mine")
        await pilot.pause()
        assert "[red]Lean[/] back[/]. pain [/] no" in line(app, "line")
        assert "[b]Mine" in line(app, "top")
        assert "[b]Mine" in text_of(app.query_one(SessionStrip))


async def test_buttons_and_digits_are_large_targets() -> None:
    async with (app := Floor()).run_test(size=(80, 24)) as pilot:
        app.query_one(Buttons).styles.height = 3
        app.query_one(SessionView).shown = moment("ice", 12)
        await pilot.pause()
        for x, y in ((2, 0), (40, 2), (79, 1)):
            await pilot.click(Buttons, offset=Offset(x, y))
        await pilot.click(BigDigits)
        await pilot.click(SessionStrip)
        assert app.happened == ["pause", "next", "stop", "view", "strip"]


async def test_the_strip_tells_it_in_one_line() -> None:
    async with (app := Floor()).run_test(size=(80, 24)) as pilot:
        strip = app.query_one(SessionStrip)
        assert text_of(strip) == ""
        strip.shown = moment("daily", 12)
        await pilot.pause()
        assert text_of(strip).startswith(" ▶ Stretch, left leg 23 · Daily stretches, 11:35 left")
        strip.shown = moment("daily", 12, TimerEvent.PAUSE)
        await pilot.pause()
        assert text_of(strip).startswith(" ‖ Paused, left leg 23")


async def test_the_strip_says_once_how_long_the_only_step_has() -> None:
    async with (app := Floor()).run_test(size=(80, 24)) as pilot:
        strip = app.query_one(SessionStrip)
        strip.shown = moment("ice", 12)
        await pilot.pause()
        assert text_of(strip).startswith(" ▶ Ice, 14:53 left · click")
        strip.shown = moment("ice", 12, TimerEvent.PAUSE)
        await pilot.pause()
        assert text_of(strip).startswith(" ‖ Paused · Ice, 14:53 left · click")


async def test_a_flash_leaves_the_figure_on_a_dark_ground_so_that_none_of_it_is_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sciatica_tui.tui.widgets.session.session_view.FLASH_SECONDS", 60)
    async with (app := Floor()).run_test(size=(120, 36)) as pilot:
        shown = app.query_one(SessionView)
        shown.shown = moment("hamstring", 12)
        shown.flash()
        await pilot.pause()
        (_, view_ground), (_, pose_ground) = shown.background_colors, app.query_one(PoseView).background_colors
        assert view_ground.brightness > 0.8
        assert pose_ground.brightness < 0.2


async def test_a_flash_passes() -> None:
    async with (app := Floor()).run_test(size=(80, 24)) as pilot:
        shown = app.query_one(SessionView)
        shown.shown = moment("ice", 12)
        await pilot.pause()
        calm = shown.styles.background
        shown.flash()
        await pilot.pause()
        assert shown.styles.background != calm
        async with asyncio.timeout(10):
            while shown.has_class("-flash"):
                await pilot.pause()
        await pilot.pause()
        assert shown.styles.background == calm


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_the_digits_of_ice_stay_as_they_are_when_a_pause_says_to_take_it_off(size: tuple[int, int]) -> None:
    app = Floor()
    async with app.run_test(size=size) as pilot:
        session = app.query_one(SessionView)
        session.shown = moment("ice", 20)
        await pilot.pause()
        running = app.query_one(BigDigits).region
        session.shown = moment("ice", 20, TimerEvent.PAUSE)
        await pilot.pause()
        assert session.notice.text == "Take the ice off meanwhile."
        assert session.notice.display
        assert app.query_one(BigDigits).region == running
