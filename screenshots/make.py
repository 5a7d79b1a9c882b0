"""Make the pictures of the README from the made-up history, in a real pseudo-terminal.

    .venv/bin/python screenshots/make.py            all of them
    .venv/bin/python screenshots/make.py today      only those whose name begins so

Needs the `dev` extra (pyte, Pillow), a POSIX system and a monospace font; fish and jq for the shell, pdftoppm for the
clinician's page (Debian: fonts-dejavu-core fish jq poppler-utils).
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyte
from people import PEOPLE, write
from PIL import Image, ImageDraw, ImageFont

from sciatica_tui.services.clock import SystemClock

HERE = Path(__file__).parent
SMALL, WIDE, HUGE = (80, 24), (120, 36), (200, 60)
FONTS = (
    "/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-Regular.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf",
    "/System/Library/Fonts/Menlo.ttc",
)
POINTS = 16
INK, PAPER = (223, 227, 232), (20, 24, 29)


@dataclass(frozen=True)
class Picture:
    """A picture's name, its size, the keys that lead to it, the options of the program, and whose records it shows.

    A key of `~7` waits seven seconds. `shell`: the keys are typed into fish, the records lie where the program looks.
    """

    name: str
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = SMALL
    options: tuple[str, ...] = ("--demo",)
    settings: str = ""
    person: str = ""
    shell: bool = False


def of_person(name: str) -> tuple[Picture, ...]:
    """Today, Phase and leg pain's sign opened, for one of the made-up people."""
    return (
        Picture(f"today-{name}", size=WIDE, options=(), person=name),
        Picture(f"phase-{name}", ("5",), WIDE, options=(), person=name),
        Picture(f"sign-{name}", ("5", "G", *"kkkkk", "\r"), WIDE, options=(), person=name),
    )


START_BRIDGE = ("--demo", "start", "bridge")
IMPORT = ("\x0f", "\x15~/diary.csv", "\r")
PREPARE = "function fish_prompt; echo '$ '; end; sciatica-tui --completion fish | source; clear\r"
SHELL = (
    "sciatica-tui log 2/1 buttock lake\r", "~3",
    "n\r", "~3",
    "sciatica-tui list --since today\r", "~3",
    "sciatica-tui summary --json | jq -r .overall.sentence\r", "~4",
    "sciatica-tui start h\t", "~3",
)  # fmt: skip

PICTURES = (
    Picture("today", size=WIDE),
    Picture("today-light", size=WIDE, settings='[looks]\ntheme = "sciatica-light"\n'),
    Picture("checkin-quick", ("c", "6", "3", "4")),
    Picture("checkin-weekly", ("c", "w", *["\r"] * 5)),
    Picture("phase", ("5",), WIDE),
    Picture("sign", ("5", "G", *"kkkkk", "\r"), WIDE),
    Picture("trends", ("3",), HUGE),
    Picture("routines", ("4", *"jjj"), WIDE),
    Picture("session-hold", ("4", *"jjj", "\r", "\r", "n", "~2")),
    Picture("session-end", ("3", "2", "\r", "~72", "\r", "2", "1", "n", "\r"), options=START_BRIDGE),
    Picture("what-eased-it", ("4", "i")),
    Picture("try-out", ("4", *"jjj", "t")),
    Picture("walking", ("5", "w")),
    Picture("bad-day", ("b",)),
    Picture("since-the-last-visit", ("5", "v")),
    Picture("import", IMPORT),
    Picture("shell", SHELL, (80, 14), person="improving", shell=True),
    Picture("history", ("6", "j", "j"), WIDE),
    Picture("guide", ("7",)),
    Picture("settings", (",",)),
    Picture("red-flags", ("!",)),
    Picture("welcome", options=()),
    *(picture for name in PEOPLE if name != "improving" for picture in of_person(name)),
)

DIARY = """\
Date,Leg pain,Back pain,Spot,Sleep (h),Mood,Ibuprofen,Notes
2026-08-01,6,3,calf,6.5,4,400,long drive
2026-08-02,5,3,calf,7,5,,
2026-08-03,6,2,foot,5,3,400,bad night
2026-08-04,4,2,thigh,7.5,6,,walked to the lake
2026-08-05,4,3,thigh,7,6,,
"""

TOUR_SIZE = (100, 30)
TOUR = (
    ("c", 1200), ("5", 700), ("2", 700), ("4", 1200), ("\r", 2200),
    ("3", 2500), ("v", 2200), ("4", 2000), ("i", 3500), ("\x1b", 400),
    ("jjj", 700), ("\r", 1200), ("\r", 1000), *[("", 1000)] * 6, ("n", 1000), *[("", 1000)] * 2,
    ("5", 3000), ("v", 3500), ("\x1b", 400), ("7", 2500), ("1", 1500),
)  # fmt: skip
"""Keys, and the milliseconds for which the moving picture shows what they led to; without keys time goes by."""


class Terminal:
    """The program in a pseudo-terminal, its screen kept by pyte."""

    def __init__(self, command: list[str], columns: int, rows: int, **environment: str) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LC_ALL="C.UTF-8")
            os.environ.update(environment)
            os.environ.pop("NO_COLOR", None)
            os.execvp(command[0], command)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._wait_for_a_sign_of_life()

    def press(self, keys: str) -> None:
        """Type, and wait until the screen is still."""
        os.write(self._fd, keys.encode())
        self.settle()

    def _wait_for_a_sign_of_life(self) -> None:
        end = time.monotonic() + 20
        while time.monotonic() < end and not any(line.strip() for line in self.screen.display):
            self.settle(still=0.2)
        self.settle(still=2)

    def settle(self, still: float = 0.8, longest: float = 8.0) -> None:
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
    return image


def _fewer_colours(image: Image.Image) -> Image.Image:
    return image.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


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


def make(picture: Picture) -> Path:
    """One picture."""
    path = HERE / f"{picture.name}.png"
    with tempfile.TemporaryDirectory() as home:
        (Path(home) / "diary.csv").write_text(DIARY, "utf-8")
        settings = Path(home) / "config.toml"
        settings.write_text(picture.settings, "utf-8")
        data = Path(home) / "sciatica-tui"
        if picture.person:
            write(picture.person, data, SystemClock().now())
        options = ["--data", str(data), "--config", str(settings), *picture.options]
        command = ["fish", "--no-config"] if picture.shell else [sys.executable, "-m", "sciatica_tui", *options]
        programs = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        terminal = Terminal(command, *picture.size, HOME=home, XDG_DATA_HOME=home, PATH=programs)
        if picture.shell:
            terminal.press(PREPARE)
        for keys in picture.keys:
            if keys.startswith("~"):
                terminal.settle(still=600, longest=float(keys[1:]))
            else:
                terminal.press(keys)
        _fewer_colours(painted(terminal.screen)).save(path, optimize=True)
        terminal.close()
    return path


def make_report() -> Path:
    """The clinician's page of the made-up history."""
    path = HERE / "report.png"
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.pdf"
        subprocess.run([sys.executable, "-m", "sciatica_tui", "--demo", "report", str(page)], check=True)
        subprocess.run(
            ["pdftoppm", "-r", "110", "-png", "-singlefile", str(page), str(page.with_suffix(""))], check=True
        )
        with Image.open(page.with_suffix(".png")) as image:
            _fewer_colours(image.convert("RGB")).save(path, optimize=True)
    return path


def make_tour() -> Path:
    """The moving picture: a check-in, the trend, what eased it, a hold, the phase and the last visit."""
    path = HERE / "tour.gif"
    terminal = Terminal([sys.executable, "-m", "sciatica_tui", "--demo"], *TOUR_SIZE)
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
    strip = Image.new("RGB", (frames[0].width, frames[0].height * len(frames)))
    for number, frame in enumerate(frames):
        strip.paste(frame, (0, frame.height * number))
    colours = strip.quantize(256, method=Image.Quantize.MAXCOVERAGE)
    frames = [frame.quantize(palette=colours, dither=Image.Dither.NONE) for frame in frames]
    frames[0].save(path, save_all=True, append_images=frames[1:], duration=times, loop=0, optimize=True)
    return path


def main() -> None:
    """Make those asked for."""
    wanted = sys.argv[1:] or [""]
    for picture in PICTURES:
        if any(picture.name.startswith(name) for name in wanted):
            print(make(picture))  # noqa: T201
    if any("report".startswith(name) for name in wanted):
        print(make_report())  # noqa: T201
    if any("tour".startswith(name) for name in wanted):
        print(make_tour())  # noqa: T201


if __name__ == "__main__":
    main()
