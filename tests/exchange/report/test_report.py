"""The clinician's page: what it says, and that it fits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from reportlab.pdfgen.canvas import Canvas

from sciatica_tui.demo.records import demo_records
from sciatica_tui.demo.story import QUESTIONS
from sciatica_tui.domain.charts.measure_display import BY_MEASURE
from sciatica_tui.domain.errors import AppError, BadInput
from sciatica_tui.domain.records import (
    CheckIn,
    Cleared,
    ClearedHow,
    Episode,
    Event,
    EventKind,
    FlareAnswer,
    Medication,
    Record,
    RedFlagAnswer,
    Side,
    Visit,
    VisitKind,
    VisitQuestion,
)
from sciatica_tui.exchange.report.content import choose_sections
from sciatica_tui.exchange.report.judgements import unjudged_rows
from sciatica_tui.exchange.report.markdown import write_markdown
from sciatica_tui.exchange.report.page import SECTIONS, Report, Section
from sciatica_tui.exchange.report.pdf import write_pdf
from sciatica_tui.exchange.report.pen import printable, register_fonts, shortened
from sciatica_tui.services.paths import find_paths
from sciatica_tui.services.reports import page_of, sections_of, write_page
from sciatica_tui.storage.journal import Journal

from ...hostile import journal, steering
from ...support import NOW, TODAY, FakeClock, checkin, day, stamp
from ...words import PACKAGE, words


def page(*records: Record, **wishes: Any) -> Report:
    return page_of(Journal.in_memory(FakeClock().now, records), TODAY, **wishes)


def section(report: Report, name: str) -> Section:
    return next(each for each in report.sections if each.name == name)


@pytest.fixture(scope="module")
def demo() -> Report:
    return page(*demo_records(TODAY, NOW), weekly=True)


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", pdf))


def drawn_pages(monkeypatch: pytest.MonkeyPatch, report: Report, paper: str = "a4") -> list[str]:
    """The words on each page of the PDF, a line for each piece that was drawn."""
    drawn: list[list[str]] = [[]]
    draw, turn = Canvas.drawString, Canvas.showPage

    def write(canvas: Canvas, x: float, y: float, text: str) -> None:
        drawn[-1].append(text)
        draw(canvas, x, y, text)

    def next_page(canvas: Canvas) -> None:
        drawn.append([])
        turn(canvas)

    monkeypatch.setattr(Canvas, "drawString", write)
    monkeypatch.setattr(Canvas, "showPage", next_page)
    write_pdf(report, paper)
    return ["\n".join(texts) for texts in drawn if texts]


def test_where_nobody_said_since_when_the_days_are_of_logging_and_no_stage_is_claimed() -> None:
    facts = page(
        Episode(**stamp(), day=day(11), side=Side.RIGHT), checkin(11, leg_pain=4), checkin(0, leg_pain=4)
    ).facts
    assert facts[0] == "Right leg · day 12 of logging"


def test_the_page_of_the_demo_history_reads_from_the_verdict_to_the_scans(demo: Report) -> None:
    assert demo.facts[0].startswith(
        "Left leg · began 18 Sep 2026 · day 66 (subacute) · told it is: Disc herniation L5/S1"
    )
    assert demo.facts[1] == "21 Sep 2026 – 22 Nov 2026: 57 days logged, 6 missing, 97 entries"
    assert demo.verdict.startswith("Getting better: leg pain")
    assert [each.name for each in demo.sections] == [
        name for name in SECTIONS if name not in ("flags", "chart", "trials")
    ]
    leg = section(demo, "measures").rows[0]
    assert leg[0] == "Leg pain"
    assert re.fullmatch(r"−\d\.\d \(−\d\.\d to −\d\.\d\)", leg[3])
    assert leg[6] == "improving"
    rows = {row[0]: row for row in section(demo, "measures").rows}
    assert rows["Spasms"] == ("Spasms", "3–5", "none", "", "56", "one band", "improving"), "no number beside its bands"
    assert section(demo, "phase").aside == "Pain: usual level or the week's average, the higher"
    assert ("Heel rises", "12 → 21", "24 → 25", "", "27 Sep – 15 Nov") in section(demo, "tests").rows
    assert section(demo, "medication").rows[0][0] == "Ibuprofen 400 mg"
    assert ("6 Oct", "MRI: Herniated disc L5/S1 on the left, touching the S1 root.") in section(demo, "events").lines
    assert len(section(demo, "signs").lines) == 7


def test_hidden_characters_are_drawn_as_what_the_font_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    draw = Canvas.drawString

    def write(canvas: Canvas, x: float, y: float, text: str) -> None:
        drawn.append(text)
        draw(canvas, x, y, text)

    monkeypatch.setattr(Canvas, "drawString", write)
    write_pdf(page(*journal(), weekly=True))
    assert "Zq□]52;c;UVE=□" in " ".join(drawn)
    assert steering(" ".join(drawn)) == set()


def test_the_persons_notes_are_not_in_it(demo: Report) -> None:
    text = write_markdown(demo).decode()
    notes = [r.note for r in demo_records(TODAY, NOW) if isinstance(r, CheckIn) and r.note]
    assert notes
    assert not [note for note in notes if note in text]


def test_it_speaks_of_the_person_not_to_them(demo: Report) -> None:
    assert not re.search(r"\byou", write_markdown(demo).decode(), re.IGNORECASE)


def test_an_open_red_flag_stands_first_whatever_is_chosen() -> None:
    flag = RedFlagAnswer(**stamp(), day=day(1), at=NOW, flags=("fever",))
    report = page(checkin(1, leg_pain=4), flag, sections=("tests",))
    assert report.alarm
    assert report.flags is not None
    assert report.flags[0].startswith("OPEN since 21 Nov. Speak to a doctor today: Fever")


def test_red_flags_that_were_never_asked_are_not_none() -> None:
    assert page(checkin(1, leg_pain=4)).flags == ("Not asked yet.", "Asked on 0 of 1 logged day.")
    assert page(checkin(1, leg_pain=4, red_flags=[])).flags == (
        "None open.",
        "Asked on 1 of 1 logged day, last on 21 Nov.",
    )


def test_red_flags_answered_without_a_check_in_count_for_the_day_they_were_asked() -> None:
    answers = [RedFlagAnswer(**stamp(), day=day(ago), at=NOW, flags=()) for ago in (0, 2)]
    assert page(checkin(0, leg_pain=4), checkin(1, leg_pain=4), *answers).flags == (
        "None open.",
        "Asked on 1 of 2 logged days, last on 22 Nov.",
    )
    raised = RedFlagAnswer(**stamp(), day=day(1), at=NOW, flags=(), raised=True)
    assert page(checkin(1, leg_pain=4), raised).flags == ("Not asked yet.", "Asked on 0 of 1 logged day.")


def test_a_red_flag_that_was_seen_to_stays_on_the_page_and_a_mistake_does_not() -> None:
    seen = Cleared(how=ClearedHow.SEEN, on=day(2), at=NOW)
    mistake = Cleared(how=ClearedHow.MISTAKE, on=day(2), at=NOW)
    report = page(
        checkin(5, leg_pain=4, red_flags=[]),
        RedFlagAnswer(**stamp(), day=day(4), at=NOW, flags=("fever",), cleared=seen),
        RedFlagAnswer(**stamp(), day=day(4), at=NOW, flags=("clot",), cleared=mistake),
    )
    assert report.flags is not None
    assert report.flags[0] == "None open."
    assert "Fever" in report.flags[1]
    assert "seen by a clinician 20 Nov" in report.flags[1]
    assert report.flags[2] == "Asked on 1 of 1 logged day, last on 18 Nov."


def test_days_nobody_logged_are_counted_and_left_open() -> None:
    report = page(checkin(9, leg_pain=4), checkin(8, leg_pain=5), checkin(0, leg_pain=3))
    assert report.facts[-1] == "13 Nov 2026 – 22 Nov 2026: 3 days logged, 7 missing, 3 entries"
    without_today = page(checkin(9, leg_pain=4), checkin(8, leg_pain=5))
    assert "2 days logged, 7 missing" in without_today.facts[-1], "today is not over yet"
    assert report.chart is not None
    assert [(d, v) for d, v in report.chart.leg] == [(day(9), 4), (day(8), 5), (day(0), 3)]
    assert not report.chart.leg_mean


def test_what_is_never_judged_has_its_level_and_no_verdict() -> None:
    sleep = BY_MEASURE["sleep"]
    assert list(unjudged_rows(sleep, [checkin(leg_pain=4)])) == []
    nights = [checkin(ago, sleep=4) for ago in (3, 1, 0)]
    assert list(unjudged_rows(sleep, nights)) == [("Sleep", "", "4.0", "", "3", "", "not judged")]


def test_pain_that_moved_up_while_numbness_came_is_not_called_improving_in_the_table() -> None:
    numb = [{"zone": "foot", "quality": "numb"}]
    days = [
        checkin(ago, leg_pain=5, zone="calf" if ago > 27 else "buttock", symptoms=numb if ago < 17 else [])
        for ago in range(48)
    ]
    [zone] = [row for row in section(page(*days), "measures").rows if row[0] == "Furthest zone"]
    assert zone[-1] == "no clear change"


def test_only_the_episode_of_the_day_is_on_it() -> None:
    episode = Episode(**stamp(), day=day(10), started=day(10), side=Side.RIGHT)
    old = Event(**stamp(), day=day(40), kind=EventKind.SURGERY, title="long ago")
    report = page(
        episode, checkin(40, leg_pain=9), checkin(3, leg_pain=4), old, Medication(**stamp(), day=day(40), product="x")
    )
    assert report.facts[-1].startswith("19 Nov 2026")
    assert not [each for each in report.sections if each.name in ("events", "medication")]


def test_weeks_have_a_mean_with_its_interval_and_say_where_they_have_too_few(demo: Report) -> None:
    assert demo.weeks is not None
    assert len(demo.weeks.rows) == 9
    assert all(re.fullmatch(r"\d\.\d \(\d\.\d–\d\.\d\)", row[2]) for row in demo.weeks.rows)
    report = page(checkin(1, leg_pain=4), checkin(15, leg_pain=5), weekly=True)
    assert report.weeks is not None
    assert [row[2] for row in report.weeks.rows] == ["5.0 (few)", "", "4.0 (few)"]


@pytest.mark.parametrize(("days_ago", "last"), [(0, "1 of 7"), (3, "1 of 4")])
def test_a_week_counts_its_days_from_the_first_entry_to_the_day_of_the_page(days_ago: int, last: str) -> None:
    entries = checkin(4, leg_pain=4), checkin(15, leg_pain=5)
    weeks = page_of(Journal.in_memory(FakeClock().now, entries), day(days_ago), weekly=True).weeks
    assert weeks is not None
    assert [row[1] for row in weeks.rows] == ["1 of 2", "0 of 7", last]


def test_a_week_has_the_mean_of_its_days_as_trends_has_it() -> None:
    pains = (9, 7, 7, 6, 6, 6, 7)
    weeks = page(*(checkin(6 - n, leg_pain=pain) for n, pain in enumerate(pains)), weekly=True).weeks
    assert weeks is not None
    assert [row[2].partition(" ")[0] for row in weeks.rows] == ["6.9"]


def test_the_day_of_a_raised_flag_stands_on_the_page_once() -> None:
    fields: dict[str, Any] = {"flags": ("one_leg_weakness",), "raised": True, "why": "heel walk: weak"}
    raised = RedFlagAnswer(**stamp(), day=day(1), at=NOW, **fields)
    flags = page(checkin(1, leg_pain=5), raised).flags
    assert flags is not None
    assert flags[0].startswith("OPEN since 21 Nov.")
    assert flags[0].endswith("(heel walk: weak)")


def test_nothing_to_report_is_refused() -> None:
    with pytest.raises(BadInput, match="nothing to report yet"):
        page()


def test_sections_are_chosen_by_name() -> None:
    assert choose_sections(None) == tuple(SECTIONS)
    assert choose_sections("tests, signs") == ("signs", "tests")
    assert "events" not in choose_sections(None, "events")
    with pytest.raises(BadInput, match="did you mean events"):
        choose_sections("evnts")


# The drawing


def test_the_file_says_of_which_day_it_is_what_it_is_and_in_which_language(demo: Report) -> None:
    pdf = write_pdf(msgspec.structs.replace(demo, name="A. B."))
    assert f"/CreationDate (D:{TODAY:%Y%m%d})".encode() in pdf
    assert b"/Title (Sciatica: summary of A. B.)" in pdf
    assert b"/Lang (en-GB)" in pdf


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_it_is_two_pages_at_most_with_weekly_figures_too(demo: Report, paper: str) -> None:
    assert pages(write_pdf(demo, paper)) == 2
    short = page(*demo_records(TODAY, NOW), sections=("flags", "chart", "measures", "signs", "phase", "medication"))
    assert pages(write_pdf(short, paper)) == 1


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_no_section_is_left_out_and_medication_is_on_the_first_page(
    monkeypatch: pytest.MonkeyPatch, paper: str
) -> None:
    report = page(*demo_records(TODAY, NOW))
    first, *further = drawn_pages(monkeypatch, report, paper)
    titles = [each.title for each in report.sections]
    later = [title for title in titles if title not in first.split("\n")]
    assert section(report, "medication").rows[0][0] in first.split("\n")
    assert all(title in "\n".join(further).split("\n") for title in later)
    assert f"On the next page: {' · '.join(later)}" in first
    assert "No room" not in first


def test_what_came_of_a_trial_since_the_visit_is_drawn_with_all_its_figures(
    monkeypatch: pytest.MonkeyPatch, demo: Report
) -> None:
    first = " ".join(drawn_pages(monkeypatch, demo)[0].split())
    rows = {row[0]: row[1] for row in section(demo, "since").rows}
    assert rows["Tried out"] in first


def test_a_name_too_wide_for_its_column_is_cut_after_a_word_not_within_a_dose() -> None:
    register_fonts()
    for width in range(45, 75):
        assert shortened("Ibuprofen 400 mg", width) in ("Ibuprofen…", "Ibuprofen 400…", "Ibuprofen 400 mg")


def test_above_the_tests_stands_that_they_are_the_first_and_the_latest(demo: Report) -> None:
    assert section(demo, "tests").title == "First and latest of each test"


def test_a_test_of_both_legs_stands_under_no_side(demo: Report) -> None:
    tests = section(demo, "tests")
    [stand] = (row for row in tests.rows if row[0] == "Sit to stand, 5 ×")
    assert tests.header[1:4] == ("left", "right", "both legs")
    assert (stand[1:3], bool(stand[3])) == (("", ""), True)
    alone = section(page(checkin(9, reach_cm=35), checkin(2, reach_cm=19)), "tests")
    assert (alone.header, alone.rows[0][1]) == (("", "both legs", ""), "35 → 19 cm")


def test_a_flare_is_on_the_page_with_all_its_days_those_without_a_mark_too() -> None:
    entries = (checkin(9, leg_pain=3), checkin(8, leg_pain=7, flare=True), checkin(7, leg_pain=7), checkin(2))
    report = page(*entries, FlareAnswer(**stamp(), day=day(6), over=True), weekly=True)
    assert ("14 Nov", "Flare 14–16 Nov (3 days)") in section(report, "events").lines
    assert report.chart is not None
    assert [mark.words for mark in report.chart.marks if mark.day == day(8)] == ["flare"]
    assert report.weeks is not None
    column = report.weeks.header.index("flare days")
    assert [row[column] for row in report.weeks.rows] == ["2", "1"]


def test_the_same_page_is_the_same_bytes(demo: Report) -> None:
    assert write_pdf(demo) == write_pdf(demo)


def test_its_letters_are_embedded(demo: Report) -> None:
    pdf = write_pdf(demo)
    assert b"/FontFile2" in pdf
    assert b"DejaVuSansCondensed" in pdf
    assert len(pdf) < 120_000


@pytest.mark.parametrize(
    "written",
    [
        "Příliš žluťoučký kůň, zażółć gęślą jaźń, ğüşıöç, ñ, ß, æøå, ĳ",
        "Tôi bị đau lưng xuống chân trái",
        "Η μέση μου πονάει · болить спина, їжа, ґанок, ћао",
        "“x” – ‘y’ … 4 → 2, ≥ 10°, ½, €, № 5, �",
    ],
)
def test_what_is_written_in_latin_greek_and_cyrillic_is_drawn(written: str) -> None:
    register_fonts()
    assert printable(written) == written


def test_every_sentence_of_ours_can_be_drawn() -> None:
    register_fonts()
    ours = {letter for room in ("domain", "exchange/report") for _, _, text in words(PACKAGE / room) for letter in text}
    assert {letter for letter in ours - {"\n", "\t"} if printable(letter) != letter} == set()


def crowded() -> Iterable[Record]:
    """Far more than a page holds, with letters from everywhere."""
    yield from demo_records(TODAY, NOW)
    yield RedFlagAnswer(**stamp(), day=day(1), at=NOW, flags=("one_leg_weakness", "fever", "weight_loss", "night_pain"))
    for number in range(30):
        title = "Ärztin Žižková – Доктор, 理学療法, متخصص, because of a long drive to the sea and back again"
        yield Event(**stamp(), day=day(2 * number), kind=EventKind.CLINICIAN, title=title)
        yield Medication(**stamp(), day=day(number), product=f"{number} {'very long name ' * 12}"[:300])
        yield checkin(number, abilities=[{"name": f"activity {number % 9} {'x' * 30}", "score": number % 11}])


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_far_too_much_is_two_pages_with_every_section(monkeypatch: pytest.MonkeyPatch, paper: str) -> None:
    report = page(*crowded(), name="A" * 200)
    drawn = drawn_pages(monkeypatch, report, paper)
    assert len(drawn) == 2
    titles = [printable(each.title) for each in report.sections if each.name != "since"]
    assert not set(titles) - set("\n".join(drawn).split("\n"))
    assert section(report, "events").omitted > 20


@pytest.mark.parametrize(
    "records", [[checkin(0)], [checkin(0, zone="none")], [checkin(n, leg_pain=10) for n in range(500)]]
)
def test_little_and_much_can_be_drawn(records: list[CheckIn]) -> None:
    assert pages(write_pdf(page(*records, weekly=True))) == 2


def test_over_years_single_days_are_left_out_of_the_drawing() -> None:
    report = page(*(checkin(3 * n, leg_pain=5) for n in range(300)))
    assert report.chart is not None
    assert (report.chart.long, report.chart.mean_days) == (True, 28)


def test_stopping_the_work_leaves_nothing(tmp_path: Path) -> None:
    class Enough(AppError):
        pass

    def stop(doing: str, done: int, total: int) -> None:
        if doing == "Drawing":
            raise Enough("enough")

    with pytest.raises(Enough):
        write_page(page(checkin(0, leg_pain=3)), tmp_path / "page.pdf", find_paths(tmp_path / "data"), progress=stop)
    assert not list(tmp_path.iterdir())


def test_what_a_person_typed_is_never_markdown() -> None:
    episode = Episode(**stamp(), day=day(3), started=day(3), cause="<script>*a* | [b](c)\nd")
    text = write_markdown(page(episode, checkin(0, leg_pain=3))).decode()
    assert "\\<script\\>\\*a\\* \\| \\[b\\](c) d" in text


def test_while_a_red_flag_is_open_the_page_gives_numbers_and_no_verdict() -> None:
    opened = RedFlagAnswer(**stamp(), day=TODAY, at=NOW, flags=("saddle_numbness",))
    report = page(*demo_records(TODAY, NOW), opened)
    signs = section(report, "signs")
    assert {mark for mark, _ in signs.lines} == {"·"}
    assert signs.aside == "No verdict while a red flag is open."
    assert {row[-1] for row in section(report, "measures").rows} == {"–"}
    assert report.verdict.startswith("A red flag is open")


def test_since_the_last_visit_and_the_questions_stand_at_the_head_where_there_are_any(demo: Report) -> None:
    assert [each.name for each in demo.sections[:2]] == ["since", "questions"]
    since = section(demo, "since")
    assert since.title == "Since the last visit: Family doctor, 1 Nov (22 days)"
    assert [name for name, _ in since.rows][-1] == "Tried out"
    assert [words for _, words in section(demo, "questions").lines] == list(QUESTIONS)
    without = page(checkin(3, leg_pain=4))
    assert not {"since", "questions"} & {each.name for each in without.sections}


def test_a_trial_told_of_since_the_visit_is_not_told_twice(demo: Report) -> None:
    assert "trials" not in [each.name for each in demo.sections]


def test_without_trials_the_page_says_nowhere_what_was_tried_out() -> None:
    silent = page(*demo_records(TODAY, NOW), sections=sections_of(None, "trials"))
    assert "Tried out" in write_markdown(page(*demo_records(TODAY, NOW))).decode()
    assert "Tried out" not in write_markdown(silent).decode()


def test_there_is_room_to_write_below_each_question_and_never_more_than_three() -> None:
    questions = [VisitQuestion(**stamp(), day=day(9 - n), text=f"Question {n} " + "long " * 50) for n in range(5)]
    report = page(checkin(3, leg_pain=4), *questions)
    assert [number for number, _ in section(report, "questions").lines] == ["1", "2", "3"]
    assert write_markdown(report).decode().count("\\_" * 40) == 3
    assert pages(write_pdf(report)) == 1


def test_what_the_person_kept_of_a_visit_stays_with_them_and_the_visit_is_among_the_events() -> None:
    visit = Visit(**stamp(), day=day(4), kind=VisitKind.DOCTOR, who="Dr Lee", note="secret", advice="also secret")
    report = page(checkin(9, leg_pain=4), checkin(3, leg_pain=4), visit)
    assert "secret" not in write_markdown(report).decode()
    assert ("18 Nov", "Visit: Dr Lee") in section(report, "events").lines


def test_of_pain_in_the_back_alone_it_is_said_that_none_is_in_the_leg() -> None:
    report = page(*(checkin(ago, leg_pain=0, back_pain=5, zone="back") for ago in range(30)))
    [zone] = [row for row in section(report, "measures").rows if row[0] == "Furthest zone"]
    assert zone[-1] == "not in the leg"
