"""Whole .pdf files built by hand; recognition is tested in test_ocr.py."""

from pathlib import Path

import pypdfium2
import pytest

from caunoi.officialdocs.errors import DocumentError
from caunoi.officialdocs.readers import read_bytes
from caunoi.officialdocs.readers.pdf_text import _area as area_of
from tests.officialdocs.readers.samples import pdf, shown

PAGES = [
    [
        (280, 60, "KE HOACH"),
        (121, 100, "- Mot hai ba bon nam sau bay tam chin muoi mot hai ba bon nam sau"),
        (85, 118, "bay tam."),
        (121, 136, "- Hai ba bon nam sau bay tam chin muoi mot hai ba bon nam sau bay"),
    ],
    [(300, 40, "2"), (85, 100, "XIII Cong doan tinh."), (121, 118, "Ba.")],
]


def test_text_is_rejoined_over_pages_and_progress_is_told() -> None:
    done: list[tuple[int, int]] = []
    document = read_bytes(pdf(PAGES), "plan.pdf", progress=lambda page, pages: done.append((page, pages)))
    assert (document.source, document.pages, document.notes) == ("pdf", 2, ())
    assert shown(document)[1:] == [
        "- Mot hai ba bon nam sau bay tam chin muoi mot hai ba bon nam sau bay tam.",
        "- Hai ba bon nam sau bay tam chin muoi mot hai ba bon nam sau bay XIII Cong doan tinh.",
        "Ba.",
    ]
    assert [paragraph.page for paragraph in document.paragraphs] == [1, 1, 1, 2]
    assert done == [(1, 2), (2, 2)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (pdf([[(85, 80, "x")]] * 301), "too_many_pages"),
        (pdf([[]]), "no_text"),
        (b"%PDF-1.4 garbage", "damaged"),
        (pdf([[(85, row * 16, "a" * 60) for row in range(2_000)]]), "too_large"),
    ],
)
def test_unreadable_pdf_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_bytes(data, "plan.pdf")
    assert caught.value.code == code


def test_pdf_with_a_password_is_refused() -> None:
    locked = pdf([[(85, 80, "x")]]).replace(
        b"/Root 1 0 R >>",
        b"/Root 1 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] /Encrypt << /Filter "
        b"/Standard /V 2 /R 3 /Length 128 /P -44 /O <" + b"ab" * 32 + b"> /U <" + b"cd" * 32 + b"> >> >>",
    )
    with pytest.raises(DocumentError) as caught:
        read_bytes(locked, "plan.pdf")
    assert (caught.value.code, str(caught.value)) == (
        "encrypted",
        "Tệp được đặt mật khẩu, hãy bỏ mật khẩu rồi gửi lại.",
    )


def test_picture_without_tesseract_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DocumentError) as caught:
        read_bytes(pdf([[]], extra="0 0 300 300 re f"), "scan.pdf")
    assert caught.value.code == "ocr_missing"
    assert str(caught.value).endswith("apt install tesseract-ocr tesseract-ocr-vie.")


def test_pages_that_library_cannot_load_are_refused() -> None:
    data = pdf(PAGES).replace(b"/Type /Page /Parent", b"/Type /Xage /Parent")
    with pypdfium2.PdfDocument(data) as broken:
        assert len(broken) == 2
    with pytest.raises(DocumentError) as caught:
        read_bytes(data, "plan.pdf")
    assert caught.value.code == "damaged"


LEGACY = "Tuyªn truyÒn ®¹i héi c«ng ®oµn c¸c cÊp vµ §¹i héi c«ng ®oµn tØnh"


def test_legacy_letters_are_converted_word_by_word() -> None:
    document = read_bytes(pdf([[(85, 80, LEGACY)]]), "plan.pdf")
    assert (shown(document), document.notes) == (
        ["Tuyên truyền đại hội công đoàn các cấp và Đại hội công đoàn tỉnh"],
        ("legacy_tcvn3",),
    )


class Unplaced:
    """A picture whose place pdfium cannot tell."""

    def get_bounds(self) -> tuple[float, float, float, float]:
        raise pypdfium2.PdfiumError("no bounds")


def test_picture_without_a_place_covers_nothing() -> None:
    assert area_of(Unplaced()) == 0.0
