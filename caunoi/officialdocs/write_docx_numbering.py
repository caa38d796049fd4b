"""Puts the labels of a paper's body into Word's own numbering (numbering.xml)."""

import re
from dataclasses import dataclass

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from caunoi.officialdocs.paper import Block
from caunoi.officialdocs.write_docx_xml import word_element

_BULLETS = "-+*•"
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_LABEL = re.compile(r"(?P<before>\(?(?:\d+\.)*)(?P<count>[IVXL]+|[A-Z]|\d+|[a-eghik-z])(?P<after>[.)\-]*)")


@dataclass(frozen=True)
class _Count:
    """A label taken apart: "3.2." is number 2 of the decimal series written "3.#."."""

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
        list_id = running[0] if running and _follows(running[1], count) else self._start_list(count, block.level)
        self._open[block.level] = (list_id, count)
        _number(paragraph, list_id, block.level)
        if block.bold:
            mark = paragraph._p.get_or_add_pPr()
            marks = word_element("w:rPr")
            marks.append(word_element("w:b"))
            mark.append(marks)
        return True

    def _start_list(self, count: _Count, level: int) -> int:
        self._abstracts += 1
        abstract = word_element("w:abstractNum", abstractNumId=self._abstracts)
        abstract.append(word_element("w:multiLevelType", val="hybridMultilevel"))
        abstract.append(_level(count, level))
        first_list = next(self._root.iterchildren(qn("w:num")))  # python-docx's template has lists of its own
        first_list.addprevious(abstract)
        concrete = word_element("w:num", numId=self._abstracts)
        concrete.append(word_element("w:abstractNumId", val=self._abstracts))
        self._root.append(concrete)
        return self._abstracts


def _take_apart(label: str) -> _Count | None:
    if label in _BULLETS:
        return _Count("bullet", label, 0)
    match = _LABEL.fullmatch(label)
    if match is None:
        return None
    text = match["count"]
    pattern = f"{match['before']}#{match['after']}"
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


def _level(count: _Count, level: int) -> BaseOxmlElement:
    element = word_element("w:lvl", ilvl=level)
    element.append(word_element("w:start", val=count.number))
    element.append(word_element("w:numFmt", val=count.form))
    element.append(word_element("w:suff", val="space"))
    element.append(word_element("w:lvlText", val=count.pattern.replace("#", f"%{level + 1}")))
    element.append(word_element("w:lvlJc", val="left"))
    indent = word_element("w:pPr")
    indent.append(word_element("w:ind", left=0, firstLine=567))  # 1 cm, as the rest of the body
    element.append(indent)
    return element


def _number(paragraph: Paragraph, list_id: int, level: int) -> None:
    numbered = word_element("w:numPr")
    numbered.append(word_element("w:ilvl", val=level))
    numbered.append(word_element("w:numId", val=list_id))
    paragraph._p.get_or_add_pPr().insert_element_before(
        numbered, "w:pBdr", "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
