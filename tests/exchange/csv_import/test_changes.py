"""A spreadsheet that is taken over again, grown and corrected."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from sciatica_tui.domain.days import DAY_ENDS
from sciatica_tui.domain.records import CheckIn, Import, Medication
from sciatica_tui.exchange.csv_import.changes import SheetChanges, source_name
from sciatica_tui.services import check_ins, imports
from sciatica_tui.services.input_files import InputFile
from sciatica_tui.services.record_ids import new_stamp
from sciatica_tui.storage.journal import Journal

from ...support import NOW, TODAY, FakeClock

CASES = Path(__file__).parent / "data" / "files"
NAME = "diary.csv"

FIRST = "date,time,leg pain,note\n2026-11-18,8:30,6,a\n2026-11-19,9:00,5,b\n2026-11-20,9:15,4,c\n"


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """An empty journal on the disk."""
    return Journal.open(tmp_path, FakeClock().now)


def compared(journal: Journal, text: str, name: str = NAME, *, deleted_too: bool = False) -> SheetChanges:
    """What a sheet would bring."""
    sheet_import = imports.SheetImport(journal, NOW, TODAY, DAY_ENDS, deleted_too)
    return sheet_import.changes(sheet_import.entries(understood(text, name)))


def understood(text: str, name: str = NAME) -> imports.Spreadsheet:
    return imports.understand(imports.read_sheet_file(InputFile(Path(name), text.encode()), None))


def taken(
    journal: Journal, text: str, name: str = NAME, *, sheet_wins: bool = False, delete_gone: bool = False
) -> SheetChanges:
    """Take a sheet over, and return what it brought."""
    sheet_import = imports.SheetImport(journal, NOW, TODAY, DAY_ENDS)
    entries = sheet_import.entries(understood(text, name))
    changes = sheet_import.changes(entries)
    sheet_import.take_over(name, entries, changes, sheet_wins=sheet_wins, delete_gone=delete_gone)
    return changes


def kept(journal: Journal) -> list[tuple[int | None, str | None]]:
    return [(entry.leg_pain, entry.note) for entry in journal.all(CheckIn)]


def counts(changes: SheetChanges) -> tuple[int, ...]:
    """New, changed, the same, changed here too, gone, deleted here."""
    return tuple(
        map(
            len,
            (changes.new, changes.corrections, changes.same, changes.conflicts, changes.removals, changes.deletions),
        )
    )


def edit(journal: Journal, number: int, **answers: object) -> CheckIn:
    """Change an entry here, as History does."""
    entry = replace(journal.all(CheckIn)[number], **answers)
    journal.save("an edit", entry)
    return entry


# Growing and corrected


def test_three_copies_of_a_growing_sheet_one_corrected_make_four_entries(tmp_path: Path) -> None:
    clock = FakeClock(NOW.replace(day=26))
    journal = Journal.open(tmp_path, clock.now)
    for number in (1, 2, 3):
        path = CASES / f"again-{number}.csv"
        sheet_import = imports.SheetImport(journal, clock.now(), clock.now().date(), DAY_ENDS)
        spreadsheet = imports.understand(imports.read_sheet_file(InputFile(path, path.read_bytes()), None))
        entries = sheet_import.entries(spreadsheet)
        sheet_import.take_over(path.name, entries, sheet_import.changes(entries))
    assert kept(journal) == [(7, "a"), (5, "b"), (4, "c"), (3, "d")]


def test_what_another_window_changed_since_the_preview_is_compared_again(tmp_path: Path, journal: Journal) -> None:
    taken(journal, FIRST)
    sheet_import = imports.SheetImport(journal, NOW, TODAY, DAY_ENDS)
    entries = sheet_import.entries(understood(FIRST.replace("8:30,6", "8:30,7")))
    shown = sheet_import.changes(entries)
    edit(Journal.open(tmp_path, FakeClock().now), 0, leg_pain=2)
    with pytest.raises(imports.ChangedMeanwhile, match="changed elsewhere meanwhile; nothing was imported"):
        sheet_import.take_over(NAME, entries, shown)
    assert (counts(shown), kept(journal)[0]) == ((0, 1, 2, 0, 0, 0), (2, "a"))
    assert counts(sheet_import.changes(entries)) == (0, 0, 2, 1, 0, 0)


def test_the_same_sheet_again_brings_nothing(journal: Journal) -> None:
    assert counts(taken(journal, FIRST)) == (3, 0, 0, 0, 0, 0)
    assert counts(compared(journal, FIRST)) == (0, 0, 3, 0, 0, 0)


def test_a_row_more_and_a_corrected_one_are_told_apart(journal: Journal) -> None:
    taken(journal, FIRST)
    changes = taken(journal, FIRST.replace("8:30,6", "8:30,7") + "2026-11-21,9:00,3,d\n")
    assert counts(changes) == (1, 1, 2, 0, 0, 0)
    assert imports.count_line(changes) == "1 new check-in, 21 Nov 2026; 1 changed, 2 the same."
    assert imports.changes_lines(changes) == [
        "Changed in the sheet",
        "  Wed 18 Nov 2026 08:30: worst leg pain 6 → 7",
    ]
    assert kept(journal) == [(7, "a"), (5, "b"), (4, "c"), (3, "d")]


def test_rows_of_the_same_day_without_a_time_are_told_apart_by_their_order(journal: Journal) -> None:
    taken(journal, "date,leg pain\n2026-11-18,6\n2026-11-18,4\n2026-11-19,3\n")
    changes = taken(journal, "date,leg pain\n2026-11-18,6\n2026-11-18,5\n2026-11-18,2\n2026-11-19,3\n")
    assert counts(changes) == (1, 1, 2, 0, 0, 0)
    assert sorted(entry.leg_pain or 0 for entry in journal.all(CheckIn)) == [2, 3, 5, 6]


def test_a_new_column_adds_to_the_entries_and_a_column_that_is_gone_takes_nothing_away(journal: Journal) -> None:
    taken(journal, "date,leg pain\n2026-11-18,6\n2026-11-19,5\n")
    changes = taken(journal, "date,note\n2026-11-18,a\n2026-11-19,b\n")
    assert counts(changes) == (0, 2, 0, 0, 0, 0)
    assert kept(journal) == [(6, "a"), (5, "b")]
    assert counts(compared(journal, "date,note\n2026-11-18,a\n2026-11-19,b\n")) == (0, 0, 2, 0, 0, 0)
    assert counts(compared(journal, "date,leg pain,note\n2026-11-18,6,a\n2026-11-19,5,b\n")) == (0, 0, 2, 0, 0, 0)


def test_a_cell_that_was_emptied_takes_its_answer_away(journal: Journal) -> None:
    taken(journal, FIRST)
    taken(journal, FIRST.replace("6,a", "6,"))
    assert kept(journal) == [(6, None), (5, "b"), (4, "c")]


def test_a_corrected_medicine_takes_the_place_of_the_one_before(journal: Journal) -> None:
    taken(journal, "date,leg pain,medication\n2026-11-18,6,Ibuprofen\n2026-11-19,5,Ibuprofen\n")
    before = journal.all(Medication)[1]
    taken(journal, "date,leg pain,medication\n2026-11-18,6,Naproxen\n2026-11-19,5,Ibuprofen\n")
    assert sorted(medicine.product for medicine in journal.all(Medication)) == ["Ibuprofen", "Naproxen"]
    assert before in journal.all(Medication)


# Changed here since


def test_what_was_changed_here_and_not_in_the_sheet_stays(journal: Journal) -> None:
    taken(journal, FIRST)
    edit(journal, 0, leg_pain=2)
    assert counts(compared(journal, FIRST)) == (0, 0, 3, 0, 0, 0)


def test_what_was_changed_in_both_is_asked_and_once_kept_not_asked_again(journal: Journal) -> None:
    taken(journal, FIRST)
    edit(journal, 0, leg_pain=2, sleep=4)
    second = FIRST.replace("8:30,6", "8:30,7")
    assert counts(taken(journal, second)) == (0, 0, 2, 1, 0, 0)
    assert kept(journal)[0] == (2, "a")
    assert counts(compared(journal, second)) == (0, 0, 3, 0, 0, 0)
    third = FIRST.replace("8:30,6", "8:30,8")
    assert counts(taken(journal, third, sheet_wins=True)) == (0, 0, 2, 1, 0, 0)
    assert (kept(journal)[0], journal.all(CheckIn)[0].sleep) == ((8, "a"), 4)
    assert counts(compared(journal, FIRST)) == (0, 1, 2, 0, 0, 0)


def test_a_change_here_that_the_sheet_makes_too_is_nothing_to_ask(journal: Journal) -> None:
    taken(journal, FIRST)
    edit(journal, 0, leg_pain=7)
    assert counts(taken(journal, FIRST.replace("8:30,6", "8:30,7") + "2026-11-21,9:00,3,d\n")) == (1, 0, 3, 0, 0, 0)
    assert counts(compared(journal, FIRST)) == (0, 1, 2, 0, 0, 0)


def test_what_was_deleted_here_stays_deleted_unless_wanted_back(journal: Journal) -> None:
    taken(journal, FIRST)
    journal.delete("an entry", journal.all(CheckIn)[0])
    assert counts(taken(journal, FIRST)) == (0, 0, 2, 0, 0, 1)
    assert counts(compared(journal, FIRST, deleted_too=True)) == (1, 0, 2, 0, 0, 0)


# Gone


def test_what_is_gone_from_the_sheet_is_told_and_stays_unless_it_shall_go(journal: Journal) -> None:
    taken(journal, FIRST)
    shorter = FIRST.replace("2026-11-19,9:00,5,b\n", "")
    assert counts(taken(journal, shorter)) == (0, 0, 2, 0, 1, 0)
    assert len(journal.all(CheckIn)) == 3
    assert counts(compared(journal, shorter)) == (0, 0, 2, 0, 0, 0)
    assert counts(taken(journal, FIRST.replace("2026-11-19", "2026-11-20"), delete_gone=True))[4] == 0


def test_what_is_gone_goes_where_that_is_wanted(journal: Journal) -> None:
    taken(journal, FIRST.replace("note", "medication"))
    taken(journal, FIRST.replace("note", "medication").replace("2026-11-19,9:00,5,b\n", ""), delete_gone=True)
    assert [entry.leg_pain for entry in journal.all(CheckIn)] == [6, 4]
    assert sorted(medicine.product for medicine in journal.all(Medication)) == ["a", "c"]


def test_days_that_a_part_of_the_sheet_does_not_cover_are_not_gone(journal: Journal) -> None:
    taken(journal, FIRST)
    taken(journal, "date,time,leg pain,note\n2026-11-20,9:15,4,c\n2026-11-21,9:00,3,d\n")
    assert counts(compared(journal, FIRST)) == (0, 0, 3, 0, 0, 0)


# One undo


def test_one_undo_takes_an_import_back_as_a_whole_also_a_changed_one(journal: Journal) -> None:
    taken(journal, FIRST.replace("note", "medication"))
    before = journal.history().history
    taken(journal, FIRST.replace("note", "medication").replace("6,a", "7,z") + "2026-11-21,9:00,3,d\n")
    undone = check_ins.undo(journal)
    assert undone is not None
    assert undone.label == "import of diary.csv"
    left = {entry.id for entry in (*journal.all(CheckIn), *journal.all(Medication), *journal.all(Import))}
    assert left == {ulid for ulid, version in before.items() if not version.gone}
    assert [entry.leg_pain for entry in journal.all(CheckIn)] == [6, 5, 4]
    check_ins.undo(journal)
    assert (journal.all(CheckIn), journal.all(Medication), journal.all(Import)) == ((), (), ())
    assert counts(taken(journal, FIRST)) == (3, 0, 0, 0, 0, 0)
    assert len(journal.all(CheckIn)) == 3


# Which sheet it is


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("Pain diary.csv", "pain diary"),
        ("Pain diary (3).csv", "pain diary"),
        ("pain-diary_2026-11-21.csv", "pain diary"),
        ("Copy of pain diary v2.csv", "pain diary"),
        ("Morgens.csv", "morgens"),
        ("2026.csv", "2026"),
        ("копия.csv", "копия"),
    ],
)
def test_copies_of_a_file_have_one_name(name: str, source: str) -> None:
    assert source_name(Path(name)) == source


def test_two_sheets_of_the_same_days_stand_beside_each_other(journal: Journal) -> None:
    taken(journal, "date,leg pain\n2026-11-18,6\n2026-11-19,5\n2026-11-20,5\n", "morning.csv")
    changes = taken(journal, "date,leg pain\n2026-11-18,3\n2026-11-19,2\n2026-11-20,1\n", "evening.csv")
    assert counts(changes) == (3, 0, 0, 0, 0, 0)
    assert len(journal.all(CheckIn)) == 6


def test_a_sheet_that_was_renamed_is_known_by_its_rows(journal: Journal) -> None:
    taken(journal, FIRST)
    changes = compared(journal, FIRST.replace("8:30,6", "8:30,7") + "2026-11-21,9:00,3,d\n", "my back.csv")
    assert counts(changes) == (1, 1, 2, 0, 0, 0)


def test_a_sheet_of_which_most_rows_say_something_else_is_asked_for_another_name(journal: Journal) -> None:
    days = [f"2026-11-{day:02}" for day in range(1, 11)]
    taken(journal, "date,leg pain\n" + "".join(f"{day},6\n" for day in days))
    other = compared(journal, "date,leg pain\n" + "".join(f"{day},3\n" for day in days))
    assert imports.changes_lines(other)[-1].startswith("Most of its days are already here with other answers.")


def test_an_entry_of_the_person_s_own_is_no_part_of_the_sheet(journal: Journal) -> None:
    taken(journal, FIRST)
    journal.save("own", CheckIn(**new_stamp(NOW), day=TODAY.replace(day=19), leg_pain=1))
    assert counts(compared(journal, FIRST)) == (0, 0, 3, 0, 0, 0)
