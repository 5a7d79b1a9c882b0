"""`sciatica-tui where`: the places."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path
from typing import Any

from ..domain.text.grammar import capital
from .context import Context
from .json_output import add_json, say_json
from .output import say
from .parser import Parser

INTRO = """\
Show where your data, settings, backups, log and cache are. To back up by hand,
copy the data file: your journal.
"""


def parser() -> Parser:
    """Describe the options and the help page."""
    parser = Parser("where", "[--json]", INTRO)
    add_json(parser.add_argument_group("where"))
    return parser


def run(args: Namespace, context: Context) -> int:
    """Print the paths of the app's files, and which do not exist yet."""
    paths = context.paths
    places = {
        "data": paths.journal,
        "settings": paths.config,
        "backups": paths.backups,
        "log": paths.log,
        "cache": Path(paths.prompt).parent if paths.prompt is not None else None,
    }
    if args.json:
        say_json("where", **{name: path and _place(path) for name, path in places.items()})
        return 0
    if context.demo:
        say("The made-up history is in no file, and nothing of it is kept. Without --demo:")
    for name, path in places.items():
        if path is None:
            continue
        say(f"{capital(name):<10}{path}" + ("" if os.path.lexists(path) else "  (not created yet)"))
    return 0


def _place(path: Path) -> dict[str, Any]:
    return {"path": str(path), "exists": os.path.lexists(path)}
