"""What a file corrects or deletes takes back what the app raised from it, never what the person marked."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from sciatica_tui.domain.days import DAY_ENDS
from sciatica_tui.domain.records import CheckIn, Cleared, ClearedHow, RedFlagAnswer, Side
from sciatica_tui.exchange.json_format import write_json
from sciatica_tui.services import check_ins, device_copies, imported_red_flags, imports
from sciatica_tui.services.input_files import InputFile
from sciatica_tui.storage.journal import Journal
from sciatica_tui.storage.merge import by_table, incoming

from ..support import NOW, TODAY, FakeClock, checkin, day, stamp

HEADER = "date,leg pain,weakness felt\n"
WEAK, OTHER = f"{day(3)},5,yes\n", f"{day(2)},4,no\n"


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """An empty journal on the disk."""
    return Journal.open(tmp_path / "here", FakeClock().now)


def taken(journal: Journal, *rows: str, delete_gone: bool = False) -> imports.Imported:
    """Take a sheet over."""
    file = InputFile(Path("diary.csv"), (HEADER + "".join(rows)).encode())
    sheet = imports.understand(imports.read_sheet_file(file, None))
    sheet_import = imports.SheetImport(journal, NOW, TODAY, DAY_ENDS)
    entries = sheet_import.entries(imports.with_choices(sheet, dict.fromkeys(sheet.unsure, imports.Unsure.TAKE)))
    changes = sheet_import.changes(entries)
    return sheet_import.take_over("diary.csv", entries, changes, delete_gone=delete_gone)


def open_days(journal: Journal) -> list[tuple[str, ...]]:
    """The flags that are open, with the day each is of."""
    answers = [answer for answer in journal.all(RedFlagAnswer) if answer.cleared is None]
    return [(str(answer.day), *answer.flags) for answer in answers]


# A spreadsheet


def test_a_corrected_row_takes_back_what_was_raised_from_it_and_undo_brings_it_back(journal: Journal) -> None:
    taken(journal, WEAK, OTHER)
    raised = [(str(day(3)), "one_leg_weakness")]
    assert open_days(journal) == raised
    taken(journal, WEAK.replace("5", "6"), OTHER)
    assert open_days(journal) == raised, "what raised it was not corrected"
    taken(journal, WEAK.replace("yes", "no"), OTHER)
    assert open_days(journal) == []
    check_ins.undo(journal)
    assert open_days(journal) == raised


def test_a_flag_raised_from_a_row_has_its_day_and_its_time(journal: Journal) -> None:
    taken(journal, WEAK)
    [flag], [entry] = journal.all(RedFlagAnswer), journal.all(CheckIn)
    assert (flag.day, flag.at) == (entry.day, entry.at)


def test_a_row_deleted_with_its_sheet_takes_back_what_was_raised_from_it(journal: Journal) -> None:
    taken(journal, f"{day(4)},3,no\n", WEAK, OTHER)
    imported = taken(journal, f"{day(4)},3,no\n", OTHER, delete_gone=True)
    assert (open_days(journal), imported.open_flags) == ([], ())


def test_an_alarm_stays_as_that_of_a_row_that_says_the_same(journal: Journal) -> None:
    taken(journal, WEAK, OTHER)
    taken(journal, WEAK.replace("yes", "no"), OTHER, f"{day(1)},4,yes\n")
    assert open_days(journal) == [(str(day(1)), "one_leg_weakness")]


def test_what_the_person_marked_stays_with_a_deleted_row_and_is_told(journal: Journal) -> None:
    taken(journal, f"{day(4)},3,no\n", WEAK, OTHER)
    entry = next(entry for entry in journal.all(CheckIn) if entry.day == day(3))
    journal.save("marked", RedFlagAnswer(**stamp(), day=entry.day, at=NOW, flags=("urination",), checkin=entry.id))
    imported = taken(journal, f"{day(4)},3,no\n", OTHER, delete_gone=True)
    assert open_days(journal) == [(str(day(3)), "urination")]
    assert [answer.flags for answer in imported.open_flags] == [("urination",)]


def test_what_a_clinician_saw_stays_however_its_row_is_corrected(journal: Journal) -> None:
    taken(journal, WEAK, OTHER)
    (answer,) = journal.all(RedFlagAnswer)
    journal.save("seen", replace(answer, cleared=Cleared(how=ClearedHow.SEEN, on=TODAY, at=NOW)))
    taken(journal, WEAK.replace("yes", "no"), OTHER)
    assert [answer.cleared is not None for answer in journal.all(RedFlagAnswer)] == [True]


def test_a_row_that_goes_with_the_same_import_is_no_earlier_evidence(journal: Journal) -> None:
    left, right = (checkin(days_ago, leg_pain=5, side=side) for days_ago, side in ((30, Side.LEFT), (20, Side.RIGHT)))
    now = checkin(0, leg_pain=5, side=Side.RIGHT)
    journal.save("earlier", left, right)
    assert imported_red_flags.of_entries(journal, [now], [], NOW, TODAY).raised == ()
    raised = imported_red_flags.of_entries(journal, [now], [right], NOW, TODAY).raised
    assert [answer.why for answer in raised] == ["the right leg newly hurts, tingles, is numb or weak"]


# Another device


@pytest.fixture
def two(tmp_path: Path, journal: Journal) -> tuple[Journal, Journal]:
    """Two devices with one entry, from whose correction the first raised a weakness that the second lacks."""
    there = Journal.open(tmp_path / "there", FakeClock().now)
    journal.save("an entry", checkin(1, leg_pain=5))
    there.merge("take over", journal.history().history)
    correct(journal, 1, weakness_felt=True)
    assert open_days(journal) == [(str(day(1)), "one_leg_weakness")]
    return journal, there


def correct(journal: Journal, minutes: int, **answers: object) -> None:
    """Change the entry here, as History does, so many minutes later."""
    (entry,) = journal.all(CheckIn)
    later = replace(entry, **answers, updated_at=NOW + timedelta(minutes=minutes))
    check_ins.save(journal, check_ins.pending(journal, later), TODAY, NOW)


def meet(here: Journal, there: Journal) -> None:
    """Merge each into the other; they hold the same then."""
    ours, theirs = here.history().history, there.history().history
    here.merge("merge", imported_red_flags.of_history(here, theirs, NOW, TODAY).history)
    there.merge("merge", imported_red_flags.of_history(there, ours, NOW + timedelta(1), TODAY).history)
    assert here.history() == there.history()


def test_a_correction_on_another_device_takes_back_what_was_raised_here(two: tuple[Journal, Journal]) -> None:
    here, there = two
    correct(there, 2, leg_pain=4)
    meet(here, there)
    assert open_days(here) == []
    check_ins.undo(here)
    assert open_days(here) == [(str(day(1)), "one_leg_weakness")]


def test_a_deletion_on_another_device_takes_back_what_was_raised_here(two: tuple[Journal, Journal]) -> None:
    here, there = two
    correct(there, 2, leg_pain=4)
    there.delete("gone", *there.all(CheckIn))
    meet(here, there)
    assert (here.all(CheckIn), open_days(here)) == ((), [])


@pytest.fixture
def deleted_there(two: tuple[Journal, Journal]) -> tuple[Journal, Journal]:
    """Two devices: here the person marked a red flag with the entry, there it was corrected and then deleted."""
    here, there = two
    (entry,) = here.all(CheckIn)
    here.save("marked", RedFlagAnswer(**stamp(), day=entry.day, at=NOW, flags=("urination",), checkin=entry.id))
    correct(there, 2, leg_pain=4)
    there.delete("gone", *there.all(CheckIn))
    return here, there


def test_what_the_person_marked_stays_with_an_entry_that_an_export_deletes_and_is_told(
    deleted_there: tuple[Journal, Journal], tmp_path: Path
) -> None:
    here, there = deleted_there
    export = InputFile(tmp_path / "all.json", write_json(by_table(there.history().history)))
    imported = imports.take_over(here, "all.json", imports.from_export(here, export), NOW, TODAY)
    assert (here.all(CheckIn), open_days(here)) == ((), [(str(day(1)), "urination")])
    assert [answer.flags for answer in imported.open_flags] == [("urination",)]


def test_what_the_person_marked_stays_with_an_entry_that_a_copy_deletes_and_is_told(
    deleted_there: tuple[Journal, Journal],
) -> None:
    here, there = deleted_there
    assert there.path is not None
    copy = device_copies.copy_in(here, InputFile(there.path, there.path.read_bytes()))
    merged = device_copies.merge(here, copy, NOW, TODAY)
    assert (here.all(CheckIn), open_days(here)) == ((), [(str(day(1)), "urination")])
    assert [answer.flags for answer in merged.open_flags] == [("urination",)]


def test_a_correction_that_is_older_takes_nothing_back(two: tuple[Journal, Journal]) -> None:
    here, there = two
    correct(there, 0, leg_pain=4)
    meet(here, there)
    assert open_days(here) == [(str(day(1)), "one_leg_weakness")]


def test_what_a_clinician_saw_on_another_device_wins_over_taking_it_back(two: tuple[Journal, Journal]) -> None:
    here, there = two
    there.merge("before", here.history().history)
    (answer,) = there.all(RedFlagAnswer)
    seen = replace(answer, cleared=Cleared(how=ClearedHow.SEEN, on=TODAY, at=NOW))
    there.save("seen", replace(seen, updated_at=NOW + timedelta(minutes=5)))
    exported = there.history().history
    (entry,) = here.all(CheckIn)
    corrected = replace(entry, weakness_felt=None, leg_pain=2, updated_at=NOW + timedelta(minutes=9), rev=9)
    sheet = imported_red_flags.of_history(here, incoming({}, [corrected], NOW), NOW, TODAY)
    here.merge("import", sheet.history)
    assert open_days(here) == []
    here.merge("merge", imported_red_flags.of_history(here, exported, NOW, TODAY).history)
    assert [answer.cleared is not None for answer in here.all(RedFlagAnswer)] == [True]
