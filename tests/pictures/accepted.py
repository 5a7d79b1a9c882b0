"""The pictures as they were accepted, one file for each, and how another one differs."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

FOLDER = Path(__file__).parent / "accepted"


def accepted_names() -> set[str]:
    """The pictures that there are."""
    return {path.stem for path in FOLDER.glob("*.txt")}


def difference(name: str, picture: str) -> str:
    """What is other than in the accepted picture, line by line; empty when they are the same."""
    path = FOLDER / f"{name}.txt"
    before = path.read_text("utf-8") if path.exists() else ""
    lines = unified_diff(before.splitlines(), picture.splitlines(), f"{name}, accepted", f"{name}, now", "", "", 0, "")
    return "".join(f"{line}\n" for line in lines)


def accept(name: str, picture: str) -> None:
    """Take a picture over."""
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{name}.txt").write_text(picture, "utf-8")


def remove(name: str) -> None:
    """Forget a picture."""
    (FOLDER / f"{name}.txt").unlink()
