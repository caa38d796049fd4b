"""Our reader against the gold of the sample plans: as text, as .docx with typed and automatic numbers, as .pdf.

The floors are what the reader reaches; raise them when it improves, never lower them.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from caunoi.officialdocs.read_plan import read_plan
from tests.golden.make_documents import convert_to_pdf, docx_forms, write_docx_file
from tests.golden.scorer import Score, differences, score
from tests.golden.source import Source, load_sources

SOURCES = load_sources()
SEEN = [source for source in SOURCES if not source.unseen]
UNSEEN = [source for source in SOURCES if source.unseen]
DOCX_FORMS = [
    pytest.param(source, automatic, id=f"{source.name}-{'automatic' if automatic else 'typed'}")
    for source in SEEN
    for automatic in docx_forms(source)
]
FLOORS = {  # part → precision and recall over the plans not held out
    "header": (1.0, 1.0),
    "bases": (1.0, 1.0),
    "citations": (1.0, 1.0),
    "clauses": (0.99, 0.99),
    "waves": (0.97, 0.95),
    "themes": (1.0, 0.9),
    "channels": (0.92, 0.97),
    "assignments": (0.93, 0.93),
    "reporting": (0.9, 0.9),
    "slogans": (1.0, 1.0),
    "recipients": (1.0, 1.0),
    "signature": (1.0, 0.9),
    "warnings": (1.0, 0.88),
}


def gold_of(source: Source) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(source.gold_path.read_text(encoding="utf-8"))
    return said


def reading_of(path: Path) -> dict[str, Any]:
    return read_plan(path).as_dict()


def total(sources: list[Source], part: str | None = None) -> Score:
    rows = [score(reading_of(source.text_path), gold_of(source)) for source in sources]
    return sum((row[name] for row in rows for name in row if part in (None, name)), Score(0, 0, 0))


@pytest.mark.parametrize(("part", "floors"), FLOORS.items())
def test_plans_as_text_read_part_by_part_as_well_as_the_floor(part: str, floors: tuple[float, float]) -> None:
    reached = total(SEEN, part)
    assert (reached.precision >= floors[0], reached.recall >= floors[1]) == (True, True), reached


def test_held_out_plans_read_nearly_as_well() -> None:
    reached = total(UNSEEN)
    assert (reached.precision >= 0.96, reached.recall >= 0.93) == (True, True), reached


@pytest.mark.parametrize(("source", "automatic"), DOCX_FORMS)
def test_plan_as_docx_reads_no_worse_than_as_text(source: Source, automatic: bool, tmp_path: Path) -> None:
    path = write_docx_file(source, tmp_path, automatic_numbering=automatic)
    assert worse_than_text(path, source) == []


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize("name", ["01-ldld-tinh-vinh-son", "06-uy-ban-bau-cu-binh-khe", "09-huyen-uy-dong-son"])
def test_plan_as_pdf_reads_no_worse_than_as_text(name: str, tmp_path: Path) -> None:
    source = next(source for source in SOURCES if source.name == name)
    path = convert_to_pdf(write_docx_file(source, tmp_path, automatic_numbering=False))
    assert worse_than_text(path, source) == []


def worse_than_text(path: Path, source: Source) -> list[str]:
    gold = gold_of(source)
    as_text = differences(reading_of(source.text_path), gold)
    return [line for line in differences(reading_of(path), gold) if line not in as_text]
