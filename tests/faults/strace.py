"""The system calls of a real program: written down, killed at, or answered with an error, one at a time."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]

KILL = "signal=KILL"
FULL = "error=ENOSPC"
BROKEN = "error=EIO"

_CHANGES = "fdatasync|flock|fsync|ftruncate|link|linkat|mkdir|mkdirat|rename|renameat|renameat2|unlink|unlinkat|write"
_LOOKS = "access|close|faccessat2|fstat|getdents64|lseek|lstat|newfstatat|open|openat|read|stat|statx"
ON_FILES = frozenset(f"{_CHANGES}|{_LOOKS}".split("|"))
_MEMORY = frozenset({"brk", "madvise", "mmap", "mprotect", "mremap", "munmap"})
"""No run asks for memory at the same places as another, and nothing on the disk differs from before the next call."""

_CHANGING = re.compile(rf"({_CHANGES})\(|.*O_CREAT")
_CALL = re.compile(r"(?:\d+ +)?(?P<text>(?P<name>\w+)\(.*)")


@dataclass(frozen=True)
class Call:
    """The `nth` call of that name in the whole run, counted from 1."""

    name: str
    nth: int
    text: str

    @property
    def changing(self) -> bool:
        """Whether it changes something that others can see."""
        return _CHANGING.match(self.text) is not None


@dataclass(frozen=True)
class Ended:
    """How a run ended: `code` is negative for a signal; `struck` is the call as strace saw it, None if none was."""

    code: int
    out: str
    err: str
    struck: str | None


@cache
def missing() -> str:
    """Why system calls can't be struck here; empty where they can."""
    if shutil.which("strace") is None:
        return "strace is not installed (Linux: apt install strace)"
    tried = subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, text=True, check=False)
    return "" if tried.returncode == 0 else f"strace may not trace here: {tried.stderr.strip()}"


def program(*arguments: str) -> list[str]:
    """The real program with these arguments."""
    return [sys.executable, "-m", "sciatica_tui", *arguments]


def surroundings(home: Path) -> dict[str, str]:
    """Variables that make every run make the same calls, and keep it away from the tester's own data."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    places = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
    python = {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    return kept | dict.fromkeys(places, str(home)) | python | {"TZ": "UTC", "LC_ALL": "C.UTF-8"}


def save_window(command: Sequence[str], folder: Path) -> list[Call]:
    """The calls from the first that names `folder` to the end of the program."""
    notes = folder.with_name(f"{folder.name}.strace")
    _run(["strace", "-qq", "-f", "-o", str(notes), *command], folder)
    seen: Counter[str] = Counter()
    calls: list[Call] = []
    for line in notes.read_text(errors="replace").splitlines():
        match = _CALL.fullmatch(line)
        if match is None:
            continue
        name, text = match["name"], match["text"]
        seen[name] += 1
        if name not in {"execve", *_MEMORY} and (calls or f'"{folder}' in text):
            calls.append(Call(name, seen[name], text))
    return calls


def strike(command: Sequence[str], folder: Path, call: Call, how: str) -> Ended:
    """Runs the command, with the call killed or refused."""
    notes = folder.with_name(f"{folder.name}.strace")
    notes.unlink(missing_ok=True)
    injection = f"inject={call.name}:{how}:when={call.nth}"
    # With --seccomp-bpf, which makes the rest run at full speed, strace 6.1 delivers no signals.
    faster = [] if how == KILL else ["--seccomp-bpf"]
    strace = ["strace", "-qq", "-f", *faster, "-o", str(notes), "-e", f"trace={call.name}", "-e", injection]
    ran = _run([*strace, *command], folder)
    lines = [line for line in notes.read_text(errors="replace").splitlines() if _CALL.fullmatch(line)]
    if how == KILL:
        struck = lines[call.nth - 1] if ran.returncode < 0 and len(lines) >= call.nth else None
    else:
        struck = next((line for line in lines if "(INJECTED)" in line), None)
    return Ended(ran.returncode, ran.stdout, ran.stderr, struck)


def _run(command: Sequence[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        timeout=60,
        env=surroundings(folder.parent),
    )
