import unicodedata

import pytest

from caunoi.officialdocs.readers.cleaning import clean, compose, fold, is_decomposed


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("  Đại\u00a0hội \t XIII\n", "Đại hội XIII"),
        ("Công\u200b đoàn\ufeff", "Công đoàn"),
        ("tuyên\u00ad truyền", "tuyên truyền"),
        ("20\u2011NQ/TW", "20-NQ/TW"),
        (unicodedata.normalize("NFD", "Đường lối đổi mới"), "Đường lối đổi mới"),
        ("o\u0301\u0302 to\u0323\u0302", "ố tộ"),
        ("a\x07b\x00c", "abc"),
        ("\ud800x", "x"),
    ],
)
def test_text_is_cleaned(raw: str, expected: str) -> None:
    assert clean(raw) == expected


def test_ascii_is_left_as_it_is() -> None:
    assert compose("plain text") == "plain text"


def test_decomposed_letters_are_noticed() -> None:
    assert (is_decomposed("o\u0302"), is_decomposed("ô")) == (True, False)


def test_folding_takes_off_case_and_marks() -> None:
    assert fold("ĐỘC LẬP - Tự do") == "doc lap - tu do"
