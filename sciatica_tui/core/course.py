"""The usual course as ranges, never as a prediction for the person, and what each phase offers."""

from __future__ import annotations

from .records import Phase

ACUTE_WEEKS, SUBACUTE_WEEKS = 6, 12

USUAL: tuple[str, ...] = (
    "65–70 % had improved at 2 weeks and 87 % at 12 (Vroomen 1999).",
    "Of people with severe sciatica for 6–12 weeks already, 95 % felt recovered at one year; without early surgery "
    "after a median of 12 more weeks, 39 % of them operated on (Peul, NEJM 2007).",
    "Less rosy: 55 % had improved at 12 months (ATLAS, Konstantinou 2018).",
)
RETURNS = "Leg pain returned within a year in about 1 in 4 (Suri 2012)."

OFFERS: dict[Phase, tuple[str, ...]] = {
    Phase.PAIN_RELIEF: (
        "positions of ease",
        "short walks without a target",
        "ice or heat",
        "changes of activity",
        "gentle movement",
    ),
    Phase.FUNCTIONAL_IMPROVEMENT: (
        "stretches and nerve sliders",
        "strengthening",
        "walking, swimming or cycling, built up to 30 minutes a day",
        "physical therapy exercises, massage",
    ),
    Phase.FULL_RECOVERY: (
        "150 minutes of activity a week, strength on two days",
        "yoga",
        "body mechanics and lifting",
        "an ergonomic workplace",
        "return to work and hobbies",
        "weight, food, smoking, alcohol",
    ),
    Phase.RECOVERED: (
        "150 minutes of activity a week, strength on two days",
        "a walk on five days a week",
    ),
}

SEE_A_CLINICIAN: tuple[str, ...] = (
    "Worse, or no better after four to six weeks.",
    "Leg pain better while back pain rises, or new weakness or numbness.",
    "Any red flag: press ! for the list.",
)


def stage(day: int) -> str:
    """Acute, subacute or chronic by the day of the episode, 1 on the first: under 6 weeks, 6–12, over 12."""
    weeks = (day - 1) / 7
    if weeks < ACUTE_WEEKS:
        return "acute"
    return "subacute" if weeks <= SUBACUTE_WEEKS else "chronic"


def usual_course(hidden: bool) -> tuple[str, ...]:
    """The ranges; none while worsening or flagged, when they would only reassure."""
    return () if hidden else (*USUAL, RETURNS)
