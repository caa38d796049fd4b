"""Tells what a file is from its content; the name only tells .md from .txt."""

from enum import StrEnum

from caunoi.officialdocs.readers.refusals import refuse


class FileType(StrEnum):
    DOCX = "docx"
    PDF = "pdf"
    TXT = "txt"
    MD = "md"


_BLANK = b"\x00 \t\r\n\xef\xbb\xbf"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_OTHERS = {
    "Tệp là ảnh, hãy gửi bản .docx hoặc gộp các ảnh thành một tệp .pdf.": (
        b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF",
    ),
    "Tệp .rtf chưa đọc được, hãy mở bằng Word và lưu thành .docx.": (b"{\\rtf",),
    "Tệp là trang web, hãy sao chép nội dung sang .docx.": (b"<!doctype", b"<html", b"<?xml"),
    "Tệp không phải văn bản, hãy dùng .docx, .pdf, .txt hoặc .md.": (
        b"MZ\x90", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"\xfd7zXZ", b"BZh", b"%!PS",
    ),
}  # fmt: skip


def sniff(data: bytes, name: str) -> FileType:
    """The type of ``data``; a DocumentError "wrong_type", "encrypted" or "empty" for what is not read."""
    head = data[:1024]
    if not head.strip(_BLANK) and not data.strip(_BLANK):
        refuse("empty")
    if head.startswith(_ZIP):
        return FileType.DOCX
    if b"%PDF-" in head:
        return FileType.PDF
    if head.startswith(_OLE):
        if _ENCRYPTED_STREAM in data:
            refuse("encrypted")
        refuse("wrong_type", "Tệp .doc đời cũ chưa đọc được, hãy mở bằng Word và lưu thành .docx.")
    _refuse_others(head)
    return FileType.MD if name.lower().endswith((".md", ".markdown")) else FileType.TXT


def _refuse_others(head: bytes) -> None:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    for message, marks in _OTHERS.items():
        if start.startswith(marks) or start[:16].lower().startswith(marks):
            refuse("wrong_type", message)
    if head[4:8] == b"ftyp" or (head.startswith(b"BM") and b"\x00" in head):  # HEIC and BMP pictures
        refuse("wrong_type", next(iter(_OTHERS)))
