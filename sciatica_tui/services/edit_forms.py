"""The form of an entry in a file, for an editor: it stays, with the entry as it was, until it is saved or dropped."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from ..domain.errors import BadInput, reason
from ..storage.atomic_file import write_atomically
from ..storage.filesystem import explained
from . import edits
from .edits import Editing


class FormFile(NamedTuple):
    """A form that was written for an editor: its file, the editing as it was begun, and the first text.

    `left` is true where it was begun earlier and left there.
    """

    path: Path
    editing: Editing
    first_text: str
    left: bool

    def text(self) -> str:
        """Read what is in it now. Raises BadInput where it can't be read, or is no text."""
        try:
            return self.path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        except OSError as error:
            raise BadInput(f"The form {self.path} can't be read ({reason(error)}).") from error
        except UnicodeDecodeError as error:
            raise BadInput(f"The form {self.path} is not UTF-8 text.") from error


def begin(editing: Editing, folder: Path, text: str) -> FormFile:
    """Write the form of an entry into the folder, or take up the one that was left there. Raises StoreError."""
    journal, record = editing.journal, editing.record
    path = folder / f"edit-{record.id}.txt"
    draft = journal.load_draft(_draft(editing))
    if draft is not None and path.exists():
        with suppress(msgspec.ValidationError):
            begun = edits.begin(journal, msgspec.convert(draft.get("record"), type(record)))
            if begun is not None:
                return FormFile(path, begun, str(draft.get("text")), left=True)
    journal.save_draft(_draft(editing), {"record": msgspec.to_builtins(record), "text": text})
    with explained("write", path):
        write_atomically(path, text.encode())
    return FormFile(path, editing, text, left=False)


def drop(form: FormFile) -> None:
    """Take the form away. Raises StoreError."""
    with explained("remove", form.path):
        form.path.unlink(missing_ok=True)
    form.editing.journal.discard_draft(_draft(form.editing))


def _draft(editing: Editing) -> str:
    return f"edit-{editing.record.id.lower()}"
