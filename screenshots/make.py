"""Make the pictures of the README from the made-up history, in a real pseudo-terminal.

    .venv/bin/python screenshots/make.py            all of them
    .venv/bin/python screenshots/make.py today      only those whose name begins so

Needs the `dev` extra (pyte, Pillow), a POSIX system and a monospace font (Debian: fonts-dejavu-core).
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyte
from people import PEOPLE, cut_short, write
from PIL import Image, ImageDraw, ImageFont

from sciatica_tui.services.clock import SystemClock

HERE = Path(__file__).parent
SIZES = ((120, 36), (80, 24))
FONTS = (
    "/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-Regular.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf",
    "/System/Library/Fonts/Menlo.ttc",
)
POINTS = 16
INK, PAPER = (223, 227, 232), (20, 24, 29)


@dataclass(frozen=True)
class Picture:
    """A picture's name, the keys that lead to it, the options of the program, and whose records it shows.

    A key of `~7` waits seven seconds. `ice_since`: a session of ice was cut short that many seconds ago.
    """

    name: str
    keys: tuple[str, ...] = ()
    options: tuple[str, ...] = ("--demo",)
    settings: str = ""
    person: str = ""
    ice_since: float = 0.0


def of_person(name: str) -> tuple[Picture, ...]:
    """Today, Phase and a sign opened, for one of the made-up people."""
    return (
        Picture(f"today-{name}", options=(), person=name),
        Picture(f"phase-{name}", ("5",), options=(), person=name),
        Picture(f"sign-{name}", ("5", "G", *"kkkkk", "\r"), options=(), person=name),
    )


PICTURES = (
    Picture("today"),
    Picture("today-light", settings='[looks]\ntheme = "sciatica-light"\n'),
    Picture("checkin-quick", ("c", "6", "3", "4")),
    Picture("checkin-daily", ("c", "d", *"jjjjj", "j", "t", "7")),
    Picture("checkin-weekly", ("c", "w", *["\r"] * 3)),
    Picture("phase", ("5",)),
    Picture("sign", ("5", "G", *"kkkkk", "\r")),
    Picture("trends", ("3",)),
    Picture("trends-light", ("3",), settings='[looks]\ntheme = "sciatica-light"\n'),
    Picture("trends-where", ("3", "v")),
    Picture("trends-weeks", ("3", "v", "v")),
    Picture("trends-goes-with", ("3", "v", "v", "v")),
    Picture("routines", ("4",)),
    Picture("session-before", ("4", "\r")),
    Picture("session-hold", ("4", "\r", "\r", "n", "~2")),
    Picture("session-switch", ("4", "\r", "\r", "n", "n")),
    Picture("session-after", ("4", "\r", "\r", "n", "~2", "s", "\r")),
    Picture("session-skin-check", ("y", " "), options=(), person="noisy", ice_since=301.0),
    Picture("history", ("6",)),
    Picture("guide", ("7",)),
    Picture("settings", (",",)),
    Picture("red-flags", ("!",)),
    Picture("red-flags-action", ("!", " ", "\r")),
    Picture("welcome", options=()),
    *(picture for name in PEOPLE for picture in of_person(name)),
)


TOUR_SIZE = (100, 30)
TOUR = (
    ("c", 1200), ("5", 700), ("2", 700), ("4", 1200), ("\r", 2200),
    ("3", 2500), ("v", 2200), ("4", 2000), ("\r", 1200), ("\r", 1000), *[("", 1000)] * 8,
    ("n", 1000), *[("", 1000)] * 2, ("5", 3000), ("7", 2500), ("1", 1500),
)  # fmt: skip
"""Keys, and the milliseconds for which the moving picture shows what they led to; without keys time goes by."""


class Terminal:
    """The program in a pseudo-terminal, its screen kept by pyte."""

    def __init__(self, command: list[str], columns: int, rows: int) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LC_ALL="C.UTF-8")
            os.environ.pop("NO_COLOR", None)
            os.execvp(command[0], command)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def press(self, keys: str) -> None:
        """Type, and wait until the screen is still."""
        os.write(self._fd, keys.encode())
        self.settle()

    def settle(self, still: float = 0.5, longest: float = 6.0) -> None:
        """Read until nothing has come for a while."""
        end = time.monotonic() + longest
        last = time.monotonic()
        while time.monotonic() < min(end, last + still):
            if select.select([self._fd], [], [], 0.05)[0]:
                self._stream.feed(_for_pyte(os.read(self._fd, 1 << 16)))
                last = time.monotonic()

    def close(self) -> None:
        """Quit, and wait for the end."""
        os.close(self._fd)
        os.waitpid(self._pid, 0)


def _for_pyte(data: bytes) -> bytes:
    """Without the sequences that pyte would print as text."""
    for pattern in (rb"\x1b\[[<>=?]\d*(;\d*)*u", rb"\x1b\[>\d*[qm]", rb"\x1b\[\?\d+\$p", rb"\x1b[_P].*?\x1b\\"):
        data = re.sub(pattern, b"", data, flags=re.S)
    return data


def painted(screen: pyte.Screen) -> Image.Image:
    """The screen as a picture; blocks and braille are drawn to the cell's edges, as terminals draw them."""
    name = next((font for font in FONTS if Path(font).exists()), None)
    if name is None:
        sys.exit("No monospace font was found; on Debian: apt-get install fonts-dejavu-core")
    font = ImageFont.truetype(name, POINTS)
    spare = ImageFont.truetype(FONTS[1], POINTS) if Path(FONTS[1]).exists() else font
    width = round(font.getlength("M"))
    ascent, descent = font.getmetrics()
    height = ascent + descent
    image = Image.new("RGB", (width * screen.columns, height * screen.lines), PAPER)
    draw = ImageDraw.Draw(image)
    for y in range(screen.lines):
        for x in range(screen.columns):
            cell = screen.buffer[y][x]
            ink, paper = _rgb(cell.fg, INK), _rgb(cell.bg, PAPER)
            if cell.reverse:
                ink, paper = paper, ink
            left, top = x * width, y * height
            draw.rectangle((left, top, left + width - 1, top + height - 1), fill=paper)
            dots, block = list(_dots(cell.data)), _block(cell.data)
            for column, row in dots:
                middle = left + width * (2 * column + 1) / 4, top + height * (2 * row + 1) / 8
                draw.ellipse((middle[0] - 1.2, middle[1] - 1.2, middle[0] + 1.2, middle[1] + 1.2), fill=ink)
            if block:
                x0, y0, x1, y1 = block
                box = (left + round(x0 * width), top + round(y0 * height))
                draw.rectangle((*box, left + round(x1 * width) - 1, top + round(y1 * height) - 1), fill=ink)
            elif not dots and cell.data.strip():
                face = font if _has(font, cell.data) else spare
                draw.text((left, top + ascent), cell.data, font=face, fill=ink, anchor="ls", stroke_width=0)
                if cell.bold:
                    draw.text((left + 0.5, top + ascent), cell.data, font=face, fill=ink, anchor="ls")
            if cell.underscore:
                draw.line((left, top + height - 2, left + width, top + height - 2), fill=ink)
    return image.quantize(64, dither=Image.Dither.NONE)


def _rgb(name: str, default: tuple[int, int, int]) -> tuple[int, int, int]:
    if re.fullmatch("[0-9a-f]{6}", name):
        return int(name[:2], 16), int(name[2:4], 16), int(name[4:], 16)
    return default


def _dots(character: str) -> Iterator[tuple[int, int]]:
    code = ord(character[0]) - 0x2800 if character else -1
    if 0 <= code <= 0xFF:
        places = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))
        yield from (place for bit, place in enumerate(places) if code >> bit & 1)


def _block(character: str) -> tuple[float, float, float, float] | None:
    code = ord(character[0]) if character else 0
    if code == 0x2580:
        return 0, 0, 1, 0.5
    if 0x2581 <= code <= 0x2588:
        return 0, 1 - (code - 0x2580) / 8, 1, 1
    if 0x2589 <= code <= 0x258F:
        return 0, 0, (0x2590 - code) / 8, 1
    return None


def _has(font: ImageFont.FreeTypeFont, character: str) -> bool:
    return bytes(font.getmask(character)) != bytes(font.getmask("\U000ffffd"))


def make(picture: Picture, columns: int, rows: int) -> Path:
    """One picture at one size."""
    path = HERE / f"{picture.name}-{columns}x{rows}.png"
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "config.toml"
        settings.write_text(picture.settings, "utf-8")
        if picture.person:
            write(picture.person, Path(folder) / "data", SystemClock().now())
        if picture.ice_since:
            cut_short("ice", Path(folder) / "data", picture.ice_since)
        options = ["--data", f"{folder}/data", "--config", str(settings), *picture.options]
        terminal = Terminal([sys.executable, "-m", "sciatica_tui", *options], columns, rows)
        terminal.settle(1.0)
        for keys in picture.keys:
            if keys.startswith("~"):
                terminal.settle(still=60, longest=float(keys[1:]))
            else:
                terminal.press(keys)
        painted(terminal.screen).save(path, optimize=True)
        terminal.close()
    return path


def make_tour() -> Path:
    """The moving picture: a check-in, the trend, a hold, the phase."""
    path = HERE / "tour.gif"
    terminal = Terminal([sys.executable, "-m", "sciatica_tui", "--demo"], *TOUR_SIZE)
    terminal.settle(1.0)
    frames = [painted(terminal.screen)]
    times = [2000]
    for keys, milliseconds in TOUR:
        if keys:
            terminal.press(keys)
        else:
            terminal.settle(still=60, longest=milliseconds / 1000)
        frames.append(painted(terminal.screen))
        times.append(milliseconds)
    terminal.close()
    frames[0].save(path, save_all=True, append_images=frames[1:], duration=times, loop=0, optimize=True)
    return path


def main() -> None:
    """Make those asked for."""
    wanted = sys.argv[1:] or [""]
    for picture in PICTURES:
        if any(picture.name.startswith(name) for name in wanted):
            for columns, rows in SIZES:
                print(make(picture, columns, rows))  # noqa: T201
    if any("tour".startswith(name) for name in wanted):
        print(make_tour())  # noqa: T201


if __name__ == "__main__":
    main()
