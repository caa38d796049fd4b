"""Our reader against the gold of the sample plans: as text, as .docx with typed and automatic numbers, as .pdf."""

import json
import shutil
from pathlib import Path

import pytest

from caunoi.officialdocs.read_plan import read_plan
from tests.golden.make_documents import convert_to_pdf, docx_forms, write_docx_file
from tests.golden.scorer import Score, differences, score
from tests.golden.source import Source, gold, load_sources

SOURCES = load_sources()
SEEN = [source for source in SOURCES if not source.unseen]
UNSEEN = [source for source in SOURCES if source.unseen]
DOCX_FORMS = [
    pytest.param(source, automatic, id=f"{source.name}-{'automatic' if automatic else 'typed'}")
    for source in SEEN
    for automatic in docx_forms(source)
]


@pytest.mark.parametrize("source", SEEN, ids=lambda source: source.name)
def test_plan_as_text_reads_as_the_gold_says(source: Source) -> None:
    assert differences(read_plan(source.text_path).as_dict(), read_gold(source)) == []


def test_held_out_plans_read_nearly_as_the_gold_says() -> None:
    total = Score(0, 0, 0)
    for source in UNSEEN:
        total = sum(score(read_plan(source.text_path).as_dict(), read_gold(source)).values(), total)
    assert total.precision >= 0.97
    assert total.recall >= 0.97


@pytest.mark.parametrize(("source", "automatic"), DOCX_FORMS)
def test_plan_as_docx_reads_as_the_gold_says(source: Source, automatic: bool, tmp_path: Path) -> None:
    path = write_docx_file(source, tmp_path, automatic_numbering=automatic)
    assert differences(read_plan(path).as_dict(), read_gold(source)) == []


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", ["01-ldld-tinh-vinh-son", "06-uy-ban-bau-cu-binh-khe", "09-huyen-uy-dong-son"])
def test_plan_as_pdf_reads_as_the_gold_says(name: str, tmp_path: Path) -> None:
    source = next(source for source in SOURCES if source.name == name)
    path = convert_to_pdf(write_docx_file(source, tmp_path, automatic_numbering=False))
    assert differences(read_plan(path).as_dict(), gold(source)) == []


def read_gold(source: Source) -> dict[str, object]:
    said: dict[str, object] = json.loads(source.gold_path.read_text(encoding="utf-8"))
    return said
