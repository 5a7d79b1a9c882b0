"""Words of people's own diaries, one TOML file a language, and finding them in a text.

A word belongs to topics such as `parts.calf`, `feelings.numb` or `roles.treatment`; `en.toml` says what each is for. A
language is a file here: English is read when a sheet is, the others only where it leaves a title unexplained.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

Words = tuple[str, ...]

ENGLISH = "en"

LINKS = ("", "s", "es")
"""Letters between the parts of a compound: Schmerz-en, Lieblings-…"""


class Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of one language, as its file has them.

    `endings` may follow any of them; with `compounds` words are written together.
    """

    name: str
    endings: Words
    yes: Words
    no: Words
    nothing: Words
    months: Words
    weekdays: Words
    parts: dict[str, Words]
    feelings: dict[str, Words]
    sides: dict[str, Words]
    postures: dict[str, Words]
    activities: dict[str, Words]
    measures: dict[str, Words]
    units: dict[str, Words]
    roles: dict[str, Words]
    compounds: bool = False

    def phrases(self) -> Iterator[tuple[str, str]]:
        """Yield each phrase with its topic."""
        for group in ("parts", "feelings", "sides", "postures", "activities", "measures", "units", "roles"):
            for key, phrases in getattr(self, group).items():
                yield from ((phrase, f"{group}.{key}") for phrase in phrases)


class Reading(NamedTuple):
    """The words of a text by topic, as they stand there, and those that are in no list."""

    topics: dict[str, Words]
    unknown: Words

    def keys(self, group: str) -> list[str]:
        """Return the topics of a group that the text has: `calf` of `parts`."""
        return [topic.partition(".")[2] for topic in self.topics if topic.startswith(group + ".")]


class Vocabulary:
    """The words of one language, and behind them those of English; yes, no and nothing are known in all languages."""

    def __init__(self, code: str) -> None:
        codes = dict.fromkeys((code, ENGLISH))
        self.name = language_of(code).name
        self.lexicons = [_lexicon(code) for code in codes]
        self.yes, self.no, self.nothing = (
            frozenset(
                fold(word)
                for code in languages()
                for word in getattr(language_of(code), answer)
                if code in codes or len(word) > 1
            )
            for answer in ("yes", "no", "nothing")
        )

    def read(self, text: str) -> Reading:
        """Find the words of a text; the longest phrase wins, the language's own before the English."""
        spans = _spans(text)
        written = [fold(text[start:end]) for start, end in spans]
        topics: dict[str, list[str]] = {}
        unknown: list[str] = []
        position = 0
        while position < len(written):
            for lexicon in self.lexicons:
                length, topics_here = lexicon.longest(written, position)
                if length:
                    break
            phrase = text[spans[position][0] : spans[position + max(length, 1) - 1][1]]
            for topic in topics_here:
                topics.setdefault(topic, []).append(phrase)
            if not length and not phrase[0].isdigit():
                unknown.append(phrase)
            position += max(length, 1)
        return Reading({topic: tuple(phrases) for topic, phrases in topics.items()}, tuple(unknown))


class _Lexicon:
    """The phrases of one language by their words, for finding the longest."""

    def __init__(self, language: Language) -> None:
        self.endings, self.compounds = language.endings, language.compounds
        self.phrases: dict[Words, set[str]] = {}
        for phrase, topic in language.phrases():
            self.phrases.setdefault(tuple(_words(phrase)), set()).add(topic)
        self.stems = {word for phrase in self.phrases for word in phrase}
        self.longest_phrase = max(map(len, self.phrases))

    def longest(self, written: Sequence[str], position: int) -> tuple[int, set[str]]:
        """Return how many words the longest phrase there has, 0 for none, and its topics."""
        for length in range(min(self.longest_phrase, len(written) - position), 0, -1):
            phrase = tuple(self._stem(word) for word in written[position : position + length])
            if phrase in self.phrases:
                return length, self.phrases[phrase]
        parts = self._compound(written[position]) if self.compounds else None
        return (1, set().union(*(self.phrases[part,] for part in parts))) if parts else (0, set())

    def topics(self, word: str) -> set[str]:
        """Return the topics of a word that stands alone in the lists, or can be put together of such."""
        return self.longest([word], 0)[1]

    def _stem(self, word: str) -> str:
        if word in self.stems:
            return word
        stems = (word.removesuffix(ending) for ending in self.endings if word.endswith(ending) and len(word) > 3)
        return next((stem for stem in stems if stem in self.stems), word)

    def _compound(self, word: str) -> list[str] | None:
        """Take a compound apart into words that stand in the lists: `wadenschmerzen` → `wade`, `schmerz`."""
        for cut in range(len(word), 2, -1):
            head = self._stem(word[:cut])
            if (head,) not in self.phrases:
                continue
            if cut == len(word):
                return [head]
            for link in LINKS:
                tail = word[cut:].removeprefix(link) if word[cut:].startswith(link) else ""
                remainder = self._compound(tail) if len(tail) > 2 else None
                if remainder:
                    return [head, *remainder]
        return None


def vocabulary_for(titles: Iterable[str]) -> Vocabulary:
    """Return the words of the language that the titles of a sheet are in; English where none explains more of them."""
    words = [word for title in titles for word in _words(title) if not word[0].isdigit()]
    english = _lexicon(ENGLISH)
    unknown = [word for word in words if not english.topics(word)]
    known = [
        word for word in words if english.topics(word) - {"roles.date", "roles.time", "roles.lasting", "roles.filler"}
    ]
    others = [code for code in languages() if code != ENGLISH] if unknown else []
    explained = {code: sum(bool(_lexicon(code).topics(word)) for word in unknown) for code in others}
    best = max(others, key=lambda code: explained[code], default=ENGLISH)
    also = sum(bool(_lexicon(best).topics(word)) for word in known)
    return Vocabulary(best if explained.get(best) and explained[best] + also >= len(known) else ENGLISH)


@cache
def languages() -> Words:
    """Return the codes of the languages that there are files for: `de`, `en` …"""
    names = sorted(file.name for file in files(__package__).iterdir() if file.name.endswith(".toml"))
    return tuple(name.removesuffix(".toml") for name in names)


@cache
def language_of(code: str) -> Language:
    """Read the file of a language."""
    text = (files(__package__) / f"{code}.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), Language)


@cache
def month_numbers() -> dict[str, int]:
    """Return the names of months in all languages, folded, with their numbers from 1."""
    return {fold(name): place % 12 + 1 for code in languages() for place, name in enumerate(language_of(code).months)}


@cache
def weekday_names() -> frozenset[str]:
    """Return the names of weekdays in all languages, folded."""
    return frozenset(fold(name) for code in languages() for name in language_of(code).weekdays)


def fold(text: str) -> str:
    """Return the text in small letters without accents: `Fuß` → `fuss`, `Été` → `ete`."""
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKD", text.lower().replace("ß", "ss"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@cache
def _lexicon(code: str) -> _Lexicon:
    return _Lexicon(language_of(code))


def _words(text: str) -> list[str]:
    return [fold(text[start:end]) for start, end in _spans(text)]


def _spans(text: str) -> list[tuple[int, int]]:
    """Where each word begins and ends, without the ’s of a genitive."""
    return [match.span() for match in re.finditer(r"(?<![’'](?=s\b))[^\W_]+", text)]
