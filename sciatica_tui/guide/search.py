"""Search over the guide: every word typed must begin a word of a section; case and accents do not matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

import msgspec

from .markup import Page, Section

EXCERPT = 140
"""About so many letters of a section are shown with what was found."""

_NO_ACCENT = str.maketrans({"ø": "o", "æ": "ae", "ł": "l", "đ": "d", "ı": "i"})
"""Letters that Unicode does not take apart into a letter and an accent."""


class Word(msgspec.Struct, frozen=True):
    """A word as it is compared, and where it stands in its text."""

    folded: str
    start: int
    end: int


class Indexed(msgspec.Struct, frozen=True):
    """A section made ready for search. `opens` tells whether it is the page's first, which the title stands for."""

    page: Page
    section: Section
    opens: bool
    title: tuple[Word, ...]
    heading: tuple[Word, ...]
    text: tuple[Word, ...]


class Found(msgspec.Struct, frozen=True):
    """A section that was found. `marks` are the (start, end) of the words asked for in the excerpt."""

    page: Page
    section: Section
    excerpt: str
    marks: tuple[tuple[int, int], ...]


def index(pages: Iterable[Page]) -> tuple[Indexed, ...]:
    """Return the sections of the pages, made ready once for many searches."""
    return tuple(
        Indexed(page, section, number == 0, _words(page.title), _words(section.heading), _words(section.text))
        for page in pages
        for number, section in enumerate(page.sections)
    )


def search(indexed: Sequence[Indexed], query: str, most: int = 20) -> tuple[Found, ...]:
    """Return the sections that have every word of the query, at most so many.

    A word in the title counts more than one in a heading, and that more than one in the text; whole words come
    before beginnings, and otherwise the order of the contents holds. The title speaks for a page's first section;
    it helps the others only beside a word of their own. Nothing asked finds nothing.
    """
    terms = tuple(dict.fromkeys(word.folded for word in _words(query)))
    if not terms:
        return ()
    ranked = [(score, entry) for entry in indexed if (score := _score(entry, terms)) is not None]
    ranked.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(_found(entry, terms) for _, entry in ranked[:most])


def _words(text: str) -> tuple[Word, ...]:
    return tuple(Word(_folded(m[0]), m.start(), m.end()) for m in re.finditer(r"[^\W_]+", _composed(text)))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _folded(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c)).translate(_NO_ACCENT)


def _score(entry: Indexed, terms: Sequence[str]) -> tuple[int, int] | None:
    """How well all the words fit; None where one is missing, or nothing but the title of another section fits."""
    own = ((2, entry.heading), (1, entry.text))
    places = ((3, entry.title), *own) if entry.opens else (*own, (0, entry.title))
    weights = exact = 0
    for term in terms:
        for weight, words in places:
            fitting = [word.folded for word in words if word.folded.startswith(term)]
            if fitting:
                weights += weight
                exact += term in fitting
                break
        else:
            return None
    return (weights, exact) if weights else None


def _found(entry: Indexed, terms: Sequence[str]) -> Found:
    """Cut out the words around the first hit: of an item or a row that alone, which reads without the others."""
    text = _composed(entry.section.text)
    hits = [word for word in entry.text if word.folded.startswith(tuple(terms))]
    at = hits[0].start if hits else 0
    first = start = text.rfind("\n", 0, at) + 1
    last = text.find("\n", at) if "\n" in text[at:] else len(text)
    if hits and hits[0].end - first > EXCERPT * 2 // 3:
        start = max((w.start for w in entry.text if first <= w.start <= at - EXCERPT // 3), default=first)
    end = max((word.end for word in entry.text if word.end <= min(last, start + EXCERPT)), default=start)
    before = "…" if start > first else ""
    after = "…" if end < len(text[:last].rstrip(" .:;!?”)")) else text[end:last]
    shift = len(before) - start
    marks = tuple((word.start + shift, word.end + shift) for word in hits if start <= word.start and word.end <= end)
    return Found(entry.page, entry.section, f"{before}{text[start:end]}{after}", marks)
