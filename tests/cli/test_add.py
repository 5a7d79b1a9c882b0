"""`add`: what is kept beside the check-ins."""

import pytest

from sciatica_tui.domain.records import Compared, Event, EventKind, Medication, Relief, Scan, ScanKind

from ..support import day
from .conftest import CommandLine


def test_a_medication_is_kept_as_typed(run: CommandLine) -> None:
    ran = run("add", "medication", "ibuprofen", "--amount", "400 mg", "--relief", "some")
    assert ran.code == 0
    [taken] = run.kept(Medication)
    assert (taken.product, taken.amount, taken.relief) == ("ibuprofen", "400 mg", Relief.SOME)
    assert taken.at is not None


def test_a_scan_belongs_to_its_day(run: CommandLine) -> None:
    ran = run("add", "scan", "mri", "--compared", "smaller", "--at", "yesterday")
    assert ran.out == "Saved: MRI scan, smaller · Saturday 21 November\n"
    [scan] = run.kept(Scan)
    assert (scan.day, scan.kind, scan.compared) == (day(1), ScanKind.MRI, Compared.SMALLER)


def test_an_event_has_its_note(run: CommandLine) -> None:
    run("add", "event", "injection", "--note", "left side [/]")
    [event] = run.kept(Event)
    assert (event.kind, event.note) == (EventKind.INJECTION, "left side [/]")


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        ([], "Add what?"),
        (["scna", "mri"], "did you mean scan?"),
        (["scan"], "Which scan?"),
        (["scan", "mrt"], "“mrt” is none of mri, ct, xray, other; did you mean mri?"),
        (["scan", "mri", "--amount", "3"], "--amount does not go with scan"),
        (["medication", "ibuprofen", "--relief", "lots"], "none, some, good"),
        (["event", "injection", "--at", "tomorrow"], "tomorrow"),
    ],
)
def test_wrong_input_gets_one_sentence_and_nothing_is_kept(run: CommandLine, argv: list[str], words: str) -> None:
    ran = run("add", *argv)
    assert ran.code == 2
    assert words in ran.err
    assert len(ran.err.splitlines()) == 1
    assert not run.folder.exists()
