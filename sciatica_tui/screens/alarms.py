"""The question before an alarm is raised: is what was answered right?"""

from __future__ import annotations

from collections.abc import Sequence

from ..core.red_flags import TITLES, Alarm
from .dialogs import Answer, Ask

RIGHT, SEEN, WRONG = "yes", "seen", "no"


def is_this_right(alarms: Sequence[Alarm]) -> Ask:
    """Asks whether what would raise these alarms is right; answers RIGHT, SEEN by a clinician already, or WRONG."""
    then = TITLES[max(alarm.urgency for alarm in alarms)]
    return Ask(
        "Is this right?",
        "\n".join(alarm.why for alarm in alarms) + f"\n\nIf it is: {then[0].lower()}{then[1:]}.",
        (
            Answer("y", "Yes, it is right", RIGHT),
            Answer("c", "Yes, and a clinician has already seen this", SEEN),
            Answer("n", "No, I want to change the answer", WRONG),
        ),
    )
