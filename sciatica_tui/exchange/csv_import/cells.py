"""What the cells of a column say: numbers, durations, yes and no, blanks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache, cached_property

from .synonyms import ENGLISH, Vocabulary, fold

NUMBER = re.compile(
    r"[<>~≈]?\s*([+−-]?\d{1,6}(?:[.,]\d{1,6})?)\s*"
    r"((?:/|of|out of)\s*100?|%|°|mm|cm|km|s|sec|min|mins|minutes|h|hours?|std|mg)?",
    re.IGNORECASE,
)
RATING = re.compile(r"[<>~≈]?\s*(\d{1,3}(?:[.,]\d{1,6})?)\s*(?:%|(?:/|of|out of)\s*(100?))", re.IGNORECASE)
"""A rating that says itself what it is out of: “60 %”, “6/10”, “60/100”."""

RANGE = re.compile(r"(\d{1,2})\s*(?:-|–|to|/)\s*(\d{1,2})")
"""“5-6”, which people write for “between 5 and 6”; not “7/10”, which NUMBER takes."""

FRACTION = re.compile(r"\d{1,3}\s*/\s*(?!100?$)\d{1,3}")
"""“3/5”: three of five, or between three and five?"""

DURATION = re.compile(r"(\d{1,2}):([0-5]\d)(?::[0-5]\d)?")
"""Hours and minutes, perhaps seconds."""

SPAN = re.compile(
    r"(?:(\d{1,2}(?:[.,]\d{1,2})?)\s*(?:h|hrs?|hours?|std|stunden?|heures?|ore?|horas?|uur)\.?)?\s*"
    r"(?:(\d{1,4})\s*(?:m|min|mins|minutes?|minuten|minuti|minutos?)?\.?)?",
    re.IGNORECASE,
)
"""A time with its unit: “1h”, “1 h 30 min”, “1h30”, “90 minutes”; a number alone is none."""

YES_MARKS = frozenset(("1", "✓", "✔", "☑", "✅"))
NO_MARKS = frozenset(("0", "☐", "❌"))
NOTHING_WORDS = frozenset(("none", "no", "nothing", "nil", "0"))
"""Instead of a medicine or a tag: that there was none."""

UNANSWERED = frozenset(("", "-", "–", "—", "?", "n/a", "na", "null", "nan"))


class Values:
    """What stands in a column, in the words of the sheet's language.

    One odd cell in three or more, or one in ten, does not change what the others are; where the title names a measure,
    fewer than half of them may be odd.
    """

    def __init__(self, cells: Iterable[str], vocabulary: Vocabulary, *, is_named: bool = False) -> None:
        texts = [cell.strip() for cell in cells]
        self.texts = tuple(text for text in texts if text.lower() not in UNANSWERED)
        self.blank = len(self.texts) < len(texts)
        self.vocabulary = vocabulary
        self.is_named = is_named

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each text is there."""
        return Counter(self.texts)

    @cached_property
    def numbers(self) -> tuple[float, ...]:
        """The numbers among the texts, the higher end of a range; “none” is 0."""
        by_text = {text: self._number(text) for text in self.counts}
        return tuple(number for text in self.texts if (number := by_text[text]) is not None)

    @cached_property
    def ratings(self) -> tuple[float, ...]:
        """The numbers, of 0–10 where they say themselves what they are out of."""
        own = {text: rating_in(text) for text in self.counts}
        all_numbers = ((own[text], self._number(text)) for text in self.texts)
        return tuple(n for rating, number in all_numbers if (n := number if rating is None else rating) is not None)

    @cached_property
    def minutes(self) -> tuple[int, ...]:
        """The durations among the texts, in minutes."""
        return tuple(minutes for text in self.texts if (minutes := minutes_in(text)) is not None)

    @cached_property
    def yes_no(self) -> bool:
        """Whether the texts are yes and no, or 1 and 0; with another number among them, only where most are words."""
        words = sum(number for text, number in self.counts.items() if self._number(text) is None)
        is_odd = not set(self.numbers) <= {0, 1}
        if is_odd and words * 2 < len(self.texts):
            return False
        return self.mostly(lambda text: self.is_yes(text) or self.is_no(text))

    @cached_property
    def zero_one(self) -> bool:
        """Whether there is nothing but 0 and 1, and what is neither a number nor yes or no."""
        strange = [text for text in self.texts if text not in ("0", "1")]
        is_odd = all(self._number(text) is None and not (self.is_yes(text) or self.is_no(text)) for text in strange)
        return bool(self.texts) and is_odd and self._is_most(len(self.texts) - len(strange))

    @property
    def only_yes(self) -> bool:
        """Whether there is nothing but yes and blanks, so that a blank is a no."""
        return self.blank and bool(self.texts) and all(self.is_yes(text) and text != "1" for text in self.texts)

    @property
    def numeric(self) -> bool:
        """Whether the texts are numbers."""
        return bool(self.texts) and self._is_most(len(self.numbers))

    @property
    def durations(self) -> bool:
        """Whether the texts are durations, such as 0:45."""
        return bool(self.texts) and self._is_most(len(self.minutes))

    def mostly(self, test: Callable[[str], bool]) -> bool:
        """Tell whether the texts are of a kind, but for odd ones."""
        return bool(self.texts) and self._is_most(sum(n for text, n in self.counts.items() if test(text)))

    def within(self, low: float, high: float) -> bool:
        """Whether the texts are numbers of that range, both ends included."""
        return self.numeric and self._is_most(sum(low <= number <= high for number in self.numbers))

    @cached_property
    def scale(self) -> tuple[int, int] | None:
        """The scale that ratings are of when the title is silent: 0–10, 0–100 where many exceed 10, else None."""

        def fits(high: int) -> int:
            return sum(0 <= rating <= high for rating in self.ratings)

        if not self.numeric or is_most(fits(10), len(self.texts)):
            return (0, 10) if self.numeric else None
        pains = [rating for rating in self.ratings if rating > 0]
        beyond = sum(rating > 10 for rating in pains)
        is_coarse = all(rating % 5 == 0 for rating in pains)
        if beyond and (beyond * 3 >= len(pains) or is_coarse):
            return (0, 100) if is_most(fits(100), len(self.texts)) else None
        return (0, 10) if self.rated_within(0, 10) else None

    @property
    def is_of_hundred(self) -> bool:
        """Whether two of three ratings, those of 0 aside, are above 10, and none is of 0–10 as it is no step of 5.

        One or two numbers above 10 may be slips.
        """
        pains = [rating for rating in self.ratings if rating > 0]
        beyond = sum(rating > 10 for rating in pains)
        return beyond > 2 and beyond * 3 >= len(pains) * 2 and all(rating > 10 or rating % 5 == 0 for rating in pains)

    def rated_within(self, low: float, high: float) -> bool:
        """Whether the texts are ratings of that range, both ends included."""
        return self.numeric and self._is_most(sum(low <= rating <= high for rating in self.ratings))

    def is_yes(self, text: str) -> bool:
        """Whether a text is a yes."""
        return text in YES_MARKS or fold(text) in self.vocabulary.yes

    def is_no(self, text: str) -> bool:
        """Whether a text is a no."""
        return text in NO_MARKS or fold(text) in self.vocabulary.no

    def is_nothing(self, text: str) -> bool:
        """Whether a text says that there is none of something."""
        return fold(text) in self.vocabulary.nothing

    def _is_most(self, number: int) -> bool:
        """Tell whether so many of the texts are enough to say what all are."""
        return is_most(number, len(self.texts)) or (self.is_named and number * 2 > len(self.texts))

    def _number(self, text: str) -> float | None:
        number = number_in(text)
        number = span_in(text) if number is None else number
        return 0.0 if number is None and self.is_nothing(text) and not self.is_no(text) else number


def is_most(count: int, total: int) -> bool:
    """Tell whether all are of a kind but for one odd one in three or more, or one in ten."""
    return total - count <= max(total // 10, int(total >= 3))


def number_in(text: str) -> float | None:
    """Return the number in a cell: of a range its higher end, 0 for “none”."""
    text = text.strip()
    if text.lower() == "none":
        return 0.0
    single = NUMBER.fullmatch(text)
    if single is not None:
        return float(single[1].replace(",", ".").replace("−", "-"))
    between = RANGE.fullmatch(text)
    return float(max(between[1], between[2], key=int)) if between is not None else None


def unit_in(text: str) -> str:
    """Return the unit behind the number in a cell, "" where there is none: `km` of `2 km`."""
    single = NUMBER.fullmatch(text.strip())
    return (single[2] or "").lower() if single is not None else ""


def rating_in(text: str) -> float | None:
    """Return the rating of 0–10 in a cell that says what it is out of, None for any other: 6 of `60 %`."""
    rating = RATING.fullmatch(text.strip())
    return float(rating[1].replace(",", ".")) * 10 / int(rating[2] or 100) if rating is not None else None


def minutes_in(text: str) -> int | None:
    """Return the minutes of a duration: 45 of `0:45` or `00:45:00`."""
    duration = DURATION.fullmatch(text.strip())
    return int(duration[1]) * 60 + int(duration[2]) if duration is not None else None


@cache
def _english() -> Vocabulary:
    return Vocabulary(ENGLISH)


def span_in(text: str) -> float | None:
    """Return the minutes of a time that has its unit: 90 of `1h30`, 45 of `45 min`; None of a number alone."""
    span = SPAN.fullmatch(text.strip())
    if span is None or not text.strip()[:1].isdigit() or text.strip().isdigit():
        return None
    return float((span[1] or "0").replace(",", ".")) * 60 + int(span[2] or 0)


def is_hours(text: str) -> bool:
    """Tell whether a cell names hours: `7h`, `7 h 30`, `7:30`."""
    span = SPAN.fullmatch(text.strip())
    return DURATION.fullmatch(text.strip()) is not None or (span is not None and span[1] is not None)


def says_yes(text: str) -> bool:
    """Read a yes or a no in English, or a number, of which 0 is no. Raises ValueError."""
    word = text.strip().lower()
    english = _english()
    if word in YES_MARKS or word in english.yes:
        return True
    if word in NO_MARKS or word in english.no:
        return False
    number = number_in(word)
    if number is None:
        raise ValueError("is not yes or no")
    return number > 0
