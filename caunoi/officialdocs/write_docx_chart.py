"""A chart in a .docx: the vector picture that Word draws, and the same in pixels for programs that cannot."""

from functools import lru_cache
from io import BytesIO
from xml.sax.saxutils import quoteattr

from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt

from caunoi.officialdocs.report import Chart
from caunoi.officialdocs.typeset import typeset

_PPI = 300
_VECTOR = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"  # Word's extension for a vector picture beside the pixels
_VECTOR_NAMES = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


def add_chart(document: DocxDocument, chart: Chart, number: int) -> None:
    """The picture, centred; ``number`` tells the charts of a document apart. ``ValueError`` where the SVG is none."""
    fallback, image = document.part.get_or_add_image(BytesIO(_pixels(chart.svg, chart.width_mm)))
    vector = Part(PackURI(f"/word/media/chart{number}.svg"), "image/svg+xml", chart.svg.encode(), document.part.package)
    vector_id = document.part.relate_to(vector, RELATIONSHIP_TYPE.IMAGE)
    width = Mm(chart.width_mm)
    height = round(width * image.px_height / image.px_width)
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before = Pt(6)
    paragraph.paragraph_format.keep_with_next = bool(chart.caption)
    drawing = _drawing(chart.alt, number, width, height, fallback, vector_id)
    paragraph.add_run()._r.append(parse_xml(drawing))


@lru_cache(maxsize=64)
def _pixels(svg: str, width_mm: float) -> bytes:
    """Kept, because a report is written again and again while people work on it."""
    return typeset("chart.typ", {"svg": svg, "width": f"{width_mm}"}, form="png", ppi=_PPI)


def _drawing(alt: str, number: int, width: int, height: int, fallback: str, vector: str) -> str:
    names = nsdecls("w", "wp", "a", "pic", "r")
    size = f'cx="{width}" cy="{height}"'
    said = f'id="{number}" name="Biểu đồ {number}" descr={quoteattr(alt)}'
    return (
        f'<w:drawing {names}><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/><wp:docPr {said}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {said}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{fallback}"><a:extLst><a:ext uri="{_VECTOR}">'
        f'<asvg:svgBlip xmlns:asvg="{_VECTOR_NAMES}" r:embed="{vector}"/></a:ext></a:extLst></a:blip>'
        f'<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )
