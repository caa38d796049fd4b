"""Bytes of a text file → characters."""

import codecs

from caunoi.officialdocs.legacy import convert_texts
from caunoi.officialdocs.readers.refusals import refuse

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAX_CONTROL_SHARE = 0.01
_ALLOWED = frozenset("\t\n\r\f\x0b\x1a")


def decode(data: bytes) -> tuple[str, str]:
    """The text of ``data`` and the code of the legacy encoding it was in, or "".

    Tried in order: byte-order marks, UTF-8, UTF-16 without a mark, TCVN3 and VNI (by their words), Windows-1258.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _checked(_strict(data, name)), ""
    try:
        return _checked(data.decode("utf-8")), ""
    except UnicodeDecodeError:
        pass
    if data[:4000].count(0) * 5 > len(data[:4000]):
        return _checked(_strict(data, "utf-16-le" if data[1::2].count(0) >= data[::2].count(0) else "utf-16-be")), ""
    return _decode_single_byte(data)


def _decode_single_byte(data: bytes) -> tuple[str, str]:
    try:
        latin = data.decode("cp1252")
    except UnicodeDecodeError:
        latin = data.decode("latin-1")
    lines = _checked(latin).split("\n")
    converted, note = convert_texts(lines)
    if note:
        return "\n".join(converted), note
    try:
        return data.decode("cp1258"), ""
    except UnicodeDecodeError as error:
        refuse("wrong_type", "Không nhận ra bảng mã của tệp chữ, hãy lưu lại ở bảng mã UTF-8.", cause=error)


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        refuse("damaged", cause=error)


def _checked(text: str) -> str:
    """``text``, refused as no text at all when it holds the control characters that binary files hold."""
    head = text[:100_000]
    control = sum((character < " " and character not in _ALLOWED) or character == "\x7f" for character in head)
    if control > _MAX_CONTROL_SHARE * len(head) + 1:
        refuse("wrong_type")
    return text
