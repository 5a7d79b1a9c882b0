"""Text from files, however its letters are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from sciatica_tui.domain.errors import BadInput
from sciatica_tui.exchange.files import decode_text

NAME = Path("diary.csv")

TEXTS = {
    "cp1252": "Datum;Beinschmerz;Rückenschmerz;Bemerkung\r\n21.11.2026;6;3;für längere Autofahrt müde\r\n",
    "cp1251": "Дата;Боль в ноге;Заметка\r\n21.11.2026;6;долго сидел за рулём\r\n22.11.2026;5;лучше\r\n",
    "cp1250": "Data;Ból nogi;Uwagi\r\n21.11.2026;6;długa jazda samochodem, źle\r\n22.11.2026;5;ćwiczyłem żwawo\r\n",
    "cp1253": "Ημερομηνία;Πόνος στο πόδι;Σημείωση\r\n21.11.2026;6;πολλή ώρα στο αυτοκίνητο\r\n",
    "mac_roman": "Date;Leg pain;Note\r\n2026-11-21;6;café très fatigué à l’hôpital\r\n",
    "shift_jis": "日付,足の痛み,メモ\r\n2026-11-21,6,長時間の運転\r\n2026-11-22,5,少し楽になった\r\n",
    "gb18030": "日期,腿痛,备注\r\n2026-11-21,6,长时间驾驶后疼痛\r\n",
    "koi8_r": "Дата;Боль в ноге;Заметка\r\n21.11.2026;6;долго сидел за рулём\r\n22.11.2026;5;лучше\r\n",
    "utf-8-sig": "date,leg\r\n2026-11-21,café\r\n",
    "utf-16": "date,leg\r\n2026-11-21,café\r\n",
}


@pytest.mark.parametrize("encoding", TEXTS)
def test_a_text_is_read_whatever_its_letters_are_written_in(encoding: str) -> None:
    assert decode_text(NAME, TEXTS[encoding].encode(encoding))[0] == TEXTS[encoding]


@pytest.mark.parametrize("text", ["date,note\n2026-11-21,4 – 5\n", "date,note\n2026-11-21,café\n", "a,b\n1,über\n"])
def test_a_few_western_letters_are_windows_text(text: str) -> None:
    assert decode_text(NAME, text.encode("cp1252")) == (text, "cp1252")


def test_the_person_s_word_on_the_encoding_counts() -> None:
    data = "Notiz;Bein\r\nmüde;6\r\n".encode("cp850")
    assert decode_text(NAME, data, "cp850")[0].endswith("müde;6\r\n")
    assert decode_text(NAME, TEXTS["utf-8-sig"].encode("utf-8-sig"), "utf-8") == (TEXTS["utf-8-sig"], "utf-8")


@pytest.mark.parametrize(
    ("data", "encoding", "sentence"),
    [
        (b"a,b\n1,2\n", "klingon", "There is no encoding “klingon”"),
        (b"a,b\n1,\xff\n", "utf-8", "diary.csv is not in utf-8; leave out --encoding, and it is worked out."),
        (b"a,b\n1,2\n", "base64", "There is no encoding “base64”"),
        (bytes(range(128, 256)) * 40 + bytes(range(1, 32)) * 40, None, "these letters can't be read"),
    ],
)
def test_what_is_no_such_text_is_said_in_a_sentence(data: bytes, encoding: str | None, sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        decode_text(NAME, data, encoding)
    assert sentence in str(refused.value)
