"""One page never contradicts itself, whatever was logged.

Made-up histories of 10–120 days: levels that stay, fall, rise, fall and rise; noise; days left out; quick and detailed
check-ins; numbness, weakness, strength tests, red flags asked or not, flares, more than one entry a day. On two days of
each, what is said is held against itself (`contradictions`). It can't be that

- the headline begins with one verdict and is another; says "getting better" on fewer than two signs, with a red flag
  open, or beside "see a clinician"; is worse or mixed and sends nobody to a clinician; leaves out a measure that is
  worse; says "moving up" where that sign does not;
- a measure improves by nothing or worsens by a gain, or has an early sign of its own verdict;
- a sign with one part better and one worse says "no clear change"; is "not affected" while the back pain that is
  followed is; has numbers from where to where beside "not enough data";
- a daily level is said that lies outside the first, or the latest, seven values; a measure is "not affected" at a level
  that is; a change spans more days than its entries; the rest "shows no clear change" where no sign does;
- the ledger ticks "nothing getting worse" while anything is worse or may be; a phase ahead is proposed while the line
  is worse or mixed, or on a criterion that is not met or unknown; anything is proposed while a red flag locks;
- `summary`, `summary --json`, Today and the clinician's page have another headline, other signs, another state of a
  criterion, another verdict on a measure, or another proposal; the clinician's page says that no flag is open;
- Trends has another verdict or glyph; anything anywhere gives a verdict on a sign or measure while a red flag locks.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from sciatica_tui.domain.assessment.assess import Assessment, assess
from sciatica_tui.domain.assessment.criteria import State
from sciatica_tui.domain.assessment.measure_assessment import MeasureAssessment
from sciatica_tui.domain.assessment.phrases import GLYPHS, STATE_GLYPHS, VERDICT_WORDS
from sciatica_tui.domain.assessment.signs import Sign
from sciatica_tui.domain.assessment.verdict_style import NO_VERDICT
from sciatica_tui.domain.charts.measure_display import BY_MEASURE
from sciatica_tui.domain.charts.trend_text import glyph_of, verdict_line
from sciatica_tui.domain.charts.trends import trends_of
from sciatica_tui.domain.measures.rules import Verdict
from sciatica_tui.domain.records import (
    CheckIn,
    Frequency,
    HeelRises,
    Muscle,
    MuscleSides,
    Phase,
    PhaseDecision,
    Quality,
    RedFlagAnswer,
    Symptom,
    Zone,
)
from sciatica_tui.domain.snapshot import RecordSnapshot
from sciatica_tui.domain.views.phase import sign_word
from sciatica_tui.domain.views.summary import sign_glyph, sign_words, to_lines
from sciatica_tui.domain.views.summary_json import to_json
from sciatica_tui.domain.views.today import to_decide
from sciatica_tui.domain.zones import ORDER
from sciatica_tui.exchange.report.content import make_report
from sciatica_tui.exchange.report.page import ReportInput, third_person
from tests.domain.people import accepted, entry, on, record

HISTORIES = 5000 if os.environ.get("SCIATICA_LONG") else 300
CHUNK = 25
CHUNKS = [pytest.param(at, marks=pytest.mark.slow if at >= 2 * CHUNK else ()) for at in range(0, HISTORIES, CHUNK)]
WORSE = (Verdict.WORSENING, Verdict.MIXED)


def level_of(rng: random.Random, low: float, high: float) -> Callable[[int], float]:
    """A course: flat, or a ramp from one level to another and perhaps back."""
    first, second, third = (rng.uniform(low, high) for _ in range(3))
    shape, start, end = rng.choice(("flat", "ramp", "there and back")), rng.randint(0, 30), rng.randint(31, 70)

    def level(day: int) -> float:
        if shape == "flat":
            return first
        part = min(max((day - start) / (end - start), 0), 1)
        back = min(max((day - end - 10) / 20, 0), 1) if shape == "there and back" else 0
        return first + (second - first) * part + (third - second) * back

    return level


def whole(value: float, high: int) -> int:
    return min(high, max(0, round(value)))


def history(seed: int) -> tuple[RecordSnapshot, int]:
    """One person's records and the day they are looked at."""
    rng = random.Random(seed)
    last = rng.randint(10, 120)
    leg, back, zone = level_of(rng, 0, 9), level_of(rng, 0, 8), level_of(rng, 0, 5)
    walk, rises = level_of(rng, 3, 120), level_of(rng, 0, 25)
    sd, missing, detailed, asked = rng.uniform(0, 2), rng.uniform(0, 0.6), rng.random(), rng.random()
    numb_from = rng.choice((None, None, 0, rng.randint(5, 100)))
    numb_zone = rng.choice(ORDER[1:])
    checkins: list[CheckIn] = []
    for day in range(last + 1):
        for _ in range(rng.choice((1, 1, 1, 2, 4)) if rng.random() > missing else 0):
            answers: dict[str, Any] = {
                "leg_pain": whole(rng.gauss(leg(day), sd), 10),
                "back_pain": whole(rng.gauss(back(day), sd), 10),
                "zone": ORDER[whole(rng.gauss(zone(day), sd / 2), 5)],
                "red_flags": () if rng.random() < asked else None,
            }
            if rng.random() < detailed:
                numb = numb_from is not None and day >= numb_from
                quality, where = (Quality.NUMB, numb_zone) if numb else (Quality.ACHE, Zone.THIGH)
                answers |= {
                    "walk_minutes": whole(rng.gauss(walk(day), 5), 200),
                    "frequency": rng.choice(tuple(Frequency)),
                    "symptoms": (Symptom(zone=where, quality=quality),),
                    "weakness_felt": rng.random() < 0.01,
                    "flare": rng.random() < 0.1,
                }
            if rng.random() < 0.1:
                answers |= {
                    "heel_rises": HeelRises(left=whole(rng.gauss(rises(day), 2), 25), right=20),
                    "heel_walk": MuscleSides(left=rng.choices(tuple(Muscle), (20, 1, 1))[0], right=Muscle.NORMAL),
                }
            checkins.append(entry(day, **{name: answer for name, answer in answers.items() if rng.random() < 0.95}))
    decisions: tuple[PhaseDecision, ...] = ()
    if last > 40 and rng.random() < 0.3:
        decisions = (accepted(rng.randint(20, last), Phase.FUNCTIONAL_IMPROVEMENT),)
    flags: tuple[RedFlagAnswer, ...] = ()
    if rng.random() < 0.1:
        name = rng.choice(("not_better", "night_pain", "bowels"))
        flagged = rng.randint(0, last)
        flags = (record(RedFlagAnswer, flagged, at=entry(flagged).at, flags=(name,)),)
    return RecordSnapshot(checkins=tuple(checkins), phase_decisions=decisions, red_flags=flags), last


def contradictions(page: Assessment, diary: RecordSnapshot) -> Iterator[str]:
    """What on the page can't all be true."""
    verdict, story = page.overall.verdict, page.overall.story
    signs = {sign.sign: sign for sign in page.signs}
    ledger = {row.text: row for row in page.phase.criteria}
    proposal = page.phase.proposal
    forward = proposal is not None and not proposal.back
    worse = [r for r in page.readings.values() if r.verdict is Verdict.WORSENING]
    better_signs = [sign for sign in page.signs if sign.verdict is Verdict.IMPROVING]
    starts = {
        "Getting better": Verdict.IMPROVING,
        "Getting worse": Verdict.WORSENING,
        "New weakness": Verdict.WORSENING,
        "Mixed": Verdict.MIXED,
        "Not enough data": Verdict.NOT_ENOUGH_DATA,
        "No clear change": Verdict.NO_CLEAR_CHANGE,
    }
    for words, meant in starts.items():
        if story.startswith(words) and verdict is not meant:
            yield f"the headline begins “{words}” and the verdict is {verdict}"
    if verdict is Verdict.IMPROVING:
        if not story.startswith("Getting better"):
            yield "improving without saying so"
        if len(better_signs) < 2:
            yield "getting better on fewer than two signs"
        if page.flags:
            yield "getting better with an open red flag"
        if any(word in story for word in ("see a clinician", "No better")):
            yield "getting better and see a clinician"
    if verdict in WORSE and not page.overall.clinician:
        yield "worse, and nobody is told to see a clinician"
    if verdict in WORSE and forward:
        yield "worse, and a phase ahead is proposed"
    for row in ledger.values():
        maybe = "worse" in story and page.facts.ended_on is None
        if row.text == "nothing getting worse" and row.state is State.MET and (verdict in WORSE or worse or maybe):
            yield "the ledger ticks “nothing getting worse” while something is worse"
    if forward and any(row.state is not State.MET for row in ledger.values()):
        yield "a phase ahead is proposed on what is not met or unknown"
    if ("moving up" in story or "further up" in story) and signs[Sign.CENTRALIZATION].verdict is not Verdict.IMPROVING:
        yield "moving up, and the sign does not say so"
    headline_covers = not page.flags and verdict is not Verdict.NOT_ENOUGH_DATA
    for reading in worse if headline_covers else ():
        moved = reading.rule.measure == "zone" and "further down" in story
        if not moved and reading.rule.words.lower() not in story.lower():
            yield f"{reading.rule.words} is worse, and the headline does not name it"
    for reading in page.readings.values():
        if reading.comparison is None:
            continue
        yield from untyped(reading)
        gain = reading.rule.gain(reading.comparison.change)
        if reading.verdict is Verdict.IMPROVING and gain <= 0:
            yield f"{reading.rule.words} improves by {gain}"
        if reading.verdict is Verdict.WORSENING and gain >= 0:
            yield f"{reading.rule.words} worsens by {-gain}"
        if reading.verdict is reading.early:
            yield f"{reading.rule.words} has an early sign of its own verdict"
    for sign in page.signs:
        both = {Verdict.IMPROVING, Verdict.WORSENING}
        split = sign.lead is not None and sign.lead.verdict in both and both <= {r.verdict for r in sign.readings}
        if split and sign.verdict is Verdict.NO_CLEAR_CHANGE and not sign.against and sign.sign is not Sign.LEG_RAISE:
            yield f"{sign.sign} has one part better and one worse, and says no clear change"
        back = page.readings["back_pain"].verdict
        unaffected = sign.sign is Sign.PAIN and sign.verdict is Verdict.NOT_AFFECTED and page.phase.follows_back
        if unaffected and back not in (Verdict.NOT_AFFECTED, Verdict.NOT_ENOUGH_DATA):
            yield "not affected, while the back pain that is followed is"
        if "→" in sign_words(sign) and sign.verdict is Verdict.NOT_ENOUGH_DATA:
            yield f"{sign.sign} has numbers and not enough data"
    if "The rest shows no clear change" in story and all(
        s.verdict is not Verdict.NO_CLEAR_CHANGE for s in page.signs if s.sign is not Sign.IMAGING
    ):
        yield "the rest shows no clear change, and no sign says so"
    answer = to_json(page)
    if (answer["overall"]["verdict"], answer["overall"]["sentence"]) != (verdict.value, page.overall.sentence):
        yield "the JSON says something else"
    if [row["verdict"] for row in answer["signs"]] != [sign.verdict.value for sign in page.signs]:
        yield "the signs of the JSON say something else"
    if page.overall.sentence not in to_lines(page):
        yield "the summary lacks the headline"
    trends = trends_of(diary.checkins, (), (), page, page.on)
    for measure in ("leg_pain", "back_pain", "zone", "walk_minutes"):
        kind, reading = BY_MEASURE[measure], page.readings[measure]
        line = verdict_line(trends, kind).lower()
        if page.locked and any(word in line for word in ("improving", "worsening")):
            yield "Trends gives a verdict while a red flag locks"
        if not page.locked and reading.entries and reading.verdict is Verdict.IMPROVING and "improving" not in line:
            yield "Trends does not say that it improves"
        if not page.locked and reading.entries and glyph_of(trends, kind) not in line:
            yield "the glyph of the list is not that of the line"


def untyped(reading: MeasureAssessment) -> Iterator[str]:
    """What is said of a measure that its entries do not bear out."""
    rule, comparison, entries = reading.rule, reading.comparison, reading.entries
    assert comparison is not None
    levels = (comparison.baseline, comparison.current)
    if reading.verdict is Verdict.NOT_AFFECTED and not all(map(rule.unaffected, levels)):
        yield f"{rule.words} is not affected at {levels}"
    if comparison.days > entries[-1][0] - entries[0][0] + 1:
        yield f"{rule.words} spans {comparison.days} days"
    if not rule.daily:
        return
    values = [value for _, value in reading.history.entries]
    parts = ((levels[0], values if reading.from_improvement else values[:7]), (levels[1], values[-7:]))
    if any(not min(part) - 1e-6 <= level <= max(part) + 1e-6 for level, part in parts):
        yield f"{rule.words} {levels} was never typed"


def contradictions_on_the_clinicians_page(page: Assessment, diary: RecordSnapshot) -> Iterator[str]:
    """What the clinician's page says otherwise than the screens."""
    report = make_report(ReportInput(assessment=page, snapshot=diary))
    sections = {section.name: section for section in report.sections}
    if report.verdict != third_person(page.overall.story):
        yield "the clinician's page has another headline"
    if report.flags is not None and bool(page.flags) == (report.flags[0] in ("None open.", "Not asked yet.")):
        yield "the clinician's page counts the open flags otherwise"
    for sign, (mark, words) in zip(page.signs, sections["signs"].lines, strict=True):
        if mark != sign_glyph(sign, locked=page.locked) or not words.endswith(sign_words(sign, locked=page.locked)):
            yield f"the clinician's page says otherwise of {sign.sign}"
    marks = [mark for mark, _ in sections["phase"].lines if mark]
    if marks != [STATE_GLYPHS[row.state] for row in page.phase.criteria]:
        yield "the clinician's page has another ledger"
    by_words = {third_person(reading.rule.words): reading for reading in page.readings.values()}
    for name, *_, verdict in sections["measures"].rows if "measures" in sections else ():
        reading = by_words[name]
        early = {Verdict.IMPROVING: "maybe better", Verdict.WORSENING: "maybe worse", None: None}[reading.early]
        if verdict != ("–" if page.locked else early or VERDICT_WORDS[reading.verdict]):
            yield f"the clinician's page says otherwise of {name}"


def contradictions_on_today(page: Assessment) -> Iterator[str]:
    """What Today's rows say otherwise than the rest."""
    for sign in page.signs:
        glyph, word = sign_glyph(sign, locked=page.locked), sign_word(sign, locked=page.locked)
        if page.locked and (glyph != NO_VERDICT or word):
            yield "Today gives a verdict while a red flag locks"
        if not page.locked and sign.sign is not Sign.IMAGING and glyph != GLYPHS[sign.verdict]:
            yield f"Today has another glyph for {sign.sign}"
        if word not in ("", VERDICT_WORDS[sign.verdict]):
            yield f"Today has another word for {sign.sign}"
    proposed = [row.words for row in to_decide(page) if row.words.startswith("Proposed")]
    if len(proposed) != (page.phase.proposal is not None):
        yield "Today and Phase propose differently"
    if proposed and any(line.startswith("Proposed") for line in to_lines(page)) != bool(proposed):
        yield "Today proposes what the summary does not"
    if proposed and page.locked:
        yield "something is proposed while a red flag locks"


@pytest.mark.parametrize("first", CHUNKS)
def test_no_page_contradicts_itself(first: int) -> None:
    for seed in range(first, first + CHUNK):
        diary, last = history(seed)
        page: Assessment | None = None
        for day in (last // 2, last):
            up_to = RecordSnapshot(
                checkins=tuple(c for c in diary.checkins if c.day <= on(day)),
                phase_decisions=diary.phase_decisions,
                red_flags=diary.red_flags,
            )
            page = assess(up_to, on(day), page)
            against = [
                *contradictions(page, up_to),
                *contradictions_on_today(page),
                *(contradictions_on_the_clinicians_page(page, up_to) if up_to.checkins else ()),
            ]
            assert against == [], (seed, day, page.overall.story)
