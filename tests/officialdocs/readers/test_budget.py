"""What a .pdf may cost, and that a file of a few kilobytes cannot cost more."""

from itertools import count

import pytest

from caunoi.officialdocs.errors import DocumentError
from caunoi.officialdocs.readers.budget import Budget
from caunoi.officialdocs.readers.layout import Sheet, Word
from caunoi.officialdocs.readers.pdf import read_pdf
from tests.officialdocs.readers.samples import pdf, shown

THREE_PAGES = pdf([[(85, 80, "Mot.")], [(85, 80, "Hai.")], [(85, 80, "Ba.")]])


@pytest.mark.parametrize(("seconds", "pages"), [(91, []), (46, [(1, 3)]), (31, [(1, 3), (2, 3)])])
def test_reading_stops_after_a_minute_and_ten_seconds_a_page(seconds: int, pages: list[tuple[int, int]]) -> None:
    done: list[tuple[int, int]] = []
    with pytest.raises(DocumentError) as caught:
        read_pdf(THREE_PAGES, progress=lambda *page: done.append(page), clock=count(0, seconds).__next__)
    assert (caught.value.code, str(caught.value), done) == (
        "too_slow",
        "Tệp mất quá nhiều thời gian để đọc, hãy tách lấy phần kế hoạch hoặc gửi bản .docx.",
        pages,
    )


def test_slow_reading_within_its_time_is_finished() -> None:
    assert shown(read_pdf(THREE_PAGES, clock=count(0, 30).__next__)) == ["Mot.", "Hai.", "Ba."]


def test_letters_of_all_pages_are_counted_together() -> None:
    budget = Budget(2, lambda: 0.0)
    page = Sheet(1, 595, 842, (Word("a" * 1_000_000, 85, 540, 100, 14), Word("b" * 1_000_000, 85, 540, 118, 14)))
    budget.charge(page)
    with pytest.raises(DocumentError) as caught:
        budget.charge(Sheet(2, 595, 842, (Word("c", 85, 92, 100, 14),)))
    assert caught.value.code == "too_large"
