"""Writes an official paper as .docx in the layout of Decree 30/2020/NĐ-CP, annex I.

A4, margins 20/20/30/15 mm, Times New Roman, body 14 pt justified with a first-line indent of 1 cm and 6 pt between
paragraphs, page number centred in the top margin and none on page 1.
"""

from io import BytesIO

from docx import Document
from docx.document import Document as DocxDocument

from caunoi.officialdocs.paper import Block, Paper
from caunoi.officialdocs.write_docx_body import add_text, add_title
from caunoi.officialdocs.write_docx_numbering import Numbering
from caunoi.officialdocs.write_docx_page import prepare_page, write_run
from caunoi.officialdocs.write_docx_tables import add_foot, add_letterhead


def write_docx(paper: Paper, *, automatic_numbering: bool = False) -> bytes:
    """The bytes of the .docx.

    With ``automatic_numbering`` the labels of the body go to Word's own numbering instead of the text, as clerks'
    files often have them; a label that Word cannot count to (the letter "đ") stays in the text.
    """
    document = Document()
    prepare_page(document)
    document.core_properties.title = f"{paper.kind} {paper.subject}"
    document.core_properties.author = paper.issuer
    add_letterhead(document, paper)
    add_title(document, paper.kind, paper.subject)
    for basis in paper.bases:
        add_text(document, basis, italic=True)
    if paper.opening:
        add_text(document, paper.opening)
    numbering = Numbering(document) if automatic_numbering else None
    for block in paper.body:
        _add_block(document, block, numbering)
    if paper.closing:
        add_text(document, paper.closing)
    document.paragraphs[-1].paragraph_format.keep_with_next = True  # a signature never stands alone on a sheet
    add_foot(document, paper)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _add_block(document: DocxDocument, block: Block, numbering: Numbering | None) -> None:
    paragraph = add_text(document, "")
    counted = numbering is not None and bool(block.label) and numbering.apply(paragraph, block)
    text = block.text if counted or not block.label else f"{block.label} {block.text}"
    run = write_run(paragraph, text, bold=block.bold, italic=block.italic)
    if block.bold:
        paragraph.paragraph_format.keep_with_next = True
        run.font.all_caps = block.level == 0 or None
