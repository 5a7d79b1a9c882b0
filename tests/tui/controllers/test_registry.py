"""Whatever a screen tells the app has a controller that handles it."""

from __future__ import annotations

import ast
import inspect
import textwrap
from importlib import import_module

import pytest

from sciatica_tui.tui.controllers.dialogs import DIALOGS
from sciatica_tui.tui.controllers.registry import Controllers
from sciatica_tui.tui.messages import AppMessage


def test_every_message_to_the_app_is_handled() -> None:
    handler = ast.parse(textwrap.dedent(inspect.getsource(Controllers.handle)))
    handled = {ast.unparse(node.cls) for node in ast.walk(handler) if isinstance(node, ast.MatchClass)}
    assert handled == {message.__name__ for message in AppMessage.__subclasses__()}


@pytest.mark.parametrize("name", DIALOGS)
def test_every_dialog_is_there_by_its_name(name: str) -> None:
    module, function = DIALOGS[name]
    dialog = getattr(import_module(f"sciatica_tui.tui.screens.{module}"), function)
    assert list(inspect.signature(dialog).parameters)[:2] == ["app", "services"]
