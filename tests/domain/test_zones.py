"""The zones and their order."""

import pytest

from sciatica_tui.domain.records import Zone
from sciatica_tui.domain.zones import KNEE_LEVEL, ORDER, furthest, level, zone_at


def test_zones_run_from_nowhere_outwards_to_the_foot() -> None:
    assert [zone.value for zone in ORDER] == ["none", "back", "buttock", "thigh", "calf", "foot"]
    assert set(ORDER) == set(Zone)


@pytest.mark.parametrize("zone", Zone)
def test_a_zone_and_its_level_lead_to_each_other(zone: Zone) -> None:
    assert zone_at(level(zone)) is zone


@pytest.mark.parametrize("number", [-1, 6])
def test_there_is_no_zone_beyond_the_ends(number: int) -> None:
    with pytest.raises(IndexError):
        zone_at(number)


def test_the_furthest_of_several_is_the_one_nearest_the_foot() -> None:
    assert furthest([Zone.THIGH, Zone.CALF, Zone.NONE]) is Zone.CALF


def test_of_no_zones_none_is_furthest_which_is_not_the_zone_called_none() -> None:
    assert furthest([]) is None
    assert furthest([Zone.NONE]) is Zone.NONE


def test_the_knee_is_between_thigh_and_calf() -> None:
    assert level(Zone.THIGH) < KNEE_LEVEL < level(Zone.CALF)
