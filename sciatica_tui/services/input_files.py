"""Files of the person's that are read whole."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ..domain.progress import Progress, no_progress
from ..exchange.files import decode_text, read_input


class InputFile(NamedTuple):
    """A file as it was read."""

    path: Path
    data: bytes

    def is_json(self, encoding: str | None = None) -> bool:
        """Whether its text begins as JSON does. Raises BadInput where it is no text."""
        return decode_text(self.path, self.data, encoding)[0].lstrip().startswith(("{", "["))


def read_file(path: Path, progress: Progress = no_progress) -> InputFile:
    """Read a file. Raises BadInput where it is not there, no plain file, too large, or changes meanwhile."""
    return InputFile(path, read_input(path, progress))
