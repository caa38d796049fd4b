"""The type that Word shows for a run or paragraph: its own, else that of its styles, else the document's default."""

from collections.abc import Callable, Iterator
from typing import Any

from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Length
from docx.text.paragraph import Paragraph
from docx.text.run import Run

_WORD_SIZE = 10.0  # of a document that says nothing at all
_FONT = ("w:ascii", "w:hAnsi")
_THEME = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_ALIGNMENTS = {
    WD_ALIGN_PARAGRAPH.CENTER: "center",
    WD_ALIGN_PARAGRAPH.RIGHT: "right",
    WD_ALIGN_PARAGRAPH.JUSTIFY: "both",
}


def _styles_of(style: Any) -> Iterator[Any]:
    for _step in range(20):  # a ring of styles must not hang
        if style is None:
            return
        yield style
        style = style.base_style


class Type:
    """Looks up effective properties in one document."""

    def __init__(self, document: DocxDocument) -> None:
        self._defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        self._paragraph_defaults = document.styles.element.find(
            f"{qn('w:docDefaults')}/{qn('w:pPrDefault')}/{qn('w:pPr')}"
        )
        self._themes = _theme_fonts(document)
        self._chains: dict[tuple[bool, str | None], tuple[Any, ...]] = {}  # looking a style up takes python-docx long

    def _styles(self, owner: Run | Paragraph) -> tuple[Any, ...]:
        """The style of a run or paragraph and those it is based on."""
        key = (True, owner._r.style) if isinstance(owner, Run) else (False, owner._p.style)
        if key not in self._chains:
            self._chains[key] = tuple(_styles_of(owner.style))
        return self._chains[key]

    def size(self, run: Run, paragraph: Paragraph) -> float:
        found = self._of_run(run, paragraph, lambda font: font.size)
        if found is not None:
            return float(found.pt)
        element = None if self._defaults is None else self._defaults.find(qn("w:sz"))
        return _WORD_SIZE if element is None else int(element.get(qn("w:val"))) / 2

    def is_on(self, run: Run, paragraph: Paragraph, name: str) -> bool:
        """``name``: bold, italic or all_caps."""
        return bool(self._of_run(run, paragraph, lambda font: getattr(font, name)))

    def colour(self, run: Run, paragraph: Paragraph) -> str:
        found = self._of_run(run, paragraph, lambda font: font.color.rgb if font.color is not None else None)
        return "000000" if found is None else str(found)

    def font(self, run: Run, paragraph: Paragraph) -> str:
        for rpr in self._properties(run, paragraph):
            fonts = None if rpr is None else rpr.find(qn("w:rFonts"))
            if fonts is None:
                continue
            if theme := next(filter(None, (fonts.get(qn(f"{name}Theme")) for name in _FONT)), ""):
                return str(self._themes.get("major" if theme.startswith("major") else "minor", theme))
            if found := next(filter(None, (fonts.get(qn(name)) for name in _FONT)), ""):
                return str(found)
        return ""

    def _properties(self, run: Run, paragraph: Paragraph) -> Iterator[Any]:
        yield run._r.rPr
        for style in (*self._styles(run), *self._styles(paragraph)):
            yield style.element.rPr
        yield self._defaults

    def _of_run(self, run: Run, paragraph: Paragraph, take: Callable[[Any], Any]) -> Any:
        owners = (run, *self._styles(run), *self._styles(paragraph))
        return next((found for owner in owners if (found := take(owner.font)) is not None), None)

    def alignment(self, paragraph: Paragraph) -> str:
        found = self._of_paragraph(paragraph, lambda form: form.alignment)
        return _ALIGNMENTS.get(found, "left")

    def first_line(self, paragraph: Paragraph) -> float | None:
        """In mm; None where nothing is said."""
        found = self._of_paragraph(paragraph, lambda form: form.first_line_indent)
        return None if found is None else round(float(found.mm), 1)

    def gap(self, paragraph: Paragraph) -> float:
        """The space before and after together, in points: what stands between two such paragraphs."""
        before = self._of_paragraph(paragraph, lambda form: form.space_before)
        after = self._of_paragraph(paragraph, lambda form: form.space_after)
        return self._points(before, "w:before") + self._points(after, "w:after")

    def _points(self, found: Length | None, default: str) -> float:
        return int(self._default_spacing(default, "0")) / 20 if found is None else float(found.pt)

    def _default_spacing(self, name: str, otherwise: str) -> str:
        path = qn("w:spacing")
        spacing = None if self._paragraph_defaults is None else self._paragraph_defaults.find(path)
        return otherwise if spacing is None else str(spacing.get(qn(name), otherwise))

    def line_spacing(self, paragraph: Paragraph) -> float | None:
        """As a multiple of single; None where it is set in points."""
        found = self._of_paragraph(paragraph, lambda form: form.line_spacing)
        if isinstance(found, Length):
            return None
        return int(self._default_spacing("w:line", "240")) / 240 if found is None else float(found)

    def _of_paragraph(self, paragraph: Paragraph, take: Callable[[Any], Any]) -> Any:
        owners = (paragraph, *self._styles(paragraph))
        return next((found for owner in owners if (found := take(owner.paragraph_format)) is not None), None)


def _theme_fonts(document: DocxDocument) -> dict[str, str]:
    """Names of the theme's fonts for headings (major) and text (minor)."""
    from docx.oxml import parse_xml

    part = next((one.target_part for one in document.part.rels.values() if one.reltype == _THEME), None)
    if part is None:
        return {}
    root = parse_xml(part.blob)
    found = {kind: root.find(f".//{_DRAWING}{kind}Font/{_DRAWING}latin") for kind in ("major", "minor")}
    return {kind: element.get("typeface", "") for kind, element in found.items() if element is not None}
