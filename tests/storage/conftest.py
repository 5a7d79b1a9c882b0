"""What the tests of the store share."""

from __future__ import annotations

from pathlib import Path

import pytest

from sciatica_tui.storage.journal import Journal

from .making import Now


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def journal(folder: Path, now: Now) -> Journal:
    return Journal.open(folder, now)
