"""Whatever a screen tells the app has a controller that handles it."""

from __future__ import annotations

import ast
import inspect
import textwrap

from sciatica_tui.tui.controllers.registry import Controllers
from sciatica_tui.tui.messages import AppMessage


def test_every_message_to_the_app_is_handled() -> None:
    handler = ast.parse(textwrap.dedent(inspect.getsource(Controllers.handle)))
    handled = {ast.unparse(node.cls) for node in ast.walk(handler) if isinstance(node, ast.MatchClass)}
    assert handled == {message.__name__ for message in AppMessage.__subclasses__()}
