"""Cues for a session: bell, flash, voice, desktop notification, and a command of the person's own.

Programs run beside the session, without a shell, without a terminal, one at a time for voice and command; a newer cue
ends the one before, and none runs for longer than `TIMEOUT_SECONDS`. A program that is missing, hangs, fails or floods
never reaches the session; `Cues.try_out` is where the person hears of it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from ..domain.errors import BadInput
from ..domain.routines.timer import CueKind
from ..domain.text.visible import visible_line
from .config import CueSettings
from .programs import failed, kill_program, not_started, program_name, split_command, start_program, too_long

TIMEOUT_SECONDS = 8.0
"""No program of a cue runs for longer."""

TITLE = "sciatica-tui"

QUIET = frozenset({CueKind.COUNT, CueKind.BEAT})
"""Cues that raise no desktop notification: there would be three a step."""

LONGEST_WORDS = 300


class Channel(StrEnum):
    """A way to give a cue; each can be tried in the settings."""

    BELL = "bell"
    FLASH = "flash"
    VOICE = "voice"
    NOTIFICATION = "notification"
    COMMAND = "command"


class Speech:
    """The system's speech program: its name for the settings, and how it is called."""

    def __init__(self, name: str, path: str) -> None:
        self.name = name
        self._path = path

    def call(self, words: str) -> tuple[Sequence[str], dict[str, str]]:
        """Return the arguments and the additions to the environment that speak the words."""
        if self.name != "powershell":
            return (self._path, "--", words), {}
        script = "Add-Type -A System.Speech; (New-Object Speech.Synthesis.SpeechSynthesizer).Speak($env:SCIATICA_WORDS)"
        return (self._path, "-NoProfile", "-NonInteractive", "-Command", script), {"SCIATICA_WORDS": words}


def find_speech(find_program: Callable[[str], str | None] = shutil.which) -> Speech | None:
    """Find the first speech program that is installed: spd-say, espeak-ng, say, PowerShell."""
    names = ("spd-say", "espeak-ng", "say", *(("powershell",) if sys.platform == "win32" else ()))
    return next((Speech(name, path) for name in names if (path := find_program(name))), None)


class Player:
    """Runs one program at a time in the background; a newer one ends the one before."""

    def __init__(self, timeout: float = TIMEOUT_SECONDS) -> None:
        self._timeout = timeout
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._newest = 0

    def start(self, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        """Run a program without waiting for it; a failure is not reported."""
        ticket = self._ticket()
        threading.Thread(target=self._run, args=(ticket, arguments, environment), daemon=True).start()

    def run(self, arguments: Sequence[str], environment: Mapping[str, str]) -> str | None:
        """Run a program to its end or the timeout, and say in one sentence what went wrong; None if nothing did."""
        return self._run(self._ticket(), arguments, environment)

    def stop(self) -> None:
        """End the program that runs, and one that is about to start."""
        self._ticket()
        with self._lock:
            self._end()

    def _ticket(self) -> int:
        with self._lock:
            self._newest += 1
            return self._newest

    def _run(self, ticket: int, arguments: Sequence[str], environment: Mapping[str, str]) -> str | None:
        name = program_name(arguments)
        with self._lock:
            if ticket != self._newest:
                return None
            self._end()
            try:
                process = self._process = start_program(arguments, environment)
            except (OSError, ValueError) as error:
                self._process = None
                return not_started(arguments[0], error)
        try:
            code = process.wait(self._timeout)
        except subprocess.TimeoutExpired:
            kill_program(process)
            process.wait()
            return too_long(name, self._timeout)
        superseded = ticket != self._newest
        return None if code == 0 or superseded else failed(name, code)

    def _end(self) -> None:
        if self._process is not None and self._process.poll() is None:
            kill_program(self._process)


class Cues:
    """Gives the cues that the settings ask for.

    `bell(times)`, `flash(kind)` and `write(escape codes)` are the terminal's and are called at once, on the caller's
    thread; programs run in the background.
    """

    def __init__(
        self,
        settings: CueSettings,
        *,
        bell: Callable[[int], None],
        flash: Callable[[CueKind], None],
        write: Callable[[str], None],
        environment: Mapping[str, str],
        speech: Speech | None,
    ) -> None:
        self.settings = settings
        self.speech = speech
        self._bell, self._flash, self._write = bell, flash, write
        self._environment = dict(environment)
        self._voice, self._own = Player(), Player()

    def play(self, kind: CueKind, words: str) -> None:
        """Give a cue in every way that is on. Returns at once, and never raises for what a program does."""
        on, words = self.settings, clean(words)
        if on.bell:
            self._bell(1 if kind in QUIET else 2)
        if on.flash:
            self._flash(kind)
        self.say(words)
        if on.notification and kind not in QUIET:
            self._write(self._notification(words))
        if on.command:
            try:
                call = own_command(on.command, kind, words)
            except BadInput:
                return
            self._own.start(*self._with_environment(call))

    def say(self, words: str) -> None:
        """Speak, where the voice is on; for what a key has just done, which needs no other cue."""
        words = clean(words)
        if self.settings.voice and self.speech is not None and words:
            self._voice.start(*self._with_environment(self.speech.call(words)))

    def try_out(self, channel: Channel) -> str | None:
        """Give a cue in one way, on or off, and say why where it fails. Waits for a program: call it in a thread.

        Bell, flash and notification go through the terminal, which answers nothing.
        """
        words = "This is how a cue sounds."
        if channel is Channel.BELL:
            self._bell(2)
        elif channel is Channel.FLASH:
            self._flash(CueKind.END)
        elif channel is Channel.NOTIFICATION:
            self._write(self._notification(words))
        elif channel is Channel.VOICE:
            if self.speech is None:
                return "No speech program was found; install spd-say (speech-dispatcher) or espeak-ng."
            return self._voice.run(*self._with_environment(self.speech.call(words)))
        else:
            return self._try_command(words)
        return None

    def close(self) -> None:
        """End every program of a cue."""
        self._voice.stop()
        self._own.stop()

    def _try_command(self, words: str) -> str | None:
        if not self.settings.command:
            return "You have not set a command of your own yet."
        try:
            call = own_command(self.settings.command, CueKind.END, words)
        except BadInput as error:
            return str(error)
        return self._own.run(*self._with_environment(call))

    def _notification(self, words: str) -> str:
        return notification(words, self.settings.notification_form, self._environment)

    def _with_environment(self, call: tuple[Sequence[str], dict[str, str]]) -> tuple[Sequence[str], dict[str, str]]:
        arguments, additions = call
        return arguments, {**self._environment, **additions}


def clean(words: str) -> str:
    """Make words fit for a terminal and an argument: one line, nothing hidden, no leading dash, at most 300 letters."""
    return " ".join(visible_line(words).split()).lstrip("-– ")[:LONGEST_WORDS]


def own_command(command: str, kind: CueKind, words: str) -> tuple[Sequence[str], dict[str, str]]:
    """Split the person's command as a shell would, and fill in `{cue}` and `{words}`; both are in the environment too.

    Raises BadInput where it can't be split. No shell reads it, so words with signs in them stay words; a shell that the
    command itself calls must take them from `SCIATICA_WORDS`.
    """
    parts = split_command(command, "The cue command")
    filled = [part.replace("{cue}", kind).replace("{words}", words) for part in parts]
    return filled, {"SCIATICA_CUE": kind, "SCIATICA_WORDS": words}


def notification(words: str, form: str, environment: Mapping[str, str]) -> str:
    """Return the escape codes that make the terminal show a desktop notification.

    OSC 99 (kitty), 777 (urxvt, foot, WezTerm, Ghostty, Konsole, VTE) or 9 (iTerm2 and most others); wrapped for tmux,
    which passes it on only with `allow-passthrough on`.
    """
    words = clean(words).replace(";", ",")
    form = _form_of(environment) if form == "auto" else form
    if form == "99":
        codes = f"\x1b]99;i=sciatica:d=0;{TITLE}\x1b\\\x1b]99;i=sciatica:p=body;{words}\x1b\\"
    elif form == "777":
        codes = f"\x1b]777;notify;{TITLE};{words}\x1b\\"
    else:
        codes = f"\x1b]9;{TITLE}: {words}\x1b\\"
    return "\x1bPtmux;" + codes.replace("\x1b", "\x1b\x1b") + "\x1b\\" if environment.get("TMUX") else codes


def _form_of(environment: Mapping[str, str]) -> str:
    names = " ".join(environment.get(key, "") for key in ("TERM", "TERM_PROGRAM", "LC_TERMINAL")).lower()
    if "kitty" in names or "KITTY_WINDOW_ID" in environment:
        return "99"
    terminals = ("foot", "rxvt", "wezterm", "ghostty", "konsole", "contour")
    return "777" if "VTE_VERSION" in environment or any(name in names for name in terminals) else "9"
