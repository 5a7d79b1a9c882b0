"""`sciatica-tui where`: the places."""

from __future__ import annotations

import os
from argparse import Namespace

from .context import Context
from .output import say
from .parser import Parser

INTRO = """\
Where your data, settings, backups and log are. To back up by hand, copy the
data file.
"""


def parser() -> Parser:
    """Describe the options and the help page."""
    return Parser("where", "", INTRO)


def run(args: Namespace, context: Context) -> int:
    """Print the paths of the app's files, and which do not exist yet."""
    paths = context.paths
    rows = (("Data", paths.journal), ("Settings", paths.config), ("Backups", paths.backups), ("Log", paths.log))
    for name, path in rows:
        say(f"{name:<10}{path}" + ("" if os.path.lexists(path) else "  (not there yet)"))
    return 0
