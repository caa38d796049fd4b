"""What is mended after recognition, and recognition itself where Tesseract is installed."""

import io
import os
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from caunoi.officialdocs.errors import DocumentError
from caunoi.officialdocs.readers import read_bytes
from caunoi.officialdocs.readers.ocr import straighten, tesseract
from caunoi.officialdocs.readers.ocr_words import (
    Token,
    doubtful_opening,
    mend_abbreviations,
    mended,
    recount,
    rows_of,
    words_of,
)
from tests.officialdocs.readers.samples import shown


def strokes(count: int) -> Image.Image:
    """A cross and then ``count`` upright strokes, as in a Roman numeral."""
    picture = Image.new("L", (40 + 20 * count, 40), 240)
    draw = ImageDraw.Draw(picture)
    draw.line((2, 0, 30, 39), fill=20, width=4)
    draw.line((30, 0, 2, 39), fill=20, width=4)
    for index in range(count):
        draw.rectangle((42 + 20 * index, 0, 47 + 20 * index, 39), fill=20)
    return picture


@pytest.mark.parametrize(
    ("word", "count", "expected"),
    [
        ("XII", 3, "XIII"),
        ("XIHI,", 3, "XIII,"),
        ("XI.", 3, "XIII."),
        ("HI.", 3, "III."),
        ("XIII", 2, "XII"),
        ("XIV", 1, "XIV"),
        ("HĐ", 2, "HĐ"),
        ("XH", 2, "XH"),
        ("XII", 0, "XII"),
    ],
)
def test_strokes_of_roman_numerals_are_counted(word: str, count: int, expected: str) -> None:
    assert recount(word, strokes(count)) == expected


def token(text: str, left: int, confidence: float = 90.0) -> Token:
    return Token(text, left, 10, left + 50, 40, confidence)


def test_table_of_words_becomes_rows_without_specks() -> None:
    head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
    records = [
        "4\t1\t1\t1\t1\t0\t0\t0\t0\t0\t-1\t",
        "5\t1\t1\t1\t1\t1\t10\t10\t50\t30\t95\tCÐ_",
        "5\t1\t1\t1\t1\t2\t70\t10\t50\t30\t9\t(",
        "5\t1\t1\t1\t1\t3\t70\t10\t50\t30\t95\t|",
        "5\t1\t1\t1\t2\t1\t10\t50\t50\t30\t12\tLưu",
        "broken",
    ]
    rows = rows_of("\n".join([head, *records]), Image.new("L", (200, 200), 255))
    assert rows == [[Token("CĐ", 10, 10, 60, 40, 95.0)], [Token("Lưu", 10, 50, 60, 80, 12.0)]]


def test_doubtful_first_word_is_read_again_only_beside_a_sure_one() -> None:
    row = [token("TY", 10, 7), token("nghĩa,", 70)]
    assert doubtful_opening(row)
    assert not doubtful_opening([token("TY", 10), token("nghĩa,", 70)])
    assert not doubtful_opening(row[:1])
    again = [token("2.", 12), token("Ý", 40), token("nghĩa,", 70)]
    assert [found.text for found in mended(row, again, 5, 5)] == ["2.", "Ý", "nghĩa,"]
    assert mended(row, again, 5, 5)[0].left == 17
    assert mended(row, [token("2.", 12), token("khác", 70)], 5, 5) == row


def test_label_typed_against_its_word_is_parted() -> None:
    found = words_of([token("2.LĐLĐ", 0), token("các", 60)], 2.0)
    assert [(word.text, word.x0, word.baseline) for word in found] == [
        ("2.", 0.0, 20.0),
        ("LĐLĐ", pytest.approx(25 / 3), 20.0),
        ("các", 30.0, 20.0),
    ]


def test_abbreviation_with_a_letter_too_many_is_mended_where_the_paper_uses_it() -> None:
    texts = ["LĐLĐ tỉnh, LĐLĐ huyện, LĐLĐ xã, LĐLPĐ", "CNVCLĐ và TLĐX, TOAN"]
    assert mend_abbreviations(texts) == ["LĐLĐ tỉnh, LĐLĐ huyện, LĐLĐ xã, LĐLĐ", "CNVCLĐ và TLĐX, TOAN"]


def bars(angle: float) -> Image.Image:
    picture = Image.new("L", (800, 600), 255)
    draw = ImageDraw.Draw(picture)
    for top in range(100, 500, 40):
        draw.rectangle((100, top, 700, top + 12), fill=0)
    return picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)


def inked_rows(picture: Image.Image) -> int:
    column = picture.resize((1, picture.height), Image.Resampling.BOX).tobytes()
    return sum(level < 150 for level in column)


def test_turned_page_is_straightened() -> None:
    assert inked_rows(straighten(bars(1.5))) == inked_rows(bars(0))
    assert inked_rows(bars(1.5)) != inked_rows(bars(0))


def test_straight_page_is_left_as_it_is() -> None:
    picture = bars(0)
    assert straighten(picture) is picture


def fake_tesseract(folder: Path, script: str) -> None:
    program = folder / "tesseract"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)


def scan(text: str = "") -> bytes:
    picture = Image.new("L", (1240, 1754), 255)
    ImageDraw.Draw(picture).text((200, 200), text, fill=0, font_size=48)
    stream = io.BytesIO()
    picture.save(stream, "PDF", resolution=150)
    return stream.getvalue()


def test_tesseract_without_vietnamese_counts_as_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake_tesseract(tmp_path, "echo eng")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin")
    assert tesseract() is None


def test_tesseract_that_does_not_start_counts_as_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "tesseract"
    program.write_bytes(b"\x7fELF")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert tesseract() is None


def test_failing_tesseract_is_a_clear_refusal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake_tesseract(tmp_path, 'if [ "$1" = "--list-langs" ]; then echo vie; else exit 1; fi')
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin")
    with pytest.raises(DocumentError) as caught:
        read_bytes(scan(), "scan.pdf")
    assert caught.value.code == "damaged"


def tsv(*found: tuple[int, int, str]) -> str:
    """Tesseract's table of one line of words: (left, confidence, text)."""
    rows = [["5", "1", "1", "1", "1", "1", f"{left}", "400", "90", "40", f"{sure}", text] for left, sure, text in found]
    return "\n".join("\t".join(row) for row in [["names of the columns"], *rows])


@pytest.mark.parametrize(
    ("again", "expected"),
    [(tsv((12, 90, "2."), (60, 90, "Yêu"), (112, 90, "cầu")), "2. Yêu cầu"), ("", "TY cầu")],
)
def test_doubtful_label_is_read_again_alone(
    again: str, expected: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page, line = tmp_path / "page.tsv", tmp_path / "line.tsv"
    page.write_text(tsv((400, 7, "TY"), (500, 90, "cầu")), encoding="utf-8")
    line.write_text(again, encoding="utf-8")
    listing = 'if [ "$1" = "--list-langs" ]; then echo vie; exit; fi'
    fake_tesseract(tmp_path, f'{listing}; cat >/dev/null; if [ "$6" = 7 ]; then cat "{line}"; else cat "{page}"; fi')
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin")
    assert shown(read_bytes(scan(), "scan.pdf")) == [expected]


@pytest.mark.ocr
def test_scan_is_recognised() -> None:
    document = read_bytes(scan("1. Treo khau hieu tai co quan"), "scan.pdf")
    assert (document.source, document.pages, document.notes) == ("scan", 1, ("ocr",))
    assert shown(document)[0].startswith("1. Treo kh")
