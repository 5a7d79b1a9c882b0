"""An assessment in plain words: a line a sign, why it is judged so, and all of it for the command line."""

from __future__ import annotations

from datetime import date

from .assessment import Assessment
from .criteria import Criterion
from .digest import Digest
from .looks import Look
from .notable import abolished, crossed_knee, from_second_week, started_at_flare
from .phases import PHASE_WORDS
from .phrases import VERDICT_WORDS, change_line, day_words, degree, level_words, short
from .reading import Reading
from .rules import RULES, ZONE, Verdict
from .signs import Sign, SignReading
from .windows import Comparison
from .words import describe, describe_flags

SIGN_WORDS = {
    Sign.CENTRALIZATION: "Centralization",
    Sign.PAIN: "Pain",
    Sign.MOBILITY: "Mobility",
    Sign.SPASMS: "Spasms",
    Sign.STRENGTH: "Strength",
    Sign.LEG_RAISE: "Leg raise",
    Sign.IMAGING: "Imaging",
}
GLYPHS = {
    Verdict.IMPROVING: "▲",
    Verdict.NO_CLEAR_CHANGE: "●",
    Verdict.WORSENING: "▼",
    Verdict.NOT_ENOUGH_DATA: "◌",
    Verdict.NOT_AFFECTED: "○",
    Verdict.MIXED: "◆",
}
_RULES = {rule.measure: rule for rule in RULES}
_FELT = ("much worse", "worse", "a little worse", "the same", "a little better", "better", "much better")
_STATE_GLYPHS = {"met": "✓", "not_met": "✗", "unknown": "?"}


def sign_words(sign: SignReading) -> str:
    """A sign in a few words, for a line beside its glyph."""
    if sign.sign is Sign.IMAGING:
        return "no scan" if sign.scan is None else f"{describe(sign.scan)}, {day_words(sign.scan.day)}"
    assert sign.lead is not None
    if sign.verdict is not sign.lead.verdict:
        return VERDICT_WORDS[sign.verdict]
    return short(sign.lead)


def sign_glyph(sign: SignReading) -> str:
    """The glyph of a sign's verdict; imaging, which has none, a dot."""
    return "·" if sign.sign is Sign.IMAGING else GLYPHS[sign.verdict]


def sign_lines(sign: SignReading, digest: Digest) -> tuple[str, ...]:
    """Why a sign is judged so: each measure with its numbers, what was left out, the looks so far and the source."""
    if sign.sign is Sign.IMAGING:
        return (
            sign_words(sign),
            "Recorded and shown, never weighed: a year on, a herniation was to be seen as often after a "
            "good as after a poor outcome (el Barzouhi, NEJM 2013).",
        )
    lines = []
    for reading in sign.readings:
        if not reading.entries:
            continue
        lines.append(f"{change_line(reading)} – {_verdict_words(reading)}.")
        if started_at_flare(reading, digest.flares):
            second = from_second_week(reading)
            lines.append(f"  It started at a flare{_against_second_week(reading, second)}.")
        lines += [f"  {_look_words(reading, look)}" for look in reading.looks[-4:]]
        lines.append(f"  Source: {reading.rule.source}.")
    if sign.sign is Sign.CENTRALIZATION and sign.lead is not None and lines:
        if sign.lead.verdict is Verdict.IMPROVING and crossed_knee(sign.lead):
            lines.append("It crossed the knee: a strong sign.")
        if abolished(sign.lead):
            lines.append("No further out than the low back for 7 days.")
        if digest.numb_now:
            lines.append(f"Numb in the last 7 days: {', '.join(digest.numb_now)}.")
    if sign.against:
        lines.append(f"Not said to move up: {sign.against}.")
    return tuple(lines) or (f"Nothing written down yet; {short(sign.lead)}." if sign.lead else "",)


def _verdict_words(reading: Reading) -> str:
    if reading.already_low and reading.verdict is Verdict.NOT_AFFECTED:
        return "already low"
    words = VERDICT_WORDS[reading.verdict]
    if reading.early:
        return f"{words}, an early sign of {VERDICT_WORDS[reading.early]}"
    more = degree(reading)
    return f"{words}, {more}" if more else words


def _against_second_week(reading: Reading, second: Comparison | None) -> str:
    if second is None:
        return "; there is too little of days 8–14 to compare with"
    low, high = second.interval or (None, None)
    sure = "" if low is None or high is None else f" (95 % {low:+.1f} to {high:+.1f})".replace("-", "−")
    return f"; against days 8–14 it is {level_words(reading.rule, second.baseline)} → " + (
        f"{level_words(reading.rule, second.current)}{sure}"
    )


def _look_words(reading: Reading, look: Look) -> str:
    mark = f"positive, {VERDICT_WORDS[look.leans]}" if look.leans else "not positive"
    day = day_words(date.fromordinal(look.on))
    return f"Look of {day}: {level_words(reading.rule, look.comparison.current)}, {mark}"


def to_lines(seen: Assessment) -> tuple[str, ...]:
    """The same in plain words, a line each."""
    heading = day_words(seen.on) + (f", day {seen.day}" if seen.day else "")
    lines = [heading, seen.overall.sentence, ""]
    lines += [f"{sign_glyph(s)} {SIGN_WORDS[s.sign]:<15} {sign_words(s)}" for s in seen.signs]
    lines += ["", *seen.overall.reasons]
    phase = seen.phase
    since = f", since {day_words(phase.since)}" if phase.since else ""
    lines += ["", f"Phase: {PHASE_WORDS[phase.phase]}{since}"]
    lines += [f"  {_STATE_GLYPHS[c.state.value]} {criterion_words(c)}" for c in phase.criteria]
    if phase.proposal:
        lines.append(
            f"Proposed: {PHASE_WORDS[phase.proposal.phase]}, as there were {phase.proposal.reason}."
            if phase.proposal.back
            else f"Proposed: {PHASE_WORDS[phase.proposal.phase]}, as {phase.proposal.reason}."
        )
    lines += notes(seen)
    lines += [f"Red flag open since {day_words(a.day)}: {describe_flags(a.flags)}" for a in seen.flags]
    return tuple(lines)


def criterion_words(criterion: Criterion) -> str:
    """A criterion with its value and the days behind it."""
    said = criterion.text
    if criterion.value is not None:
        said += f": {value_words(criterion)}"
    if criterion.dates:
        said += f" ({' and '.join(day_words(day) for day in criterion.dates)})"
    return said


def value_words(criterion: Criterion) -> str:
    """The value behind a criterion, empty where there is none; two decimals, as 1.76 does not meet 1.75."""
    rule = _RULES.get(criterion.measure)
    if criterion.value is None:
        return ""
    if rule is ZONE:
        return level_words(rule, criterion.value)
    return f"{criterion.value:.2f}".rstrip("0").rstrip(".")


def notes(seen: Assessment) -> tuple[str, ...]:
    """What else has to be said: what is missing, what is followed instead, what was left out."""
    phase, found = seen.phase, []
    if phase.follows_back:
        found.append("Leg pain was 0 from the start: this app is made for leg pain and follows back pain instead.")
    if phase.ask:
        found.append(f"Unknown, so that no phase can be proposed: {', '.join(_asked(m) for m in phase.ask)}.")
    if phase.back_when:
        found.append(f"A step back would be proposed after {phase.back_when}.")
    if seen.felt is not None:
        found.append(f"Compared with when it began, as you remember it: {_FELT[seen.felt + 3]}.")
    if phase.nearly:
        found.append("Nearly recovered: hardly any pain for 30 days.")
    if phase.returned:
        found.append(f"Pain is back since {day_words(phase.returned)}: is this a new episode?")
    if seen.left_out:
        found.append(f"Check-ins from before the episode began are left out: {seen.left_out}.")
    return tuple(found)


def _asked(measure: str) -> str:
    return "the red flags" if measure == "red_flags" else _RULES[measure].words.lower()
