"""Small files built by hand for the readers' tests: .docx from XML, .pdf from operators, words on a sheet."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence

from caunoi.officialdocs.model import Document
from caunoi.officialdocs.readers.layout import Line, Sheet, Word, lines_of

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def zipped(parts: Mapping[str, str | bytes] | Mapping[str, str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def part(root: str, inner: str) -> str:
    """A WordprocessingML part with the root element ``w:root``."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{WORD}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        f'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">{inner}</w:{root}>'
    )


def docx_parts(body: str, *, numbering: str = "", styles: str = "") -> dict[str, str]:
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
    }
    if numbering:
        parts["word/numbering.xml"] = part("numbering", numbering)
    if styles:
        parts["word/styles.xml"] = part("styles", styles)
    return parts


def docx(body: str, *, numbering: str = "", styles: str = "") -> bytes:
    return zipped(docx_parts(body, numbering=numbering, styles=styles))


def paragraph(text: str, properties: str = "") -> str:
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def item(text: str, number_id: int, level: int = 0) -> str:
    """A paragraph of the list ``number_id``."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number_id}"/></w:numPr>')


def level(index: int, kind: str, text: str, extra: str = "") -> str:
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'


def abstract(number: int, *levels: str, extra: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{extra}{"".join(levels)}</w:abstractNum>'


def num(number: int, abstract_id: int, extra: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract_id}"/>{extra}</w:num>'


def table(*rows: Sequence[str]) -> str:
    """A table of cells that already hold paragraphs."""
    inner = "".join("<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    return f"<w:tbl>{inner}</w:tbl>"


def shown(document: Document) -> list[str]:
    """Labels and texts as they would be printed."""
    return [f"{paragraph.label} {paragraph.text}".strip() for paragraph in document.paragraphs]


def pdf(pages: Iterable[Sequence[tuple[float, float, str]]], *, extra: str = "") -> bytes:
    """A PDF whose pages show ASCII texts in 14-point Helvetica at (x, distance from the top)."""
    streams = [
        "BT /F 14 Tf " + " ".join(f"1 0 0 1 {x} {842 - top} Tm ({text}) Tj" for x, top, text in page) + " ET " + extra
        for page in pages
    ]
    count = len(streams)
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for index, stream in enumerate(streams):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * index} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    body, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table_of_offsets = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    return (
        f"{body}xref\n0 {size}\n0000000000 65535 f \n{table_of_offsets}"
        f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    ).encode("latin-1")


def words(
    text: str, x: float, baseline: float, *, size: float = 14.0, bold: bool = False, width: float = 0.0
) -> list[Word]:
    """``text`` set from ``x``; each letter is half a size wide, spaces stretch so that the line is ``width`` wide."""
    pieces = text.split()
    letters = sum(len(piece) for piece in pieces) * size / 2
    space = (width - letters) / (len(pieces) - 1) if width and len(pieces) > 1 else size / 4
    found: list[Word] = []
    for piece in pieces:
        found.append(Word(piece, x, x + len(piece) * size / 2, baseline, size, bold))
        x = found[-1].x1 + space
    return found


def lines(*rows: list[Word], page: int = 1) -> list[Line]:
    return lines_of(Sheet(page, 595, 842, tuple(word for row in rows for word in row)))
