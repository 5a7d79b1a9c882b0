"""What was taken, as one types it in a check-in: the product, and behind it how much."""

from __future__ import annotations

import re

from ..records import Medication

UNITS = "mg|g|µg|mcg|ml|mL|IU|iu|%|tablets?|capsules?|drops?|patch(?:es)?|puffs?|sachets?|pills?"

_AMOUNT = rf"(?P<product>.*?\S)\s+(?P<amount>(?:\d+\s*[x×]\s*)?\d+(?:[.,]\d+)?\s*(?:{UNITS}))"


def in_words(medication: Medication) -> str:
    """Write a medication as it is typed: `ibuprofen 400 mg`."""
    return " ".join(filter(None, (medication.product, medication.amount)))


def product_and_amount(text: str) -> tuple[str, str | None]:
    """Part what was typed into the product and the amount at its end, None where there is none."""
    match = re.fullmatch(_AMOUNT, text.strip())
    return (match["product"], match["amount"]) if match else (text.strip(), None)
