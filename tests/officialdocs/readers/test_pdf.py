"""Whole .pdf files built by hand; recognition is tested in test_ocr.py."""

from pathlib import Path

import pypdfium2
import pytest

from caunoi.officialdocs.errors import DocumentError
from caunoi.officialdocs.model import Zone
from caunoi.officialdocs.readers import read_bytes
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


def test_recipients_and_signature_are_told_from_the_body() -> None:
    page = [
        *(
            (85, 100 + 18 * row, "Tuyen truyen dai hoi cong doan cac cap trong doan vien nguoi lao dong")
            for row in range(4)
        ),
        *((85, 220, "Noi nhan:"), (380, 220, "CHU TICH"), (85, 238, "- Luu: VT."), (370, 300, "Tran Van Mau")),
        (280, 400, "PHU LUC"),
    ]
    document = read_bytes(pdf([page]), "plan.pdf")
    assert [(item.text, item.zone, item.column) for item in document.paragraphs[1:]] == [
        ("Noi nhan:", Zone.SIGNATURE, 0),
        ("- Luu: VT.", Zone.SIGNATURE, 0),
        ("CHU TICH", Zone.SIGNATURE, 1),
        ("Tran Van Mau", Zone.SIGNATURE, 1),
        ("PHU LUC", Zone.BODY, 0),
    ]


def test_words_set_apart_only_by_their_height_are_two() -> None:
    turned = "BT /F 14 Tf 0 1 -1 0 300 300 Tm 20 Tc (Doc) Tj ET"
    assert shown(read_bytes(pdf([[]], extra=turned), "plan.pdf")) == ["c o D"]


FULL_PICTURE = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Tuyen truyen dai hoi cong doan cac cap", "read"),
        ("xq wvz kjq zzx qwk vbn xcv qqz wxk jjq", "ocr_missing"),
        ("1234 5678 9012 3456 7890 1234 5678 901", "read"),
    ],
)
def test_text_over_a_full_picture_is_believed_where_it_makes_sense(
    line: str, found: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    data = pdf([[(85, 100 + 18 * row, line) for row in range(10)]], extra=FULL_PICTURE)
    assert outcome(data) == found
    assert outcome(pdf([[(85, 100, line)]], extra=FULL_PICTURE)) == "ocr_missing"


def outcome(data: bytes) -> str:
    try:
        read_bytes(data, "plan.pdf")
    except DocumentError as error:
        return error.code
    return "read"
