"""Guided routines: what they consist of, what is safe today, the timer, and how sessions went."""
