"""Puts the labels of a paper's body into Word's own numbering (numbering.xml)."""

import re
from dataclasses import dataclass

from docx.document import Document as DocxDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from caunoi.officialdocs.paper import Block

_BULLETS = "-+*•"
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_LABEL = re.compile(r"(?P<before>\(?(?:\d+\.)*)(?P<count>[IVXL]+|[A-Z]|\d+|[a-eghik-z])(?P<after>[.)\-]*)")


@dataclass(frozen=True)
class _Count:
    """A label taken apart: "3.2." is number 2 of the decimal series written "3.%1."."""

    form: str
    pattern: str
    number: int


class Numbering:
    """Hands out Word lists. A label that does not follow the one before it (twice, skipped) starts a list at its number."""

    def __init__(self, document: DocxDocument) -> None:
        self._root: BaseOxmlElement = document.part.numbering_part.element
        self._open: dict[int, tuple[int, _Count]] = {}  # level → the list running there and its last label
        self._abstracts = 900  # above the identifiers of python-docx's template

    def apply(self, paragraph: Paragraph, block: Block) -> bool:
        """Numbers the paragraph as ``block.label`` says; ``False`` when Word has no such series."""
        count = _take_apart(block.label)
        if count is None:
            return False
        self._open = {level: running for level, running in self._open.items() if level <= block.level}
        running = self._open.get(block.level)
        if running and _follows(running[1], count):
            list_id = running[0]
        else:
            list_id = self._start_list(count, block.level)
        self._open[block.level] = (list_id, count)
        _number(paragraph, list_id, block.level)
        if block.bold:
            mark = paragraph._p.get_or_add_pPr()
            marks = OxmlElement("w:rPr")
            marks.append(OxmlElement("w:b"))
            mark.append(marks)
        return True

    def _start_list(self, count: _Count, level: int) -> int:
        self._abstracts += 1
        abstract = _element("w:abstractNum", abstractNumId=self._abstracts)
        abstract.append(_element("w:multiLevelType", val="hybridMultilevel"))
        abstract.append(_level(count, level))
        first_list = self._root.find(qn("w:num"))
        if first_list is None:
            self._root.append(abstract)
        else:
            first_list.addprevious(abstract)
        concrete = _element("w:num", numId=self._abstracts)
        concrete.append(_element("w:abstractNumId", val=self._abstracts))
        self._root.append(concrete)
        return self._abstracts


def _take_apart(label: str) -> _Count | None:
    if label in _BULLETS:
        return _Count("bullet", label, 0)
    match = _LABEL.fullmatch(label)
    if match is None:
        return None
    text = match["count"]
    pattern = f"{match['before']}%1{match['after']}"
    if text.isdigit():
        return _Count("decimal", pattern, int(text))
    if set(text) <= set(_ROMAN):
        return _Count("upperRoman", pattern, _roman_value(text))
    return _Count("lowerLetter" if text.islower() else "upperLetter", pattern, ord(text.lower()) - ord("a") + 1)


def _roman_value(text: str) -> int:
    values = [_ROMAN[letter] for letter in text]
    return sum(-v if v < max(values[i:], default=0) else v for i, v in enumerate(values))


def _follows(last: _Count, count: _Count) -> bool:
    step = 0 if count.form == "bullet" else 1
    return (last.form, last.pattern, last.number + step) == (count.form, count.pattern, count.number)


def _element(tag: str, **attributes: object) -> BaseOxmlElement:
    element: BaseOxmlElement = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    return element


def _level(count: _Count, level: int) -> BaseOxmlElement:
    element = _element("w:lvl", ilvl=level)
    element.append(_element("w:start", val=count.number))
    element.append(_element("w:numFmt", val=count.form))
    element.append(_element("w:suff", val="space"))
    element.append(_element("w:lvlText", val=count.pattern))
    element.append(_element("w:lvlJc", val="left"))
    indent = _element("w:pPr")
    indent.append(_element("w:ind", left=0, firstLine=567))  # 1 cm, as the rest of the body
    element.append(indent)
    return element


def _number(paragraph: Paragraph, list_id: int, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = list_id
