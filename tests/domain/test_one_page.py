"""One page never contradicts itself, whatever was logged.

Made-up histories of 10–120 days: levels that stay, fall, rise, fall and rise; noise; days left out; quick and detailed
check-ins; numbness, weakness, tests and weekly questions, red flags asked or not, flares, more than one entry a day. On
two days of each, what is said is held against itself (`contradictions`). It can't be that

- the headline begins with one verdict and is another; says "getting better" on fewer than two signs, with a red flag
  open, or beside "see a clinician"; says better beside a measure that is worse, or that pain has come back; is worse or
  mixed, or leaves a measure that is worse or an open flag to itself, and sends nobody to a clinician; forgets for a
  question that it is no better after four weeks; compares where it asks whether this is the same episode; leaves out a
  measure that is worse, or says it twice; tells leg or back pain in other figures than its sign; says "moving up" where
  that sign does not, "lower" of what moves up, or whole numbers that are further apart than the change, or “no clear
  change” of one that counts; tells one thing in two of its sentences;
- “too early to be sure” stands beside a sign that has changed, “not sure” beside a rule that is met; a change is told
  as another than the difference of its two ends;
- a zone is told to be newly numb and asked about as if nobody knew;
- a measure improves by nothing or worsens by a gain, or has an early sign of its own verdict;
- a sign with one part better and one worse says "no clear change"; is "not affected" while the back pain that is
  followed is; has numbers from where to where beside "not enough data";
- a daily level is said that lies outside the first, or the latest, seven values; a measure is "not affected" at a level
  that is; a change spans more days than its entries; the rest "shows no clear change" where no sign does;
- the ledger ticks "nothing getting worse" while anything is worse or may be, opens with a yes what is not met, or gives
  any all-clear beside a red flag that locks; a phase ahead is proposed while the line is worse, mixed, not sure or asks
  something, on a criterion that is not met or unknown, above a bound today, or while a number may tell of weakness;
  anything is proposed while a red flag locks; it reads "nearly recovered" where it is worse or numb; it asks for what
  was answered that day;
- `summary`, `summary --json`, Today and the clinician's page have another headline, other signs, another state of a
  criterion, another verdict on a measure, or another proposal; the clinician's page says that no flag is open;
- Trends has another verdict, glyph or level of the day, or lists a level that is not the sign's; anything anywhere
  gives a verdict on a sign or measure while a red flag locks;
- a weakness that a clinician saw on that day, and that the latest answers still tell of, is ticked away as “no new
  weakness”, is no longer worse where it was not so at first, or is left out of the headline;
- once the episode has ended, on that day or later, anything anywhere waits for another day, test or check, asks for a
  step, or whether it is the same episode.

Each history is looked at as one that goes on, and as one whose episode ended on that day, and one that ended before.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from sciatica_tui.domain.assessment.assess import Assessment, assess
from sciatica_tui.domain.assessment.criteria import NO_NEW_WEAKNESS, State
from sciatica_tui.domain.assessment.measure_assessment import MeasureAssessment
from sciatica_tui.domain.assessment.phrases import (
    BANDED,
    GLYPHS,
    STATE_GLYPHS,
    VERDICT_WORDS,
    arrow,
    both_ends,
    change_figure,
    how_sure,
    unsure_words,
)
from sciatica_tui.domain.assessment.signs import MEASURES, Sign
from sciatica_tui.domain.assessment.verdict_style import NO_VERDICT, unaffected_words
from sciatica_tui.domain.assessment.verdict_text import change_words, listed, way_words
from sciatica_tui.domain.charts.measure_display import BY_MEASURE
from sciatica_tui.domain.charts.trend_text import day_lines, glyph_of, level_now, verdict_line
from sciatica_tui.domain.charts.trends import trends_of
from sciatica_tui.domain.check_in.form import Drafts
from sciatica_tui.domain.daily import in_order
from sciatica_tui.domain.measures.rules import Verdict
from sciatica_tui.domain.records import Cleared, ClearedHow, Episode, Muscle, Phase, RedFlagAnswer
from sciatica_tui.domain.red_flags.flags import WEAKNESS
from sciatica_tui.domain.red_flags.raised import open_doubts
from sciatica_tui.domain.snapshot import RecordSnapshot
from sciatica_tui.domain.views.check_in_day import rows_of_days, rows_of_today
from sciatica_tui.domain.views.criterion_page import criterion_blocks
from sciatica_tui.domain.views.phase import aside_blocks, sign_line, sign_numbers, sign_rows, sign_word
from sciatica_tui.domain.views.prompt import prompt_line
from sciatica_tui.domain.views.sign_explanation import explain
from sciatica_tui.domain.views.story import story
from sciatica_tui.domain.views.summary import sign_glyph, sign_words, to_lines
from sciatica_tui.domain.views.summary_json import to_json
from sciatica_tui.domain.views.today import to_answer, to_decide
from sciatica_tui.exchange.report.content import make_report
from sciatica_tui.exchange.report.page import ReportInput, third_person
from tests.domain.histories import history
from tests.domain.people import entry, on, record

HISTORIES = 5000 if os.environ.get("SCIATICA_LONG") else 300
CHUNK = 25
CHUNKS = [pytest.param(at, marks=pytest.mark.slow if at >= 2 * CHUNK else ()) for at in range(0, HISTORIES, CHUNK)]
WORSE = (Verdict.WORSENING, Verdict.MIXED)
LEAST = 1.0
"""Minutes are judged in ratios, and less than one as one."""
ALL_CLEAR = ("nothing getting worse", "no new weakness")


def ways_named(story: str, reading: MeasureAssessment) -> list[str]:
    """The words by which a headline names a measure."""
    ways = (change_words(reading), way_words(reading), listed(reading))
    return [words for words in ways if words.lower() in story.lower()]


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
        if any(word in story for word in ("see a clinician", "clearly better after")):
            yield "getting better and see a clinician"
    if verdict in WORSE and not page.overall.clinician:
        yield "worse, and nobody is told to see a clinician"
    if verdict in WORSE and forward:
        yield "worse, and a phase ahead is proposed"
    for row in ledger.values():
        maybe = "worse" in story and page.facts.ended_on is None
        if row.text == "nothing getting worse" and row.state is State.MET and (verdict in WORSE or worse or maybe):
            yield "the ledger ticks “nothing getting worse” while something is worse"
        opened = criterion_blocks(row, page)[0].rows[0].words
        if opened.startswith("Yes") and row.state is not State.MET:
            yield f"{row.text} opens with “{opened}” and is {row.state}"
    if forward and any(row.state is not State.MET for row in ledger.values()):
        yield "a phase ahead is proposed on what is not met or unknown"
    if ("moving up" in story or "further up" in story) and signs[Sign.CENTRALIZATION].verdict is not Verdict.IMPROVING:
        yield "moving up, and the sign does not say so"
    figures = r"(leg|back) pain(?: lower,| higher,)? (\d+(?:\.\d)?) → (\d+(?:\.\d)?)"
    for name, first, now in re.findall(figures, story.lower()):
        reading = page.readings[f"{name}_pain"]
        if reading.comparison is None or (first, now) != both_ends(reading.rule, reading.comparison):
            yield f"the headline tells {name} pain as {first} → {now}, and its sign otherwise"
    headline_covers = not page.flags and verdict is not Verdict.NOT_ENOUGH_DATA and page.facts.gap is None
    for reading in worse if headline_covers else ():
        told = ways_named(story, reading)
        if reading.rule.measure in page.facts.measures_of_weakness:
            weakness = page.facts.new_weakness_seen
            told = [weakness, *ways_named(story.lower().replace(weakness.lower(), ""), reading)]
        if len(told) != 1:
            yield f"{reading.rule.words} is worse, and the headline names it {len(told)} times"
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
    rest = (s for s in page.signs if s.lead is None or not ways_named(story, s.lead))
    if "The rest shows no clear change" in story and any(s.early or s.verdict in WORSE for s in rest):
        yield "the rest shows no clear change, and a sign may have changed"
    yield from against_its_own_rule(page)
    yield from against_the_question(page)
    yield from against_a_step_ahead(page)
    answer = to_json(page)
    if (answer["overall"]["verdict"], answer["overall"]["sentence"]) != (verdict.value, page.overall.sentence):
        yield "the JSON says something else"
    yield from contradictions_of_the_json(page, answer["signs"])
    if page.overall.sentence not in to_lines(page):
        yield "the summary lacks the headline"
    trends = trends_of(diary.checkins, (), (), page, page.on)
    for measure in ("leg_pain", "back_pain", "zone", "frequency", "walk_minutes"):
        kind, reading = BY_MEASURE[measure], page.readings[measure]
        line = verdict_line(trends, kind).lower()
        if "no clear change" in line and unsure_words(reading) and page.verdicts[measure] is reading.verdict:
            yield f"Trends says “no clear change” of {kind.measure}, which is not sure"
        if page.locked and any(word in line for word in ("improving", "worsening")):
            yield "Trends gives a verdict while a red flag locks"
        improves = page.verdicts[measure] is Verdict.IMPROVING
        if not page.locked and reading.entries and improves is not ("improving" in line):
            yield "Trends does not say that it improves, or says it where the sign does not"
        if not page.locked and reading.entries and glyph_of(trends, kind) not in line:
            yield "the glyph of the list is not that of the line"
        now = "" if reading.comparison is None or kind.bands else both_ends(reading.rule, reading.comparison)[1]
        if now and level_now(trends, kind) != now:
            yield f"Trends lists {level_now(trends, kind)}, and the sign ends at {now}"
        for day in day_lines(trends, kind, page.on.toordinal())[2:]:
            if reading.comparison is not None and " level " in day and not day.endswith(f" {level_now(trends, kind)}"):
                yield f"the list has {level_now(trends, kind)}, and its chart reads out {day}"


def _latest_tell_of_weakness(page: Assessment) -> bool:
    checkins = in_order(page.digest.checkins)
    walks = [c.heel_walk.left for c in checkins if c.heel_walk is not None and c.heel_walk.left is not None]
    felt = [c.weakness_felt for c in checkins if c.weakness_felt is not None]
    return walks[-1:] not in ([], [Muscle.NORMAL]) or felt[-1:] == [True]


def against_a_weakness_that_was_seen(page: Assessment) -> Iterator[str]:
    """What would let a weakness that a clinician has seen look as if it were gone."""
    standing = page.facts.weakness_seen
    if standing is None:
        if _latest_tell_of_weakness(page):
            yield "a weakness is gone on the day on which a clinician sees it"
        return
    words, story, texts = standing.words(page.on), page.overall.story, {row.text for row in page.phase.criteria}
    strength = next(sign for sign in page.signs if sign.sign is Sign.STRENGTH)
    is_told = page.facts.gap is None and page.facts.silence is None and not page.locked
    if standing.is_new and (strength.verdict is not Verdict.WORSENING or sign_words(strength) != words):
        yield "strength is not worse, beside a new weakness that was seen"
    if strength.verdict in (Verdict.NOT_AFFECTED, Verdict.NOT_ENOUGH_DATA):
        yield f"strength reads {strength.verdict}, beside a weakness that was seen"
    if standing.is_new and is_told and standing.clause(page.on).lower() not in story.lower():
        yield "the headline leaves out a new weakness that was seen"
    if NO_NEW_WEAKNESS in texts and not page.locked and page.phase.phase is not Phase.RECOVERED:
        row = next(row for row in page.phase.criteria if row.text == NO_NEW_WEAKNESS)
        if row.state is State.MET:
            yield "the ledger ticks a weakness away that a clinician has seen"


def contradictions_of_the_json(page: Assessment, rows: list[dict[str, Any]]) -> Iterator[str]:
    """What `summary --json` says otherwise of the signs than the screens."""
    of_a_reading = ("verdict", "early", "counts", "sure", "verdict_since", "since", "from_best")
    judged = (*of_a_reading, "worsening", "crossed_knee", "abolished")
    for sign, row in zip(page.signs, rows, strict=True):
        told = {part["measure"]: part["verdict"] for part in row["measures"]}
        own = {reading.rule.measure: page.verdicts[reading.rule.measure] for reading in sign.readings}
        parts = [row, *row["measures"]]
        looks = [look for part in parts for look in part["looks"]]
        if page.locked and any(part.get(field) is not None for part in parts for field in judged):
            yield f"the JSON judges {sign.sign} while a red flag locks"
        if page.locked and any(look["leans"] is not None or look["positive"] is not None for look in looks):
            yield f"the JSON judges a look at {sign.sign} while a red flag locks"
        if not page.locked and (row["verdict"], told) != (sign.verdict, own):
            yield f"the JSON says otherwise of {sign.sign}"
        if not page.locked and row["crossed_knee"] and sign.verdict is not Verdict.IMPROVING:
            yield "the JSON has it cross the knee, and the sign does not say that it moves up"


def against_its_own_rule(page: Assessment) -> Iterator[str]:
    """What is called unsure beside a verdict that is given, or a rule that is met."""
    story = page.overall.story
    changed = [sign for sign in page.signs if sign.verdict in (Verdict.IMPROVING, *WORSE) and sign.lead is not None]
    if "oo early to be sure" in story and changed:
        yield "too early to be sure, beside a sign that has changed"
    if "No better" in story:
        yield "no better, without a word of what"
    for reading in page.readings.values():
        if reading.counts_from is not None and "not sure" in how_sure(reading):
            yield f"{reading.rule.words} meets its rule and is called not sure"
        comparison = reading.comparison
        if comparison is None or reading.rule.measure in BANDED or "→" not in arrow(reading.rule, comparison):
            continue
        first, now = (float(re.findall(r"[\d.]+", words)[0]) for words in both_ends(reading.rule, comparison))
        if abs(change_figure(reading.rule, comparison) - (now - first)) > 1e-6:
            yield f"{reading.rule.words} {first} → {now} is told as {change_figure(reading.rule, comparison)}"


def against_the_question(page: Assessment) -> Iterator[str]:
    """What can't stand beside a question, a flag, or what is worse."""
    story, facts, readings = page.overall.story, page.facts, page.readings.values()
    spasms = MEASURES[Sign.SPASMS]
    worse = [r for r in readings if r.verdict is Verdict.WORSENING and r.rule.measure not in spasms]
    says_better = story.startswith(("Better", "Getting better", "Maybe getting better"))
    if says_better and (worse or page.phase.returned is not None):
        yield "better, beside what is worse or that pain came back"
    untold = facts.gap is None and facts.silence is None
    if (page.flags or (worse and untold)) and not page.overall.clinician:
        yield "something is worse or a flag is open, and nobody is told to see a clinician"
    pain = page.readings["back_pain" if page.phase.follows_back else "leg_pain"].verdict
    late = page.day is not None and page.day > 28 and page.overall.verdict is not Verdict.IMPROVING
    if late and untold and pain in (*WORSE, Verdict.NO_CLEAR_CHANGE) and not page.overall.clinician:
        yield "no better after four weeks, and nobody is told to see a clinician"
    if page.overall.clinician != any(
        w in story for w in ("linician", "ook an appointment", "emergency help", "a doctor today")
    ):
        yield "what is to be done is not what the JSON says"
    compared = "same episode or a new one?" not in story or "→" in page.overall.sentence
    if facts.gap is not None and not page.locked and facts.weakness is None and compared:
        yield "two episodes are compared, and whether they are two is asked"
    if page.phase.returned is not None and not page.locked and "a new episode?" not in story:
        yield "pain is back, and the headline does not ask what it is"
    for zone in facts.numb & facts.maybe_numb if not page.locked else ():
        [row] = [todo for todo in to_answer(page) if todo.kind == f"numb:{zone}"]
        if "is that right?" not in row.words:
            yield f"the {zone} is told to be newly numb, and asked about as if nobody knew"
    for reading in readings:
        told = arrow(reading.rule, reading.comparison) if reading.comparison is not None else ""
        if (
            reading.comparison is not None
            and "→" in told
            and reading.rule.measure not in BANDED
            and reading.rule.unit != "min"
        ):
            yield from misleading(told, reading.comparison.change)
    for reading in readings:
        if reading.comparison is not None and f"No clear change: {change_words(reading)}" in story:
            rule, first, now = reading.rule, reading.comparison.baseline, reading.comparison.current
            if rule.daily and (rule.improved(first, now) or rule.gain(first - now) >= rule.worse_by(first)):
                yield f"no clear change, of {change_words(reading)}"
    if re.search("(zone|step) (lower|higher)", f"{story} {how_sure(page.readings['zone'])}"):
        yield "lower, of a zone that moves"
    if page.overall.but and page.overall.but in page.overall.sentence:
        yield "one thing is told twice"


def misleading(told: str, change: float) -> Iterator[str]:
    """A change in numbers that are further apart, or nearer, than it is."""
    numbers = re.findall(r"\d+(?:\.\d+)?", told)
    if len(numbers) == 2:
        off = abs(float(numbers[1]) - float(numbers[0]) - change)
        if off > max(0.5, abs(change) / 4):
            yield f"a change of {change} is told as {told}"


def against_a_step_ahead(page: Assessment) -> Iterator[str]:
    """What can't stand beside a phase ahead, “nearly recovered”, or a tick of the ledger."""
    facts, proposal = page.facts, page.phase.proposal
    rows = {row.text: row for row in page.phase.criteria}
    if page.locked and any(rows[text].state is State.MET for text in ALL_CLEAR if text in rows):
        yield "the ledger gives the all-clear beside an open red flag"
    doubts = open_doubts(page.digest.tests, page.flags, (), page.on)
    said = "Not sure any more|Maybe getting worse|Back after|red flags first|not rated|last few days|came back"
    unsure = bool(re.search(said, page.overall.story) or facts.maybe_numb or page.flags or doubts)
    forward = proposal is not None and not proposal.back
    if forward and (unsure or facts.flags_unasked):
        yield "a phase ahead is proposed, and something is asked or not sure"
    broken = [
        reading.rule.words
        for row in page.phase.criteria
        if row.bound is not None and (reading := page.readings[row.measure]).today is not None
        if not row.bound.holds(reading.today.current)
    ]
    if forward and broken:
        yield f"a phase ahead is proposed, and {broken} is above its bound today"
    if page.phase.nearly and (page.overall.verdict in WORSE or facts.numb_now):
        yield "nearly recovered, and worse or numb"
    today = page.digest.days.get(page.on)
    for measure in page.phase.ask:
        if today is not None and getattr(today, measure, None) is not None:
            yield f"{measure} is asked for, and was answered today"


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
    values = [max(value, LEAST) if rule.logarithmic else value for _, value in reading.history.entries]
    parts = ((levels[0], values if reading.from_improvement else values[:7]), (levels[1], values[-7:]))
    if any(not min(part) - 1e-6 <= level <= max(part) + 1e-6 for level, part in parts):
        yield f"{rule.words} {levels} was never typed"


def contradictions_on_the_clinicians_page(page: Assessment, diary: RecordSnapshot) -> Iterator[str]:
    """What the clinician's page says otherwise than the screens."""
    report = make_report(ReportInput(assessment=page, snapshot=diary))
    sections = {section.name: section for section in report.sections}
    if report.verdict != third_person(page.overall.findings):
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
    sign_of_zone = page.signs[0]
    for name, *_, verdict in sections["measures"].rows if "measures" in sections else ():
        reading = by_words[name]
        numb = sign_of_zone.against is not None and reading is sign_of_zone.lead
        judged = sign_of_zone.verdict if numb else reading.verdict
        words = unaffected_words(reading) if judged is Verdict.NOT_AFFECTED else VERDICT_WORDS[judged]
        if verdict != ("–" if page.locked else unsure_words(reading) or words):
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


WAITING = re.compile(
    r"(?<!any )\bmore (days?|tests?)\b|first answer|answer \d|next check|of 2 weeks|not answered lately|\byet\b|so far"
    r"|[Pp]roposed|proposes|phase asks|can be proposed|same episode|Answer on|[Tt]oo early to|carry on|next one takes"
    r"|missed|\bdue\b|not logged|not asked|better or worse"
)
"""What is said only where more is to come."""


def waits_after_the_end(page: Assessment, diary: RecordSnapshot) -> Iterator[str]:
    """What of an episode that has ended is told as if it went on."""
    told_of_the_day = story(page, ())
    told = [*told_of_the_day.sentences, told_of_the_day.brief, told_of_the_day.to_do, *to_lines(page)]
    told.append(prompt_line(diary, page.on))
    told += [row.words for row in rows_of_today(diary.checkins, Drafts(), page.on, is_over=True)[1:]]
    told += [f"{row.words} {row.aside}" for row in rows_of_days(diary.checkins, page.on, 30, is_over=True)]
    told += [
        f"{block.title} {block.aside} {row.words} {row.aside}"
        for sign in page.signs
        for block in explain(sign, page.digest, page.on, locked=page.locked).blocks
        for row in block.rows
    ]
    told += [" ".join(map(str, row)) for brief in (True, False) for row in sign_rows(page, brief=brief)]
    told += [f"{sign_line(sign)} {sign_numbers(sign)}" for sign in page.signs]
    told += [row.words for row in (*to_answer(page), *to_decide(page)) if not row.kind.startswith("numb")]
    told += [f"{block.title} {row.words}" for block in aside_blocks(page, (), 0) for row in block.rows]
    trends = trends_of(diary.checkins, (), (), page, page.on)
    told += [verdict_line(trends, kind) for kind in BY_MEASURE.values() if trends.of(kind)]
    if diary.checkins:
        report = make_report(ReportInput(assessment=page, snapshot=diary))
        told += [report.verdict, *report.reasons, *report.facts]
        told += [section.title for section in report.sections]
        told += [words for section in report.sections for _, words in section.lines]
        told += [" ".join(row) for section in report.sections for row in section.rows]
    for words in told:
        if WAITING.search(words):
            yield f"the episode has ended, and “{words}”"


def _seen_that_day(diary: RecordSnapshot, day: int) -> RecordSnapshot:
    """The same records with a red flag for weakness that a clinician saw on a day."""
    moment = entry(day).at
    assert moment is not None
    cleared = Cleared(how=ClearedHow.SEEN, on=on(day), at=moment)
    flag = record(RedFlagAnswer, day, at=moment, flags=(WEAKNESS,), raised=True, cleared=cleared)
    return msgspec.structs.replace(diary, red_flags=(*diary.red_flags, flag))


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
        if page is not None and page.facts.weakness is not None and up_to.checkins:
            weakness_seen = _seen_that_day(up_to, last)
            after_visit = assess(weakness_seen, on(last), page)
            against = [
                *contradictions(after_visit, weakness_seen),
                *contradictions_on_today(after_visit),
                *contradictions_on_the_clinicians_page(after_visit, weakness_seen),
                *against_a_weakness_that_was_seen(after_visit),
            ]
            assert against == [], (seed, last, after_visit.overall.story)
        for ago in (0, 5):
            ended = msgspec.structs.replace(up_to, episodes=(record(Episode, 0, ended=on(max(last - ago, 1))),))
            after = assess(ended, on(last), page)
            against = [
                *contradictions_on_today(after),
                *(contradictions_on_the_clinicians_page(after, ended) if ended.checkins else ()),
                *waits_after_the_end(after, ended),
            ]
            assert against == [], (seed, last, ago, after.overall.story)
