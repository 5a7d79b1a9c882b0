"""The locks: what is installed is named exactly, by hash, and is what pyproject.toml asks for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ASKED = {
    "requirements.lock": PROJECT["dependencies"],
    "requirements-dev.lock": PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"],
}


def locked(lock: str) -> dict[str, list[str]]:
    """Give the versions that a lock names for each package, and fail where one has no hash."""
    versions: dict[str, list[str]] = {}
    for entry in re.findall(r"^[a-z].*(?:\n .*)*", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE):
        pin = Requirement(entry.partition("\\")[0])
        assert "--hash=sha256:" in entry, pin
        versions.setdefault(pin.name, []).append(str(pin.specifier).removeprefix("=="))
    return versions


@pytest.mark.parametrize("lock", ASKED)
def test_a_lock_has_a_version_that_pyproject_admits_of_all_it_asks_for(lock: str) -> None:
    versions = locked(lock)
    for asked in map(Requirement, ASKED[lock]):
        assert versions.get(asked.name), f"{asked.name}: run .ci/lock"
        assert all(asked.specifier.contains(version) for version in versions[asked.name]), f"{asked}: run .ci/lock"


def test_the_app_runs_on_the_same_versions_that_its_tests_run_on() -> None:
    tested = locked("requirements-dev.lock")
    for name, versions in locked("requirements.lock").items():
        assert versions == tested.get(name), f"{name}: run .ci/lock"
