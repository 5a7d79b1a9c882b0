"""Settings: the episode, cues, times, numbers, looks, keys, and where the data is. Every change holds at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import msgspec
from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widgets import Input, Static

from ...domain.episodes import span_on
from ...domain.errors import AppError, BadInput
from ...domain.records import Episode
from ...domain.text.grammar import capital
from ...services import config
from ...services.commands import BY_ID, Scope, key_words
from ..bindings import bindings
from ..exclusive_workers import one_at_a_time
from ..messages import CueTried
from ..notices import say_error
from ..themes import THEMES, styles
from ..widgets.command_bar import Offer
from ..widgets.fields.action_field import ActionField
from ..widgets.fields.basic import CycleField
from ..widgets.fields.confirmed_text import ConfirmedText
from ..widgets.fields.controls import CycleControl
from ..widgets.fields.field import Field
from ..widgets.form_scroll import FormScroll
from ..window_size import WindowSize, window_size
from .episode_change import change_episode
from .form_navigation import neighbour
from .mode_screen import ModeScreen
from .setting_rows import ACTIONS, FILES, TITLES, about, episode_words, files_in, keys_of, short_path

LEFT = ("cues", "times", "help")
"""The sections of the left column, where there are two."""


ON_OFF = CycleControl((False, True), ("off", "on"))
LABELS = {"auto": "automatic", "9": "iTerm2", "777": "foot", "99": "kitty"}
"""What values are called for which the file has codes."""
THEME = "looks.theme"
NOT_SET = "not set"
TIMES_WIDTH = 8
"""Cells of a time of day: what it is for stands behind it."""
FLASH_SECONDS = 0.3
NOTHING_TO_UNDO = "No setting was changed in this window. Undo entries on any other screen."


class SettingsScreen(ModeScreen):
    """One row for each setting, in boxes by subject. A text rests until Enter begins it, and counts from the next."""

    CSS_PATH = styles("settings")
    MODE = "settings"
    SCOPE = Scope.SETTINGS
    BINDINGS = bindings(Scope.SETTINGS)
    AUTO_FOCUS = "Field"
    SEARCH_OFFERS = (("⏎", "Save", "do"), ("Esc", "Leave it as it was", "drop"))

    box = getters.query_one("#settings", VerticalScroll)
    hint = getters.query_one("#hint", Static)

    _last_here: Field[Any] | None = None
    """Where the focus was last: the next move goes on from there."""

    _episode_change: tuple[object, int] | None = None
    """The last change of the episode from here, and the version of the settings that it came after."""

    def body(self) -> ComposeResult:
        with FormScroll(id="settings", classes="panel") as box, Container(id="settings-columns"):
            box.border_title = "Settings"
            with Container(classes="column"):
                yield from self._panel("Episode", [self._action_row("episode")])
                for section in LEFT:
                    yield from self._section(section)
            with Container(classes="column"):
                for section in (title for title in TITLES if title not in LEFT):
                    yield from self._section(section)
                yield from self._panel("Data", [self._action_row(name) for name in FILES])
        yield Static(id="hint")

    def _section(self, section: str) -> ComposeResult:
        fields = [self._field(section, key) for key in keys_of(section)]
        if section == "looks":
            fields.append(self._action_row("keys"))
        yield from self._panel(TITLES[section], fields)

    def _panel(self, title: str, fields: list[Field[Any]]) -> ComposeResult:
        with Vertical(classes="panel section", name=title):
            for field in fields:
                words = Static(Content(about(field.name or "")), classes="about")
                for part in (field, words):
                    part.set_class(field is fields[-1], "-last")
                    yield part

    def _action_row(self, name: str) -> Field[Any]:
        label, action, _ = ACTIONS[name]
        return ActionField(name, label, action)

    def _field(self, section: str, key: str) -> Field[Any]:
        name, words = f"{section}.{key}", config.about(section, key).title or key
        kind = next(field.type for field in msgspec.structs.fields(config.SECTIONS[section]) if field.name == key)
        while get_origin(kind) not in (None, Literal):
            kind = get_args(kind)[0]
        if name == THEME:
            ours = tuple(theme.name for theme in THEMES)
            other_themes = tuple(sorted(self.app.available_themes.keys() - {*ours}))
            return CycleField(name, words, CycleControl(ours + other_themes))
        if kind is bool:
            return CycleField(name, words, ON_OFF)
        if get_origin(kind) is Literal:
            values = get_args(kind)
            labels = tuple(LABELS.get(value, value) for value in values)
            return CycleField(name, words, CycleControl(values, labels))
        return ConfirmedText(name, words, placeholder=NOT_SET)

    def on_mount(self) -> None:
        for field in self.query(Field):
            if (field.name or "").startswith("times."):
                field.query_one(Input).styles.width = TIMES_WIDTH

    def on_resize(self, event: Resize) -> None:
        """Say behind each row what it means, but where there is room for that below it.

        Headings have air of their own where no corner of a box gives it to them.
        """
        is_huge = window_size(event.size) is WindowSize.HUGE
        air = "" if is_huge else " "
        for section in self.query(".section"):
            section.border_title = f"{air}{section.name}{air}"
        for field in self.query(Field):
            field.aside = "" if is_huge else about(field.name or "")
            field.redraw()
            if isinstance(field, ConfirmedText):
                behind = field.aside_from(len(NOT_SET) + 1, field.content_size.width - field.label_cells - 1)
                field.query_one(Input).placeholder = f"{NOT_SET}{behind}".rstrip()

    # What stands there now

    def show(self) -> None:
        """Show the settings as they are; a text that is being typed stays as it is typed."""
        for field in self.query(Field):
            if isinstance(field, ActionField):
                field.value = self._words(field.name or "")
            elif isinstance(field, ConfirmedText):
                field.hold(self._kept(field))
            else:
                field.value = self._kept(field)
        self.show_offers()

    def _kept(self, field: Field[Any]) -> Any:
        section, _, key = (field.name or "").partition(".")
        value = getattr(getattr(self.services.config, section), key)
        return value or None if isinstance(field, ConfirmedText) else value

    def _words(self, name: str) -> str:
        paths = self.services.paths
        match name:
            case "episode":
                today = self.services.today()
                return episode_words(span_on(self.services.journal.all(Episode), today).episode, today)
            case "keys":
                moved = len(self.services.settings.keys)
                return f"{moved} moved" if moved else "all on their usual keys"
            case "import":
                return "CSV or JSON"
            case "backups" if not self.services.demo:
                return f"{short_path(paths.backups)} · {files_in(paths.backups)}"
        if self.services.demo:
            return "a made-up history: nothing is kept"
        return short_path(self._path(name))

    def _path(self, name: str) -> Path:
        paths = self.services.paths
        return {"data": paths.journal, "backups": paths.backups, "file": paths.config, "log": paths.log}[name]

    # Changing

    @on(Field.Changed)
    def _answered(self, event: Field.Changed) -> None:
        if not isinstance(event.field, ConfirmedText):
            self._change(event.field)

    @on(Field.Done)
    def _done(self, event: Field.Done) -> None:
        if isinstance(event.field, ConfirmedText):
            self._change(event.field)

    @work(group="setting")
    async def _change(self, field: Field[Any]) -> None:
        """Let the answer count; a text that can't be stays as it was typed, to be mended."""
        section, _, key = (field.name or "").partition(".")
        value = (field.value or "").strip() or None if isinstance(field, ConfirmedText) else field.value
        try:
            if value != self._kept(field):
                await self.services.settings.change(section, key, value)
        except BadInput as error:
            self.notify(str(error), severity="warning", timeout=10)
            return
        except AppError as error:
            say_error(self.app, str(error))
        if isinstance(field, ConfirmedText):
            field.confirm(self._kept(field))
        self.refresh_if_stale()

    async def undo_answer(self) -> None:
        """Undo the last change of a setting, or of the episode where that was changed from here since; no entry."""
        settings = self.services.settings
        if self._episode_change == (self.services.journal.last_step, settings.version):
            await self.run_action("app.undo(True)")
            return
        try:
            change = await settings.undo()
        except AppError as error:
            say_error(self.app, str(error))
        else:
            self.show()
            self.notify(
                NOTHING_TO_UNDO
                if change is None
                else f"Undone: {change_words(list(self.query(Field)), *change, settings.keys)}, as before."
            )
        self.refresh_if_stale()

    @property
    def _can_undo(self) -> bool:
        settings = self.services.settings
        return settings.can_undo or self._episode_change == (self.services.journal.last_step, settings.version)

    @on(ActionField.Wanted)
    def _wanted(self, event: ActionField.Wanted) -> None:
        name = event.field.name or ""
        if name == "episode":
            self._episode()
        elif name == "keys":
            self._keys()
        elif name == "import":
            self._import()
        else:
            path = self._path(name)
            self.app.copy_to_clipboard(str(path))
            self.notify(f"Copied, if your terminal allows it: {path}")

    @one_at_a_time("action")
    async def _episode(self) -> None:
        step = self.services.journal.last_step
        await change_episode(self.app, self.services)
        after = self.services.journal.last_step
        if after is not None and after is not step:
            self._episode_change = after, self.services.settings.version
        self.show_offers()

    @one_at_a_time("action")
    async def _keys(self) -> None:
        from .keymap_editor import KeyList

        await self.app.push_screen_wait(KeyList(self.services))
        self.refresh_if_stale()

    @one_at_a_time("action")
    async def _import(self) -> None:
        await self.app.run_action("app.go('import')")

    def action_do(self) -> None:
        """Do what the footer names for the row: a click there is no key that the row would have taken."""
        field = self._here() or self._last_here
        if isinstance(field, ConfirmedText):
            if self._is_searching:
                self._change(field)
            else:
                field.begin()
        elif field is not None:
            field.press("enter", None)

    def action_drop(self) -> None:
        """Leave a text as it was before it was typed."""
        field = self._here()
        if isinstance(field, ConfirmedText):
            field.leave()

    def action_try(self) -> None:
        """Give the cue of this row."""
        field = self._here()
        section, _, key = (field.name or "").partition(".") if field is not None else ("", "", "")
        if section != "cues":
            self.notify("There is a cue to try on each row of “Session cues”.")
        elif key == "flash":
            self.box.add_class("-flash")
            self.set_timer(FLASH_SECONDS, lambda: self.box.remove_class("-flash"))
        else:
            self.post_message(CueTried(key.removesuffix("_form")))

    # Moving

    def go_to(self, name: str) -> None:
        """Focus a setting as soon as the rows are there."""
        self.call_after_refresh(self._focus_on, name)

    def _focus_on(self, name: str) -> None:
        for field in self.query(Field):
            if field.name == name:
                self._move_to(field)

    def _move_to(self, field: Field[Any]) -> None:
        if isinstance(field, ConfirmedText):
            field.rest()
        else:
            field.focus()

    def _here(self) -> Field[Any] | None:
        return next((field for field in self.query(Field) if field.has_focus or field.has_focus_within), None)

    def action_move(self, steps: int) -> None:
        """Move to the next setting or the one before, stopping at the ends."""
        field = neighbour(list(self.query(Field)), self._here() or self._last_here, steps)
        if field is not None:
            self._move_to(field)

    def action_ends(self, last: bool) -> None:
        """Move to the last or the first setting."""
        self._move_to(list(self.query(Field))[-1 if last else 0])

    def on_descendant_focus(self) -> None:
        self._name_the_row()

    @on(Field.Began)
    def _name_the_row(self) -> None:
        field = self._here()
        if field is not None:
            self._last_here = field
            if field is self.query(Field).first():
                self.box.scroll_home(animate=False)  # with its heading
            words = (about(field.name or ""),) if window_size(self.size) < WindowSize.HUGE else ()
            self.hint.update(Content("\n".join((*words, self._keys_of(field)))))
            self.show_offers()

    def _offers(self) -> tuple[Offer, ...]:
        """Name what Enter does on the row, where it does anything; the trial of a cue on the row of one."""
        (key, _, action), cue_offer, *other_offers = super()._offers()
        field = self._here()
        name = field.name or "" if field is not None else ""
        verb = capital(ACTIONS[name][1]) if name in ACTIONS else _verb_of(field)
        enter = ((key, verb, action),) if verb else ()
        return (*enter, *((cue_offer,) if name.startswith("cues.") else ()), *other_offers)

    def _keys_of(self, field: Field[Any]) -> str:
        cue = (field.name or "").startswith("cues.") and not isinstance(field, ConfirmedText)
        return f"{field.keys_now}, t tries it" if cue else field.keys_now


def _verb_of(field: Field[Any] | None) -> str:
    """What Enter does on a row that holds a value."""
    if isinstance(field, ConfirmedText):
        return "Type"
    is_switch = isinstance(field, CycleField) and isinstance(field.value, bool)
    return ("Turn off" if field.value else "Turn on") if is_switch and field is not None else "Change"


def change_words(fields: Sequence[Field[Any]], section: str, key: str, keys: Mapping[str, str]) -> str:
    """Say what a setting is, `Flash is on`, or on which key a command."""
    if section == config.KEYS:
        return f"“{BY_ID[key].words}” is on {' '.join(key_words(BY_ID[key], keys))}"
    field = next(field for field in fields if field.name == f"{section}.{key}")
    return f"{field.label} is {NOT_SET if field.value is None else field.words(field.value)[0]}"
