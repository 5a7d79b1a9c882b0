"""What the code and the guide cite stands in the clinical rules, and a choice of ours is called so."""

from __future__ import annotations

import re
from calendar import month_abbr, month_name
from pathlib import Path

import pytest

import sciatica_tui

PACKAGE = Path(sciatica_tui.__file__).parent
RULES = (PACKAGE / "domain" / "CLINICAL.md").read_text("utf-8")
CITING = sorted(path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".md"))

NUMBERED = re.compile(r"\b10\.\d{4,}/[^\s)\"'“”’,;:]+\b|\bPMID:? ?\d+|\bPMC\d+|\bCD\d{6}\b|\bN?CG\d{2,}\b|\bNG\d+\b")
"""DOI, PubMed, Cochrane and NICE numbers."""

NAMED = re.compile(r"\b([A-ZÉ][\w-]*[a-zé])(?: and others)?,?(?: [A-Z]+)? ((?:19|20)\d\d)\b")
"""A first author, or a last one, and the year: `Ostelo 2008`, `Albert and others 2012`, `Peul, NEJM 2007`."""

NO_AUTHORS = {*month_name, *month_abbr, "Sept", "Epidemiol", "Lancet", "Med", "Spine", "Ito", "Organization"}
"""Before a year, and no author whose finding is a rule: months, journals, colours, the makers of a guideline."""


def label(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def citations(text: str) -> set[str]:
    """The numbers of publications, and the authors with their years."""
    authors = {f"{author} {year}" for author, year in NAMED.findall(text) if author not in NO_AUTHORS}
    return {number.replace("PMID: ", "PMID ") for number in NUMBERED.findall(text)} | authors


@pytest.mark.parametrize("path", [path for path in CITING if citations(path.read_text("utf-8"))], ids=label)
def test_every_citation_stands_in_the_clinical_rules(path: Path) -> None:
    missing = {cited for cited in citations(path.read_text("utf-8")) if cited not in RULES}
    assert not missing, "sciatica_tui/domain/CLINICAL.md says nothing of them"


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Albert and others 2012, 10.1007/s00586-011-2018-9.", {"Albert 2012", "10.1007/s00586-011-2018-9"}),
        ("Peul, NEJM 2007; PMID 22555005", {"Peul 2007", "PMID 22555005"}),
        ("NICE CG75 and NG234, Cochrane CD004750, PMC2989296", {"CG75", "NG234", "CD004750", "PMC2989296"}),
        ("on 21 November 2026, docus.ai, 25 June 2024", set()),
    ],
)
def test_a_citation_is_seen_as_one(text: str, cited: set[str]) -> None:
    assert citations(text) == cited


@pytest.mark.parametrize("path", CITING, ids=label)
def test_a_choice_of_ours_is_called_so_in_words(path: Path) -> None:
    assert "[D]" not in path.read_text("utf-8")
