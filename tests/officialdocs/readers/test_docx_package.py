"""The zip and the XML of a .docx: where its main part is, and what is refused."""

import pytest

from caunoi.officialdocs.errors import DocumentError
from caunoi.officialdocs.readers import read_bytes
from tests.officialdocs.readers.samples import abstract, docx, docx_parts, item, level, num, paragraph, shown, zipped


def code_of(data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        read_bytes(data, "plan.docx")
    return caught.value.code


def test_head_of_a_zip_without_its_directory_is_refused() -> None:
    assert code_of(b"PK\x03\x04" + b"\x00" * 60) == "damaged"


@pytest.mark.parametrize("target", ["word/lost.xml", "word/document.bin", "xl/workbook.xml"])
def test_relation_to_what_is_no_document_is_passed_over(target: str) -> None:
    parts = docx_parts(paragraph("Nội dung")) | {"word/document.bin": "x", "xl/workbook.xml": "<a/>"}
    parts["_rels/.rels"] = parts["_rels/.rels"].replace("word/document.xml", target)
    assert shown(read_bytes(zipped(parts), "plan.docx")) == ["Nội dung"]


@pytest.mark.parametrize("encoding", ["utf-32-be", "utf-32-le"])
def test_declaration_in_four_byte_letters_is_refused(encoding: str) -> None:
    content = f'<?xml version="1.0" encoding="{encoding[:-3]}"?><!DOCTYPE a []><a/>'.encode(encoding)
    assert code_of(zipped(docx_parts("") | {"word/document.xml": content})) == "unsafe"


def test_level_that_is_no_number_counts_as_the_first() -> None:
    numbered = item("Một", 1).replace('w:ilvl w:val="0"', 'w:ilvl w:val="x"')
    numbering = abstract(0, level(0, "decimal", "%1.")) + num(1, 0)
    assert shown(read_bytes(docx(numbered, numbering=numbering), "plan.docx")) == ["1. Một"]
