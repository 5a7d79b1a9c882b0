"""Loading Textual without what this app has no use for."""

from __future__ import annotations

import sys
from types import ModuleType

OF_PALETTE = ("CommandListItem", "CommandPalette", "DiscoveryHit", "Hit", "Hits", "Provider", "SimpleProvider")

UNUSED = {"textual.command": OF_PALETTE, "rich.table": ("Table",)}
"""Modules, and what Textual takes from them: its command palette, in whose place there is ours, and a table of colours.

With what nothing else wants at the start, they are a fourteenth of the way to the first paint, and 1 MB.
"""


def load_textual() -> None:
    """Load Textual's app without the modules that are `UNUSED`; who imports one of them later gets it."""
    stand_ins = {name: _stand_in(name) for name in UNUSED.keys() - sys.modules.keys()}
    sys.modules.update(stand_ins)
    try:
        import textual.app  # noqa: F401 - to have loaded it is all that is wanted
    finally:
        for name in stand_ins:
            del sys.modules[name]


def _stand_in(name: str) -> ModuleType:
    module = ModuleType(name)
    vars(module).update(dict.fromkeys(UNUSED[name], object))
    return module
