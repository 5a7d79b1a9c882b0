"""What is installed is whole: the wheel carries styles and guide, and the program runs from a fresh environment."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

import sciatica_tui

ROOT = Path(__file__).parents[1]
PACKAGE = Path(sciatica_tui.__file__).parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as an installer builds it, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [built] = folder.glob("*.whl")
    return built


def test_the_wheel_carries_every_module_style_and_page_and_nothing_else(wheel: Path) -> None:
    carried = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    tracked = subprocess.run(["git", "ls-files", "sciatica_tui"], cwd=ROOT, capture_output=True, text=True, check=False)
    there = (path.relative_to(ROOT).as_posix() for path in PACKAGE.rglob("*") if "__pycache__" not in path.parts)
    expected = set(tracked.stdout.split() or (name for name in there if (ROOT / name).is_file()))
    assert {name for name in expected if name.endswith((".py", ".tcss", ".md", ".typed"))} <= carried
    assert {name.partition("/")[2] for name in carried if not name.startswith("sciatica_tui/")} == {
        "data/share/man/man1/sciatica-tui.1"
    }


def test_the_source_carries_all_that_the_readme_names(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [built] = tmp_path.glob("*.tar.gz")
    with tarfile.open(built) as source:
        carried = {name.partition("/")[2] for name in source.getnames()}
    readme = (ROOT / "README.md").read_text("utf-8")
    named = {link for link in re.findall(r"\]\(([^)#]+)\)", readme) if "://" not in link}
    named |= set(re.findall(r"pip install -q -r (\S+)", readme)) | {".ci/run", "hatch_build.py", "pyproject.toml"}
    assert {name for name in named if not any(file.startswith(name) for file in carried)} == set()


def test_the_wheel_installs_into_a_fresh_environment_and_runs(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "fresh"
    venv.EnvBuilder(with_pip=False, symlinks=os.name != "nt").create(place)
    scripts = place / ("Scripts" if os.name == "nt" else "bin")
    install = ["-m", "pip", "--python", str(scripts / "python"), "install", "--no-deps", "--no-index", "-q", str(wheel)]
    subprocess.run([sys.executable, *install], check=True, capture_output=True)
    version = subprocess.run([scripts / "sciatica-tui", "--version"], capture_output=True, text=True, check=True)
    assert version.stdout.strip() == f"sciatica-tui {sciatica_tui.__version__}"
    assert "Log how you are, in one line" in (place / "share/man/man1/sciatica-tui.1").read_text("utf-8")
    # What it depends on is taken from here instead of being fetched.
    theirs = {**os.environ, "PYTHONPATH": sysconfig.get_path("purelib"), "HOME": str(tmp_path)}
    code = (
        "import sciatica_tui.tui.app as app, sciatica_tui.guide as guide; "
        "import pathlib, sys; "
        "assert pathlib.Path(app.__file__).is_relative_to(sys.prefix), app.__file__; "
        "styles = app.SciaticaApp.CSS_PATH; "
        "assert all(pathlib.Path(style).is_file() for style in styles) and guide.pages()"
    )
    subprocess.run([scripts / "python", "-c", code], env=theirs, check=True, cwd=tmp_path)
    command: list[str | Path] = [scripts / "sciatica-tui", "--data", str(tmp_path / "data"), "status", "--short"]
    status = subprocess.run(command, env=theirs, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert status.stdout.strip() == "not logged"
