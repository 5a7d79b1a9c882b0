"""A stranger finds his way: few files at the root, none too long, names that speak, documents that are true."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

import sciatica_tui

from .names import assigned_names
from .tiers import EVERY_DAY, SLOW

PACKAGE = Path(sciatica_tui.__file__).parent
ROOT = Path(__file__).parents[1]
MODULES = sorted(PACKAGE.rglob("*.py"))

LONGEST_FILE, LONGEST_CLASS, EMPTY_NAMES = 400, 300, 0.01
"""Lines of a file and of a class; the share of names that don't say what a value is."""

LIMITS: dict[str, int] = {"tui/app.py": 150, "tui/screens/check_in.py": 250}
"""Files that shall stay shorter than others: here everything would gather."""

REASONS: dict[str, tuple[int, str]] = {
    "domain/records.py": (740, "The file format in one piece: every record with every field."),
    "domain/measures/catalogue.py": (420, "Every measure in one table, a row each."),
}
"""Files that may be longer than others, and why."""

DOCUMENTS = (
    ROOT / "CONTRIBUTING.md",
    ROOT / "tests" / "README.md",
    PACKAGE / "ARCHITECTURE.md",
    PACKAGE / "domain" / "CLINICAL.md",
)
"""Those that name files of the code; all others are only to have no dead link."""
FILE = re.compile(r"[\w./-]+/|[\w./-]*\w\.(?:py|md|toml|lock|tcss|yaml|yml)")


def label(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def room(module: Path) -> str:
    """The room of a module of domain or storage."""
    first, *parts = module.relative_to(PACKAGE).parts
    return f"domain/{parts[0].removesuffix('.py')}" if first == "domain" else first


def test_at_most_three_python_files_lie_at_the_root_of_the_package() -> None:
    assert len(list(PACKAGE.glob("*.py"))) <= 3


def test_a_file_can_be_read_in_one_go() -> None:
    limits = LIMITS | {name: lines for name, (lines, _) in REASONS.items()}
    lengths = {label(module): len(module.read_text("utf-8").splitlines()) for module in MODULES}
    assert {name: lines for name, lines in lengths.items() if lines > limits.get(name, LONGEST_FILE)} == {}


def test_no_class_knows_everything() -> None:
    lengths = {
        node.name: (node.end_lineno or 0) - node.lineno + 1
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    assert [name for name, lines in lengths.items() if lines > LONGEST_CLASS] == []


def test_names_say_what_a_value_is() -> None:
    names = list(assigned_names())
    empty = [name for name in names if name.is_empty]
    limit = EMPTY_NAMES
    assert len(empty) / len(names) < limit, "python -m tests.names lists them"


def test_a_class_has_its_name_in_one_room_of_domain_and_storage_alone() -> None:
    rooms: dict[str, set[str]] = defaultdict(set)
    for module in MODULES:
        if label(module).startswith(("domain/", "storage/")):
            for node in ast.parse(module.read_text("utf-8")).body:
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    rooms[node.name].add(room(module))
    assert {name: found for name, found in rooms.items() if len(found) > 1} == {}


@pytest.mark.parametrize("package", [m for m in MODULES if m.name == "__init__.py"], ids=label)
def test_a_module_has_its_test_or_its_package_says_where_it_is_tested(package: Path) -> None:
    folder = ROOT / "tests" / package.parent.relative_to(PACKAGE)
    modules = [m for m in package.parent.glob("*.py") if not m.stem.startswith("__")]
    without = [m.name for m in modules if not list(folder.glob(f"test_{m.stem.strip('_')}*.py"))]
    docstring = ast.get_docstring(ast.parse(package.read_text("utf-8"))) or ""
    _, _, tests = docstring.partition("Tests: ")
    paths = re.findall(r"`(.+?)`", tests)
    assert paths or not without, f"say “Tests: `tests/…`” in the package's docstring for {without}"
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_the_tests_that_a_module_names_are_there() -> None:
    named = {
        (label(module), path)
        for module in MODULES
        for path in re.findall(r"`(tests/.+?)`", ast.get_docstring(ast.parse(module.read_text("utf-8"))) or "")
    }
    assert [name for name in sorted(named) if not (ROOT / name[1]).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_file_that_a_document_names_is_there(document: Path) -> None:
    named = {name for name in re.findall(r"`([^`\n]+)`", document.read_text("utf-8")) if FILE.fullmatch(name)}
    folders = (document.parent, ROOT, PACKAGE, ROOT / "tests")
    assert [name for name in named if not any((folder / name).exists() for folder in folders)] == []


@pytest.mark.parametrize("document", sorted({*ROOT.glob("*.md"), *DOCUMENTS}), ids=lambda document: document.name)
def test_every_link_of_a_document_leads_to_a_file(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", document.read_text("utf-8"))
    assert [link for link in links if "://" not in link and not (document.parent / link).exists()] == []


@pytest.mark.parametrize("beginning", [*SLOW, *EVERY_DAY])
def test_a_tier_is_made_of_tests_that_are_there(beginning: str) -> None:
    path, _, function = beginning.partition("::")
    assert (ROOT / path).exists()
    assert not function or f"def {function}" in (ROOT / path).read_text("utf-8")
