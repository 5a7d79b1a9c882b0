"""A diary as somebody kept it by hand in a spreadsheet: up to a dozen entries a day of zeros and ones."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from random import Random

FEELINGS = [
    f"{zone}: {feeling}"
    for zone in ("lower back", "glute", "back of thigh", "calf", "foot")
    for feeling in ("sharp", "ache", "numb", "pins & needles")
]
POSTURES = ("sitting", "standing", "walking", "lying down")
OTHER = ("after stretching", "ibuprofen", "coughing hurts", "Should I have surgery?")
HEADER = ["Date", "Time", *FEELINGS, *POSTURES, *OTHER, "pain 0-10", "Mood", "Notes"]
FIRST = date(2026, 10, 13)
DAYS = 18
NOTES = {4: "couldn't sleep", 60: "long drive, had to stop twice", 150: "=better today?", 199: "first walk to the shop"}


def rows(count: int = 200) -> list[dict[str, str]]:
    """The entries, by column name; 1 to 12 a day, pain going down and moving up."""
    random = Random(7)
    a_day = [random.randint(5, 12) for _ in range(DAYS)]
    while sum(a_day) != count:
        place = random.randrange(DAYS)
        change = 1 if sum(a_day) < count else -1
        a_day[place] = min(12, max(1, a_day[place] + change))
    made: list[dict[str, str]] = []
    for number, entries in enumerate(a_day):
        minutes = sorted(random.sample(range(6 * 60, 23 * 60), entries))
        for minute in minutes:
            made.append(_entry(len(made), number, minute, random))
    return made


def _entry(place: int, number: int, minute: int, random: Random) -> dict[str, str]:
    furthest = max(0, min(4, round(4 - number / 5 + random.gauss(0, 0.6))))
    row = dict.fromkeys(HEADER, "0")
    row["Date"] = (FIRST + timedelta(number)).strftime("%d/%m/%Y")
    row["Time"] = f"{minute // 60}:{minute % 60:02}"
    for zone in range(furthest + 1):
        for feeling in range(4):
            row[FEELINGS[zone * 4 + feeling]] = str(int(random.random() < (0.5, 0.6, 0.1, 0.3)[feeling]))
    row[random.choice(POSTURES)] = "1"
    row["after stretching"] = str(int(random.random() < 0.15))
    row["ibuprofen"] = str(int(minute < 10 * 60 and number < 9))
    row["coughing hurts"] = str(int(number < 8 and random.random() < 0.5))
    row["Should I have surgery?"] = str(int(random.random() < 0.1))
    row["pain 0-10"] = str(max(0, min(10, round(7 - number / 4 + random.gauss(0, 1.2)))))
    row["Mood"] = str(random.randint(1, 5))
    row["Notes"] = NOTES.get(place, "")
    return row


def diary(delimiter: str = ",", count: int = 200) -> bytes:
    """The whole spreadsheet."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, HEADER, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows(count))
    return out.getvalue().encode()
