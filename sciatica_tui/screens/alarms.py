"""The question before an alarm is raised: is what was answered right?"""

from __future__ import annotations

from collections.abc import Sequence

from ..core.red_flags import Alarm
from .dialogs import Answer, Ask

RIGHT, SEEN, WRONG = "yes", "seen", "no"


def is_this_right(alarms: Sequence[Alarm]) -> Ask:
    """Asks whether what would raise these alarms is right; answers RIGHT, SEEN by a clinician already, or WRONG."""
    return Ask(
        "Is this right?",
        "\n".join(alarm.why for alarm in alarms) + "\n\nIf it is, a clinician should know soon.",
        (
            Answer("y", "Yes, it is right", RIGHT),
            Answer("c", "Yes, and a clinician has already seen this", SEEN),
            Answer("n", "No, I want to change the answer", WRONG),
        ),
    )
