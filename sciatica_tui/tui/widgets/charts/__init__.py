"""Charts, tables and maps as widgets; the values come from `domain.charts`."""
