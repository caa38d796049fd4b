"""The type of a file is told by its content."""

from pathlib import Path

import pytest

from caunoi.officialdocs.errors import DocumentError
from caunoi.officialdocs.readers import read_bytes, read_document
from caunoi.officialdocs.readers.refusals import MAX_FILE_BYTES
from caunoi.officialdocs.readers.sniffing import FileType, sniff
from tests.officialdocs.readers.samples import docx, paragraph, pdf, shown


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (docx(paragraph("x")), "plan.pdf", FileType.DOCX),
        (pdf([[]]), "plan.docx", FileType.PDF),
        (b"\xef\xbb\xbf\n%PDF-1.4", "x", FileType.PDF),
        (b"# Tieu de", "plan.MD", FileType.MD),
        (b"# Tieu de", "plan.docx", FileType.TXT),
        (b"BM la ban me", "", FileType.TXT),
    ],
)
def test_type_is_told_by_content(data: bytes, name: str, kind: FileType) -> None:
    assert sniff(data, name) is kind


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "wrong_type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"{\\rtf1\\ansi Ke hoach}", "wrong_type"),
        (b"\x89PNG\r\n\x1a\n", "wrong_type"),
        (b"\xff\xd8\xff\xe0", "wrong_type"),
        (b"\x00\x00\x00\x18ftypheic", "wrong_type"),
        (b"BM\x00\x00\x00\x00", "wrong_type"),
        (b"<!DOCTYPE html><p>x", "wrong_type"),
        (b"\x7fELF\x02", "wrong_type"),
        (b"\x1f\x8b\x08", "wrong_type"),
    ],
)
def test_other_type_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        sniff(data, "plan.docx")
    assert caught.value.code == code


def test_old_word_file_is_told_what_to_do() -> None:
    with pytest.raises(DocumentError) as caught:
        read_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "plan.doc")
    assert str(caught.value) == "Tệp .doc đời cũ chưa đọc được, hãy mở bằng Word và lưu thành .docx."


def test_file_on_disk_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text("# KẾ HOẠCH", encoding="utf-8")
    assert shown(read_document(path)) == ["KẾ HOẠCH"]


def test_file_above_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    with path.open("wb") as stream:
        stream.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(DocumentError) as caught:
        read_document(path)
    assert caught.value.code == "too_large"


def test_bytes_above_the_limit_are_refused() -> None:
    with pytest.raises(DocumentError) as caught:
        read_bytes(bytes(MAX_FILE_BYTES + 1), "plan.txt")
    assert caught.value.code == "too_large"
