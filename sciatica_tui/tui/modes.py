"""The modes and their screens, by name: each is imported when it is first shown, so that the app starts quickly."""

from __future__ import annotations

FIRST_MODE = "today"
"""The mode that the app begins with."""

SCREENS: dict[str, tuple[str, str]] = {
    "today": ("today", "TodayScreen"),
    "checkin": ("check_in_day", "CheckInDayScreen"),
    "form": ("check_in", "CheckInScreen"),
    "trends": ("trends", "TrendsScreen"),
    "routines": ("routines", "RoutinesScreen"),
    "phase": ("phase", "PhaseScreen"),
    "history": ("history", "HistoryScreen"),
    "guide": ("guide", "GuideScreen"),
    "settings": ("settings", "SettingsScreen"),
}
"""Mode → the module in `screens` and the class in it."""

WHAT_FOR = {
    "today": "How you are doing, and what to do",
    "checkin": "What you log: half a minute a day",
    "trends": "Every measure over time",
    "routines": "Stretches, walks, heat and ice",
    "phase": "Your progress, and what is next",
    "history": "Every entry, to read or change",
    "guide": "What sciatica is, and what helps",
}
"""What each mode on the strip is for."""
