"""How long exports, imports and the clinician's page take, and how much memory, with 15,000 check-ins.

    python -m tests.bench.exchange [ENTRIES]

Each step runs in a process of its own. Times are processor time, which other programs do not change as much; ratios are
against encoding or decoding the same check-ins with msgspec alone.
Budgets: JSON under 2 s each way, CSV under 4 s, the page under 3 s, memory under 200 MB.
"""

from __future__ import annotations

import csv
import io
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

import msgspec

from sciatica_tui.domain.measures.answers import checkin_from
from sciatica_tui.domain.records import CheckIn, Episode, Medication, Record, Session, Side, StepDone, new_id
from sciatica_tui.storage.journal import Journal

from ..exchange.diary import HEADER, rows
from ..support import NOW, TODAY, FakeClock

ENTRIES = 15_000
DAYS = 3_650
BUDGETS = {"export json": 2.0, "import json": 2.0, "export csv": 4.0, "import csv": 4.0, "diary": 4.0, "report": 3.0}
MEMORY = 200


def records(count: int) -> list[Record]:
    """Ten years of made-up check-ins, as rich as daily ones are, with medicines and sessions beside them."""
    random = Random(5)
    made: list[Record] = []

    def stamp(days_ago: float) -> dict[str, object]:
        at = NOW - timedelta(days=days_ago)
        return {"id": new_id(at, random.randbytes(10)), "created_at": at, "updated_at": at, "rev": 1}

    made.append(Episode(**stamp(DAYS), day=TODAY - timedelta(DAYS), started=TODAY - timedelta(DAYS), side=Side.LEFT))  # type: ignore[arg-type]
    for number in range(count):
        ago = DAYS * (1 - (number + 1) / count)
        day = TODAY - timedelta(int(ago))
        pain = max(0, min(10, round(6 - 4 * number / count + random.gauss(0, 1.4))))
        answers = {
            "leg_pain": pain,
            "back_pain": max(0, pain - 2),
            "zone": ("none", "back", "buttock", "thigh", "calf", "foot")[min(5, pain)],
            "symptoms": [{"zone": "calf", "quality": "sharp", "side": "left", "intensity": pain}],
            "walk_minutes": 5 * random.randint(1, 12),
            "activity": [{"kind": "walk", "minutes": 20}],
            "sleep": random.randint(2, 9),
            "posture": random.choice(("sitting", "standing", "walking")),
            "tags": ["desk day"] if number % 3 else [],
            "note": "a note of some length about the day" if number % 4 == 0 else None,
            "red_flags": [],
        }
        fixed = stamp(ago)
        made.append(checkin_from(answers, **fixed, day=day, at=fixed["created_at"]))
        if number % 10 == 0:
            made.append(Medication(**stamp(ago), day=day, product="Ibuprofen 400 mg"))  # type: ignore[arg-type]
        if number % 20 == 0:
            step = StepDone(kind="hold", planned_seconds=30, done_seconds=30, side=Side.LEFT)
            made.append(Session(**stamp(ago), day=day, routine="hamstring", started_at=NOW, steps=(step,)))  # type: ignore[arg-type]
    return made


def step(name: str, folder: Path) -> None:
    """One step, timed, with the peak of memory; printed as `seconds megabytes floor`."""
    clock = FakeClock()
    floor = 0.0
    source = folder / "data"
    target = folder / f"into-{name.replace(' ', '-')}"
    journal = Journal.open(source if name.startswith(("export", "report")) else target, clock.now)
    work = _work(name, folder, journal)
    began = time.process_time()
    work()
    took = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    entries = Journal.open(source, clock.now).all(CheckIn)
    began = time.process_time()
    data = msgspec.json.encode(entries)
    if name.startswith("import"):
        began = time.process_time()
        msgspec.json.decode(data, type=tuple[CheckIn, ...])
    floor = time.process_time() - began
    print(f"{took} {peak} {floor}")


def _work(name: str, folder: Path, journal: Journal) -> Callable[[], object]:
    """What is timed: from the file to the file, as the commands do it."""
    from sciatica_tui.domain.days import DAY_ENDS
    from sciatica_tui.exchange.csv_format import read_csv, write_csv
    from sciatica_tui.exchange.csv_import.reader import read_sheet
    from sciatica_tui.exchange.files import read_input
    from sciatica_tui.exchange.json_format import read_json, write_json
    from sciatica_tui.services import imports
    from sciatica_tui.services.input_files import read_file
    from sciatica_tui.services.output_files import write_output
    from sciatica_tui.services.paths import find_paths
    from sciatica_tui.services.reports import page_of, write_page
    from sciatica_tui.storage.merge import by_table, incoming, read_history

    paths = find_paths(folder / "data")

    def export_json() -> None:
        write_output(folder / "all.json", write_json(by_table(journal.history().history)), paths, force=True)

    def export_csv() -> None:
        write_output(folder / "all.csv", write_csv(journal.all(CheckIn)), paths, force=True)

    def import_json() -> None:
        path = folder / "all.json"
        journal.merge("import", read_history(read_json(path, read_input(path))).history)

    def import_csv() -> None:
        path = folder / "all.csv"
        entries = read_csv(read_sheet(path, read_input(path)))
        journal.merge("import", incoming({}, entries, NOW))

    def diary() -> None:
        path = folder / "diary.csv"
        spreadsheet = imports.understand(imports.read_sheet_file(read_file(path), None))
        sheet_import = imports.SheetImport(journal, NOW, TODAY, DAY_ENDS)
        entries = sheet_import.entries(spreadsheet)
        sheet_import.take_over(path.name, entries, sheet_import.changes(entries))

    def report() -> None:
        write_page(page_of(journal, TODAY, weekly=True), folder / "page.pdf", paths)

    works = (export_json, import_json, export_csv, import_csv, diary, report)
    return {work.__name__.replace("_", " "): work for work in works}[name]


def main() -> int:
    """Run all steps; 1 where one is over its budget."""
    if len(sys.argv) > 2:
        step(sys.argv[1], Path(sys.argv[2]))
        return 0
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES
    over = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        Journal.open(folder / "data", FakeClock().now).save("all", *records(count))
        (folder / "diary.csv").write_bytes(_repeated(count))
        print(f"{count} check-ins; again: python -m tests.bench.exchange {count}")
        for each, budget in BUDGETS.items():
            command = [sys.executable, "-m", "tests.bench.exchange", each, str(folder)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                print(done.stderr)
                return 1
            took, peak, floor = map(float, done.stdout.split())
            late = took > budget or peak > MEMORY
            over |= late
            ratio = f"{took / floor:6.0f} × msgspec alone"
            print(f"{'!' if late else ' '} {each:<12} {took:5.2f} s of {budget} s  {peak:4.0f} MB of {MEMORY}  {ratio}")
    return int(over)


def _repeated(count: int) -> bytes:
    """The diary of 200 rows again and again, each time a little different, so that no row is there twice."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, HEADER)
    writer.writeheader()
    kept = rows()
    for turn in range(count // len(kept)):
        year = f"/{2026 - turn % 10}"
        writer.writerows(row | {"Date": row["Date"].replace("/2026", year), "Notes": str(turn)} for row in kept)
    return out.getvalue().encode()


if __name__ == "__main__":
    sys.exit(main())
