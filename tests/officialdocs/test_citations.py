from datetime import date

import pytest

from caunoi.officialdocs.citations import cited_numbers, find_bases, find_citations, find_number
from caunoi.officialdocs.model import Reference


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Thông tri số 04-TT/TU", "04-TT/TU"),
        ("Hướng dẫn số 64/HD-TLĐ ngày", "64/HD-TLĐ"),
        ("Nghị định số 30/2020/NĐ-CP", "30/2020/NĐ-CP"),
        ("Quyết định 933/QĐ-TLĐ", "933/QĐ-TLĐ"),
        ("Luật số 91/2025/QH15", "91/2025/QH15"),
        ("117-HD/BTGTW", "117-HD/BTGTW"),
        ("Số 07-KH/BTC", "07-KH/BTC"),
        ("Số: 31 /KH-CĐVC", "31/KH-CĐVC"),
        ("số 117 - HD/BTGTW", "117-HD/BTGTW"),
        ("Nghị quyết số 7c/NQ-BCH", "7c/NQ-BCH"),
        ("Thông tri số 22/TTr-MTTW-BTT", "22/TTr-MTTW-BTT"),
        ("ngày 15/3/2022", None),
        ("229/299 công đoàn cơ sở", None),
        ("nhiệm kỳ 2023-2028", None),
        ("trực 24/7, 24/24H", None),
        ("1/Mục đích", None),
        ("Số:     /KH-LĐLĐ", None),
    ],
)
def test_number_of_a_document(text: str, number: str | None) -> None:
    assert find_number(text) == number


def test_citation_has_the_kind_and_date_beside_it() -> None:
    text = "theo Luật Công đoàn số 50/2024/QH15 ngày 27/11/2024; Nghị quyết 02-NQ/TW về đổi mới, ngày 12/6/2021"
    found = [(one.number, one.kind, one.date) for one in find_citations(text)]
    assert found == [("50/2024/QH15", "Luật", date(2024, 11, 27)), ("02-NQ/TW", "Nghị quyết", None)]


def test_each_number_counts_once_and_the_papers_own_not_at_all() -> None:
    assert cited_numbers(["02-NQ/TW, 20-NQ/TW", "02-NQ/TW; 383/KH-LĐLĐ"], "383/KH-LĐLĐ") == ("02-NQ/TW", "20-NQ/TW")


def test_bases_leave_out_what_a_basis_merely_carries_out() -> None:
    part = "Căn cứ Hướng dẫn số 70-HD/TW ngày 10/5/2025 về thực hiện Chỉ thị số 35-CT/TW"
    assert find_bases([part]) == (Reference("Hướng dẫn", "70-HD/TW", date(2025, 5, 10)),)


def test_bases_joined_by_and() -> None:
    part = "Thực hiện Kế hoạch số 18-KH/TU và Công văn số 210-CV/TU ngày 01/8/2025 của Tỉnh ủy"
    assert [base.number for base in find_bases([part])] == ["18-KH/TU", "210-CV/TU"]


def test_basis_without_number() -> None:
    assert find_bases(["Căn cứ Điều lệ Công đoàn Việt Nam", "Ban Thường vụ ban hành kế hoạch như sau:"]) == (
        Reference("Điều lệ", None, None),
    )


def test_date_may_stand_after_the_issuer() -> None:
    found = [one.date for one in find_citations("Kế hoạch số 18-KH/TU của Ban Thường vụ Tỉnh ủy, ngày 05/3/2022")]
    assert found == [date(2022, 3, 5)]
    assert [one.date for one in find_citations("Kế hoạch số 18-KH/TU của Tỉnh ủy về đại hội ngày 05/3/2022")] == [None]
