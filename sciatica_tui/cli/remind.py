"""`sciatica-tui remind`: for cron. Silent where today is logged."""

from __future__ import annotations

import shutil
import subprocess
import sys
from argparse import Namespace

from ..domain.episodes import has_ended
from ..domain.records import CheckIn, Episode
from .context import Context
from .json_output import add_json, say_json
from .output import say
from .parser import Parser

NOT_LOGGED = 3
"""The exit code where nothing is logged today."""

WORDS = "No check-in yet today. Whenever it suits you: sciatica-tui log 6/3 calf"
TITLE = "sciatica-tui"

INTRO = """\
Print nothing if today is logged, or the episode has ended (exit code 0); else
print one line (exit code 3).

  sciatica-tui remind
  0 19 * * *  sciatica-tui remind --notify   in a crontab: each evening at seven

Set times.remind_from in the settings, and remind stays silent until that time
of day, so you can run it as often as you like.
"""


def parser() -> Parser:
    """Describe the options and the help page."""
    parser = Parser("remind", "[--notify] [--json]", INTRO)
    group = parser.add_argument_group("remind")
    group.add_argument("--notify", action="store_true", help="also show a desktop notification, if your system can")
    add_json(group)
    return parser


def run(args: Namespace, context: Context) -> int:
    """Remind, if there is something to remind of."""
    today = context.today()
    reminding = context.config.times.reminding(context.clock.now().time())
    if not reminding and not args.json:
        return 0
    journal = context.journal()
    logged_today = any(entry.day == today for entry in journal.all(CheckIn))
    due = reminding and not logged_today and not has_ended(journal.all(Episode), today)
    if args.json:
        say_json("remind", day=today, logged_today=logged_today, due=due, words=WORDS if due else None)
    elif due:
        say(WORDS)
    if due and args.notify:
        notify()
    return NOT_LOGGED if due else 0


def notify() -> bool:
    """Show the reminder on the desktop by the system's own program. False where there is none or it fails."""
    for command in _commands():
        if shutil.which(command[0]) is None:
            continue
        try:
            process = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=10, check=False)
        except (OSError, subprocess.TimeoutExpired):
            continue
        if process.returncode == 0:
            return True
    return False


def _commands() -> list[list[str]]:
    if sys.platform == "darwin":
        return [["osascript", "-e", f'display notification "{WORDS}" with title "{TITLE}"']]
    if sys.platform == "win32":
        script = (
            "Add-Type -AssemblyName System.Windows.Forms,System.Drawing; "
            "$n = New-Object System.Windows.Forms.NotifyIcon; "
            "$n.Icon = [System.Drawing.SystemIcons]::Information; $n.Visible = $true; "
            f"$n.ShowBalloonTip(8000, '{TITLE}', '{WORDS}', 'Info'); Start-Sleep 8; $n.Dispose()"
        )
        return [["powershell", "-NoProfile", "-Command", script]]
    return [["notify-send", "--app-name", TITLE, TITLE, WORDS]]
