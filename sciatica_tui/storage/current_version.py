"""The version of the tables that is in memory, kept in step with the file; what is damaged or gone is restored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from ..domain.errors import DurabilityUnknown, StoreBusy, StoreError, StoreReadOnly
from .file_format import Contents, Damaged, Foreign, Meta, Missing, Tables, compose, parse, token
from .file_protocol import ByteFile, FileVersion, Found
from .lost_versions import lost_versions, with_versions
from .merge import History
from .migrations import Step, migrate
from .notices import Replacement
from .recovery import (
    OpeningChoice,
    foreign,
    lag_notice,
    newer_copy,
    newest_copy,
    older_version_notice,
    other_history_notice,
    restored,
    restored_since,
    stood_in,
    too_new,
)


class Snapshot(msgspec.Struct, frozen=True):
    """One version of everything. `tag` is that of the file it was read from or written to, `None` without a file.

    `version` differs between any two snapshots of a storage.
    """

    tables: Tables
    meta: Meta
    tag: FileVersion | None
    version: int


class CurrentVersion:
    """The tables of one file as they were last read or written. `own_tables` tell our file where it has no `_meta`.

    Opening restores the newest good backup where the file is damaged or gone, and says so in `notices` and, as what is
    to be read before anything else, in `damage`; so it does where another program put an older version in the file's
    place while it was open. What can't be put right on disk is shown as it should be, and tried again before the next
    change. Raises StoreError and its kinds.
    """

    def __init__(
        self,
        file: ByteFile,
        now: Callable[[], datetime],
        own_tables: frozenset[str],
        steps: Mapping[int, Step],
        schema: int,
    ) -> None:
        self.notices: tuple[str, ...] = ()
        self.damage: tuple[Replacement, ...] = ()
        self._file = file
        self._now = now
        self._own_tables = own_tables
        self._steps = steps
        self._schema = schema
        self.snapshot = Snapshot({}, Meta(schema=schema, store=token()), None, 0)
        self._unfinished: StoreError | None = None
        self._load()
        self._obstacle = file.obstacle()
        self._look_for_newer()

    @property
    def read_only(self) -> str | None:
        """The sentence that says why nothing could be saved when it was opened; `None` when it could."""
        return too_new(self._file) if self.snapshot.meta.schema > self._schema else self._obstacle

    def refresh(self) -> bool:
        """Read the file where another process wrote it; tell whether one did."""
        if self._file.tag() == self.snapshot.tag:
            return False
        self._load()
        return True

    def catch_up(self) -> None:
        """Read what is on disk before a change. Raises what keeps a damaged file from being put right."""
        if self._unfinished is None:
            self.refresh()
        else:
            self._load()
        if self._unfinished is not None:
            raise self._unfinished

    def commit(self, tables: Tables, meta: Meta, expected: FileVersion | None) -> None:
        """Write the tables in the place of the version `expected`, and make them the current version.

        Raises StoreReadOnly, StoreError (nothing was saved), DurabilityUnknown (all of it was).
        """
        if meta.schema > self._schema:
            raise StoreReadOnly(too_new(self._file))
        meta, data = compose(meta, tables, self._now())
        try:
            tag = self._file.replace(data, expected)
        except DurabilityUnknown:
            self._publish(tables, meta, None)
            raise
        self._publish(tables, meta, tag)

    def lacks(self, data: bytes | None) -> bool:
        """Tell whether a copy of the file holds something that is here neither so nor in a later version."""
        try:
            contents = parse(data or b"", self._own_tables)
        except Damaged:
            return False
        if contents.meta.schema > self._schema:
            return False
        tables, _ = self._migrated(contents.tables, contents.meta)
        return bool(lost_versions(tables, self.snapshot.tables))

    def _publish(
        self, tables: Tables, meta: Meta, tag: FileVersion | None, unfinished: StoreError | None = None
    ) -> None:
        self.snapshot = Snapshot(tables, meta, tag, self.snapshot.version + 1)
        self._unfinished = unfinished

    def _load(self) -> None:
        try:
            self._take(*self._understand(self._file.read()))
        except Damaged:
            try:
                with self._file.locked(wait=False):
                    self._repair()
            except StoreError as error:
                self._show(error)

    def _understand(self, on_disk: Found | None) -> tuple[Found, Contents]:
        if on_disk is None:
            raise Missing("it is missing")
        return on_disk, parse(on_disk.data, self._own_tables)

    def _take(self, on_disk: Found, contents: Contents) -> None:
        """Make the contents the current version, in our schema, with what this window held besides."""
        if not contents.intact:
            self._notify(f"{self._file.path} was changed by hand or by another program; the app uses it as it is now.")
        tables: Tables = contents.tables
        meta = contents.meta
        if not meta.store:
            copy = self._newest_copy().best
            meta = replace(meta, store=token(), sequence=copy.contents.meta.sequence if copy else 0)
        if meta.schema > self._schema:
            self._publish(tables, meta, on_disk.tag)
            return
        tables, meta = self._migrated(tables, meta)
        self._keep_other_history(contents.meta)
        lack = self._lack(contents, tables)
        if lack:
            tables = with_versions(tables, lack)
            meta = replace(meta, sequence=max(meta.sequence, self.snapshot.meta.sequence))
        elif contents.meta.schema == self._schema:
            self._publish(tables, meta, on_disk.tag)
            return
        unfinished = self._put_in_place(on_disk, contents.meta.schema, tables, meta)
        if lack:
            self._notify(older_version_notice(self._file, contents.meta, len(lack), unfinished))
        if lack and unfinished is None:
            # Saved once more, as the copy of the version before is the one that lacks something, and may come again.
            with suppress(StoreError), self._file.locked(wait=False):
                self._commit_or_doubt(self.snapshot.tables, self.snapshot.meta, self.snapshot.tag)

    def _put_in_place(self, on_disk: Found, schema: int, tables: Tables, meta: Meta) -> StoreError | None:
        """Write what the file should hold; return why that failed, and show it all the same."""
        try:
            with self._file.locked(wait=False):
                obstacle = self._file.obstacle()
                if obstacle is not None:
                    raise StoreReadOnly(obstacle)
                if self._file.tag() != on_disk.tag:
                    self._load()
                    return self._unfinished
                if schema < self._schema:
                    self._file.keep_schema(schema)
                self._commit_or_doubt(tables, meta, self._file.tag())
        except StoreError as error:
            self._publish(tables, meta, on_disk.tag, error)
        return self._unfinished

    def _keep_other_history(self, meta: Meta) -> None:
        """Copy what this window held to the backups where the file is another history now. Raises StoreError."""
        ours = self.snapshot
        if ours.meta.sequence and meta.store and meta.store != ours.meta.store:
            with self._file.locked(wait=False):
                _, data = compose(ours.meta, ours.tables, self._now())
                self._notify(other_history_notice(self._file, self._file.keep_as("held", bytes(data))))

    def _lack(self, contents: Contents, tables: Tables) -> History:
        """Return what this window held and the file lacks, though nobody removed it on purpose."""
        ours, meta = self.snapshot, contents.meta
        if not ours.meta.sequence or meta.store != ours.meta.store:
            return {}
        if not contents.intact and (meta.commit == ours.meta.commit or meta.sequence > ours.meta.sequence):
            return {}
        lack = lost_versions(ours.tables, tables, older=meta.sequence < ours.meta.sequence)
        return {} if lack and restored_since(self._file, ours.meta, meta) else lack

    def _repair(self) -> None:
        """Under the lock, put the newest good version in the place of a file that is damaged or gone."""
        on_disk = self._file.read()
        try:
            self._take(*self._understand(on_disk))
        except Damaged as damage:
            choice = self._newest_copy()
            if choice.best is None and isinstance(damage, Foreign):
                raise StoreError(foreign(self._file, damage)) from damage
            obstacle = self._file.obstacle()
            if obstacle is not None:
                raise StoreReadOnly(obstacle) from damage
            for copy in choice.unreadable:
                with suppress(StoreError):
                    self._file.keep_copy(copy.path)
                self._notify(copy.refusal)
            aside = self._file.set_aside() if on_disk is not None else self._last_set_aside()
            if choice.best is None:
                self._publish({}, Meta(schema=self._schema, store=token()), None)
            else:
                self._commit_or_doubt(*self._migrated(choice.best.contents.tables, choice.best.contents.meta), None)
            if choice.best is not None or on_disk is not None:
                self._notify_damage(restored(self._file, damage, choice, aside))

    def _show(self, error: StoreError) -> None:
        """Show the newest good version where the file could not be put right; raise `error` where there is none."""
        try:
            self._take(*self._understand(self._file.read()))  # the window that holds the lock may have put it right
        except Damaged as damage:
            best = self._newest_copy().best
            if best is not None:
                tables, meta = self._migrated(best.contents.tables, best.contents.meta)
                self._publish(tables, meta, self._file.tag(), error)
                self._notify_damage(stood_in(self._file, damage, best, self._last_set_aside(), error))
            elif isinstance(damage, Missing) and isinstance(error, StoreBusy):
                self._publish({}, self.snapshot.meta, None)  # another window is about to save for the first time
            else:
                raise error from damage

    def _last_set_aside(self) -> Path | None:
        return next(reversed(self._file.damaged_files()), None)

    def _look_for_newer(self) -> None:
        """Tell the person of a backup that has what the file lacks, and keep a save from replacing that backup."""
        ours = self.snapshot
        newer, data = None, None
        with suppress(StoreError):  # entries that can be read are shown without this look, too
            newer = newer_copy(self._file, ours.meta)
            if newer is not None:
                data = next((copy.data for copy in self._file.backups() if copy.path == newer[0]), None)
        if newer is None or ours.meta.schema > self._schema or not self.lacks(data):
            return
        path, meta = newer
        with suppress(StoreError), self._file.locked(wait=False):
            path = self._file.keep_copy(path)
        self._notify(lag_notice(self._file, ours.meta, path, meta))
        # The next save counts on from there, so that this is said until then; the copy stays, and “check” names it.
        self.snapshot = replace(ours, meta=replace(ours.meta, sequence=meta.sequence))

    def _migrated(self, tables: Tables, meta: Meta) -> tuple[Tables, Meta]:
        if meta.schema < self._schema:
            tables = migrate(tables, meta.schema, self._steps, self._schema)
        return tables, replace(meta, schema=self._schema)

    def _commit_or_doubt(self, tables: Tables, meta: Meta, expected: FileVersion | None) -> None:
        try:
            self.commit(tables, meta, expected)
        except DurabilityUnknown as doubt:
            self._notify(str(doubt))

    def _newest_copy(self) -> OpeningChoice:
        """Choose the newest good version. Raises StoreError where there is none, and some backups can't be read."""
        ours = Contents(self.snapshot.meta, self.snapshot.tables, intact=True)
        choice = newest_copy(self._file, self._own_tables, self._schema, ours)
        if choice.best is None and choice.unreadable:
            raise StoreError(" ".join(copy.refusal for copy in choice.unreadable))
        return choice

    def _notify_damage(self, replacement: Replacement) -> None:
        self._notify(replacement.sentence)
        self.damage = tuple(dict.fromkeys((*self.damage, replacement)))

    def _notify(self, sentence: str) -> None:
        if sentence not in self.notices:
            self.notices += (sentence,)
