"""The running text of a paper: its title with the rule below, and justified paragraphs."""

from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from caunoi.officialdocs.write_docx_page import FIRST_LINE_INDENT, TEXT_WIDTH_MM, add_rule, balance_lines, write_run

SUBJECT_RULE_MM = 45


def add_title(document: DocxDocument, kind: str, subject: str) -> None:
    """The kind of paper in capitals and what it is about, centred, with a short rule below."""
    for text, before in ((kind, 14), (subject, 0)):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_before = Pt(before)
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.keep_with_next = True
        write_run(paragraph, text, bold=True)
        balance_lines(paragraph, column_mm=TEXT_WIDTH_MM, letter_mm=2.5)
    add_rule(document.add_paragraph(), width_mm=SUBJECT_RULE_MM, column_mm=TEXT_WIDTH_MM, after=Pt(12))


def add_text(document: DocxDocument, text: str, *, bold: bool = False, italic: bool = False) -> Paragraph:
    """A justified paragraph with its first line indented; without ``text`` it waits for its runs."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = FIRST_LINE_INDENT
    if text:
        write_run(paragraph, text, bold=bold, italic=italic)
    return paragraph
