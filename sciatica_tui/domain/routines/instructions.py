"""What a person reads about each routine: how to do it, what it should feel like, when to stop. Our own words.

“Our choice” in a source: no source settles it.
"""

from __future__ import annotations

import msgspec

STOP_DOWN = "Leg pain rises, or moves further down the leg."


class Words(msgspec.Struct, frozen=True):
    """The texts of one routine.

    `cue` is the one line shown while it runs. `how` are short steps in order. `instead` is how to do it in bed or on a
    chair, empty where there is no such way. The drawings are in `poses`.
    """

    cue: str
    how: tuple[str, ...]
    feel: str
    stop: str
    source: str
    instead: str = ""


_LEAFLET = "“Exercises for sciatica”, N. Sinfield, physiotherapist, for BackCare"
_ARTICLE = "“Top 7 Signs of Sciatica Improving”, docus.ai, 2024"
_COMMON = "Common in physiotherapy leaflets; the numbers are our choice"

TEXTS: dict[str, Words] = {
    "hamstring": Words(
        cue="Strap round the foot, knee soft, breathe.",
        how=(
            "Lie on your back, one leg flat or bent.",
            "Put a strap or towel round the other foot.",
            "Lift that leg until you feel the back of the thigh, then stay there.",
            "Keep the knee a little soft and the toes relaxed.",
        ),
        feel="A steady pull in the back of the thigh; no tingling and no electric feeling.",
        stop=STOP_DOWN,
        source=f"{_ARTICLE}: held 20–30 s and repeated",
        instead="On a chair: heel on the floor in front, back straight, lean forward a little from the hips.",
    ),
    "piriformis": Words(
        cue="Ankle over the other knee, draw the thigh in, breathe.",
        how=(
            "Lie on your back, both knees bent.",
            "Lay one ankle across the other knee, like a figure four.",
            "Hold the lower thigh with both hands and draw it towards you.",
            "The side named is the side of the crossed leg.",
        ),
        feel="A stretch deep in the buttock of the crossed leg.",
        stop=STOP_DOWN,
        source=f"{_ARTICLE}; {_LEAFLET}",
        instead="On a chair: ankle on the other knee, back straight, lean forward a little.",
    ),
    "knee-to-chest": Words(
        cue="Draw one knee to the chest, the other leg rests.",
        how=(
            "Lie on your back, knees bent or one leg flat.",
            "Hold one knee, or the back of that thigh, with both hands.",
            "Draw it slowly towards the chest as far as is comfortable.",
            "Leave head and shoulders on the floor.",
        ),
        feel="A mild stretch in the low back or buttock.",
        stop=STOP_DOWN,
        source=f"{_LEAFLET}: 20–30 s, three times, alternating legs",
        instead="It works the same in bed; a towel behind the thigh saves your arms.",
    ),
    "daily": Words(
        cue="Slowly, and breathe.",
        how=(
            "Hamstring stretch, piriformis stretch, then knee to chest, each side.",
            "Between two stretches there is time to change position.",
            "Everything is done lying down; have the strap within reach.",
        ),
        feel="A mild stretch; you could hold a conversation all the way through.",
        stop=STOP_DOWN,
        source=f"{_ARTICLE}: a daily routine",
    ),
    "slider": Words(
        cue="Straighten the knee and look up; bend it and look down.",
        how=(
            "Sit tall on a chair, thighs supported.",
            "Straighten one knee slowly while you look up.",
            "Bend the knee again while you lower the chin.",
            "Move only as far as you feel nothing in the leg.",
        ),
        feel="Nothing, or a faint pull that goes as soon as the knee bends. It slides the nerve; it is not a stretch.",
        stop="Any tingling, electric feeling or pain in the leg: make it smaller, or stop.",
        source=_COMMON,
        instead="Lying on your back: hold behind the thigh and straighten the knee a little.",
    ),
    "cat-camel": Words(
        cue="Round the back, then let it sink, one slow movement.",
        how=(
            "On hands and knees, hands under the shoulders.",
            "Round the back upwards and let the head hang.",
            "Then let the belly sink and lift the head a little.",
            "Stay in the easy middle of the range.",
        ),
        feel="Loosening in the back. Back pain may rise a little while leg pain falls.",
        stop=STOP_DOWN,
        source=_COMMON,
        instead="On a chair, hands on the knees: round the back, then straighten it.",
    ),
    "pelvic-tilt": Words(
        cue="Press the low back down, count, let go.",
        how=(
            "Lie on your back, knees bent, feet flat.",
            "Tighten the belly gently and press the low back to the floor.",
            "Keep breathing, then let go.",
        ),
        feel="Gentle work in the belly; the back stays relaxed.",
        stop=STOP_DOWN,
        source=_COMMON,
        instead="It works the same in bed, or standing with the back to a wall.",
    ),
    "bridge": Words(
        cue="Lift the hips to one line, then lower slowly.",
        how=(
            "Lie on your back, knees bent, feet hip-wide.",
            "Tighten belly and buttocks, then lift the hips.",
            "Stop when shoulders, hips and knees are in one line.",
            "Lower slowly.",
        ),
        feel="Work in the buttocks and the back of the thighs, not in the back.",
        stop=STOP_DOWN,
        source=_COMMON,
    ),
    "bird-dog": Words(
        cue="One leg back, the opposite arm forward, hips level.",
        how=(
            "On hands and knees, back flat, belly gently tight.",
            "Slide one leg back and lift it to hip height.",
            "Reach forward with the opposite arm if that is steady.",
            "The side named is the side of the leg. Keep the hips level.",
        ),
        feel="Work in the trunk and the buttock; the back stays still.",
        stop=STOP_DOWN,
        source=_COMMON,
        instead="In bed: lie face down on a pillow and lift one leg a hand's width.",
    ),
    "press-up": Words(
        cue="Press up with the arms; the hips stay down.",
        how=(
            "Lie face down, hands beside the shoulders.",
            "Press the upper body up with the arms; back and hips stay loose.",
            "Breathe out at the top, then lower.",
            "Watch the leg: pain that draws back towards the spine is a good sign.",
        ),
        feel="Back pain may rise a little while leg pain falls or draws back upwards.",
        stop=STOP_DOWN,
        source="Repeated movements and centralization: Albert 2012, 10.1007/s00586-011-2018-9; numbers our choice",
        instead="Standing: hands on the hips, lean back gently.",
    ),
    "ice": Words(
        cue="A layer of cloth between; lie comfortably.",
        how=(
            "Wrap the pack in a thin towel; never bare on the skin.",
            "Lay it on the low back or buttock and rest.",
            "After five minutes look at the skin.",
            "Take it off at the end; wait at least two hours before the next.",
        ),
        feel="Cold, then dull. The skin may be pink.",
        stop="The skin is white, blotchy or blistered, burns or turns numb: take it off at once.",
        source="15–20 min: docus.ai, 2024. The evidence for ice is insufficient: Cochrane CD004750",
    ),
    "heat": Words(
        cue="Wrapped and warm, never hot. Stay awake.",
        how=(
            "Wrap the pad; warm, not hot.",
            "Lay it on the low back or buttock; don't lie on it.",
            "Never fall asleep with it; no hot-water bottle on numb skin.",
            "After five minutes look at the skin.",
        ),
        feel="Pleasant warmth. The skin may be pink.",
        stop="It feels hot, or the skin is bright red, blotchy or blistered: take it off at once.",
        source="15–20 min, a few times a day: docus.ai, 2024; Cochrane CD004750",
    ),
    "alternating": Words(
        cue="Change over at the cue; it ends cold.",
        how=(
            "Lay out both packs, each with its cloth, within reach.",
            "Heat first, then ice, then both once more.",
            "Look at the skin whenever you change over.",
            "Counts as one application: two hours off afterwards.",
        ),
        feel="Warm, then cold; never hot, never numb.",
        stop="The skin is white, bright red, blotchy, blistered or numb: take it off at once.",
        source="The evidence is weak, the order and times are our choice: docus.ai, 2024",
    ),
    "walk": Words(
        cue="An easy pace, arms loose. Turn back early enough.",
        how=(
            "Flat ground, an easy pace, comfortable shoes.",
            "Turn back while it still feels easy.",
            "Add a few minutes a week, up to 30, on five days a week.",
        ),
        feel="It loosens as you go.",
        stop="Leg pain rises and stays up: turn back, and walk a shorter way next time.",
        source="A walking programme after low back pain, about a quarter fewer relapses: WalkBack, Lancet 2024",
        instead="Too far today? Walk the length of the room a few times.",
    ),
    "sitting-break": Words(
        cue="Get up, stand tall, walk a few steps.",
        how=(
            "Work as usual; the timer runs in the background.",
            "At the cue, get up and walk a few steps.",
            "Sit down again when the time is up.",
        ),
        feel="You are less stiff when you get up.",
        stop="Sitting hurts before the time is up: get up sooner, and set a shorter time.",
        source="Up every 30 minutes: our choice",
    ),
    "leg-raise": Words(
        cue="The helper lifts slowly; say when you feel it in the leg.",
        how=(
            "Lie flat on your back, without a pillow, with a helper.",
            "The helper lifts the straight leg slowly, knee straight.",
            "Say stop at the first pain or tingling in the leg; read the angle.",
            "Three tries a side; a phone's level on the shin gives the degrees.",
        ),
        feel="Stop at the first symptom; pushing on gains nothing.",
        stop="Pain that stays after the leg is down: no more tries today.",
        source="Straight leg raise: Ekedahl 2012, PMID 22555005",
        instead="Seated (never compared with lying): straighten the knee until you feel it in the leg.",
    ),
    "sit-to-stand": Words(
        cue="Five times up and down; choose Next when you stand.",
        how=(
            "A firm chair against the wall, arms crossed on the chest.",
            "At the start signal, stand up fully and sit down, five times.",
            "As fast as is safe. Choose Next when you stand for the fifth time.",
        ),
        feel="Effort in the thighs.",
        stop="Leg pain rises, or you feel unsteady.",
        source="Five-times sit-to-stand: Staartjes & Schröder 2018, J Neurosurg Spine 29:380",
    ),
    "heel-rises": Words(
        cue="One foot, up with each count. Next when you can't.",
        how=(
            "Stand beside a wall or table, two fingers on it.",
            "Stand on one foot, knee straight.",
            "Rise onto the toes, as high as you can, with each count.",
            "Choose Next when you can't keep up or the knee bends. Counting stops at 25.",
        ),
        feel="Effort in the calf. The test looks for a difference between the sides.",
        stop="Cramp, pain, or you feel unsteady.",
        source="Heel rises, one every 2 s: Hébert-Losier 2017, 10.1016/j.physio.2017.03.002",
    ),
}
"""Routine name → its texts."""
