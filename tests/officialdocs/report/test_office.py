"""LibreOffice opens what we write and saves it again: nothing is lost, nothing is invented."""

from pathlib import Path

import pypdfium2
import pytest

from caunoi.officialdocs.comparing import compare, read_tags
from caunoi.officialdocs.write_report import write_report
from tests.office import convert
from tests.officialdocs.report.editor import Editor
from tests.officialdocs.report.sample import sample
from tests.officialdocs.report.test_planted_edits import EDITS, shown

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("office")]  # LibreOffice starts once for all of them


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, and the sample after edits, saved again as .docx by one run of LibreOffice; the sample printed too."""
    folder = tmp_path_factory.mktemp("office")
    written = write_report(sample())
    editor = Editor(written, seed=3)
    todo = [name for name, times in EDITS.items() for _time in range(-(-times // 8))]
    for name in todo:
        getattr(editor, name)()
    (folder / "written.docx").write_bytes(written)
    (folder / "edited.docx").write_bytes(editor.data())
    (folder / "planted.txt").write_text("\n".join(map(repr, editor.planted)), encoding="utf-8")
    saved = folder / "saved"
    convert("docx", [folder / "written.docx", folder / "edited.docx"], saved)
    convert("pdf", [folder / "written.docx"], saved)
    return folder


def test_an_untouched_file_saved_again_has_no_change(folder: Path) -> None:
    written, saved = (folder / "written.docx").read_bytes(), (folder / "saved/written.docx").read_bytes()
    assert compare(written, saved) == []
    assert read_tags(saved) == read_tags(written)


def test_edits_are_found_after_saving_again(folder: Path) -> None:
    written = (folder / "written.docx").read_bytes()
    before, after = (compare(written, (folder / name).read_bytes()) for name in ("edited.docx", "saved/edited.docx"))
    planted = (folder / "planted.txt").read_text(encoding="utf-8").splitlines()
    assert sorted(map(repr, shown(before).elements())) == sorted(planted)
    assert after == before


def test_it_prints_seven_sheets(folder: Path) -> None:
    document = pypdfium2.PdfDocument(folder / "saved/written.pdf")
    assert [round(page.get_size()[0] / 72 * 25.4) for page in document] == [210] * 4 + [297] * 3
