"""The machine's clocks."""

import os
import subprocess
import sys
import time

import pytest

from sciatica_tui.services.clock import Clock, SystemClock


def test_now_has_an_offset() -> None:
    assert SystemClock().now().utcoffset() is not None


def test_the_clocks_for_lengths_never_go_back() -> None:
    clock: Clock = SystemClock()
    first, again = clock.monotonic(), clock.monotonic()
    assert first <= again
    slept, more = clock.boottime(), clock.boottime()
    assert slept <= more


@pytest.mark.skipif(not hasattr(time, "CLOCK_BOOTTIME"), reason="this system has no clock that counts sleep")
def test_the_clock_that_counts_sleep_is_never_behind_the_one_that_does_not() -> None:
    clock = SystemClock()
    awake = clock.monotonic()
    assert clock.boottime() >= awake


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system can't be told its zone")
def test_a_journey_counts_from_the_next_look_at_the_clock_on() -> None:
    script = """
import os
from sciatica_tui.services.clock import SystemClock
clock = SystemClock()
os.environ["TZ"] = "Asia/Kolkata"
print(clock.now().utcoffset())
os.environ["TZ"] = "UTC"
print(clock.now().utcoffset())
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env={**os.environ})
    assert ran.stdout.split() == ["5:30:00", "0:00:00"]
