from caunoi.officialdocs.spelling import bare, clean, fold, is_upper


def test_both_placings_of_the_tone_are_one() -> None:
    assert [fold(text) for text in ("VĂN HOÁ", "Uỷ ban", "khoẻ", "quý", "hoàn thành")] == [
        *("văn hóa", "ủy ban", "khỏe", "quý", "hoàn thành"),
    ]


def test_letters_that_grow_in_lower_case_keep_their_place() -> None:
    assert fold("İA", squeeze=False) == "İa"


def test_clean_text() -> None:
    assert clean("  **Đại**\u00a0 hội\u200b  Ðoàn ") == "Đại hội Đoàn"
    assert bare("TUYẾN TRUYỀN đợt") == "TUYEN TRUYEN dot"


def test_capitals() -> None:
    assert [is_upper(text) for text in ("MỤC ĐÍCH", "Mục đích", "1", "A")] == [True, False, False, False]
