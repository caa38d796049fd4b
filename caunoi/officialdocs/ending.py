"""What stands under a paper: the list of recipients and the signature."""

import re
from collections.abc import Iterable, Sequence

from caunoi.officialdocs.model import Paragraph, Signature, Zone
from caunoi.officialdocs.parts import is_authority, is_recipients_title
from caunoi.officialdocs.spelling import fold, is_upper
from caunoi.officialdocs.vocabulary import patterns, words

_BULLET = re.compile(r"^[-–—+*•●▪]\s*")
_TITLE_HEAD = re.compile(r"^\W*[Nn][Ơơ][Ii]\s+[Nn][Hh][Ậậ][Nn]\s*:?\W*")
_NAME = re.compile(r"^[A-ZĐÀ-Ỹ]\w*(?:\s+[A-ZĐÀ-Ỹ]\w*){1,5}$")


def read_recipients(ending: Sequence[Paragraph]) -> tuple[str, ...]:
    """The lines under "Nơi nhận", without bullets and end marks; the filing line stays as printed."""
    lines: list[str] = []
    bulleted = False
    for paragraph in _recipient_lines(ending):
        text = _TITLE_HEAD.sub("", paragraph.text) if is_recipients_title(paragraph.text) else paragraph.text
        for piece in _pieces(text):
            marked = bool(paragraph.label) or _BULLET.match(piece) is not None
            line = _BULLET.sub("", piece).strip()
            if bulleted and not marked and lines and not _is_filing(line):
                lines[-1] = f"{lines[-1]} {line}"
            elif line:
                lines.append(line)
            bulleted = bulleted or marked
    return tuple(line if _is_filing(line) else line.rstrip(" ;.,") for line in lines)


def read_signature(ending: Sequence[Paragraph]) -> Signature:
    """On whose authority, with what title, and who signs; stamps and "(Đã ký)" are passed over."""
    lines = [text for paragraph in _signature_lines(ending) for text in _split_capitals(paragraph.text)]
    lines = [line for line in lines if not patterns("signature", "noise").match(fold(line))]
    authority: list[str] = []
    titles: list[str] = []
    name = None
    for line in lines:
        if is_authority(line):
            authority.append(line)
        elif _is_title(line):
            titles.append(line)
        elif authority and not titles and is_upper(line):
            authority[-1] = f"{authority[-1]} {line}"
        elif _is_name(line) and (authority or titles):
            name = line
            break
    return Signature(" ".join(authority) or None, " ".join(titles) or None, name)


def _recipient_lines(ending: Sequence[Paragraph]) -> list[Paragraph]:
    start = next((i for i, one in enumerate(ending) if is_recipients_title(one.text)), None)
    if start is None:
        return []
    column = ending[start].column if ending[start].zone is Zone.SIGNATURE else None
    found = [ending[start]]
    for paragraph in ending[start + 1 :]:
        if is_authority(paragraph.text) or (column is None and _is_title(paragraph.text)):
            if column is None:
                break
            continue
        if column is None or (paragraph.zone is Zone.SIGNATURE and paragraph.column == column):
            found.append(paragraph)
            if _is_filing(_BULLET.sub("", paragraph.text)) and column is None:
                break
    return found


def _signature_lines(ending: Sequence[Paragraph]) -> list[Paragraph]:
    recipients = _recipient_lines(ending)
    return [paragraph for paragraph in ending if not any(paragraph is other for other in recipients)]


def _pieces(text: str) -> Iterable[str]:
    """A list typed on one line ("- A; - B; - Lưu: VT.") falls into its lines."""
    return re.split(r"(?<=[;.])\s+(?=[-–—+]\s*\w)", text)


def _is_filing(text: str) -> bool:
    return re.match(r"^lưu\b", fold(text)) is not None


def _is_title(line: str) -> bool:
    """Capitals that name an office, perhaps with the body it belongs to ("PHÓ CHỦ TỊCH THƯỜNG TRỰC")."""
    folded = fold(line)
    known = any(folded == word or folded.startswith(word + " ") for word in words("signature", "titles"))
    return known and is_upper(line) and len(line) < 80


def _is_name(line: str) -> bool:
    prefix = "|".join(words("signature", "name_prefixes"))
    bare = re.sub(rf"^(?:(?:{prefix})[\s,.]+)+", "", line, flags=re.IGNORECASE).strip()
    return _NAME.match(bare) is not None


def _split_capitals(text: str) -> list[str]:
    """A signature block that a reader ran into one line: each authority, the title and the name on its own."""
    parts = re.split(r"\s+(?=(?:KT|TL|TUQ|TM)\s?\.\s?[A-ZĐ])", text)
    return [piece for part in parts for piece in _split_title(part)]


def _split_title(text: str) -> list[str]:
    if not is_authority(text):
        return [text]
    titles = sorted((word.upper() for word in words("signature", "titles")), key=len, reverse=True)
    body = re.sub(r"^(?:[TMKLUQ]+\s?\.|[TK]\s?/\s?[MTL]\s?[.:]?)\s?", "", text)
    for title in titles:
        if body.endswith(" " + title) and not is_authority(body):
            return [text[: -len(title)].strip(), title]
    return [text]
