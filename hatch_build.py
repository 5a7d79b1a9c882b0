"""Make the man page when a wheel is built, from the program's own parsers."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PAGE = "share/man/man1/sciatica-tui.1"


class ManPage(BuildHookInterface[Any]):
    """Add the page to what the wheel installs beside the package."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the page and name it to the builder."""
        sys.path.insert(0, self.root)
        try:
            from sciatica_tui.cli.manual import manual
        finally:
            sys.path.remove(self.root)
        self._folder = tempfile.TemporaryDirectory()
        path = Path(self._folder.name) / "sciatica-tui.1"
        path.write_text(manual(), encoding="utf-8")
        build_data["shared_data"][str(path)] = PAGE

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was made for the build."""
        self._folder.cleanup()
