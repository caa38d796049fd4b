"""Small builders of WordprocessingML elements."""

from typing import cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

_AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")  # the schema's order inside w:pPr


def word_element(tag: str, **attributes: object) -> BaseOxmlElement:
    """A ``w:`` element with ``w:`` attributes."""
    element = cast("BaseOxmlElement", OxmlElement(tag))
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    return element


def set_borders(properties: BaseOxmlElement, *sides: str, space: int = 0) -> None:
    """Draws thin black borders on the named sides of the paragraph whose ``w:pPr`` is given."""
    borders = word_element("w:pBdr")
    for side in sides:
        borders.append(word_element(f"w:{side}", val="single", sz=6, space=space, color="000000"))
    properties.insert_element_before(borders, *_AFTER_BORDERS)
