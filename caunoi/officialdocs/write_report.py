"""Writes a report as .docx: the decree's sheet as ``write_docx`` sets it, with tables, charts, tags and annexes.

An annex is a section of its own, lying unless it says otherwise, with page numbers of its own. Its sheet is the upright one
turned: the wide margin, where papers are bound, lies on top.
"""

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as DocxParagraph

from caunoi.officialdocs.report import LYING_MM, Annex, Chart, Paragraph, Part, Report, Table
from caunoi.officialdocs.report_lines import annex_label, annex_mention
from caunoi.officialdocs.write_docx_body import add_text, add_title
from caunoi.officialdocs.write_docx_chart import add_chart
from caunoi.officialdocs.write_docx_controls import Controls, run_xml
from caunoi.officialdocs.write_docx_grid import Grids
from caunoi.officialdocs.write_docx_page import TEXT_WIDTH_MM, balance_lines, prepare_page, write_run
from caunoi.officialdocs.write_docx_tables import add_foot, add_letterhead
from caunoi.officialdocs.write_docx_xml import word_element


def write_report(report: Report) -> bytes:
    """The bytes of the .docx; ``ValueError`` where a chart is no picture."""
    paper = report.paper
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
    writer = _Writer(document)
    writer.add_parts(report.parts)
    if paper.closing:
        add_text(document, paper.closing)
    document.paragraphs[-1].paragraph_format.keep_with_next = True  # a signature never stands alone on a sheet
    add_foot(document, paper)
    for number, annex in enumerate(report.annexes, start=1):
        _open_annex(document, annex)
        _add_annex_title(document, annex, number, annex_mention(paper))
        writer.add_parts(annex.parts)
    return writer.grids.pour()


class _Writer:
    def __init__(self, document: DocxDocument) -> None:
        self._document = document
        self._controls = Controls()
        self._charts = 0
        self._styles: dict[str, ParagraphStyle] = {}
        self.grids = Grids(document, self._controls)

    def add_parts(self, parts: tuple[Part, ...]) -> None:
        for part in parts:
            if isinstance(part, Paragraph):
                self._add_paragraph(part)
            elif isinstance(part, Table):
                if part.caption:
                    _add_caption(self._document, part.caption).paragraph_format.keep_with_next = True
                self.grids.add(part)
            else:
                self._add_chart(part)

    def _add_paragraph(self, content: Paragraph) -> None:
        paragraph = add_text(self._document, "")
        capitals = content.bold and content.level == 0
        if content.bold:
            paragraph.paragraph_format.keep_with_next = True
        if any(span.tag for span in content.spans) and (content.bold or content.italic):
            paragraph.style = self._style(content.bold, content.italic, capitals)
        pieces = [run_xml(f"{content.label} ", _marks(content.bold, content.italic, capitals))] if content.label else []
        for span in content.spans:
            marks = _marks(content.bold or span.bold, content.italic or span.italic, capitals)
            pieces.append(self._controls.wrap(span.tag, span.text, marks))
        for child in list(parse_xml(f"<w:p {nsdecls('w')}>{''.join(pieces)}</w:p>")):
            paragraph._p.append(child)

    def _style(self, bold: bool, italic: bool, capitals: bool) -> ParagraphStyle:
        """A style of running text in this type, for paragraphs with controls: LibreOffice does not see that of their runs."""
        marks = ("đậm", bold), ("nghiêng", italic), ("in hoa", capitals)
        name = f"Đoạn {', '.join(word for word, there in marks if there)}"
        if name not in self._styles:
            style = self._document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = self._document.styles["Normal"]
            style.font.bold, style.font.italic, style.font.all_caps = bold, italic, capitals
            self._styles[name] = style
        return self._styles[name]

    def _add_chart(self, chart: Chart) -> None:
        self._charts += 1
        add_chart(self._document, chart, self._charts)
        if chart.caption:
            _add_caption(self._document, chart.caption)


def _marks(bold: bool, italic: bool, capitals: bool) -> str:
    marks = ("<w:b/>" if bold else "", "<w:i/>" if italic else "", "<w:caps/>" if capitals else "")
    return f'{"".join(marks)}<w:sz w:val="28"/>'


def _add_caption(document: DocxDocument, text: str) -> DocxParagraph:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    write_run(paragraph, text, size=Pt(13), bold=True)
    return paragraph


def _open_annex(document: DocxDocument, annex: Annex) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    form = document.paragraphs[-1].paragraph_format  # it ends the section before; it must not need a sheet of its own
    form.space_after, form.line_spacing_rule, form.line_spacing = Pt(0), WD_LINE_SPACING.EXACTLY, Pt(1)
    if annex.landscape:
        section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
        section.top_margin, section.bottom_margin = Mm(30), Mm(15)
        section.left_margin, section.right_margin = Mm(20), Mm(20)
    else:
        section.orientation, section.page_width, section.page_height = WD_ORIENT.PORTRAIT, Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(20), Mm(20)
        section.left_margin, section.right_margin = Mm(30), Mm(15)
    numbers = section._sectPr.find(qn("w:pgNumType"))
    if numbers is None:
        section._sectPr.insert_element_before(word_element("w:pgNumType", start=1), "w:cols", "w:titlePg", "w:docGrid")


def _add_annex_title(document: DocxDocument, annex: Annex, number: int, mention: str) -> None:
    width = LYING_MM if annex.landscape else TEXT_WIDTH_MM
    for text, bold in ((annex_label(number), True), (annex.title, True), (mention, False)):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(0 if bold else 12)
        paragraph.paragraph_format.keep_with_next = True
        run = write_run(paragraph, text, bold=bold, italic=not bold)
        run.font.all_caps = text is annex.title or None
        balance_lines(paragraph, column_mm=width, letter_mm=2.9 if bold else 2.3)
