"""Files of the person's that are read whole."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO, NamedTuple

from ..domain.errors import BadInput, reason
from ..domain.progress import Progress, no_progress
from ..exchange.files import LARGEST, decode_text, read_input


class InputFile(NamedTuple):
    """A file as it was read."""

    path: Path
    data: bytes

    def text(self, encoding: str | None = None) -> str:
        """Its text, in this encoding or the one it seems to have. Raises BadInput where it is none."""
        return decode_text(self.path, self.data, encoding)[0].removeprefix("\ufeff")

    def is_json(self, encoding: str | None = None) -> bool:
        """Whether its text begins as JSON does. Raises BadInput where it is no text."""
        return self.text(encoding).lstrip().startswith(("{", "["))


def read_file(path: Path, progress: Progress = no_progress) -> InputFile:
    """Read a file. Raises BadInput where it is not there, no plain file, too large, or changes meanwhile."""
    return InputFile(path, read_input(path, progress))


def read_stream(path: Path, stream: BinaryIO) -> InputFile:
    """Read a stream to its end, as a file called `path`. Raises BadInput where it can't be read or is too large."""
    try:
        data = stream.read(LARGEST + 1)
    except OSError as error:
        raise BadInput(f"Can't read {path}: {reason(error)}.") from error
    if len(data) > LARGEST:
        raise BadInput(f"{path} is over {LARGEST // (1 << 20)} MB; that is too large for a diary.")
    return InputFile(path, data)
