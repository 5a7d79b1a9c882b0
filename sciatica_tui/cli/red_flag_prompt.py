"""The red flags on the command line: asked in one line, and what to do said plainly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ..domain.errors import AppError, BadInput
from ..domain.measures.answers import mismatch
from ..domain.records import MOST_RISES, CheckIn, RedFlagAnswer
from ..domain.red_flags.alarms import Alarm, Doubt
from ..domain.red_flags.flags import (
    BY_NAME,
    EMERGENCY_NUMBERS,
    FIRST_NONE,
    RED_FLAGS,
    TITLES,
    Urgency,
    describe_flags,
    flag_words,
    urgency_of,
    what_to_do,
)
from ..domain.red_flags.raised import Raised, with_second_try
from ..domain.text.grammar import capital
from ..domain.text.suggestions import near_miss
from ..services.check_ins import PendingCheckIn
from ..services.concurrent_changes import unsaved_flags
from ..services.config import Help
from .context import at_a_terminal
from .output import note, read_answer, show

FLAG_WORDS = {"none": "nothing new"} | {flag.name: flag.words for flag in RED_FLAGS}
"""What `--flags` takes, and what each means."""
NOT_ASKED = "There was no terminal to ask you whether this is right; if it was mistyped, delete the entry."


def read_flags(text: str) -> tuple[str, ...]:
    """Read the value of `--flags`: names with commas between, or `none`. Raises BadInput for an unknown name."""
    names = [name.strip().lower().replace("-", "_") for name in text.split(",")]
    if names == ["none"]:
        return ()
    for name in names:
        if name not in BY_NAME:
            hint = near_miss(name, BY_NAME) or "sciatica-tui log --help lists them."
            raise BadInput(f"There is no red flag “{name}”; {hint}")
    return tuple(dict.fromkeys(names))


def ask_flags(*, is_first: bool = False) -> tuple[str, ...] | None:
    """Ask in one line which red flags are new; `None`, for “not asked”, where the person just presses enter.

    `is_first`: they were never asked, so which apply at all; some began long ago.
    """
    question = "Do any red flags apply to you?" if is_first else "Any new red flags?"
    while True:
        answer = _ask(f"{question} n none · y show them · enter skip: ")
        if answer in ("", None):
            return None
        if answer in ("n", "no", "none"):
            return ()
        if answer in ("y", "yes"):
            return _ask_which(is_first=is_first)


def _ask_which(*, is_first: bool) -> tuple[str, ...] | None:
    urgency: Urgency | None = None
    for number, flag in enumerate(RED_FLAGS, 1):
        if flag.urgency is not urgency:
            urgency = flag.urgency
            show(f"\n{TITLES[urgency]}")
        show(f"{number:>4}  {flag.words}")
    show("")
    question, none = ("Which apply to you?", FIRST_NONE.lower()) if is_first else ("Which are new?", "none")
    while True:
        answer = _ask(f"{question} Type their numbers, such as 3 10 · n {none} · enter skip: ")
        if answer in ("", None):
            return None
        if answer in ("n", "no", "none", "0"):
            return ()
        numbers = (answer or "").replace(",", " ").split()
        if all(n.isascii() and n.isdigit() and 1 <= int(n[:9]) <= len(RED_FLAGS) for n in numbers):
            return tuple(dict.fromkeys(RED_FLAGS[int(n) - 1].name for n in numbers))
        show(f"Please type numbers from 1 to {len(RED_FLAGS)}.")


def confirm(alarm: Alarm) -> None:
    """Ask whether what raises the alarm is right; raises BadInput where it was mistyped, so that nothing is saved.

    Anything but a clear no counts as right: a needless alarm can be ended in the app, a missed one can't.
    """
    show(f"{capital(alarm.why)}. This can be a sign of something urgent.")
    if _ask("Is this right? y yes · n no, mistyped: ") in ("n", "no"):
        raise BadInput("Nothing was saved; log it again with the right answer.")


def confirmed(entry: CheckIn, raised: Raised) -> tuple[CheckIn, Raised]:
    """Ask what must be known first: the entry and what it raises then. Raises BadInput where it is not right."""
    if sentence := mismatch(entry):
        show(sentence)
        if _ask("y yes · n no, mistyped: ") in ("n", "no"):
            raise BadInput("Nothing was saved; log it again with the right answer.")
    for doubt in raised.doubts:
        if doubt not in raised.doubts:  # weakness is raised once
            continue
        if doubt.second_try:
            count = ask_second_try(doubt)
            if count is not None:
                entry = with_second_try(entry, doubt, count)
                low = doubt.is_low(count)
                raised = raised.with_alarm(doubt.alarm(count)) if low else raised.without(doubt)
            continue
        weaker = ask_whether_weaker(doubt)
        if weaker is not None:
            raised = raised.with_alarm(doubt.alarm()) if weaker else raised.with_denial(doubt)
    for alarm in raised.alarms:
        confirm(alarm)
    return entry, raised


def ask_second_try(doubt: Doubt) -> int | None:
    """Ask for a second count after a rest; `None` where that waits until later."""
    show(f"{capital(doubt.why)}. One low count can be chance: rest for five minutes, then count that side again.")
    while True:
        answer = _ask("The second count (it replaces the first) · enter later, Today asks: ")
        if answer in ("", None):
            return None
        if re.fullmatch(r"[0-9]{1,2}", answer or "") and int(answer or "") <= MOST_RISES:
            return int(answer or "")
        show(f"Please type a number from 0 to {MOST_RISES}.")


def ask_whether_weaker(doubt: Doubt) -> bool | None:
    """Ask whether the leg is weaker than last week; `None` where it was not answered."""
    show(f"{capital(doubt.why)}.")
    while True:
        answer = _ask("Is your leg weaker than last week? y yes · n no · enter later, Today asks: ")
        if answer in ("", None):
            return None
        if answer in ("y", "yes", "n", "no"):
            return answer in ("y", "yes")


def tell_doubt(doubt: Doubt) -> None:
    """Say on stderr what was not asked yet, and where it will be."""
    retry, question = "rest for five minutes, then try once more.", "is the leg weaker than last week?"
    note(f"{capital(doubt.why)}: {retry if doubt.second_try else question} Answer on Today, in the app.")


def _ask(question: str) -> str | None:
    """The answer in lower case, `None` where input has ended."""
    try:
        return read_answer(question)
    except EOFError:
        show("")
        return None


def tell_arrivals(answers: Sequence[RedFlagAnswer], today: date, help_: Help, config: Path) -> None:
    """Say on stderr what check-ins that came with a file have raised, from which answers, and what to do."""
    _tell_flags([(answer.flags, flag_words(answer, today)) for answer in answers], help_, config)


def tell_action(names: Sequence[str], help_: Help, config: Path, *, confirmed: bool, saved: bool = True) -> None:
    """Say on stderr, so that it is seen even where the output goes elsewhere, what to do about these flags."""
    flags = [((name,), describe_flags((name,))) for name in names]
    _tell_flags(flags, help_, config, saved=saved, last="" if confirmed else NOT_ASKED)


def _tell_flags(
    flags: Sequence[tuple[Sequence[str], str]], help_: Help, config: Path, *, saved: bool = True, last: str = ""
) -> None:
    """Say what to do about these answers, each as its flags and the words for them."""
    urgency = urgency_of(name for names, _ in flags for name in names)
    if urgency is None:
        return
    ordered = sorted(flags, key=lambda flag: -(urgency_of(flag[0]) or 0))
    lines = ["", TITLES[urgency].upper(), *(f"  {words}" for _, words in ordered)]
    lines.append(what_to_do(urgency, help_.emergency, help_.same_day, help_.clinician))
    if urgency is Urgency.EMERGENCY and not help_.emergency:
        lines.append(" · ".join(f"{number} {country}" for number, country in EMERGENCY_NUMBERS))
    if not (help_.emergency or help_.same_day or help_.clinician):
        lines.append(f"(To see your own numbers here, add them to section [help] of {config}.)")
    if saved and urgency >= Urgency.SAME_DAY:
        lines.append("When a clinician has seen it, or if it was a mistake, say so in the app, under Red flags.")
    if saved and last:
        lines.append(last)
    note("\n".join(lines))


def tell_unsaved(error: AppError, help_: Help, config: Path) -> None:
    """Say on stderr what to do about red flags that could not be saved."""
    names = list(dict.fromkeys(name for answer in unsaved_flags(error) for name in answer.flags))
    tell_action(names, help_, config, confirmed=True, saved=False)


def tell_raised(check_in: PendingCheckIn, help_: Help, config: Path) -> None:
    """Say on stderr what a check-in that was saved has raised, what was not asked of it, and what to do."""
    raised, sentence = check_in.raised, mismatch(check_in.entry)
    if sentence and not at_a_terminal():
        note(sentence)
    for doubt in raised.doubts:
        tell_doubt(doubt)
    names = (*check_in.flags, *(alarm.flag for alarm in raised.alarms))
    tell_action(names, help_, config, confirmed=at_a_terminal() or not raised.alarms)
