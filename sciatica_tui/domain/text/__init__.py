"""Plain English from plain values: dates, plurals, suggestions. Imports nothing of the app."""
