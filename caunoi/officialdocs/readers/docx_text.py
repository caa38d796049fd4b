"""One ``w:p`` → its characters: revisions accepted, hidden text and field codes left out, text boxes set aside."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from lxml import etree

from caunoi.officialdocs.readers.docx_numbering import bullet
from caunoi.officialdocs.readers.docx_styles import Inherited, Styles, font_of, tag, toggle, value

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
SKIPPED = frozenset(
    {tag(name) for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "sdtPr", "sdtEndPr", "ruby")}
    | {tag("footnoteReference"), tag("endnoteReference"), tag("commentReference")}
)
_SYMBOLS = {"f0e0": "→", "f0e8": "→", "f0fc": "✓", "f0fe": "✓", "f0b3": "≥", "f0a3": "≤"}
_MAX_DEPTH = 60
BREAK = "\n"


@dataclass
class Gathered:
    """The text of a paragraph (``BREAK`` for a soft line break), how much of it is bold or italic, and its text boxes."""

    parts: list[str] = field(default_factory=list)
    letters: int = 0
    bold: int = 0
    italic: int = 0
    boxes: list[etree._Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.parts)


class ParagraphText:
    """Gathers the text of paragraphs that share the ``styles`` of one document."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def gather(self, paragraph: etree._Element) -> Gathered:
        inherited = self._styles.inherited(value(paragraph, "pPr", "pStyle"))
        gathered = Gathered()
        for run in self._runs(paragraph, gathered, 0):
            self._add_run(run, inherited, gathered)
        return gathered

    def _runs(self, parent: etree._Element, gathered: Gathered, depth: int) -> Iterator[etree._Element]:
        """The runs below ``parent`` in order, through hyperlinks, insertions, smart tags, fields and content controls."""
        if depth > _MAX_DEPTH:
            return
        for child in parent:
            if child.tag == tag("r"):
                yield child
            elif child.tag == f"{_COMPATIBILITY}AlternateContent":
                yield from self._runs(preferred(child), gathered, depth + 1)
            elif child.tag not in SKIPPED and child.tag != tag("p"):
                yield from self._runs(child, gathered, depth + 1)

    def _add_run(self, run: etree._Element, inherited: Inherited, gathered: Gathered) -> None:
        properties = run.find(tag("rPr"))
        style = self._styles.character(value(properties, "rStyle"))

        def setting(name: str, of_style: bool, of_paragraph: bool) -> bool:
            own = toggle(properties, name)
            return (of_style or of_paragraph) if own is None else own

        if setting("vanish", style is not None and style.hidden, inherited.hidden):
            return
        text = "".join(pieces_of(run, gathered))
        font = font_of(properties) or (style.font if style else "") or inherited.font
        if font.startswith(".Vn") and font.endswith("H"):  # the TCVN3 fonts that draw small letters as capitals
            text = "".join(character.upper() if character.isascii() else character for character in text)
        letters = sum(not character.isspace() for character in text)
        caps = toggle(properties, "caps") and not font.startswith(
            (".Vn", "VNI")
        )  # would garble what legacy letters stand for
        gathered.parts.append(text.upper() if caps else text)
        gathered.letters += letters
        gathered.bold += letters * setting("b", style is not None and style.bold, inherited.bold)
        gathered.italic += letters * setting("i", style is not None and style.italic, inherited.italic)


def preferred(alternate: etree._Element) -> etree._Element:
    """The branch of an ``mc:AlternateContent`` to read: the first choice, else the fallback."""
    branch = alternate.find(f"{_COMPATIBILITY}Choice")
    if branch is None:
        branch = alternate.find(f"{_COMPATIBILITY}Fallback")
    return alternate if branch is None else branch


def pieces_of(run: etree._Element, gathered: Gathered, depth: int = 0) -> Iterator[str]:
    """The text of one run in pieces; its text boxes are added to ``gathered``."""
    for child in run:
        name = child.tag
        if name == tag("t"):
            yield (child.text or "").replace("\n", " ")
        elif name in {tag("tab"), tag("ptab")}:
            yield "\t"
        elif name in {tag("br"), tag("cr")}:
            yield " " if child.get(tag("type")) in {"page", "column"} else BREAK
        elif name == tag("noBreakHyphen"):
            yield "-"
        elif name == tag("sym"):
            yield _symbol(child)
        elif name in {tag("pict"), tag("drawing"), tag("object")}:
            gathered.boxes += list(_text_boxes(child))
        elif name == f"{_COMPATIBILITY}AlternateContent" and depth < _MAX_DEPTH:
            yield from pieces_of(preferred(child), gathered, depth + 1)


def _text_boxes(drawing: etree._Element) -> Iterator[etree._Element]:
    """The outermost text boxes of a drawing; those inside them are met when their paragraphs are read."""
    for box in drawing.iter(tag("txbxContent")):
        inside = takewhile(lambda above: above is not drawing, box.iterancestors())
        if not any(above.tag == tag("txbxContent") for above in inside):
            yield box


def _symbol(element: etree._Element) -> str:
    """The character of ``w:sym``; an unknown glyph of a symbol font is read as a bullet."""
    code = element.get(tag("char"), "").lower()
    if code in _SYMBOLS:
        return _SYMBOLS[code]
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    if "\ue000" <= character <= "\uf8ff":
        plain = chr(ord(character) & 0xFF)
        dash = bullet(character)
        return plain if element.get(tag("font"), "") == "Symbol" and plain.isalnum() else dash
    return character
