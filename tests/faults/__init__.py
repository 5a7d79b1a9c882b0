"""Faults in the real program: kills, refusals, power cuts, damage, crowds. `SCIATICA_LONG=1` runs the long forms."""

from __future__ import annotations

import os

LONG = os.environ.get("SCIATICA_LONG", "") not in ("", "0")
"""Whether to try everything, as every night; else a sample, as with every change."""
