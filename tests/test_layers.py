"""What may import what: read from the source, and proven in fresh processes."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import sciatica_tui

PACKAGE = Path(sciatica_tui.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))

MAY: dict[str, set[str]] = {
    "core": set(),
    "store": {"core"},
    "exchange": {"core"},
    "widgets": {"core"},
    "clock": set(),
    "config": {"core", "store"},
    "output_files": {"core", "paths", "store"},
    "paths": {"core"},
    "commands": {"core"},
    "keys": {"commands", "core"},
    "log_file": {"core", "store"},
    "settings": {"config", "commands", "core", "keys", "store"},
    "themes": set(),
    "cues": {"core", "config"},
    "check_ins": {"core", "store"},
    "keeper": {"check_ins", "core", "store"},
    "assessor": {"core", "store"},
    "reporting": {"assessor", "core", "exchange", "output_files", "paths", "store"},
    "copies": {"core", "exchange", "store"},
    "services": {
        "core",
        "store",
        "exchange",
        "config",
        "settings",
        "cues",
        "clock",
        "output_files",
        "paths",
        "keeper",
        "assessor",
    },
    "demo_story": set(),
    "demo": {"core", "demo_story"},
    "guide": {"core"},
    "conductor": {"clock", "core", "keeper", "store"},
    "signals": {"core", "config", "cues", "screens", "terminal_driver"},
    "endings": set(),
    "terminal_driver": {"terminal_input"},
    "terminal_input": {"endings"},
    "keys_in_turn": set(),
    "quick_modes": {"keys_in_turn"},
    "mode_screens": {"screens", "services"},
    "checkin_desk": {"core", "services"},
    "flag_desk": {"core", "screens", "services"},
    "session_desk": {"conductor", "core", "cues", "screens", "services", "signals"},
    "screens": {
        "check_ins",
        "checkin_desk",
        "keys_in_turn",
        "copies",
        "reporting",
        "conductor",
        "core",
        "cues",
        "widgets",
        "services",
        "commands",
        "keys",
        "guide",
        "themes",
        "config",
    },
    "app": {
        "check_ins",
        "conductor",
        "log_file",
        "session_desk",
        "flag_desk",
        "mode_screens",
        "endings",
        "terminal_driver",
        "quick_modes",
        "screens",
        "widgets",
        "core",
        "services",
        "settings",
        "commands",
        "themes",
    },
}
"""The parts of the package, each with the parts it may use. `cli` and `__main__` may use all of them."""

SEES_TEXTUAL = {
    "app",
    "keys_in_turn",
    "terminal_input",
    "quick_modes",
    "session_desk",
    "flag_desk",
    "signals",
    "screens",
    "widgets",
    "themes",
    "terminal_driver",
}


def part(module: Path) -> str:
    """The top-level part of the package that a file belongs to."""
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(module: Path) -> Iterator[str]:
    """The full names of all that a file imports, wherever in it."""
    package = ("sciatica_tui", *module.relative_to(PACKAGE).parent.parts)
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            name = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{name}.{alias.name}" for alias in node.names)


def ours(module: Path) -> set[str]:
    """The other parts of the package that a file imports."""
    names = {name.split(".")[1] for name in imported(module) if name.startswith("sciatica_tui.")}
    return names - {part(module), "__version__"}


def test_every_part_has_its_place() -> None:
    assert {part(m) for m in MODULES} <= MAY.keys() | {"__init__", "__main__", "cli"}


@pytest.mark.parametrize("module", [m for m in MODULES if part(m) in MAY], ids=lambda m: str(m.relative_to(PACKAGE)))
def test_imports_point_inwards(module: Path) -> None:
    assert ours(module) <= MAY[part(module)]


@pytest.mark.parametrize("module", [m for m in MODULES if part(m) == "core"], ids=lambda m: m.stem)
def test_the_core_needs_the_standard_library_and_msgspec_alone(module: Path) -> None:
    foreign = {name.split(".")[0] for name in imported(module)} - sys.stdlib_module_names
    assert foreign <= {"msgspec", "sciatica_tui"}


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(PACKAGE)))
def test_textual_is_for_what_is_on_the_screen(module: Path) -> None:
    if part(module) not in SEES_TEXTUAL:
        assert not {name.split(".")[0] for name in imported(module)} & {"textual", "rich"}


@pytest.mark.parametrize(
    "module", [m for m in MODULES if part(m) != "clock"], ids=lambda m: str(m.relative_to(PACKAGE))
)
def test_only_the_clock_asks_the_time(module: Path) -> None:
    calls = {
        ast.unparse(node.func) for node in ast.walk(ast.parse(module.read_text("utf-8"))) if isinstance(node, ast.Call)
    }
    asking = {"datetime.now", "datetime.today", "date.today", "datetime.utcnow", "time.time", "time.monotonic"}
    assert not calls & asking


def loaded_by(tmp_path: Path, script: str) -> set[str]:
    """The modules in a fresh process after it ran the script."""
    ending = "import json, sys; print('\\n' + json.dumps(sorted(sys.modules)))"
    ran = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(PACKAGE.parent)!r})\n{script}\n{ending}"],
        capture_output=True, text=True, check=True, cwd=tmp_path, env={"HOME": str(tmp_path)},
    )  # fmt: skip
    return set(json.loads(ran.stdout.splitlines()[-1]))


def roots(modules: set[str]) -> set[str]:
    return {name.split(".")[0] for name in modules}


@pytest.mark.parametrize("argv", [["--version"], ["--help"]])
def test_version_and_help_load_next_to_nothing(tmp_path: Path, argv: list[str]) -> None:
    loaded = loaded_by(tmp_path, f"from sciatica_tui.cli import main; main({argv!r})")
    assert not roots(loaded) & {"textual", "rich", "asyncio", "argparse", "msgspec", "tinydb", "platformdirs"}


@pytest.mark.parametrize(
    "argv",
    [
        ["log", "6/3", "calf"],
        ["status"],
        ["remind"],
        ["where"],
        ["check"],
        ["log", "--help"],
        ["--demo", "status"],
        ["log", "11"],
    ],
)
def test_commands_load_no_screen(tmp_path: Path, argv: list[str]) -> None:
    folder = ["--data", str(tmp_path / "data")]
    loaded = loaded_by(tmp_path, f"from sciatica_tui.cli import main; main({folder + argv!r})")
    assert not roots(loaded) & {"textual", "rich", "asyncio"}


def test_the_app_is_refused_before_textual_is_loaded(tmp_path: Path) -> None:
    loaded = loaded_by(tmp_path, "from sciatica_tui.cli import main; assert main([]) == 2")
    assert not roots(loaded) & {"textual", "rich"}


def test_the_app_paints_without_waiting_for_frames_and_without_a_way_into_a_network(tmp_path: Path) -> None:
    script = f"""
import types
from argparse import Namespace
from sciatica_tui.cli.context import Context
class App(types.ModuleType):
    @property
    def run(self):
        import asyncio
        from textual.constants import MAX_FPS
        assert MAX_FPS == 1000
        return lambda *_: None
sys.modules["sciatica_tui.app"] = App("app")
Context.of(Namespace(data={str(tmp_path / "data")!r}, config=None, demo=False), None).open_app()
import os
assert "TEXTUAL_FPS" not in os.environ, "programs started from here may be of Textual too"
"""
    assert not loaded_by(tmp_path, script) & {"_ssl", "tomllib"}


def test_the_first_paint_waits_for_no_record_no_journal_and_no_verdict(tmp_path: Path) -> None:
    script = """
from sciatica_tui.app import SciaticaApp
from sciatica_tui.cli.context import Context
from sciatica_tui.config import Config
from sciatica_tui.screens.opening import OpeningScreen
from sciatica_tui.settings import Settings
OpeningScreen("today", {})
SciaticaApp(Settings(Config()), lambda: None)
"""
    loaded = loaded_by(tmp_path, script)
    late = {"assessor", "services", "conductor", "keeper", "core.records", "core.assessment", "store.journal"}
    assert not {f"sciatica_tui.{name}" for name in late} & loaded
    assert "tinydb" not in roots(loaded)


@pytest.mark.parametrize("name", ["core", "store"])
def test_core_and_store_stand_alone(tmp_path: Path, name: str) -> None:
    modules = [".".join(m.relative_to(PACKAGE.parent).with_suffix("").parts) for m in MODULES if part(m) == name]
    loaded = loaded_by(tmp_path, "\n".join(f"import {module}" for module in modules))
    assert not roots(loaded) & {"textual", "rich", "asyncio"}
    if name == "core":
        assert not roots(loaded) & {"tinydb"}


def test_the_pdf_library_is_loaded_only_to_draw(tmp_path: Path) -> None:
    script = "from sciatica_tui.cli import main; main(['--demo', 'report', {!r}, '--force'])"
    assert "reportlab" not in roots(loaded_by(tmp_path, script.format("page.md")))
    assert "reportlab" in roots(loaded_by(tmp_path, script.format("page.pdf")))
