"""Lines, margins, columns and paragraphs, from words with places: the rules that .pdf and scans share."""

from caunoi.officialdocs.model import Zone
from caunoi.officialdocs.readers.columns import split_letterhead, split_signature
from caunoi.officialdocs.readers.furniture import drop_furniture
from caunoi.officialdocs.readers.layout import Frame, Line, frame_of, gutter_of
from caunoi.officialdocs.readers.paragraphs import Setting, build, study
from tests.officialdocs.readers.samples import lines, words

LEFT, RIGHT, INDENT = 85.0, 540.0, 121.0
FRAME = Frame(LEFT, RIGHT)


def full(text: str, x: float, baseline: float, *, bold: bool = False) -> list:  # type: ignore[type-arg]
    """A justified line from ``x`` to the right margin."""
    return words(text, x, baseline, bold=bold, width=RIGHT - x)


def texts(*pages: list[Line]) -> list[str]:
    setter = study(pages)
    return (
        []
        if setter is None
        else [paragraph.text for paragraph in build([line for page in pages for line in page], setter)]
    )


LONG = "tuyên truyền sâu rộng trong đoàn viên và người lao động"


def test_words_on_one_baseline_are_one_line_whatever_their_order() -> None:
    found = lines(words("hội XIII", 200, 100), words("Đại", 85, 101.5), words("tỉnh", 85, 118))
    assert [line.text for line in found] == ["Đại hội XIII", "tỉnh"]


def test_margins_are_where_several_lines_begin_and_end() -> None:
    rows = [full(LONG, LEFT, 100 + 18 * n) for n in range(6)] + [words("lề", 40, 300)]
    assert frame_of(lines(*rows)) == Frame(LEFT, RIGHT)


def test_margins_of_a_page_unlike_the_others_are_the_common_ones() -> None:
    assert frame_of(lines(words("TM. BAN", 390, 100)), FRAME) == FRAME
    assert frame_of(lines(words("TM. BAN", 390, 100))) == Frame(390, 390 + 6 * 7 + 3.5)
    assert frame_of([], FRAME) == FRAME


def test_margins_of_lines_that_share_none_are_the_outermost() -> None:
    rows = [words("a" * (10 + 3 * n), 100 + 10 * n, 100 + 18 * n) for n in range(5)]
    assert frame_of(lines(*rows)) == Frame(100, 140 + 22 * 7)


def test_gutter_is_the_widest_untouched_band() -> None:
    found = lines(words("Nơi nhận", LEFT, 100), words("CHỦ TỊCH", 400, 100), words("Lưu", LEFT, 120))
    assert gutter_of(found, FRAME) == (176.0, 400.0)


def test_indented_first_lines_begin_paragraphs_and_capitals_at_the_margin_do_not() -> None:
    page = lines(
        full(f"- Một {LONG} về Đại hội", INDENT, 100),
        full(f"XIII Công đoàn tỉnh {LONG}", LEFT, 118),
        full(f"- Dân chủ {LONG} các cấp", LEFT, 136),
        words("kết thúc.", LEFT, 154),
        full(f"Hai {LONG} các cấp", INDENT, 172),
        words("kết thúc.", LEFT, 190),
        words("I. MỤC ĐÍCH", LEFT, 208),
    )
    assert texts(page) == [
        f"- Một {LONG} về Đại hội XIII Công đoàn tỉnh {LONG} - Dân chủ {LONG} các cấp kết thúc.",
        f"Hai {LONG} các cấp kết thúc.",
        "I. MỤC ĐÍCH",
    ]


def test_sentence_goes_on_over_a_page_end_without_an_indent() -> None:
    first = lines(
        full(f"- Một {LONG}", INDENT, 100), words("cấp.", LEFT, 118), full(f"- Hai {LONG} Công đoàn", INDENT, 136)
    )
    second = lines(full(f"Việt Nam {LONG}", LEFT, 100, bold=False), words("xong.", LEFT, 118), page=2)
    second += lines(full(f"Ba {LONG} mới", INDENT, 136), words("hết.", LEFT, 154), page=2)
    assert texts(first, second) == [
        f"- Một {LONG} cấp.",
        f"- Hai {LONG} Công đoàn Việt Nam {LONG} xong.",
        f"Ba {LONG} mới hết.",
    ]


def test_hanging_labels_hold_their_indented_lines() -> None:
    page = lines(
        full(f"- Một {LONG}", LEFT, 100),
        full(f"trong tỉnh {LONG}", LEFT + 18, 118),
        words("kết thúc.", LEFT + 18, 136),
        full(f"- Hai {LONG}", LEFT, 154),
        words("Công đoàn.", LEFT + 18, 172),
    )
    setter = study([page])
    assert setter is not None
    assert setter.setting is Setting.HANGING
    assert texts(page) == [f"- Một {LONG} trong tỉnh {LONG} kết thúc.", f"- Hai {LONG} Công đoàn."]


def test_block_paragraphs_are_told_by_the_space_between_them() -> None:
    page = lines(
        full(f"Một {LONG}", LEFT, 100),
        full(f"Hai {LONG}", LEFT, 118),
        full(f"Ba {LONG}", LEFT, 136),
        full(f"Bốn {LONG}.", LEFT, 166),
        full(f"Năm {LONG}", LEFT, 184),
    )
    assert texts(page) == [f"Một {LONG} Hai {LONG} Ba {LONG}", f"Bốn {LONG}. Năm {LONG}"]


def test_block_paragraph_goes_on_over_a_page_end_unless_its_sentence_is_over() -> None:
    def pages(last: str) -> tuple[list[Line], list[Line]]:
        first = lines(full(f"Một {LONG}", LEFT, 100), full(f"hai {LONG}{last}", LEFT, 118))
        return first, lines(full(f"Ba {LONG}", LEFT, 100), full(f"bốn {LONG}", LEFT, 118), page=2)

    one, two = f"Một {LONG} hai {LONG}", f"Ba {LONG} bốn {LONG}"
    assert texts(*pages(".")) == [f"{one}.", two]
    assert texts(*pages("")) == [f"{one} {two}"]


def test_lines_indented_alike_are_one_paragraph_until_a_sentence_ends() -> None:
    page = lines(
        full(f"Một {LONG}", INDENT, 100),
        full(f"hai {LONG}", LEFT, 118),
        full(f"ba {LONG}.", LEFT, 136),
        full(f"Bốn {LONG}", INDENT, 154),
        full(f"Năm {LONG}.", INDENT, 172),
        full(f"Sáu {LONG}", INDENT, 190),
        words("hết.", LEFT, 208),
    )
    assert texts(page) == [f"Một {LONG} hai {LONG} ba {LONG}.", f"Bốn {LONG} Năm {LONG}.", f"Sáu {LONG} hết."]


def test_no_lines_have_no_setting() -> None:
    assert study([[], []]) is None


def test_centered_title_is_joined_and_its_kind_stands_alone() -> None:
    rows = [full(f"Dòng {n} {LONG}", LEFT, 200 + 18 * n) for n in range(5)]
    page = lines(
        words("KẾ HOẠCH", 284, 100, bold=True),
        words("Tuyên truyền Đại hội XIII Công đoàn tỉnh", 180, 118, bold=True),
        words("nhiệm kỳ 2023 - 2028", 245, 136, bold=True),
        *rows,
    )
    assert texts(page)[:3] == [
        "KẾ HOẠCH",
        "Tuyên truyền Đại hội XIII Công đoàn tỉnh nhiệm kỳ 2023 - 2028",
        " ".join(f"Dòng {n} {LONG}" for n in range(5)),
    ]


def test_signature_lines_far_right_stay_apart() -> None:
    rows = [full(f"Dòng {n} {LONG}", LEFT, 100 + 18 * n) for n in range(5)]
    page = lines(
        *rows, words("TM. BAN THƯỜNG VỤ", 365, 220), words("PHÓ CHỦ TỊCH", 380, 238), words("Trần Mẫu", 390, 300)
    )
    assert texts(page)[1:] == ["TM. BAN THƯỜNG VỤ", "PHÓ CHỦ TỊCH", "Trần Mẫu"]


def test_letterhead_columns_are_parted_and_a_wrapped_name_is_one() -> None:
    page = lines(
        words("TỔNG LIÊN ĐOÀN", LEFT, 60),
        words("CỘNG HÒA XÃ HỘI CHỦ NGHĨA", 300, 60, bold=True),
        words("LIÊN ĐOÀN LAO ĐỘNG", LEFT, 76, bold=True),
        words("Độc lập - Tự do", 330, 76, bold=True),
        words("TỈNH VĨNH SƠN", LEFT, 92, bold=True),
        words("Số: 5/KH", LEFT, 120),
        words("Vĩnh Sơn, ngày 5 tháng 1", 310, 120),
        words("KẾ HOẠCH", 284, 150, bold=True),
    )
    split = split_letterhead(page, FRAME)
    assert [(paragraph.text, paragraph.column) for paragraph in split.block] == [
        ("TỔNG LIÊN ĐOÀN", 0),
        ("LIÊN ĐOÀN LAO ĐỘNG TỈNH VĨNH SƠN", 0),
        ("Số: 5/KH", 0),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA", 1),
        ("Độc lập - Tự do", 1),
        ("Vĩnh Sơn, ngày 5 tháng 1", 1),
    ]
    assert [line.text for line in split.after] == ["KẾ HOẠCH"]


def test_letterhead_ends_at_a_title_in_the_middle_of_the_sheet() -> None:
    page = lines(
        words("CÔNG ĐOÀN XÃ", LEFT, 60),
        words("Độc lập - Tự do", 330, 60),
        words("-----", 110, 70),
        [*words("Số: 5/KH", 110, 90), *words("ngày 5 tháng 1", 330, 90), *words("năm 2023", 453, 90)],
        words("NỘI QUY", 288, 130),
    )
    split = split_letterhead(page, FRAME)
    assert [paragraph.text for paragraph in split.block] == [
        "CÔNG ĐOÀN XÃ",
        "Số: 5/KH",
        "Độc lập - Tự do",
        "ngày 5 tháng 1 năm 2023",
    ]
    assert [line.text for line in split.after] == ["NỘI QUY"]


def test_page_that_holds_a_letterhead_and_nothing_else() -> None:
    page = lines(words("CÔNG ĐOÀN XÃ", LEFT, 60), words("Độc lập - Tự do", 330, 60))
    split = split_letterhead(page, FRAME)
    assert ([paragraph.text for paragraph in split.block], split.after) == (["CÔNG ĐOÀN XÃ", "Độc lập - Tự do"], ())


def test_page_without_letterhead_is_left_whole() -> None:
    page = lines(words("KẾ HOẠCH", 284, 60), full(LONG, LEFT, 90))
    assert (split_letterhead(page, FRAME).block, len(split_letterhead(page, FRAME).after)) == ((), 2)


def test_recipients_and_signature_are_parted_and_a_long_recipient_is_one() -> None:
    page = lines(
        full(LONG, LEFT, 100),
        words("TM. BAN THƯỜNG VỤ", 365, 122, bold=True),
        words("Nơi nhận:", LEFT, 134),
        words("- Các ban của", LEFT, 150),
        words("CHỦ TỊCH", 390, 148),
        words("Tỉnh ủy;", LEFT, 166),
        words("- Lưu: VT.", LEFT, 182),
        words("Trần Mẫu", 390, 230),
    )
    split = split_signature(page, FRAME)
    assert [(paragraph.text, paragraph.column, paragraph.zone) for paragraph in split.block] == [
        ("Nơi nhận:", 0, Zone.SIGNATURE),
        ("- Các ban của Tỉnh ủy;", 0, Zone.SIGNATURE),
        ("- Lưu: VT.", 0, Zone.SIGNATURE),
        ("TM. BAN THƯỜNG VỤ", 1, Zone.SIGNATURE),
        ("CHỦ TỊCH", 1, Zone.SIGNATURE),
        ("Trần Mẫu", 1, Zone.SIGNATURE),
    ]
    assert [line.text for line in split.before] == [LONG]


def test_recipients_alone_are_no_block() -> None:
    page = lines(words("Nơi nhận:", LEFT, 100), words("- Lưu: VT.", LEFT, 118))
    assert split_signature(page, FRAME).block == ()


def test_page_numbers_and_running_heads_are_dropped() -> None:
    pages = [
        lines(
            words(f"Kế hoạch số 5 trang {n}", LEFT, 40),
            full(f"Dòng {chr(96 + n)} {LONG}", LEFT, 100),
            words(str(n), 310, 800),
            page=n,
        )
        for n in range(1, 5)
    ]
    kept = drop_furniture([[*page[:1], *[page[1]] * 3, *page[2:]] for page in pages])
    assert [[line.text[:6] for line in page] for page in kept] == [[f"Dòng {letter}"] * 3 for letter in "abcd"]


def test_number_inside_the_page_is_kept() -> None:
    page = lines(*(words(text, LEFT, 100 + 18 * n) for n, text in enumerate(["a", "b", "7", "c", "d"])))
    assert [line.text for line in drop_furniture([page])[0]] == ["a", "b", "7", "c", "d"]
