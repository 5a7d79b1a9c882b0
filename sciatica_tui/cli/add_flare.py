"""`sciatica-tui add flare`: that the newest flare is over, or goes on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..domain.check_in.date_input import read_day
from ..domain.errors import BadInput
from ..domain.flares import Flare
from ..domain.records import Record
from ..domain.text.dates import day_words
from ..services.flares import flare_answer
from .context import Context

OVER, GOES_ON = "over", "goes-on"
FLARE_WORDS = {OVER: "today was its last day, or the day of --at", GOES_ON: "it still goes on"}
"""What is said of a flare → what it means."""

NO_FLARE = "There is no flare to end. One begins with: sciatica-tui log 8 --flare"


def answered_flare(
    word: str, at: str | None, flares: Sequence[Flare], context: Context
) -> tuple[Sequence[Record], str]:
    """Return the answer about the newest of the flares and the sentence about it. Raises BadInput."""
    today = context.today()
    day = read_day(at, today) if at is not None else today
    if not flares:
        raise BadInput(NO_FLARE)
    over = word == OVER
    answer = flare_answer(flares[-1], day, context.clock.now(), over=over)
    return [answer], _sentence(flares[-1].first, day, today, over=over)


def _sentence(first: date, day: date, today: date, *, over: bool) -> str:
    flare = f"the flare of {day_words(first, today)}"
    return f"{flare} is over; its last day was {day_words(day, today)}" if over else f"{flare} goes on"
