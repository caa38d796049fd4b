from caunoi.officialdocs.ending import read_recipients, read_signature
from caunoi.officialdocs.model import Paragraph, Signature, Zone
from caunoi.officialdocs.parts import is_authority
from tests.officialdocs.sheets import paragraphs, plan

ENDING = """
    Nơi nhận:
    - LĐLĐ tỉnh (b/c);
    - Các công đoàn cơ sở, nghiệp đoàn
    trực thuộc;
    - Lưu: VT, TG.
    TM. BAN THƯỜNG VỤ
    KT. CHỦ TỊCH
    PHÓ CHỦ TỊCH
    (Đã ký)
    ThS. Vừ A Chống
"""


def test_recipients_and_signature_in_plain_lines() -> None:
    ending = paragraphs(ENDING)
    assert read_recipients(ending) == (
        "LĐLĐ tỉnh (b/c)",
        "Các công đoàn cơ sở, nghiệp đoàn trực thuộc",
        "Lưu: VT, TG.",
    )
    assert read_signature(ending) == Signature("TM. BAN THƯỜNG VỤ KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "ThS. Vừ A Chống")


def test_signature_before_the_recipients() -> None:
    ending = paragraphs("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nMa Văn Thắng\nNơi nhận:\n- Tỉnh ủy;\n- Lưu VP.")
    assert read_signature(ending) == Signature("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Ma Văn Thắng")
    assert read_recipients(ending) == ("Tỉnh ủy", "Lưu VP.")


def test_columns_side_by_side() -> None:
    left = ("Nơi nhận:", "- Tỉnh ủy;", "- Lưu: VT.")
    right = ("TM. BAN CHẤP HÀNH", "CHỦ TỊCH", "Ký bởi: Công đoàn", "Thời gian ký: 05/09/2025", "Lê Thị Hoa")
    ending = [Paragraph(text, zone=Zone.SIGNATURE, column=0) for text in left]
    ending += [Paragraph(text, zone=Zone.SIGNATURE, column=1) for text in right]
    assert read_recipients(ending) == ("Tỉnh ủy", "Lưu: VT.")
    assert read_signature(ending) == Signature("TM. BAN CHẤP HÀNH", "CHỦ TỊCH", "Lê Thị Hoa")


def test_lines_run_together_fall_apart() -> None:
    ending = paragraphs("Nơi nhận: - Tỉnh ủy; - Lưu: VT.\nTM. BAN THƯỜNG VỤ PHÓ CHỦ TỊCH\nLê Thị Hoa")
    assert read_recipients(ending) == ("Tỉnh ủy", "Lưu: VT.")
    assert read_signature(ending) == Signature("TM. BAN THƯỜNG VỤ", "PHÓ CHỦ TỊCH", "Lê Thị Hoa")


def test_title_alone_signs() -> None:
    found = plan("I. MỘT\n1. A.", ending="CHỦ TỊCH\nBác sĩ Lê Thị Hoa")
    assert found.signature == Signature(None, "CHỦ TỊCH", "Bác sĩ Lê Thị Hoa")
    assert [clause.path for clause in found.clauses] == ["I", "I/1"]


def test_missing_ending() -> None:
    found = plan("I. MỘT\n1. A.")
    assert (found.recipients, found.signature) == ((), Signature())
    assert {"no_recipients", "no_signature"} <= {warning.code for warning in found.warnings}


def test_authorities() -> None:
    assert [
        is_authority(text) for text in ("TM. BAN", "T/M BAN", "KT. CHỦ TỊCH", "K/T BÍ THƯ", "TUQ. X", "Q. CHỦ TỊCH")
    ] == [True] * 6
    assert [is_authority(text) for text in ("TMĐT phát triển", "KTX công nhân", "Q. Ba Đình tổ chức")] == [False] * 3


def test_second_line_of_an_authority() -> None:
    ending = paragraphs("TM. BAN THƯỜNG VỤ\nCÔNG ĐOÀN NGÀNH Y TẾ\nCHỦ TỊCH\nLê Thị Hoa")
    assert read_signature(ending) == Signature("TM. BAN THƯỜNG VỤ CÔNG ĐOÀN NGÀNH Y TẾ", "CHỦ TỊCH", "Lê Thị Hoa")


def test_stray_words_are_no_signature() -> None:
    assert read_signature(paragraphs("nơi lưu hành\nLê Thị Hoa")) == Signature()
