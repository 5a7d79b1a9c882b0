"""A form that scrolls with its questions: the arrows are theirs, not the scroll bar's."""

from __future__ import annotations

from textual.containers import VerticalScroll


class FormScroll(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Scrolls to whatever has the focus, and by the wheel; it takes no key."""
