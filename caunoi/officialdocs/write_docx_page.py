"""The sheet of a written paper: its size, margins, typeface, page number, and the short rules under its titles."""

import re

from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from caunoi.officialdocs.write_docx_xml import set_borders, word_element

TYPEFACE = "Times New Roman"
BODY_SIZE = Pt(14)
FIRST_LINE_INDENT = Cm(1)
TEXT_WIDTH_MM = 165  # A4 less the margins of 30 and 15 mm

_NO_BREAK_SPACE = "\u00a0"
_HELD_TOGETHER = re.compile(  # names that no line of a title may tear apart
    r"liên đoàn|lao động|công đoàn|việt nam|mặt trận|tổ quốc|ủy ban|công ty|cổ phần|công nghiệp|phụ nữ|nông dân"
    r"|liên hiệp|ngành y tế|giáo dục|đại hội|đại biểu|tuyên truyền|kế hoạch|viên chức|bầu cử|quốc hội"
    r"|lần thứ [ivxl]+|nhiệm kỳ \d{4} - \d{4}|các cấp|khóa [ivxl]+|năm \d{4}"
    r"|(?:tỉnh|thành phố|xã|phường|đặc khu)(?: \w+){1,4}$",
    re.IGNORECASE,
)


def prepare_page(document: DocxDocument) -> None:
    """Sets A4, margins (top, bottom, left, right: 20, 20, 30, 15 mm), the base style and the page number."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    style = document.styles["Normal"]
    style.font.name, style.font.size = TYPEFACE, BODY_SIZE
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), TYPEFACE)
    style.element.get_or_add_rPr().append(word_element("w:lang", val="vi-VN"))
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(0), Pt(6)
    style.paragraph_format.line_spacing = 1.0
    style.paragraph_format.widow_control = True
    _number_pages(section.header.paragraphs[0])


def _number_pages(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    instruction = word_element("w:instrText")
    instruction.text = "PAGE"
    for mark in (
        word_element("w:fldChar", fldCharType="begin"),
        instruction,
        word_element("w:fldChar", fldCharType="end"),
    ):
        write_run(paragraph, "")._r.append(mark)


def write_run(
    paragraph: Paragraph, text: str, *, size: Length = BODY_SIZE, bold: bool = False, italic: bool = False
) -> Run:
    """Appends ``text`` in the paper's typeface."""
    run = paragraph.add_run(text)
    run.font.size = size
    run.bold, run.italic = bold or None, italic or None
    return run


def add_rule(paragraph: Paragraph, *, width_mm: float, column_mm: float, after: Length | None = None) -> None:
    """Turns an empty paragraph into a thin rule of ``width_mm``, centred in a column of ``column_mm``."""
    side = Mm((column_mm - width_mm) / 2)
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = side
    form.space_before, form.space_after = Pt(0), after or Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(5)
    set_borders(paragraph._p.get_or_add_pPr(), "bottom")


def held_together(text: str) -> str:
    """``text`` with no-break spaces inside names."""
    return _HELD_TOGETHER.sub(lambda name: name[0].replace(" ", _NO_BREAK_SPACE), text)


def balance_lines(paragraph: Paragraph, *, column_mm: float, letter_mm: float) -> None:
    """Narrows a centred title that needs several lines so that they come out about as long as each other.

    ``letter_mm`` is the mean width of a letter in the title's type. Indents and no-break spaces inside names do it, not
    line breaks: the title stays one paragraph.
    """
    for run in paragraph.runs:
        run.text = held_together(run.text)
    needed = len(paragraph.text) * letter_mm
    lines = -(-needed // column_mm)
    if lines > 1:
        side = max(0.0, (column_mm - needed / lines * 1.22) / 2)
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(side)
