"""The zones of the leg in their order, and what "further down" means."""

from __future__ import annotations

from collections.abc import Iterable

from .records import Zone

ORDER: tuple[Zone, ...] = (Zone.NONE, Zone.BACK, Zone.BUTTOCK, Zone.THIGH, Zone.CALF, Zone.FOOT)
"""From nowhere outwards; a zone's place in it is its level, 0 to 5."""

KNEE_LEVEL = 3.5
"""Between thigh and calf: crossing it is a "strong" change (clinical rules, Albert 2012)."""


def level(zone: Zone) -> int:
    """Return the zone's level: 0 none, 1 low back, 2 buttock, 3 thigh, 4 calf, 5 foot."""
    return ORDER.index(zone)


def zone_at(number: int) -> Zone:
    """Return the zone of a level; raises IndexError outside 0–5."""
    if number < 0:
        raise IndexError(number)
    return ORDER[number]


def furthest(zones: Iterable[Zone]) -> Zone | None:
    """Return the one furthest from the spine, `None` where there is none to compare."""
    return max(zones, key=level, default=None)
