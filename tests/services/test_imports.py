"""Another file's history: an export or a copy of a journal comes in whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from sciatica_tui.domain.errors import BadInput
from sciatica_tui.domain.records import CheckIn
from sciatica_tui.services import exports, imports
from sciatica_tui.services.input_files import InputFile
from sciatica_tui.storage.journal import FILE_NAME
from tests.support import NOW, TODAY, checkin, services


@pytest.mark.parametrize("name", ["all.json", FILE_NAME])
def test_an_export_and_a_copy_come_in_alike_but_neither_with_a_record_that_cant_be_read(
    tmp_path: Path, name: str
) -> None:
    there = services(tmp_path / "there", checkin(2, leg_pain=6), checkin(1, leg_pain=3))
    export = exports.export(there.journal, ".json", exports.Wishes(TODAY, NOW)).data
    data = export if name == "all.json" else (there.paths.data / FILE_NAME).read_bytes()
    here = services(tmp_path / "here").journal
    brought = imports.from_json(here, InputFile(tmp_path / name, data))
    imports.take_over(here, name, brought, NOW, TODAY)
    assert [entry.leg_pain for entry in here.all(CheckIn)] == [6, 3]
    torn = data.replace(b'"leg_pain":3', b'"leg_pain":33').replace(b'"leg_pain": 3', b'"leg_pain": 33')
    assert torn != data
    with pytest.raises(BadInput, match=r"checkins, entry 2.* imported"):
        imports.from_json(here, InputFile(tmp_path / name, torn))
