"""The original plan 383/KH-LĐLĐ in its four forms, read from ../shared; skipped where that folder is not there."""

import json
import time
from functools import cache
from pathlib import Path

import pytest

from caunoi.officialdocs.model import Document, Zone
from caunoi.officialdocs.readers import read_document
from tests.officialdocs.readers.samples import shown
from tests.officialdocs.scan import GROUP, scan_of_383

FOLDER = Path(__file__).parents[3].parent / "shared" / "plans" / "383-KH-LDLD"
pytestmark = pytest.mark.shared


@cache
def read(name: str) -> Document:
    return scan_of_383()[0] if name == "scan.pdf" else read_document(FOLDER / name)


def after_letterhead(name: str) -> list[str]:
    texts = shown(read(name))
    # The .docx numbers by Word's list, which prints a dot that the typed text forgot; the typed text marks italics by stars.
    return [text.replace("1.3. Trên", "1.3 Trên").replace("*", "") for text in texts[texts.index("KẾ HOẠCH") :]]


@pytest.mark.parametrize("name", ["plan.docx", "plan.pdf"])
def test_plan_reads_alike_in_every_form(name: str) -> None:
    assert after_letterhead(name) == after_letterhead("plan.txt")


def test_sentences_cut_by_page_ends_are_joined() -> None:
    expected = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
    for words in expected["page_break_joins"]:
        assert sum(words in text for text in after_letterhead("plan.txt")) >= 1, words


@pytest.mark.parametrize("name", ["plan.docx", "plan.pdf"])
def test_letterhead_and_signature_are_told_by_column(name: str) -> None:
    blocks = {
        (zone, column): [item.text for item in read(name).paragraphs if (item.zone, item.column) == (zone, column)]
        for zone in (Zone.LETTERHEAD, Zone.SIGNATURE)
        for column in (0, 1)
    }
    assert blocks[Zone.LETTERHEAD, 0] == [
        "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM",
        "LIÊN ĐOÀN LAO ĐỘNG TỈNH LAI CHÂU",
        "Số: 383/KH-LĐLĐ",
    ]
    assert blocks[Zone.LETTERHEAD, 1][-1] == "Lai Châu, ngày 25 tháng 10 năm 2022"
    assert len(blocks[Zone.SIGNATURE, 0]) == 8
    assert blocks[Zone.SIGNATURE, 1] == ["TM. BAN THƯỜNG VỤ", "PHÓ CHỦ TỊCH", "Hoàng Văn Trinh"]


def test_docx_of_ten_pages_is_read_within_half_a_second() -> None:
    started = time.process_time()
    read_document(FOLDER / "plan.docx")
    assert time.process_time() - started < 0.5


@pytest.mark.ocr
@pytest.mark.slow
@pytest.mark.xdist_group(GROUP)
def test_scan_is_read_with_fewer_than_three_wrong_characters_in_a_thousand() -> None:
    scanned, printed = "\n".join(after_letterhead("scan.pdf")), "\n".join(after_letterhead("plan.txt"))
    assert distance(scanned, printed) < 0.003 * len(printed)
    assert len(after_letterhead("scan.pdf")) == len(after_letterhead("plan.txt"))


def distance(first: str, second: str) -> int:
    """Edit distance, taken line by line where the lines pair up."""
    pairs = zip(first.split("\n"), second.split("\n"), strict=False)
    return sum(_distance(one, two) for one, two in pairs if one != two)


def _distance(first: str, second: str) -> int:
    row = list(range(len(second) + 1))
    for index, letter in enumerate(first, 1):
        above, row = row, [index]
        for place, other in enumerate(second, 1):
            row.append(min(above[place] + 1, row[-1] + 1, above[place - 1] + (letter != other)))
    return row[-1]
