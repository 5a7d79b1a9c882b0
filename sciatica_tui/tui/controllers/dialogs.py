"""What opens over a mode by a name: questions to be asked, and pages about more than a mode shows."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from textual.app import App

from ..exclusive_workers import begin

if TYPE_CHECKING:
    from ...services.container import Services

DIALOGS: Mapping[str, tuple[str, str]] = {
    "import": ("file_import", "import_file"),
    "question": ("visits", "ask_next_time"),
    "since": ("visits", "show_since"),
    "record": ("record_editing", "add_record"),
    "visit": ("visits", "edit_visit"),
    "after visit": ("visits", "tell_visit"),
    "eased": ("eased", "show_eased"),
    "walking": ("walking", "open_walking"),
    "trial": ("trials", "open_trial"),
    "evening": ("trials", "open_evening"),
    "flares": ("flares", "show_flares"),
    "page": ("exports", "write_clinicians_page"),
    "export": ("exports", "export_everything"),
    "backup": ("exports", "back_up"),
    "episode": ("episode_change", "change_episode"),
    "bad day": ("flares", "open_plan"),
}
"""Name → the module among the screens, loaded when first wanted, and its function, given the app and the services."""


def open_dialog(app: App[None], services: Services, name: str, about: Mapping[str, Any]) -> None:
    """Open what has that name, with what it is about; not while it is open, or what it asked for is being saved."""
    module, function = DIALOGS[name]
    show = getattr(import_module(f"..screens.{module}", __package__), function)
    begin(app, partial(show, app, services, **about), group=name)
