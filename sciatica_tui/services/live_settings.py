"""The settings in force: changed at once, announced to listeners, written to `config.toml` with its comments."""

from __future__ import annotations

import asyncio
import errno
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from ..domain.errors import AppError, BadInput, StoreError, reason
from ..storage.atomic_file import write_atomically
from ..storage.filesystem import REAL_DISK, make_folders, read_file
from .commands import COMMANDS, NO_MOVES
from .config import KEYS, RULE, SECTIONS, TYPED, Config, about
from .threads import to_its_end

if TYPE_CHECKING:
    from tomlkit import TOMLDocument


class Settings:
    """One for the app. Screens read `config`, and change it with `change`."""

    def __init__(self, config: Config, path: Path | None = None) -> None:
        """`path` is the file that keeps changes; with None they last as long as the app."""
        self._path = path
        self._lock = asyncio.Lock()
        self._waiting: dict[tuple[str, str], object] = {}
        self._listeners: list[Callable[[], None]] = []
        self._last_failure: AppError | None = None
        self.unheard: Callable[[AppError], None] | None = None
        """What is told of a failure when whoever asked for the change waits for it no more."""
        self.version = 0
        """Another number after every change."""
        self.keys = NO_MOVES
        """The commands on other keys that can be: id → keys."""
        self.key_problems: tuple[str, ...] = ()
        """A sentence for each move of a command that can't be made."""
        self._before: list[tuple[str, str, object]] = []
        """What each changed setting was before, the latest last: section, key, value."""
        self._set(config)

    @property
    def config(self) -> Config:
        """Return the settings in force."""
        return self._config

    def listen(self, listener: Callable[[], None]) -> None:
        """Call it, on the event loop, after every change."""
        self._listeners.append(listener)

    async def change(self, section: str, key: str, value: object) -> None:
        """Let a setting be `value` from now on, and keep that; None is its default.

        BadInput: it can't be that, and nothing changed. StoreError: it holds, but only until the app ends.
        """
        if section != KEYS and value is not None:
            extra = about(section, key).extra or {}
            if not re.search(extra.get(TYPED, ""), str(value)):
                raise _refusal(section, key, value)
        before = (section, key, self._value(section, key))
        self._set(self._changed(section, key, value))
        if [(section, key)] != [latest[:2] for latest in self._before[-1:]]:
            self._before.append(before)
        await self._announce(section, key, value)

    @property
    def can_undo(self) -> bool:
        """Whether a setting was changed since the start, and that was not undone."""
        return bool(self._before)

    async def undo(self) -> tuple[str, str] | None:
        """Undo the last changes of one setting, and return its section and key; None where none was changed.

        Raises as `change`.
        """
        while self._before:
            section, key, value = self._before.pop()
            if value != self._value(section, key):
                self._set(self._changed(section, key, value))
                await self._announce(section, key, value)
                return section, key
        return None

    def _value(self, section: str, key: str) -> object:
        return self._config.keys.get(key) if section == KEYS else getattr(getattr(self._config, section), key)

    async def _announce(self, section: str, key: str, value: object) -> None:
        """Tell the listeners of a change, and keep it."""
        for listener in self._listeners:
            listener()
        if self._path is None:
            return
        self._waiting[section, key] = value
        await self._write(self._path)

    async def settle(self) -> None:
        """Return when all changes so far are in the file.

        Raises StoreError where one of those that had not been written yet can't be, whoever else is told of it.
        """
        if self._path is None:
            return
        last_failure = self._last_failure
        await self._write(self._path)
        if self._last_failure is not None and self._last_failure is not last_failure:
            raise self._last_failure

    async def _write(self, path: Path) -> None:
        """Write what waits, other changes along with one's own; of those, too, whoever writes is told."""
        async with self._lock:
            changes, self._waiting = self._waiting, {}
            if changes:
                try:
                    await to_its_end(partial(write_settings, path, changes), self._tell)
                except StoreError as error:
                    self._last_failure = error
                    raise

    def _tell(self, error: AppError) -> None:
        self._last_failure = error
        if self.unheard is not None:
            self.unheard(error)

    def _changed(self, section: str, key: str, value: object) -> Config:
        if section == KEYS:
            keys = {name: keys for name, keys in self._config.keys.items() if name != key}
            return msgspec.structs.replace(self._config, keys=keys if value is None else {**keys, key: str(value)})
        kind = SECTIONS[section]
        values = msgspec.structs.asdict(getattr(self._config, section))
        values.pop(key)
        if value is not None:
            values[key] = value
        try:
            settings = msgspec.convert(values, kind)
        except msgspec.ValidationError:
            raise _refusal(section, key, value) from None
        return msgspec.structs.replace(self._config, **{section: settings})

    def _set(self, config: Config) -> None:
        self._config = config
        self.version += 1
        if config.keys:
            from .keymap import move

            self.keys, self.key_problems = move(config.keys)
        else:
            self.keys, self.key_problems = NO_MOVES, ()


def _refusal(section: str, key: str, value: object) -> BadInput:
    meta = about(section, key)
    return BadInput(f"{meta.title}: “{value}” can't be used. {(meta.extra or {}).get(RULE, meta.description)}")


def write_settings(path: Path, changes: Mapping[tuple[str, str], object]) -> None:
    """Write settings, (section, key) → value or None for the default, into the file; its other lines stay as they are.

    The file is replaced as a whole, so that a kill leaves the old one or the new one; where there is none, one with
    every setting explained is made, in a folder that others can't change: it may name a command to run. A link is
    followed. StoreError where it can't be written or can't be read as TOML.
    """
    with suppress(OSError, RuntimeError):
        path = path.resolve()
    try:
        document = _read(path)
        for (section, key), value in changes.items():
            _put(document, section, key, value)
        make_folders(REAL_DISK, path.parent)
        write_atomically(path, document.as_string().encode())
    except OSError as error:
        raise StoreError(f"The setting works for now, but {path} can't be written ({reason(error)}).") from error


def make_settings(path: Path) -> None:
    """Make a settings file with every setting explained, in a folder that is there. Raises StoreError."""
    try:
        write_atomically(path, explained().encode(), overwrite=False)
    except OSError as error:
        why = reason(error) if path.parent.is_dir() else f"there is no folder {path.parent}"
        raise StoreError(f"The settings file {path} can't be created ({why}); choose another place.") from error


def _read(path: Path) -> TOMLDocument:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        text = read_file(REAL_DISK, path).decode("utf-8-sig")
    except FileNotFoundError:
        return tomlkit.parse(explained())
    except UnicodeDecodeError:
        raise OSError(errno.EILSEQ, "it is not UTF-8 text") from None
    try:
        return tomlkit.parse(text)
    except TOMLKitError as error:
        raise StoreError(f"The setting works for now, but can't be saved: fix {path} first ({error}).") from error


def _put(document: TOMLDocument, section: str, key: str, value: object) -> None:
    import tomlkit

    table: Any = document.get(section)
    if not isinstance(table, Mapping):
        table = document[section] = tomlkit.table()
    if section == KEYS:
        _drop(table, key)
    if value is not None:
        table[key] = value
    else:
        table.pop(key, None)


def _drop(table: Any, name: str) -> None:
    """Take a key away that was written without quotation marks and so is a table within a table."""
    first, _, inner = name.partition(".")
    if inner and isinstance(table.get(first), Mapping):
        _drop(table[first], inner)
        table[first].pop(inner, None)


def explained() -> str:
    """Write a settings file with every setting at its default and explained."""
    return "\n".join(_explained())


def _explained() -> Iterator[str]:
    import tomlkit

    yield "# The settings of sciatica-tui. You may edit this file; the app keeps your comments when it changes a value."
    for section, kind in SECTIONS.items():
        yield f"\n[{section}]"
        for field in msgspec.structs.fields(kind):
            yield f"# {about(section, field.name).description}"
            yield f"{field.name} = {tomlkit.item(field.default).as_string()}"
    yield f"\n[{KEYS}]"
    yield "# Your own keys for commands, separated by commas. All commands, with their usual keys:"
    for command in COMMANDS:
        yield f"# {tomlkit.item(command.id).as_string()} = {tomlkit.item(command.keys or command.always).as_string()}"
    yield ""
