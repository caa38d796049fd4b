"""Who issues a paper: printed in the letterhead, or inferred from the number's suffix, the place and the text."""

import re
from collections import Counter
from collections.abc import Sequence

from caunoi.officialdocs.casing import written_out
from caunoi.officialdocs.model import Paragraph, Zone
from caunoi.officialdocs.spelling import fold, is_upper
from caunoi.officialdocs.vocabulary import load, patterns, words

_ANNOUNCES = re.compile(
    r"(?:^|[,;.]\s*)(?:(?:ban thường vụ|ban chấp hành|ban thường trực|đoàn chủ tịch|btv|bch)\s+)?"
    r"(?P<body>(?:tổng liên đoàn|liên đoàn|lđlđ|công đoàn|hội|đoàn|tỉnh đoàn|thành đoàn|huyện đoàn|ủy ban|ubnd|tiểu ban|tỉnh ủy"
    r"|huyện ủy|thành ủy|đảng ủy|đảng bộ|mặt trận|sở|ban)\s[^,;.:]{2,90}?)"
    r"\s+(?:ban hành|xây dựng|đề ra|tổ chức|triển khai)\s+(?:\w+\s+)?kế hoạch"
)
_LEVEL = r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)"


def printed_issuer(head: Sequence[Paragraph], texts: Sequence[str]) -> str | None:
    """The issuing body as the letterhead prints it, written as in running text; ``None`` without a letterhead."""
    lines = [paragraph for paragraph in head if _names_body(paragraph)]
    groups = _bodies(lines)
    if not groups:
        return None
    text = "\n".join(texts)
    issuer = written_out(groups[-1], text)
    if fold(groups[-1]) in {fold(organ) for organ in words("issuers", "organs")} and len(groups) > 1:
        return f"{issuer} {written_out(groups[-2], text)}"
    return issuer


def infer_issuer(suffix: str | None, place: str | None, texts: Sequence[str]) -> str | None:
    """The body behind ``KH-LĐLĐ``, with the level that the text most often gives it and the place of issue."""
    short = _short_form(suffix)
    if short is None:
        return _announcing_body(place, texts)
    entry = load("issuers")["short"][short]
    name = str(entry["name"])
    if not entry["level"]:
        return f"{name} {place}" if place and short in ("TU", "HU") else name
    level = _usual_level(short, name, texts)
    return f"{name} {level} {place}" if level and place else _announcing_body(place, texts)


def _announcing_body(place: str | None, texts: Sequence[str]) -> str | None:
    """The body that announces the plan: "Ban Thường vụ Công đoàn ngành X xây dựng kế hoạch như sau:"."""
    for text in texts:
        match = _ANNOUNCES.search(fold(text, squeeze=False))
        if match and fold(match["body"]) not in {fold(organ) for organ in words("issuers", "organs")}:
            name = _in_full(_spelled_out(text[slice(*match.span("body"))].strip()), texts)
            return f"{name} {place}" if place and re.search(rf"{_LEVEL}$", fold(name)) else name
    return None


def _in_full(name: str, texts: Sequence[str]) -> str:
    """With the proper name that most often follows it elsewhere ("Công đoàn Tổng công ty" + "Thép Suối Hoa")."""
    longer = re.compile(rf"{re.escape(name)}((?:\s+[A-ZĐÀ-Ỹ]\w*)+)")
    found = Counter(match[1] for text in texts for match in longer.finditer(text))
    return name + found.most_common(1)[0][0] if found and len(name.split()) > 2 else name


def _spelled_out(name: str) -> str:
    """A short form at the head of a name, written in full."""
    for short, entry in load("issuers")["short"].items():
        if name.startswith(f"{short} "):
            return f"{entry['name']}{name[len(short) :]}"
    return name


def _names_body(paragraph: Paragraph) -> bool:
    text = paragraph.text
    if paragraph.zone is Zone.LETTERHEAD and paragraph.column == 1:
        return False
    return is_upper(text) and not patterns("issuers", "mottos").search(fold(text))


def _bodies(lines: Sequence[Paragraph]) -> list[str]:
    """The lines joined into names: a new name begins with a word that begins one, or where the type turns bold."""
    groups: list[tuple[str, bool]] = []
    heads = tuple(fold(head) + " " for head in words("issuers", "heads"))
    for line in lines:
        text = line.text.strip(" *_-–")
        begins = (fold(text) + " ").startswith(heads)
        turned = bool(groups) and line.bold and not groups[-1][1]
        if not groups or turned or (begins and not (line.bold and groups[-1][1])):
            groups.append((text, line.bold))
        else:
            groups[-1] = (f"{groups[-1][0]} {text}", groups[-1][1])
    return [text for text, _bold in groups]


def _short_form(suffix: str | None) -> str | None:
    known = load("issuers")["short"]
    pieces = re.split(r"[-/]", suffix) if suffix else []
    for length in (2, 1):
        for start in range(len(pieces) - length, -1, -1):
            candidate = "-".join(pieces[start : start + length])
            if candidate in known:
                return candidate
    return None


def _usual_level(short: str, name: str, texts: Sequence[str]) -> str | None:
    named = re.compile(rf"(?:{re.escape(fold(short))}|{re.escape(fold(name))})\s+({_LEVEL})(?!\w)")
    found = Counter(match[1] for text in texts for match in named.finditer(fold(text)))
    return found.most_common(1)[0][0] if found else None
