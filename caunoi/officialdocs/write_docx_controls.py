"""Content controls: the form in which a tag travels in a .docx.

Each is a plain-text control inside its paragraph, also in a cell: of all forms only this one comes back from LibreOffice 7.4 as
it was. LibreOffice drops ``w:tag`` but keeps the control's title, so the title repeats the tag.
"""

from itertools import count
from xml.sax.saxutils import escape, quoteattr

TITLE = "Nguồn: "
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'


class Controls:
    """Writes controls with identifiers of their own."""

    def __init__(self) -> None:
        self._ids = count(1_000_001)

    def wrap(self, tag: str, text: str, properties: str = "") -> str:
        """A run of ``text`` inside the control of ``tag``; the run alone without a tag.

        LibreOffice shows a control in the type of its paragraph's style, whatever ``properties`` say.
        """
        run = run_xml(text, properties)
        if not tag:
            return run
        marks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
        title, name = quoteattr(f"{TITLE}{tag}"), quoteattr(tag)
        return (
            f'<w:sdt><w:sdtPr>{marks}<w:alias w:val={title}/><w:tag w:val={name}/><w:id w:val="{next(self._ids)}"/>'
            f"<w:text/></w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>"
        )


def run_xml(text: str, properties: str = "") -> str:
    """A run of ``text``, a line feed as a line break; ``properties`` is the inside of ``w:rPr``."""
    said = escape(text)
    if "\n" in said:
        said = said.replace("\n", _BREAK)
    marks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{marks}<w:t xml:space="preserve">{said}</w:t></w:r>'
