"""What may import what: read from the source, and proven in fresh processes."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

import sciatica_tui

PACKAGE = Path(sciatica_tui.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))

DOORS: dict[str, tuple[set[str], str]] = {
    "domain": (set(), "What is true of sciatica and of records must not depend on a disk, a screen or a format."),
    "storage": ({"domain"}, "Bytes that survive know the records, and no one who writes them."),
    "exchange": ({"domain"}, "A format turns records into bytes and back; where they are kept is not its concern."),
    "guide": ({"domain"}, "The texts name measures and phases by the domain's words, and nothing else."),
    "demo": ({"domain"}, "The made-up history is records; it is kept nowhere."),
    "services": ({"domain", "storage", "exchange"}, "A use case is written once, for both front ends, without either."),
    "tui": ({"domain", "services", "guide"}, "A screen shows what the domain says and asks a service to act."),
    "cli": (
        {"domain", "services", "demo", "tui"},
        "A command reads its words, asks a service and says what came of it; without one, the app starts.",
    ),
    "cli/context.py": (
        {"domain", "storage", "services", "demo", "tui"},
        "The composition root alone opens the journal: of the file, or of the made-up history.",
    ),
}
"""Each room of the package, and the one file with doors of its own: what it may import, and why no more.

`__main__` only starts `cli`.
"""

DOMAIN_ORDER = (
    "errors",
    "averages",
    "text",
    "progress",
    "records",
    "pauses",
    "zones",
    "snapshot",
    "days",
    "flares",
    "episodes",
    "daily",
    "measures",
    "red_flags",
    "check_in",
    "assessment",
    "routines",
    "trials",
    "visits",
    "record_text",
    "charts",
    "views",
)
"""The rooms and files of the domain: each may import those before it."""


ASK_THE_TIME = {
    "services/clock.py": "Every event reads one clock, and tests set it.",
    "services/prompt_state.py": "A prompt can't wait for datetime to be loaded; tests hand it the time.",
}
"""The files that ask the time, and why."""


def room(module: Path) -> str:
    """The top-level room of the package that a file belongs to."""
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def domain_room(module: Path) -> str:
    """The room, or the file, within the domain."""
    return module.relative_to(PACKAGE).parts[1].removesuffix(".py")


@cache
def nodes(module: Path) -> tuple[ast.AST, ...]:
    """All that a file is made of."""
    return tuple(ast.walk(ast.parse(module.read_text("utf-8"))))


def imported(module: Path) -> Iterator[str]:
    """The full names of all that a file imports, wherever in it."""
    package = ("sciatica_tui", *module.relative_to(PACKAGE).parent.parts)
    for node in nodes(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            name = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{name}.{alias.name}" for alias in node.names)


def rooms_used(module: Path) -> set[str]:
    """The other rooms of the package that a file imports from."""
    names = {name.split(".")[1] for name in imported(module) if name.startswith("sciatica_tui.")}
    return names - {room(module), "__version__"}


def label(module: Path) -> str:
    return str(module.relative_to(PACKAGE))


def test_every_file_is_in_a_room() -> None:
    assert {room(m) for m in MODULES} == DOORS.keys() - {"cli/context.py"} | {"__init__", "__main__"}
    assert {domain_room(m) for m in MODULES if room(m) == "domain"} == {*DOMAIN_ORDER, "__init__"}
    assert len(DOORS) <= 9


def modules_of(*rooms: str) -> list[Path]:
    return [module for module in MODULES if room(module) in rooms]


def roots(modules: Iterable[str]) -> set[str]:
    return {name.split(".")[0] for name in modules}


@pytest.mark.parametrize("name", DOORS)
def test_a_room_is_entered_by_its_doors(name: str) -> None:
    doors, reason = DOORS[name]
    modules = [PACKAGE / name] if name.endswith(".py") else [m for m in modules_of(name) if label(m) not in DOORS]
    assert {label(m): used - doors for m in modules if (used := rooms_used(m)) - doors} == {}, reason


@pytest.mark.parametrize("name", DOMAIN_ORDER)
def test_the_domain_is_built_in_order(name: str) -> None:
    prefix = "sciatica_tui.domain."
    modules = [module for module in modules_of("domain") if domain_room(module) == name]
    used = {n.removeprefix(prefix).split(".")[0] for m in modules for n in imported(m) if n.startswith(prefix)}
    assert used - {name} <= set(DOMAIN_ORDER[: DOMAIN_ORDER.index(name)])


def test_the_domain_needs_the_standard_library_and_msgspec_alone() -> None:
    foreign = {label(m): roots(imported(m)) - sys.stdlib_module_names for m in modules_of("domain")}
    assert {name: found for name, found in foreign.items() if not found <= {"msgspec", "sciatica_tui"}} == {}


def test_textual_is_for_what_is_on_the_screen() -> None:
    elsewhere = modules_of(*{room(module) for module in MODULES} - {"tui"})
    assert [label(m) for m in elsewhere if roots(imported(m)) & {"textual", "rich"}] == []


def test_only_the_clock_asks_the_time() -> None:
    asking = {"datetime.now", "datetime.today", "date.today", "datetime.utcnow", "time.time", "time.monotonic"}
    asking |= {"time.localtime", "time.gmtime"}
    calls = {label(m): {ast.unparse(n.func) for n in nodes(m) if isinstance(n, ast.Call)} for m in MODULES}
    assert {name for name, called in calls.items() if called & asking} == ASK_THE_TIME.keys()


def loaded_by(tmp_path: Path, script: str) -> set[str]:
    """The modules in a fresh process after it ran the script."""
    ending = "import json, sys; print('\\n' + json.dumps(sorted(sys.modules)))"
    ran = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(PACKAGE.parent)!r})\n{script}\n{ending}"],
        capture_output=True, text=True, check=True, cwd=tmp_path, env={"HOME": str(tmp_path)},
    )  # fmt: skip
    return set(json.loads(ran.stdout.splitlines()[-1]))


@pytest.mark.parametrize("argv", [["--version"], ["--help"]])
def test_version_and_help_load_next_to_nothing(tmp_path: Path, argv: list[str]) -> None:
    loaded = loaded_by(tmp_path, f"from sciatica_tui.cli import main; main({argv!r})")
    assert not roots(loaded) & {"textual", "rich", "asyncio", "argparse", "msgspec", "tinydb", "platformdirs"}


def test_a_prompt_loads_nothing_but_what_python_has_built_in(tmp_path: Path) -> None:
    plain = loaded_by(tmp_path, "import json")
    script = "from sciatica_tui.services.prompt_state import answered; answered([])"
    names = {name for name in loaded_by(tmp_path, script) - plain if not name.startswith("sciatica_tui")}
    assert names <= {"__future__", "zlib"}
    assert "from .cli" not in (PACKAGE / "__main__.py").read_text("utf-8").partition("def main")[0]


def test_commands_load_no_screen(tmp_path: Path) -> None:
    commands = [
        ["log", "6/3", "calf"],
        ["status"],
        ["remind"],
        ["where"],
        ["check"],
        ["log", "--help"],
        ["--demo", "status"],
        ["log", "11"],
        ["list"],
        ["--demo", "list", "--json"],
        ["--demo", "show", "last"],
        ["--demo", "edit", "last", "4"],
        ["--demo", "delete", "last", "--yes"],
        ["undo"],
    ]
    script = f"""
from sciatica_tui.cli import main
for argv in {commands!r}:
    main(["--data", {str(tmp_path / "data")!r}, *argv])
    assert not {{"textual", "rich", "asyncio"}} & sys.modules.keys(), argv
"""
    assert "sciatica_tui.services.check_ins" in loaded_by(tmp_path, script)


def test_a_line_of_log_loads_no_routine_and_no_timer(tmp_path: Path) -> None:
    script = f"""
from sciatica_tui.cli import main
assert main(["--data", {str(tmp_path / "data")!r}, "log", "6/3", "calf"]) == 0
"""
    loaded = loaded_by(tmp_path, script)
    assert "sciatica_tui.domain.views.prompt" in loaded
    assert [name for name in loaded if name.startswith("sciatica_tui.domain.routines")] == []
    assert "typing_extensions" not in loaded


def test_what_commands_do_without_others_can_still_load(tmp_path: Path) -> None:
    script = f"""
from sciatica_tui.cli import main
main(["--data", {str(tmp_path / "data")!r}, "status"])
import typing_extensions
"""
    assert "typing_extensions" in loaded_by(tmp_path, script)


def test_the_app_is_refused_before_textual_is_loaded(tmp_path: Path) -> None:
    loaded = loaded_by(tmp_path, "from sciatica_tui.cli import main; assert main([]) == 2")
    assert not roots(loaded) & {"textual", "rich"}


def test_the_app_paints_without_waiting_for_frames_and_without_a_way_into_a_network(tmp_path: Path) -> None:
    script = f"""
import types
from argparse import Namespace
from sciatica_tui.cli.context import Context
class Run(types.ModuleType):
    @property
    def run(self):
        import asyncio
        from textual.constants import MAX_FPS
        assert MAX_FPS == 1000
        return lambda *_: None
sys.modules["sciatica_tui.tui.run"] = Run("run")
Context.of(Namespace(data={str(tmp_path / "data")!r}, config=None, demo=False), None).open_app()
import os
assert "TEXTUAL_FPS" not in os.environ, "programs started from here may be of Textual too"
"""
    assert not loaded_by(tmp_path, script) & {"_ssl", "tomllib", "textual.command"}


def test_the_first_paint_waits_for_no_record_no_journal_and_no_verdict(tmp_path: Path) -> None:
    script = """
from sciatica_tui.tui.app import SciaticaApp
from sciatica_tui.cli.context import Context
from sciatica_tui.services.config import Config
from sciatica_tui.tui.screens.loading import OpeningScreen
from sciatica_tui.services.live_settings import Settings
OpeningScreen("today", {})
SciaticaApp(Settings(Config()), lambda: None)
"""
    loaded = loaded_by(tmp_path, script)
    late = {
        "services.assessments",
        "services.container",
        "services.session_runner",
        "services.journal_writer",
        "domain.records",
        "domain.assessment.assess",
        "storage.journal",
    }
    assert not {f"sciatica_tui.{name}" for name in late} & loaded
    assert "tinydb" not in roots(loaded)


def test_the_app_starts_without_what_only_textuals_own_palette_wants_and_can_still_load_it(tmp_path: Path) -> None:
    script = """
from sciatica_tui.tui.textual_loading import UNUSED, load_textual
load_textual()
from sciatica_tui.tui import run
"""
    loaded = loaded_by(tmp_path, script)
    assert "sciatica_tui.tui.app" in loaded
    assert not {"textual.command", "textual.widgets._option_list", "rich.table"} & loaded
    later = loaded_by(tmp_path, f"{script}for name in UNUSED: __import__(name)")
    assert {"textual.command", "textual.widgets._option_list", "rich.table"} <= later


def test_no_screen_loads_openssl_to_name_a_record(tmp_path: Path) -> None:
    script = """
sys.modules["ssl"] = None
import sciatica_tui.services.container
from sciatica_tui.tui.screens import check_in_day, guide, history, phase, routines, today, trends
"""
    loaded = loaded_by(tmp_path, script)
    assert "sciatica_tui.domain.red_flags.raised" in loaded
    assert "_hashlib" not in loaded


@pytest.mark.parametrize("name", ["domain", "storage"])
def test_domain_and_storage_stand_alone(tmp_path: Path, name: str) -> None:
    modules = [".".join(m.relative_to(PACKAGE.parent).with_suffix("").parts) for m in MODULES if room(m) == name]
    loaded = loaded_by(tmp_path, "\n".join(f"import {module}" for module in modules))
    assert not roots(loaded) & {"textual", "rich", "asyncio"}
    if name == "domain":
        assert not roots(loaded) & {"tinydb"}


def test_the_pdf_library_is_loaded_only_to_draw(tmp_path: Path) -> None:
    script = "from sciatica_tui.cli import main; main(['--demo', 'report', {!r}, '--force'])"
    assert "reportlab" not in roots(loaded_by(tmp_path, script.format("page.md")))
    assert "reportlab" in roots(loaded_by(tmp_path, script.format("page.pdf")))
