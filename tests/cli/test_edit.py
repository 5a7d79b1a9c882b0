"""`edit`: an entry put right by options or in an editor; nothing is lost that was typed or that another window did."""

from __future__ import annotations

import os
import shlex
import stat
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sciatica_tui.cli import edit, entry_form
from sciatica_tui.demo.records import demo_records
from sciatica_tui.domain.measures.answers import answers_of
from sciatica_tui.domain.records import (
    CheckIn,
    Event,
    EventKind,
    Medication,
    Record,
    RedFlagAnswer,
    Scan,
    ScanKind,
    Session,
)
from sciatica_tui.domain.red_flags.raised import Raised
from sciatica_tui.services import edits
from sciatica_tui.storage.journal import Journal

from ..driving import episode
from ..hostile import TEXT, filled, steering
from ..support import NOW, TODAY, checkin, day, stamp
from .conftest import CommandLine
from .test_red_flag_prompt import Terminal

Typing = Callable[[str], str]
"""What a person makes of the text that the editor shows."""

Typed = Callable[..., None]


def keep(run: CommandLine, *records: Record) -> None:
    Journal.open(run.folder, run.clock.now).save("what was there", *records)


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Let the editor be a person who makes other text of it, once for each that is given."""

    def set_typing(*typing: Typing) -> None:
        turns = iter(typing)

        def run_editor(command: list[str], path: Path) -> None:
            path.write_text(next(turns)(path.read_text("utf-8")), "utf-8")

        monkeypatch.setenv("EDITOR", "person")
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setattr(edit, "run_editor", run_editor)

    return set_typing


def only(run: CommandLine) -> CheckIn:
    [entry] = run.kept(CheckIn)
    return entry


class TestOptions:
    def test_what_is_given_is_changed_and_all_else_stays(self, run: CommandLine) -> None:
        run("log", "6/3", "calf", "long drive", "--heel-rises", "12/25", "--medication", "ibuprofen")
        before = only(run)
        ran = run("edit", "last", "5", "thigh", "--sleep", "7")
        assert ran.out.splitlines()[0].startswith(
            "Changed: check-in of Sunday 22 November, 08:10: leg 5, back 3, thigh"
        )
        assert answers_of(only(run)) == {**answers_of(before), "leg_pain": 5, "zone": "thigh", "sleep": 7}
        assert [m.product for m in run.kept(Medication)] == ["ibuprofen"]
        run("undo")
        assert answers_of(only(run)) == answers_of(before)

    def test_answers_are_taken_back_by_name(self, run: CommandLine) -> None:
        run("log", "6/3", "calf", "long drive", "--heel-rises", "12/25", "--sleep", "7", "--medication", "ibuprofen")
        run("edit", "last", "--unset", "note,heel-rises,medication")
        assert answers_of(only(run)).keys() == {"leg_pain", "back_pain", "zone", "sleep"}
        assert run.kept(Medication) == []

    def test_another_time_takes_along_what_came_with_it(self, run: CommandLine) -> None:
        keep(run, episode())
        run("log", "6", "--side", "right", "--medication", "ibuprofen")
        run("edit", "last", "--at", "yesterday 21:30")
        [medicine] = run.kept(Medication)
        assert [(r.day, r.at and r.at.hour) for r in (only(run), medicine)] == [(day(1), 21)] * 2
        assert [answer.day for answer in run.kept(RedFlagAnswer)] == [day(1)]

    def test_a_medication_a_scan_and_an_event(self, run: CommandLine) -> None:
        keep(
            run,
            Medication(**stamp(), day=TODAY, product="ibuprofen"),
            Scan(**stamp(), day=TODAY, kind=ScanKind.MRI, note="L5"),
            Event(**stamp(), day=TODAY, kind=EventKind.INJECTION),
        )
        for kind, options in (
            (Medication, ("ibuprofen 400", "--amount", "1", "--relief", "good", "--at", "08:00")),
            (Scan, ("ct", "--compared", "smaller", "--unset", "note")),
            (Event, ("surgery", "--title", "at last", "--note", "went well", "--at", "yesterday")),
        ):
            [record] = run.kept(kind)
            assert run("edit", record.id, *options).err == ""
        [medicine], [scan], [event] = run.kept(Medication), run.kept(Scan), run.kept(Event)
        assert (medicine.product, medicine.amount, medicine.relief, medicine.at and medicine.at.hour) == (
            "ibuprofen 400", "1", "good", 8,
        )  # fmt: skip
        assert (scan.kind, scan.compared, scan.note) == ("ct", "smaller", None)
        assert (event.kind, event.title, event.note, event.day) == ("surgery", "at last", "went well", day(1))

    def test_the_same_again_changes_nothing_and_says_so(self, run: CommandLine) -> None:
        run("log", "6/3")
        assert run("edit", "last", "6/3").out == "Nothing was changed.\n"
        assert only(run).rev == 1

    def test_a_changed_answer_raises_what_log_would_raise(self, run: CommandLine) -> None:
        run("log", "6", "--heel-walk", "normal/normal")
        ran = run("edit", "last", "--heel-walk", "weak/normal")
        assert "delete the entry" in ran.err
        assert len(run.kept(RedFlagAnswer)) == 1
        run("edit", "last", "--heel-walk", "normal/normal")
        assert run.kept(RedFlagAnswer) == []

    @pytest.mark.parametrize(
        ("argv", "sentence"),
        [
            ((), "edit takes one entry"),
            (("last", "clf"), "did you mean calf?"),
            (("last", "--sleep", "11"), "Sleep takes a whole number from 0 to 10, not “11”."),
            (("last", "--unset", "slep"), "There is no answer “slep” to remove; did you mean sleep?"),
            (("last", "--amount", "400 mg"), "--amount does not go with a check-in"),
            (("EVENT", "--sleep", "7"), "--sleep does not go with a event"),
            (("EVENT", "lunch"), "event: “lunch” is not one of injection"),
            (("EVENT", "--unset", "kind"), "There is no answer “kind” to remove"),
            (("SESSION", "--sleep", "7"), "A session can't be edited here; to remove it, use sciatica-tui delete."),
            (("last", "--leg-raise", "40/50"), "“Leg raise, how” needs an answer too: one of lying, seated."),
            (("last",), "There is no terminal to edit a form in; give the changes as options"),
            (("last", "--at", "tomorrow"), "“tomorrow” is in the future"),
        ],
    )
    def test_wrong_input_gets_one_sentence_and_changes_nothing(
        self, run: CommandLine, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...], sentence: str
    ) -> None:
        for name in ("EDITOR", "VISUAL"):
            monkeypatch.delenv(name, raising=False)
        event = Event(**stamp(), day=day(3), kind=EventKind.INJECTION)
        session = Session(**stamp(), day=day(2), routine="hamstring", started_at=NOW - timedelta(days=2))
        keep(run, event, session, checkin(leg_pain=6))
        before = (run.folder / "sciatica.json").read_bytes()
        named = {"EVENT": event.id, "SESSION": session.id}
        ran = run("edit", *(named.get(word, word) for word in argv))
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert sentence.replace("a event", "an event") in ran.err
        assert (run.folder / "sciatica.json").read_bytes() == before


class TestForm:
    def test_every_answer_stands_in_it_and_is_read_as_it_was(self) -> None:
        for entry in (record for record in demo_records(TODAY, NOW) if isinstance(record, CheckIn)):
            answers = answers_of(entry)
            answers = {path: answer for path, answer in answers.items() if path != "red_flags" and answer != []}
            text = entry_form.checkin_text("Check-in", "2026-11-22", answers)
            lines = entry_form.lines_of(text, entry_form.checkin_names())
            read: dict[str, Any] = {}
            for name in lines.keys() - {"at"}:
                read |= entry_form.read_checkin(name, lines[name])
            assert {path: answer for path, answer in read.items() if answer is not None} == answers

    def test_a_form_that_was_not_touched_changes_nothing_whatever_is_stored(
        self, run: CommandLine, typed: Typed
    ) -> None:
        entry = filled(CheckIn, at=None, red_flags=[])
        keep(run, entry)
        texts: list[str] = []

        def look(text: str) -> str:
            texts.append(text)
            return text

        typed(look)
        assert run("edit", "last").out == "Nothing was changed.\n"
        assert steering(texts[0]) == set()
        assert "␛]52" in texts[0]

    def test_hidden_characters_stay_where_another_line_is_changed(self, run: CommandLine, typed: Typed) -> None:
        keep(run, checkin(leg_pain=6, note=TEXT, tags=["a\x1b[31m"]))
        typed(lambda text: text.replace("leg-pain: 6", "leg-pain: 5"))
        assert run("edit", "last").code == 0
        entry = only(run)
        assert (entry.leg_pain, entry.note, entry.tags) == (5, TEXT, ("a\x1b[31m",))

    def test_lines_are_changed_taken_out_and_answered(self, run: CommandLine, typed: Typed) -> None:
        run(
            "log",
            "6/3",
            "calf",
            "long drive",
            "--medication",
            "ibuprofen",
            "--flare",
            "--bother",
            "leg_pain=3,sitting=2",
        )

        def put_right(text: str) -> str:
            text = text.replace("leg-pain: 6\n", "Leg pain: 5\n").replace("zone: calf\n", "")
            text = text.replace("sitting=2", "tingling=1").replace("flare: yes", "flare: no")
            text = text.replace("medication: ibuprofen", "medication: ibuprofen\nmedication: paracetamol")
            text = text.replace("# sleep:", "sleep: 7 #").replace("sleep: 7 #", "sleep: 7\n#")
            return text.replace("long drive", "long drive\n\n# a line of the note: yes")

        typed(put_right)
        assert run("edit", "last").err == ""
        assert answers_of(only(run)) == {
            "leg_pain": 5, "back_pain": 3, "flare": False, "sleep": 7,
            "bother.leg_pain": 3, "bother.tingling": 1, "note": "long drive\n\n# a line of the note: yes",
        }  # fmt: skip
        assert sorted(m.product for m in run.kept(Medication)) == ["ibuprofen", "paracetamol"]

    def test_of_a_medication(self, run: CommandLine, typed: Typed) -> None:
        keep(run, Medication(**stamp(), day=TODAY, product="ibuprofen", amount="400 mg"))
        typed(lambda text: text.replace("400 mg", "200 mg").replace("# relief:", "relief: good\n#"))
        assert run("edit", "last").err == ""
        [medicine] = run.kept(Medication)
        assert (medicine.amount, medicine.relief) == ("200 mg", "good")

    def test_an_empty_one_changes_nothing(self, run: CommandLine, typed: Typed) -> None:
        run("log", "6/3")
        typed(lambda text: "\n# nothing\n")
        assert run("edit", "last").out == "Nothing was changed.\n"
        assert list(run.folder.glob("*edit*")) == []

    @pytest.mark.parametrize(
        ("old", "new", "sentence"),
        [
            ("leg-pain: 6", "leg-pain: 66", "Line 7: Worst leg pain takes a whole number from 0 to 10, not “66”."),
            ("leg-pain: 6", "leg pian: 6", "Line 7: there is no “leg-pian” in this form; did you mean leg-pain?"),
            ("leg-pain: 6", "leg-pain: 6\nleg-pain: 5", "Line 8: leg-pain is given twice; keep one."),
            ("leg-pain: 6", "it hurts", "Line 7: there is no “it-hurts” in this form"),
            ("at: 2026", "at: 3026", "is in the future"),
            ("at: 2026", "# at: 2026", "The form needs one line “at: …”"),
            ("flare: yes", "flare: a bit", "flare takes yes or no, not “a bit”."),
        ],
    )
    def test_a_broken_one_is_kept_named_by_its_line_and_opened_again(
        self, run: CommandLine, typed: Typed, old: str, new: str, sentence: str
    ) -> None:
        run("log", "6/3", "--flare")
        typed(lambda text: text.replace("back-pain: 3", "back-pain: 2").replace(old, new))
        ran = run("edit", "last")
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert sentence in ran.err
        assert "your form is kept. To open it again: sciatica-tui edit " in ran.err
        [form] = run.folder.glob("edit-*.txt")
        if os.name == "posix":
            assert stat.S_IMODE(form.stat().st_mode) == 0o600
        typed(lambda text: text.replace(new, old))
        ran = run("edit", "last")
        assert "it opens again" in ran.err
        assert (only(run).leg_pain, only(run).back_pain) == (6, 2)
        assert list(run.folder.glob("*edit*")) == []

    @pytest.mark.parametrize(("key", "pain"), [("e", 5), ("d", 6), ("", 6)])
    def test_at_a_terminal_it_is_offered_again(self, tmp_path: Path, key: str, pain: int) -> None:
        run_log = Terminal(tmp_path / "data", "log", "6", "--flags", "none")
        assert run_log.end() == 0
        script = tmp_path / "editor.py"
        script.write_text(
            "import sys, pathlib\np = pathlib.Path(sys.argv[1])\nt = p.read_text('utf-8')\n"
            "p.write_text(t.replace('pain: 66', 'pain: 5').replace('pain: 6\\n', 'pain: 66\\n'), 'utf-8')\n"
        )
        editor = shlex.join([sys.executable, str(script)])
        terminal = Terminal(tmp_path / "data", "edit", "last", EDITOR=editor, VISUAL="")
        terminal.wait_for("enter keep it for later: ")
        assert "not “66”" in terminal.seen
        terminal.type(f"{key}\n")
        assert terminal.end() == (0 if key == "e" else 1)
        assert [c.leg_pain for c in Journal.open(tmp_path / "data", lambda: NOW).all(CheckIn)] == [pain]
        assert bool(list((tmp_path / "data").glob("edit-*.txt"))) == (key == "")


class TestEditor:
    @pytest.mark.parametrize(
        ("editor", "sentence"),
        [
            ("false", "The editor false ended with an error (exit code 1). Nothing was changed."),
            (
                "/no/such/program",
                "The editor /no/such/program can't be started (it is not there); set EDITOR to yours.",
            ),
            ("vi 'x", "EDITOR can't be used: in “vi 'x” a quotation mark is not closed."),
        ],
    )
    def test_one_that_fails_or_is_missing_is_told_and_changes_nothing(
        self, run: CommandLine, monkeypatch: pytest.MonkeyPatch, editor: str, sentence: str
    ) -> None:
        run("log", "6")
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", editor)
        ran = run("edit", "last")
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert sentence in ran.err
        assert list(run.folder.glob("*edit*")) == []

    def test_what_was_typed_before_it_failed_is_kept(self, run: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
        run("log", "6")
        script = run.folder / "editor.py"
        script.write_text("import sys; open(sys.argv[1], 'a').write('half\\n'); sys.exit(3)")
        monkeypatch.setenv("VISUAL", shlex.join([sys.executable, str(script)]))
        ran = run("edit", "last")
        assert "ended with an error (exit code 3)" in ran.err
        assert "your form is kept" in ran.err
        [form] = run.folder.glob("edit-*.txt")
        assert form.read_text("utf-8").endswith("half\n")


class TestTwoWindows:
    def edited_meanwhile(self, run: CommandLine, typed: Typed, **answers: Any) -> None:
        """Another window changes the entry while the editor, which changes the leg pain to 5, is open."""

        def slowly(text: str) -> str:
            window = Journal.open(run.folder, run.clock.now)
            [entry] = window.all(CheckIn)
            if answers:
                window.save("there", msgspec.structs.replace(entry, **answers))
            else:
                window.delete("there", entry)
            return text.replace("leg-pain: 6", "leg-pain: 5")

        typed(slowly)

    def test_both_changes_stay(self, run: CommandLine, typed: Typed) -> None:
        run("log", "6/3")
        self.edited_meanwhile(run, typed, back_pain=1, sleep=4)
        assert run("edit", "last").err == ""
        assert answers_of(only(run)) == {"leg_pain": 5, "back_pain": 1, "sleep": 4}

    def test_of_the_same_answer_the_later_is_told(self, run: CommandLine, typed: Typed) -> None:
        run("log", "6/3")
        self.edited_meanwhile(run, typed, leg_pain=8)
        ran = run("edit", "last")
        assert ran.err == ("Worst leg pain: another window changed it to 8, you to 5. Yours is saved.\n")
        assert only(run).leg_pain == 5
        run("undo")
        assert only(run).leg_pain == 8

    @pytest.mark.parametrize(
        ("answers", "pain"),
        [(["t"], 8), (["m"], 5), (["y", "", "theirs"], 8), (["x", None, None], 8)],  # None: the input has ended
    )
    def test_at_a_terminal_the_later_is_asked_until_one_is_named(
        self, run: CommandLine, typed: Typed, monkeypatch: pytest.MonkeyPatch, answers: list[str | None], pain: int
    ) -> None:
        run("log", "6/3")
        self.edited_meanwhile(run, typed, leg_pain=8)
        replies = iter(answers)
        monkeypatch.setattr(edit, "at_a_terminal", lambda: True)
        monkeypatch.setattr(edit, "ask", lambda question: next(replies))
        run("edit", "last")
        assert list(replies) == []
        assert only(run).leg_pain == pain

    def test_what_another_window_writes_while_a_raised_flag_is_asked_about_stays(
        self, run: CommandLine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run("log", "6/3", "--side", "left")
        monkeypatch.setattr(edit, "at_a_terminal", lambda: True)

        def asked(entry: CheckIn, raised: Raised) -> tuple[CheckIn, Raised]:
            window = Journal.open(run.folder, run.clock.now)
            [there] = window.all(CheckIn)
            if there.sleep is None:
                window.save("there", msgspec.structs.replace(there, sleep=4, note="theirs"))
            return entry, raised

        monkeypatch.setattr(edit, "confirmed", asked)
        run("edit", "last", "--side", "right")
        assert answers_of(only(run)) == {"leg_pain": 6, "back_pain": 3, "side": "right", "sleep": 4, "note": "theirs"}

    def test_one_that_was_deleted_meanwhile_is_saved_as_a_new_one(self, run: CommandLine, typed: Typed) -> None:
        run("log", "6/3", "--medication", "ibuprofen")
        before = only(run)
        self.edited_meanwhile(run, typed)
        ran = run("edit", "last")
        assert "Another window deleted this entry meanwhile; yours is saved as a new one." in ran.err
        entry = only(run)
        assert entry.id != before.id
        assert (entry.leg_pain, entry.back_pain, entry.day, entry.at) == (5, 3, before.day, before.at)

    def test_a_form_that_was_left_is_laid_over_what_others_did_since(self, run: CommandLine, typed: Typed) -> None:
        run("log", "6/3")
        typed(lambda text: text.replace("leg-pain: 6", "leg-pain: 55"))
        run("edit", "last")
        Journal.open(run.folder, run.clock.now).save("there", msgspec.structs.replace(only(run), back_pain=1))
        typed(lambda text: text.replace("leg-pain: 55", "leg-pain: 5"))
        run("edit", "last")
        assert answers_of(only(run)) == {"leg_pain": 5, "back_pain": 1}


def test_an_entry_of_a_kind_that_is_not_edited_is_not_begun(run: CommandLine) -> None:
    journal = Journal.open(run.folder, run.clock.now)
    assert edits.begin(journal, filled(Session)) is None
