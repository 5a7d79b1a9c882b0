"""A journal in which every text, of every record, tries to steer the terminal; a new field takes part by itself."""

from __future__ import annotations

import re
from itertools import count
from typing import Any
from unicodedata import category

import msgspec
from msgspec import inspect

from sciatica_tui.domain.records import (
    TABLES,
    CheckIn,
    Episode,
    Medication,
    Precaution,
    R,
    Record,
    Routine,
    Session,
    WalkPlan,
    new_id,
)
from sciatica_tui.domain.routines.setbacks import SET_ASIDE

from .support import NOW, TODAY, day

SEQUENCES = ("\x1b]52;c;UVE=\x07", "\x1b[777m", "\x9b777m", "\x90777\x9c")
"""Codes a terminal obeys, which the app never sends: the clipboard, colours, a string for the device."""

LINE = "Zq" + "".join(SEQUENCES) + "\x00\x08\r\x7f\x85\xad\u200b\u200e\u202e\u2028\u2066\ufeff\U000e0041\n\tZ"
"""Short enough for any text that is kept."""

TEXT = f"{LINE} second {LINE}\r\nthird"

SENT = re.compile(
    r"\x1b(?:\[[0-9;:?<>=$!\" ]*[@-~]|\](?:2|9|22);[^\x00-\x1f\x7f]*(?:\x07|\x1b\\)"
    r"|\]52;c;[A-Za-z0-9+/]{8,}=*\x07|[=>78M])"
)
"""What Textual and we send the terminal ourselves; what is copied on the person's word goes in base 64."""

_numbers = count(1)


def filled(kind: type[R], /, **answers: Any) -> R:
    """A record with all its fields filled, the texts with what steers a terminal, but for these answers."""
    return msgspec.convert({**_value(inspect.type_info(kind)), **answers}, kind)


def _value(given: inspect.Type) -> Any:
    match given:
        case inspect.Metadata(type=inner):
            return _value(inner)
        case inspect.UnionType(types=types):
            return _value(next(each for each in types if not isinstance(each, inspect.NoneType)))
        case inspect.StructType(fields=fields):
            return {field.encode_name: _value(field.type) for field in fields}
        case inspect.VarTupleType(item_type=inner):
            return [_value(inner)]
        case inspect.StrType(pattern=str(pattern)) if "0-9a-f" in pattern:
            return "0123456789ab"
        case inspect.StrType(pattern=str()) | inspect.StrType(min_length=26):
            return new_id(NOW, next(_numbers).to_bytes(10, "big"))
        case inspect.StrType(max_length=longest):
            return TEXT if longest is not None and longest > 1000 else LINE
        case inspect.EnumType(cls=cls):
            return list(cls)[-1].value
        case inspect.IntType(ge=least):
            return max(least or 0, 1)
        case inspect.FloatType(le=most):
            return 7.0 if most is None else min(7.0, most)
        case inspect.BoolType():
            return True
        case inspect.DateType():
            return TODAY
        case inspect.DateTimeType():
            return NOW
    raise NotImplementedError(f"no value yet for {given}")


def journal() -> list[Record]:
    """Every kind of record, and a history long enough for verdicts."""
    once = [filled(kind, day=day(60)) for kind in TABLES.values()]
    pain = (7, 6, 7, 5, 6, 4, 5)
    checkins = [
        filled(CheckIn, day=day(n), at=None, red_flags=[], leg_pain=pain[n % 7], flare=False) for n in range(1, 40)
    ]
    return [
        *(record for record in once if not isinstance(record, (Episode, Routine))),
        filled(Episode, day=day(60), started=day(60), ended=day(50)),
        filled(Episode, day=day(40), started=day(40), ended=None),
        filled(Routine, adjusts=None),
        filled(Session, day=day(1), next_day=None),
        filled(Medication, checkin=None),
        filled(Precaution, about="hamstring", kind=SET_ASIDE, cleared_on=None),
        filled(WalkPlan, day=day(30), steps=(), pauses=(), ended=None),
        *checkins,
    ]


def steering(written: str) -> set[str]:
    """What in this output would steer a terminal, or hide from the reader, and is not the app's own."""
    rest = SENT.sub("", written).replace("\r\n", "")
    hidden = {repr(c) for c in rest if category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") and c not in "\n\t"}
    return hidden | {repr(code) for code in SEQUENCES if code in written}
