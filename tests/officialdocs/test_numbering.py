import pytest

from caunoi.officialdocs.model import Paragraph, Zone
from caunoi.officialdocs.numbering import build_tree
from tests.officialdocs.sheets import paths, tree


def warned(text: str) -> list[tuple[str, str]]:
    return [(warning.code, warning.path) for warning in tree(text).warnings]


def test_levels_nest_by_custom() -> None:
    body = """
        I. MỤC ĐÍCH
        1. Mục đích
        - Một.
        + Nhánh.
        * Lá.
        - Hai.
        2. Yêu cầu
        2.1. Chung
        a) Điểm a.
        b) Điểm b.
        2.2 Riêng
        II. NỘI DUNG
        1. Một.
    """
    assert paths(body) == [
        *("I", "I/1", "I/1/-1", "I/1/-1/+1", "I/1/-1/+1/*1", "I/1/-2", "I/2", "I/2/2.1", "I/2/2.1/a", "I/2/2.1/b"),
        *("I/2/2.2", "II", "II/1"),
    ]


def test_party_style_numbers() -> None:
    assert paths("I- MỤC ĐÍCH\n1- Mục đích\n1.1- Một.\n1.2- Hai.\n2- Yêu cầu\nII- NỘI DUNG") == [
        *("I", "I/1", "I/1/1.1", "I/1/1.2", "I/2", "II"),
    ]


def test_articles_and_parts() -> None:
    assert paths("PHẦN I\nMỤC ĐÍCH\n1. Một\nPHẦN II. NỘI DUNG\nI. Chung\n1. Hai") == [
        *("PHẦN I", "PHẦN I/1", "PHẦN II", "PHẦN II/I", "PHẦN II/I/1"),
    ]
    assert paths("Điều 1. Mục đích\n1. Một.\na) Hai.\nĐiều 2. Hiệu lực") == [
        *("Điều 1", "Điều 1/1", "Điều 1/1/a", "Điều 2"),
    ]


def test_title_on_the_next_line_belongs_to_its_part() -> None:
    assert tree("PHẦN I\nMỤC ĐÍCH, YÊU CẦU\n1. Một").clauses()[0].text == "MỤC ĐÍCH, YÊU CẦU"


def test_capital_letters_over_roman_numerals() -> None:
    assert paths("A. CHUNG\nI. Một\nII. Hai\nB. RIÊNG\nI. Ba\nC. HẾT") == ["A", "A/I", "A/II", "B", "B/I", "C"]


def test_number_twice_is_told_apart_and_warned_about() -> None:
    body = "I. MỘT\nII. HAI\nII. BA\n1. Một."
    assert paths(body) == ["I", "II", "II~2", "II~2/1"]
    assert warned(body) == [("duplicate_label", "II~2")]


def test_multi_number_twice() -> None:
    assert paths("I. MỘT\n3. Ba\n3.1. A\n3.2. B\n3.2. C")[-1] == "I/3/3.2~2"


def test_skipped_number_is_warned_about() -> None:
    assert warned("I. MỘT\nII. HAI\nIV. BỐN") == [("skipped_label", "IV")]
    assert warned("I. MỘT\n2. Hai\n3. Ba") == [("skipped_label", "I/2")]


def test_number_after_a_higher_one_is_warned_about() -> None:
    assert warned("I. MỘT\n1. A\n3. B\n2. C") == [("skipped_label", "I/3"), ("label_order", "I/2")]


def test_series_begun_a_second_time_under_one_title() -> None:
    assert paths("I. MỘT\n1. A.\n1. B.") == ["I", "I/1", "I/1~2"]


def test_level_skipped_is_warned_about() -> None:
    assert warned("1.1. A\n1.2. B") == [("level_skipped", "1.1"), ("level_skipped", "1.2")]
    assert warned("I. MỘT\n1. A\n2. B\n3. C\n3.3. D") == [("level_skipped", "I/3/3.3")]
    assert warned("I. MỘT\n1. A\n1.1.1. B") == [("level_skipped", "I/1/1.1.1")]


def test_letters_may_skip_what_their_alphabet_lacks() -> None:
    assert warned("1. Một:\na) A.\nb) B.\nc) C.\nd) D.\nđ) Đ.\ne) E.") == []
    assert warned("1. Một:\na) A.\nb) B.\nd) D.") == [("skipped_label", "1/d")]


def test_list_restarts_inside_each_title() -> None:
    body = "II. NỘI DUNG\n2. Đợt\n2.1. Trước\n1. A.\n2. B.\n2.2. Sau\n1. C.\n2. D.\n3. Hết"
    assert paths(body) == [
        *("II", "II/2", "II/2/2.1", "II/2/2.1/1", "II/2/2.1/2", "II/2/2.2", "II/2/2.2/1", "II/2/2.2/2", "II/2/2.2/3"),
    ]


def test_brackets_nest_in_a_bullet_that_announces_them() -> None:
    assert paths("1. Việc\n- Gồm:\n(1) A;\n(2) B;\n- Sau.") == ["1", "1/-1", "1/-1/1", "1/-1/2", "1/-2"]


def test_year_and_day_at_the_head_of_a_line_are_no_labels() -> None:
    cut = "1. Một.\n- Kết quả thực hiện nghị quyết đại hội công đoàn các cấp nhiệm kỳ trước, đến hết tháng\n12. Hai."
    assert paths(cut) == ["1", "1/-1"]
    assert paths("I. MỘT\n1. Một.\n45. Bốn mươi lăm.") == ["I", "I/1", "I/1/¶1"]


def test_roman_numeral_that_goes_on_with_a_sentence() -> None:
    body = """
        I. MỘT
        - Chào mừng Đại hội XIII Công đoàn tỉnh.
        - Căn cứ chức năng, theo dõi việc tuyên truyền Đại hội Công đoàn các cấp, Đại hội
        XIII Công đoàn tỉnh ở các đơn vị.
    """
    assert tree(body).clauses()[-1].text.endswith("Đại hội XIII Công đoàn tỉnh ở các đơn vị.")
    assert paths(body) == ["I", "I/-1", "I/-2"]


def test_number_without_its_dot() -> None:
    assert paths("I. MỘT\n1. A\n2 Kết quả\n3. C") == ["I", "I/1", "I/2", "I/3"]
    assert paths("I. MỘT\n1 Mục đích\n2 Yêu cầu") == ["I", "I/1", "I/2"]
    assert paths("I. MỘT\n1 Mục đích") == ["I", "I/¶1"]
    assert paths("I. MỘT\nII NỘI DUNG") == ["I", "II"]
    assert paths("I. MỘT\n3.2 Trên mạng xã hội") == ["I", "I/¶1"]


def test_unmarked_paragraph_belongs_to_the_deepest_title() -> None:
    assert paths("V. TỔ CHỨC\n2. Các đơn vị\n- Một.\n- Hai.\nKết thúc mỗi đợt có báo cáo.")[-1] == "V/2/¶1"


def test_unmarked_paragraph_after_numbered_sentences_belongs_to_their_title() -> None:
    assert paths("1. Tổ chức\na) Ban: làm.\nb) Tổ: làm.\nCác tổ báo cáo kết quả.")[-1] == "1/¶1"
    assert paths("1. Tổ chức\na) Ban: làm.\nb) Tổ: làm.\nNói thêm về b.\nc) Đội: làm.")[3] == "1/b/¶1"


def test_unmarked_paragraph_about_all_waves_stands_beside_them() -> None:
    body = "III. CÁC ĐỢT\n1. Đợt 1: Trước\n- Một.\n2. Đợt 2: Sau\n- Hai.\nBên cạnh các nội dung theo hai đợt trên, đấu tranh."
    assert paths(body)[-1] == "III/¶1"


def test_remark_on_a_section_stands_in_the_section() -> None:
    body = "III. NỘI DUNG\n1. Một\n- A.\nNgoài các nội dung nêu trên, các đơn vị chủ động tuyên truyền."
    assert paths(body)[-1] == "III/¶1"


def test_waves_without_numbers_hold_their_bullets() -> None:
    body = "III. CÁC ĐỢT\nĐợt 1: từ 01/3\n- A.\nĐợt 2: từ 01/4\n- B.\nIV. HÌNH THỨC"
    assert paths(body) == ["III", "III/¶1", "III/¶1/-1", "III/¶2", "III/¶2/-1", "IV"]


def test_title_that_lost_its_number_holds_what_follows() -> None:
    body = "I. MỤC ĐÍCH\n1. A.\n2. B.\nNỘI DUNG TUYÊN TRUYỀN\n1. C.\n2. D.\nIII. HÌNH THỨC"
    assert paths(body) == ["I", "I/1", "I/2", "¶1", "¶1/1", "¶1/2", "III"]
    assert warned(body) == [("heading_without_number", "¶1"), ("skipped_label", "III")]


def test_bold_title_that_lost_its_number() -> None:
    lines = [("I. MỤC ĐÍCH", True), ("1. Mục đích", True), ("- A.", False), ("Yêu cầu", True), ("- B.", False)]
    found = build_tree([Paragraph(text, bold=bold) for text, bold in lines])
    assert [clause.path for clause in found.clauses()] == ["I", "I/1", "I/1/-1", "I/¶1", "I/¶1/-1"]


def test_short_title_between_lists() -> None:
    assert paths("I. MỤC ĐÍCH\n1. Mục đích\n- A.\nYêu cầu\n- B.") == ["I", "I/1", "I/1/-1", "I/¶1", "I/¶1/-1"]


def test_word_labels_are_trusted() -> None:
    found = build_tree(
        [Paragraph("MỤC ĐÍCH", label="I."), Paragraph("Mục đích", label="5."), Paragraph("A", label="-")]
    )
    assert [(clause.path, clause.label) for clause in found.clauses()] == [("I", "I."), ("I/5", "5."), ("I/5/-1", "-")]


def test_table_rows_are_unmarked_clauses() -> None:
    rows = [Paragraph("1 | Một | Hai", zone=Zone.TABLE), Paragraph("2 | Ba | Bốn", zone=Zone.TABLE)]
    found = build_tree([Paragraph("I. TIẾN ĐỘ"), *rows])
    assert [clause.path for clause in found.clauses()] == ["I", "I/¶1", "I/¶2"]


def test_rules_and_bold_marks_are_no_text() -> None:
    found = tree("I. MỘT\n-----\n**1. Hai**")
    assert [(clause.path, clause.text) for clause in found.clauses()] == [("I", "MỘT"), ("I/1", "Hai")]


@pytest.mark.parametrize("path", ["I", "I/1"])
def test_clause_is_found_by_its_path(path: str) -> None:
    node = tree("I. MỘT\n1. Hai").at(path)
    assert node is not None
    assert node.path == path


def test_dash_that_goes_on_with_a_sentence() -> None:
    cut = (
        "I. MỘT\n- Kết quả thực hiện nghị quyết đại hội công đoàn các cấp trong tỉnh nhiệm kỳ 2018\n- 2023 và bài học."
    )
    assert paths(cut) == ["I", "I/-1"]


def test_letters_hold_numbers_when_their_own_series_goes_on() -> None:
    assert paths("I. MỘT\na) Báo.\n1. A.\n2. B.\nb) Đài.\nII. HAI") == ["I", "I/a", "I/a/1", "I/a/2", "I/b", "II"]
    assert paths("I. MỘT\na) Báo.\n1. A.\n2. B.\nII. HAI") == ["I", "I/a", "I/1", "I/2", "II"]


def test_multi_number_far_from_its_parent() -> None:
    assert paths("I. MỘT\n1. A\n1.1. B\n3.2. C") == ["I", "I/1", "I/1/1.1", "I/1/3.2"]
    assert paths("I. MỘT\n1. A\n3.2. C") == ["I", "I/1", "I/3.2"]
    assert paths("I. MỘT\n1.1. A\n1.2. B\nII. HAI\n2.1. C") == ["I", "I/1.1", "I/1.2", "II", "II/2.1"]


def test_paragraph_under_a_bullet_that_announces_it() -> None:
    assert paths("I. MỘT\n- Thời gian:\nTừ ngày 01/3 đến ngày 30/4/2026.") == ["I", "I/-1", "I/-1/¶1"]
