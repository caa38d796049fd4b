"""styles.xml: what a paragraph or run takes from its style and the styles that one is based on."""

from dataclasses import dataclass, field

from lxml import etree

from caunoi.officialdocs.readers.docx_package import WORD

_OFF = frozenset({"0", "false", "off", "none"})
_MAX_CHAIN = 20


def tag(name: str) -> str:
    """The qualified name of the WordprocessingML element or attribute ``name``."""
    return f"{{{WORD}}}{name}"


VAL = tag("val")


def value(parent: etree._Element | None, *path: str) -> str | None:
    """The ``w:val`` of the element reached by ``path`` below ``parent``."""
    for name in path:
        parent = None if parent is None else parent.find(tag(name))
    return None if parent is None else parent.get(VAL, "")


def integer(text: str | None) -> int | None:
    """``text`` as a whole number, nothing when it is none."""
    try:
        return int(text) if text and len(text) < 10 else None
    except ValueError:
        return None


def toggle(properties: etree._Element | None, name: str) -> bool | None:
    """Whether the on/off property ``name`` is set; nothing when it is not mentioned."""
    element = None if properties is None else properties.find(tag(name))
    return None if element is None else element.get(VAL, "1").lower() not in _OFF


@dataclass(frozen=True)
class Inherited:
    """What a style gives, its own settings before those it is based on."""

    bold: bool = False
    italic: bool = False
    hidden: bool = False
    centered: bool = False
    font: str = ""
    number_id: str | None = None
    number_level: int | None = None


@dataclass
class Styles:
    """The styles of one document by id; ``None`` stands for the default paragraph style."""

    root: etree._Element | None
    _elements: dict[str, etree._Element] = field(default_factory=dict)
    _default: str | None = None
    _cache: dict[str, Inherited] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for style in () if self.root is None else self.root.iterfind(tag("style")):
            name = style.get(tag("styleId"), "")
            self._elements[name] = style
            if style.get(tag("type")) == "paragraph" and style.get(tag("default")) in {"1", "true", "on"}:
                self._default = name

    def inherited(self, style_id: str | None) -> Inherited:
        """What the style ``style_id`` gives."""
        key = style_id if style_id in self._elements else self._default
        if style_id is None or key is None:
            key = self._default
        if key is None:
            return Inherited()
        if key not in self._cache:
            self._cache[key] = self._resolve(key)
        return self._cache[key]

    def character(self, style_id: str | None) -> Inherited | None:
        """What the character style gives; nothing when the run names none."""
        return self.inherited(style_id) if style_id is not None and style_id in self._elements else None

    def element(self, style_id: str) -> etree._Element | None:
        return self._elements.get(style_id)

    def _resolve(self, key: str) -> Inherited:
        chain: list[etree._Element] = []
        name: str | None = key
        while name in self._elements and len(chain) < _MAX_CHAIN:
            chain.append(self._elements[name])
            name = value(chain[-1], "basedOn")
        runs = [style.find(tag("rPr")) for style in chain]
        paragraphs = [style.find(tag("pPr")) for style in chain]

        def first(name: str) -> bool:
            return next((set_ for run in runs if (set_ := toggle(run, name)) is not None), False)

        def text(*path: str) -> str | None:
            return next((found for item in paragraphs if (found := value(item, *path)) is not None), None)

        return Inherited(
            bold=first("b"),
            italic=first("i"),
            hidden=first("vanish"),
            centered=text("jc") == "center",
            font=next((found for run in runs if (found := font_of(run))), ""),
            number_id=text("numPr", "numId"),
            number_level=integer(text("numPr", "ilvl")),
        )


def font_of(properties: etree._Element | None) -> str:
    """The name of the Latin font that ``w:rPr`` sets, or ""."""
    fonts = None if properties is None else properties.find(tag("rFonts"))
    return "" if fonts is None else fonts.get(tag("ascii")) or fonts.get(tag("hAnsi")) or ""
