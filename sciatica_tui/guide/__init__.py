"""The texts of the guide, which travel in the wheel beside the code."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from ..core.guide import NAMES, Page, parse_page


@cache
def pages() -> tuple[Page, ...]:
    """Every page, in the order of the contents; read once."""
    folder = files(__name__)
    return tuple(parse_page(name, folder.joinpath(f"{name}.md").read_text("utf-8")) for name in NAMES)


def page(name: str) -> Page:
    """A page by its name. Raises KeyError where there is none."""
    return pages()[_places()[name]]


@cache
def _places() -> dict[str, int]:
    return {name: place for place, name in enumerate(NAMES)}
