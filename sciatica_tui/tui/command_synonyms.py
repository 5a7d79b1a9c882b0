"""What people call things for which the app has another word: the palette finds them by these too.

By the name of a target: a command's id, or what `screens/finder.py` calls it.
"""

from __future__ import annotations

from collections.abc import Mapping

OTHER_WORDS: Mapping[str, str] = {
    "check_in": "log enter record diary add pain",
    "redo": "bring back again mistake",
    "undo": "delete remove restore revert mistake",
    "mode.today": "home start dashboard",
    "mode.trends": "charts graphs progress",
    "mode.routines": "exercises stretches heat ice pack timer",
    "mode.phase": "signs stage recovery",
    "mode.history": "delete remove edit correct change entries calendar list search past",
    "mode.guide": "manual information about sources learn",
    "red_flags": "emergency alarm danger urgent doctor",
    "question": "doctor appointment visit",
    "help": "keys shortcuts",
    "settings": "preferences options configure",
    "import": "csv json spreadsheet file",
    "quit": "exit close leave",
    "page": "pdf print report doctor export markdown",
    "since": "visit doctor appointment changed",
    "episode": "over healed finished relapse change",
    "export": "ics csv calendar save file data",
    "backup": "copy save safety",
    "visit": "appointment doctor physiotherapist scan mri injection",
    "trial": "experiment test",
    "eased": "helps works best relief",
    "walking": "steps exercise",
    "flares": "relapse attack worse",
    "bad day": "flare worse sos",
    "history.delete": "remove erase",
    "history.filter": "filter only sessions medication",
    "history.edit": "change correct",
    "trends.write": "svg image export screenshot save",
    "trends.copy": "clipboard csv export",
    "routine:ice": "cold pack cool",
    "routine:heat": "warm hot pack bottle",
    "routine:walk": "walking steps",
    "setting:looks.theme": "dark light black white colours colors mode appearance contrast",
    "setting:looks.density": "compact space layout",
    "setting:keys": "shortcuts keymap keyboard remap",
    "setting:episode": "side cause diagnosis end",
    "setting:data": "export file folder save where delete",
    "setting:backups": "restore copy undo safety",
    "setting:cues.bell": "sound beep mute",
    "setting:cues.voice": "speech speak sound",
    "setting:times.remind_from": "reminder alarm notification",
    "setting:help.emergency": "phone 112 911 999",
    "setting:help.clinician": "doctor physiotherapist gp phone",
    "guide:your-data": "export backup csv json merge sync delete privacy",
    "guide:command-line": "terminal shell script cron",
    "guide:accessibility": "colour blind contrast screen reader motion",
}
