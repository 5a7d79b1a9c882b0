"""What stands on Phase while nothing is logged: what each sign goes by, and what each phase is about."""

from __future__ import annotations

from ..assessment.phase_decided import PHASE_WORDS
from ..assessment.phrases import SIGN_WORDS
from ..assessment.signs import Sign
from ..records import Phase
from ..routines.phase_goals import asked_in
from ..text.grammar import capital
from .sections import Block, Row

_SIGNS = {
    Sign.CENTRALIZATION: "How far down the leg it hurts: drawing back up towards the spine counts as better.",
    Sign.PAIN: "The worst pain of the day in leg and back, and how often leg pain came.",
    Sign.MOBILITY: "Three activities you name, how long you can sit, stand and walk, and your reach to the floor.",
    Sign.SPASMS: "How many you have a day, and how bad the worst one was.",
    Sign.STRENGTH: "Heel rises, heel walk, big toe lift, sit to stand, and how much weakness bothers you.",
    Sign.LEG_RAISE: "How far you can raise the straight leg before it hurts.",
    Sign.IMAGING: "Scans are kept here, but never count for or against you.",
}
_PHASES = {
    Phase.PAIN_RELIEF: "Calm it down.",
    Phase.FUNCTIONAL_IMPROVEMENT: "Build up again.",
    Phase.FULL_RECOVERY: "Get back to what you did before, and keep it away.",
    Phase.RECOVERED: "No pain for 30 days.",
}
BEGIN = (
    "With a check-in: three keys and Enter are enough. After two weeks with ten check-ins or more the app can say how "
    "it goes; the weekly tests can wait until you feel like them."
)
ABOUT_SIGNS = tuple(Block(SIGN_WORDS[sign], (Row(words),)) for sign, words in _SIGNS.items())
ABOUT_PHASES = (
    *(
        Block(capital(PHASE_WORDS[phase]), (Row(words), Row(f"It asks for: {' · '.join(asked_in(phase))}.")))
        for phase, words in _PHASES.items()
    ),
    Block("How to begin", (Row(BEGIN),)),
)
