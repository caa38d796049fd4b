"""Plan 383 as text, .docx, .pdf and scan: everything that its expected reading says."""

import json
from typing import Any

import pytest

from caunoi.officialdocs.model import Plan
from caunoi.officialdocs.read_plan import read_plan, read_plan_bytes, read_plan_document
from tests.conftest import SHARED
from tests.officialdocs.scan import GROUP, scan_of_383

FOLDER = SHARED / "plans" / "383-KH-LDLD"
PRINTED = pytest.mark.parametrize("name", ["plan.txt", "plan.docx", "plan.pdf"])
pytestmark = pytest.mark.shared


def expected() -> dict[str, Any]:
    said: dict[str, Any] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
    return said


def as_expected(found: Any, wanted: Any) -> Any:
    """``found`` cut to the keys that ``wanted`` gives, so that both can be compared as they are."""
    if isinstance(wanted, dict):
        return {key: as_expected(found[key], value) for key, value in wanted.items()}
    if isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        return [as_expected(one, other) for one, other in zip(found, wanted, strict=True)]
    return found


def plain(text: str) -> str:
    """Without the marks that only the text form has."""
    return " ".join(text.replace("*", "").split())


@PRINTED
def test_every_part_reads_as_expected(name: str) -> None:
    said, wanted = read_plan(FOLDER / name).as_dict(), expected()
    parts = [part for part in wanted if part not in ("clauses", "page_break_joins")]
    assert {part: as_expected(said[part], wanted[part]) for part in parts} == {part: wanted[part] for part in parts}


@PRINTED
def test_clauses_stand_in_order_with_their_whole_text(name: str) -> None:
    found = read_plan(FOLDER / name).clauses
    wanted = [(one["path"], plain(one["starts"]), plain(one["ends"])) for one in expected()["clauses"]]
    assert [clause.path for clause in found] == [path for path, _starts, _ends in wanted]
    cut = [
        (clause.path, plain(clause.text)[: len(starts)], plain(clause.text)[-len(ends) :])
        for clause, (_path, starts, ends) in zip(found, wanted, strict=True)
    ]
    assert cut == wanted


@PRINTED
def test_sentences_cut_by_page_ends_are_whole(name: str) -> None:
    body = plain(" ".join(clause.text for clause in read_plan(FOLDER / name).clauses))
    assert [phrase for phrase in expected()["page_break_joins"] if plain(phrase) not in body] == []


def test_questions_of_a_careful_clerk() -> None:
    assert questions(read_plan(FOLDER / "plan.txt")) == {
        ("issuer_inferred", ""),
        ("term_contradicts_title", "I/2/-2"),
        ("wave_without_date", "III/2"),
        ("wave_without_date", "III/3"),
        ("cross_wave_duty", "III/¶1"),
        ("unnumbered_duty", "V/2/¶1"),
    }
    printed = questions(read_plan(FOLDER / "plan.docx"))
    assert ("issuer_inferred", "") not in printed


def test_bytes_read_as_the_file_does() -> None:
    path = FOLDER / "plan.docx"
    assert read_plan_bytes(path.read_bytes(), "plan.docx") == read_plan(path)


def test_progress_is_told_page_by_page() -> None:
    pages: list[tuple[int, int]] = []
    read_plan(FOLDER / "plan.pdf", progress=lambda done, total: pages.append((done, total)))
    assert pages == [(done, len(pages)) for done in range(1, len(pages) + 1)]


@pytest.mark.ocr
@pytest.mark.slow
@pytest.mark.xdist_group(GROUP)
def test_scan_reads_nearly_as_expected() -> None:
    document, pages = scan_of_383()
    found = read_plan_document(document)
    said, wanted = found.as_dict(), expected()
    exact = ["header", "bases", "citations", "waves", "themes", "channels", "assignments", "reporting", "signature"]
    assert {part: as_expected(said[part], wanted[part]) for part in exact} == {part: wanted[part] for part in exact}
    assert [clause.path for clause in found.clauses] == [clause["path"] for clause in wanted["clauses"]]
    assert ("ocr_used", "") in questions(found)
    assert pages[-1][0] == pages[-1][1]


def questions(plan: Plan) -> set[tuple[str, str]]:
    return {(warning.code, warning.path) for warning in plan.warnings}
