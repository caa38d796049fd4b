"""What a person does to the .docx in a word processor: the text of a content control, a paragraph put in."""

import io
import zipfile
from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _edited(docx: bytes, change: Callable[[Any], None]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(buffer, "w") as target:
        for item in source.infolist():
            data = source.read(item)
            if item.filename == "word/document.xml":
                root = etree.fromstring(data)
                change(root)
                data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            target.writestr(item, data)
    return buffer.getvalue()


def with_controls(docx: bytes, texts: Mapping[str, str]) -> bytes:
    """Other text in the first content control with each of these tags."""
    left = dict(texts)

    def change(root: Any) -> None:
        for control in root.iter(f"{W}sdt"):
            tag = control.find(f"{W}sdtPr/{W}tag")
            if tag is not None and tag.get(f"{W}val") in left:
                first, *others = list(control.iter(f"{W}t"))
                first.text = left.pop(tag.get(f"{W}val"))
                for other in others:
                    other.text = ""

    return _edited(docx, change)


def with_words(docx: bytes, before: str, after: str) -> bytes:
    """``before``, which stands within one run, written otherwise."""

    def change(root: Any) -> None:
        for text in root.iter(f"{W}t"):
            if before in (text.text or ""):
                text.text = text.text.replace(before, after)

    return _edited(docx, change)


def with_paragraph(docx: bytes, after: str, words: str) -> bytes:
    """A new paragraph behind the one that holds ``after``."""

    def change(root: Any) -> None:
        for paragraph in list(root.iter(f"{W}p")):
            if after in "".join(text.text or "" for text in paragraph.iter(f"{W}t")):
                added = deepcopy(paragraph)
                for control in list(added.iter(f"{W}sdt")):
                    control.getparent().remove(control)
                texts = list(added.iter(f"{W}t"))
                texts[0].text = words
                for text in texts[1:]:
                    text.text = ""
                paragraph.addnext(added)
                return

    return _edited(docx, change)


def without_marks(docx: bytes) -> bytes:
    """Every content control without the tag and title that say what it is."""

    def change(root: Any) -> None:
        for name in ("tag", "alias"):
            for mark in list(root.iter(f"{W}{name}")):
                mark.getparent().remove(mark)

    return _edited(docx, change)
