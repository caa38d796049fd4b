"""Opens the zip of a .docx within limits and parses its parts with nothing external, no DTD and no entities."""

import io
import zipfile
import zlib
from posixpath import normpath

from lxml import etree

from caunoi.officialdocs.readers.refusals import MAX_ZIP_BYTES, MAX_ZIP_PARTS, MAX_ZIP_RATIO, RATIO_FLOOR, refuse

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT_WORD = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_BAD_ZIP = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    MemoryError,
)
_DECLARATIONS = tuple(
    mark.encode(encoding) for mark in ("<!DOCTYPE", "<!ENTITY") for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)


class DocxPackage:
    """The parts of a .docx, read on demand; every refusal is a DocumentError."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (*_BAD_ZIP, NotImplementedError) as error:
            refuse("damaged", cause=error)
        entries = self._zip.infolist()
        if len(entries) > MAX_ZIP_PARTS or sum(entry.file_size for entry in entries) > MAX_ZIP_BYTES:
            refuse("unsafe")
        if any(entry.file_size > max(RATIO_FLOOR, entry.compress_size * MAX_ZIP_RATIO) for entry in entries):
            refuse("unsafe")
        self._entries = {entry.filename.lstrip("/").lower(): entry for entry in entries}
        self.main = self._main_part()

    def _main_part(self) -> str:
        relations = self.part("_rels/.rels")
        for relation in () if relations is None else relations.iter(_RELATIONSHIP):
            if relation.get("Type", "").endswith("/officeDocument"):
                name = normpath(relation.get("Target", "").lstrip("/")).lower()
                if name in self._entries and name.endswith(".xml") and not name.startswith(("xl/", "ppt/")):
                    return name
        if "word/document.xml" in self._entries:
            return "word/document.xml"
        if "mimetype" in self._entries or any(name.startswith(("xl/", "ppt/")) for name in self._entries):
            refuse("wrong_type")
        return refuse("damaged" if "[content_types].xml" in self._entries else "wrong_type")

    def sibling(self, name: str) -> etree._Element | None:
        """The part ``name`` ("styles.xml") that stands beside the main part."""
        folder = self.main.rpartition("/")[0]
        return self.part(f"{folder}/{name}" if folder else name)

    def part(self, name: str) -> etree._Element | None:
        """The root of the XML part ``name``; nothing when the package has no such part."""
        entry = self._entries.get(name.lower())
        return None if entry is None else _parse(self._read(entry))

    def _read(self, entry: zipfile.ZipInfo) -> bytes:
        if entry.flag_bits & 0x1:
            refuse("encrypted")
        try:
            with self._zip.open(entry) as stream:
                return stream.read()  # never more than the directory says, which has been checked
        except (*_BAD_ZIP, NotImplementedError) as error:
            refuse("damaged", cause=error)


def _parse(data: bytes) -> etree._Element:
    if any(mark in data for mark in _DECLARATIONS):
        refuse("unsafe")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data.replace(_STRICT_WORD, WORD.encode()), parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        refuse("damaged", cause=error)
    if root.getroottree().docinfo.internalDTD is not None:
        refuse("unsafe")  # declared in an encoding that the search above does not know
    return root
