"""The texts of the guide, which travel in the wheel beside the code. What is read of them is kept."""

from __future__ import annotations

from functools import cache
from pkgutil import get_data

from .markup import NAMES, Page, parse_page, title_of


def pages() -> tuple[Page, ...]:
    """Return every page, in the order of the contents."""
    return tuple(page(name) for name in NAMES)


@cache
def page(name: str) -> Page:
    """Return a page by its name. Raises KeyError where there is none."""
    return parse_page(name, _source(name))


@cache
def title(name: str) -> str:
    """Return the title of a page; the contents need no more of each. Raises KeyError where there is none."""
    return title_of(name, _source(name))


def _source(name: str) -> str:
    if name not in NAMES:
        raise KeyError(name)
    # As it is read from the disk: a checkout may have other ends of lines.
    return (get_data(__name__, f"{name}.md") or b"").decode().replace("\r\n", "\n")
