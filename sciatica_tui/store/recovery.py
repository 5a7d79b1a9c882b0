"""Which version takes the place of a damaged or missing file, and what the person is told."""

from __future__ import annotations

from pathlib import Path

import msgspec

from .byte_file import ByteFile
from .layout import Contents, Damaged, parse

MERGED = "merged"
"""How the name of another device's copy begins in the backups; such a copy never takes our file's place by itself."""


class Copy(msgspec.Struct, frozen=True):
    """A good version, and what it is called in a sentence."""

    name: str
    contents: Contents

    @property
    def age(self) -> tuple[bool, int]:
        """By sequence, as clocks may be wrong; one that was edited by hand comes last."""
        return self.contents.intact, self.contents.meta.sequence


def newest_copy(file: ByteFile, known: frozenset[str], schema: int, held: Contents) -> Copy | None:
    """The newest good version of a schema we can read: a backup, or what this window still holds."""
    good = [Copy("what this window held", held)] if held.meta.sequence else []
    for path, data in file.copies():
        if path.name.startswith(MERGED):
            continue
        try:
            good.append(Copy(f"the safety copy {path.name}", parse(data, known)))
        except Damaged:
            continue
    return max((copy for copy in good if copy.contents.meta.schema <= schema), key=lambda copy: copy.age, default=None)


def restored(file: ByteFile, damage: Damaged, best: Copy | None, aside: Path | None) -> str:
    """What was done about a damaged or missing file."""
    kept = f"; the damaged file is kept as {aside.name}" if aside else ""
    if best is None:
        return (
            f"{file.path} could not be used ({damage}) and there is no safety copy: an empty history was begun{kept}."
        )
    when = best.contents.meta.saved_at[:16].replace("T", " ") or "an unknown day"
    return (
        f"{file.path} could not be used ({damage}), so {best.name} of {when} was put in its place{kept}: "
        "see whether your last entries are there."
    )


def foreign(file: ByteFile, damage: Damaged) -> str:
    """Why a file is not touched."""
    return (
        f"{file.path} holds something else than sciatica-tui's data ({damage}) and was left as it is; "
        "move it away, or choose another folder with --data."
    )


def too_new(file: ByteFile) -> str:
    """Why a file is shown and not changed."""
    return (
        f"{file.path} was written by a newer version of sciatica-tui: it is shown and not changed; "
        "update sciatica-tui to add to it."
    )
