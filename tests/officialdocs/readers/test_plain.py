"""Text files: encodings, what rejoins, what Markdown leaves, blocks typed side by side."""

import unicodedata

import pytest

from caunoi.officialdocs.errors import DocumentError
from caunoi.officialdocs.model import Document, Paragraph, Zone
from caunoi.officialdocs.readers import read_bytes
from tests.golden.legacy import to_tcvn3, to_vni
from tests.officialdocs.readers.samples import shown

TEXT = "KẾ HOẠCH\n\nTuyên truyền Đại hội công đoàn cơ sở ở đơn vị\n\n- Treo cờ, băng rôn, khẩu hiệu.\n"
SHOWN = ["KẾ HOẠCH", "Tuyên truyền Đại hội công đoàn cơ sở ở đơn vị", "- Treo cờ, băng rôn, khẩu hiệu."]


def read(text: str, name: str = "plan.txt") -> Document:
    return read_bytes(text.encode(), name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings_are_read(encoding: str) -> None:
    document = read_bytes(TEXT.encode(encoding), "plan.txt")
    assert (shown(document), document.source, document.notes) == (SHOWN, "txt", ())


def test_windows_1258_is_read() -> None:
    tones = unicodedata.normalize("NFD", TEXT)
    for base, mark, letter in (("a", "\u0302", "â"), ("e", "\u0302", "ê"), ("E", "\u0302", "Ê"), ("o", "\u0302", "ô")):
        tones = tones.replace(base + "\u0323" + mark, letter + "\u0323").replace(base + mark, letter)
    tones = (
        tones.replace("a\u0306", "ă")
        .replace("o\u031b", "ơ")
        .replace("u\u031b", "ư")
        .replace("O\u0323\u0302", "Ô\u0323")
    )
    document = read_bytes(tones.encode("cp1258"), "plan.txt")
    assert shown(document) == SHOWN


@pytest.mark.parametrize(("data", "note"), [(to_tcvn3(TEXT), "legacy_tcvn3"), (to_vni(TEXT).encode(), "legacy_vni")])
def test_legacy_encodings_are_converted(data: bytes, note: str) -> None:
    document = read_bytes(data, "plan.txt")
    assert (shown(document), document.notes) == (SHOWN, (note,))


def test_vni_file_of_single_bytes_is_converted() -> None:
    document = read_bytes(to_vni(TEXT).encode("cp1252"), "plan.txt")
    assert (shown(document), document.notes) == (SHOWN, ("legacy_vni",))


def test_decomposed_text_is_composed_and_noted() -> None:
    document = read(unicodedata.normalize("NFD", TEXT))
    assert (shown(document), document.notes) == (SHOWN, ("nfd",))


def test_sentence_cut_by_a_page_end_is_joined_and_the_page_number_dropped() -> None:
    text = "1. Tuyên truyền về Đại\n\n\n2\n\n\fhội XIII Công đoàn tỉnh.\n\n2. Treo cờ."
    assert shown(read(text)) == ["1. Tuyên truyền về Đại hội XIII Công đoàn tỉnh.", "2. Treo cờ."]


def test_wrapped_lines_become_one_paragraph() -> None:
    text = (
        "1. Công đoàn các cấp tổ chức tuyên truyền sâu rộng trong đoàn viên\n"
        "và người lao động về Đại hội; nâng cao nhận thức, trách nhiệm của\n"
        "Ban Chấp hành công đoàn các cấp, tạo không khí thi đua sôi nổi từ\n"
        "nay đến ngày khai mạc Đại hội.\n"
        "2. Treo cờ Đảng, cờ Tổ quốc tại trụ sở cơ quan, đơn vị và tại nhà\n"
        "riêng của đoàn viên nhiệm kỳ 2023\n"
    )
    assert [len(line) for line in shown(read(text))] == [229, 99]


def test_list_of_short_lines_stays_a_list() -> None:
    text = "Nơi nhận:\n- Tỉnh ủy;\n- Lưu: VT.\n\n**TM. BAN THƯỜNG VỤ\nPHÓ CHỦ TỊCH**\n\nTrần Văn Mẫu"
    assert shown(read(text)) == [
        "Nơi nhận:",
        "- Tỉnh ủy;",
        "- Lưu: VT.",
        "TM. BAN THƯỜNG VỤ",
        "PHÓ CHỦ TỊCH",
        "Trần Văn Mẫu",
    ]


def test_bold_marks_go_and_stars_inside_a_plain_text_stay() -> None:
    document = read("**Mục đích**\n\nphương châm: **“Đổi mới”** (*đề cương, sách*)\n\n* Treo cờ\n\n+ 5 * 3 * 2")
    assert document.paragraphs == (
        Paragraph("Mục đích", bold=True),
        Paragraph("phương châm: “Đổi mới” (*đề cương, sách*)"),
        Paragraph("* Treo cờ"),
        Paragraph("+ 5 * 3 * 2"),
    )


def test_stray_mark_before_the_first_line_goes() -> None:
    assert shown(read("… KẾ HOẠCH\n\nTuyên truyền")) == ["KẾ HOẠCH", "Tuyên truyền"]


def test_markdown_is_stripped_to_its_text() -> None:
    text = (
        "# KẾ HOẠCH\n\n## I. Mục đích ##\n\n---\n\n> 1\\. Tuyên truyền [Điều lệ](https://example.vn/dieu-le) cho đoàn viên.\n\n"
        "_nghiêng_ và __đậm__<br>\n\n| Đợt | Thời gian |\n|---|:---:|\n| 1 | Quý I |\n\n<!-- ghi chú -->\n"
    )
    document = read(text, "plan.md")
    assert document.source == "md"
    assert document.paragraphs == (
        Paragraph("KẾ HOẠCH", bold=True),
        Paragraph("I. Mục đích", bold=True),
        Paragraph("1. Tuyên truyền Điều lệ cho đoàn viên."),
        Paragraph("nghiêng và đậm"),
        Paragraph("Đợt | Thời gian", zone=Zone.TABLE),
        Paragraph("1 | Quý I", zone=Zone.TABLE),
    )


def test_letterhead_typed_side_by_side_is_parted() -> None:
    text = (
        "LIÊN ĐOÀN LAO ĐỘNG          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "   TỈNH VĨNH SƠN            Độc lập - Tự do - Hạnh phúc\n"
        "                               -------\n"
        "Số:     /KH-LĐLĐ            Vĩnh Sơn, ngày    tháng 3 năm 2023\n\n"
        "                 KẾ HOẠCH\n"
    )
    assert read(text).paragraphs == (
        Paragraph("LIÊN ĐOÀN LAO ĐỘNG", zone=Zone.LETTERHEAD),
        Paragraph("TỈNH VĨNH SƠN", zone=Zone.LETTERHEAD),
        Paragraph("Số: /KH-LĐLĐ", zone=Zone.LETTERHEAD),
        Paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", zone=Zone.LETTERHEAD, column=1),
        Paragraph("Độc lập - Tự do - Hạnh phúc", zone=Zone.LETTERHEAD, column=1),
        Paragraph("Vĩnh Sơn, ngày tháng 3 năm 2023", zone=Zone.LETTERHEAD, column=1),
        Paragraph("KẾ HOẠCH"),
    )


def test_number_and_date_on_one_line_are_parted() -> None:
    text = "CÔNG ĐOÀN XÃ\n\nSố: 02/KH-CĐX          Mường Thìn, ngày 15 tháng 9 năm 2025\n\nKẾ HOẠCH"
    assert shown(read(text)) == ["CÔNG ĐOÀN XÃ", "Số: 02/KH-CĐX", "Mường Thìn, ngày 15 tháng 9 năm 2025", "KẾ HOẠCH"]


def test_blank_left_for_a_number_is_no_column() -> None:
    assert shown(read("Số:      /KH-LĐLĐ\n\nBa Kha, ngày     tháng 11 năm 2022")) == [
        "Số: /KH-LĐLĐ",
        "Ba Kha, ngày tháng 11 năm 2022",
    ]


def test_signature_typed_beside_the_recipients_is_parted() -> None:
    text = (
        "- Treo cờ.\n\n"
        "Nơi nhận:                        TM. BAN THƯỜNG VỤ\n"
        "- Tỉnh ủy;                          CHỦ TỊCH\n"
        "- Lưu:  VT.\n"
        "                                 Trần Văn Mẫu\n"
    )
    assert read(text).paragraphs == (
        Paragraph("- Treo cờ."),
        Paragraph("Nơi nhận:", zone=Zone.SIGNATURE),
        Paragraph("- Tỉnh ủy;", zone=Zone.SIGNATURE),
        Paragraph("- Lưu: VT.", zone=Zone.SIGNATURE),
        Paragraph("TM. BAN THƯỜNG VỤ", zone=Zone.SIGNATURE, column=1),
        Paragraph("CHỦ TỊCH", zone=Zone.SIGNATURE, column=1),
        Paragraph("Trần Văn Mẫu", zone=Zone.SIGNATURE, column=1),
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"a" * (5 * 1024 * 1024 + 1), "too_large"),
        (b"\xff\xfe\x00\xd8a\x00", "damaged"),
        (b"\x81\x8d\x8f\x90 abc \xd2\xf2", "wrong_type"),
        (bytes(range(1, 32)) * 9, "wrong_type"),
        (b"--- ***\n\n2\n", "no_text"),
    ],
)
def test_unreadable_text_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_bytes(data, "plan.txt")
    assert caught.value.code == code
