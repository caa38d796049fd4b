"""The peer of ``plan_quality``: reading a plan as a first script would, one regular expression a line, no tree.

It is written in good faith: it knows the usual labels, the usual headings and the usual dates, and nothing of page ends,
Unicode forms, old encodings or meaning.
"""

import re
from pathlib import Path
from typing import Any

_LABEL = re.compile(r"^([IVX]+\.|\d+(?:\.\d+)*\.|[a-zđ]\)|\(\d+\)|[-+*]) (.+)$")
_NUMBER = re.compile(r"\d+[-/](?:\d{4}/)?[A-ZĐ][\w-]*(?:/[A-ZĐ][\w-]*)?")
_KINDS = "Chỉ thị|Kế hoạch|Hướng dẫn|Nghị quyết|Quyết định|Thông tri|Công văn|Luật"
_BASE = re.compile(rf"({_KINDS}) số (\d+[-/][\w/-]+),? ngày (\d{{1,2}})/(\d{{1,2}})/(\d{{4}})")
_DATE = re.compile(r"^([\w ]+), ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})$")
_RANGE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_WAVE = re.compile(r"Đợt (\d+)")
_CHANNELS = {
    "press": "báo",
    "broadcast": "truyền hình",
    "portal": "thông tin điện tử",
    "social": "Zalo",
    "loudspeaker": "loa",
    "visual": "băng rôn",
}


def read_plan_naively(path: Path) -> dict[str, Any]:
    """The reading in the shape of the contract."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    clauses = _clauses(lines)
    return {
        "header": _header(lines),
        "bases": [
            {"kind": kind, "number": number, "date": _iso(day, month, year)}
            for line in lines
            if line.startswith(("Căn cứ", "Thực hiện"))
            for kind, number, day, month, year in _BASE.findall(line)
        ],
        "citations": list(dict.fromkeys(found for line in lines for found in _NUMBER.findall(line)))[1:],
        "clauses": clauses,
        "waves": [_wave(clause) for clause in clauses if _WAVE.match(clause["text"])],
        "themes": _below(clauses, "NỘI DUNG"),
        "channels": _channels(clauses),
        "assignments": _assignments(clauses),
        "reporting": [],
        "slogans": [],
        "recipients": _recipients(lines),
        "signature": _signature(lines),
        "warnings": [],
    }


def _iso(day: str, month: str, year: str) -> str:
    return f"{year}-{int(month):02d}-{int(day):02d}"


def _header(lines: list[str]) -> dict[str, Any]:
    header: dict[str, Any] = {}
    for index, line in enumerate(lines):
        if line.startswith("Số:") and "number" not in header:
            header["number"] = line.removeprefix("Số:").strip()
        if (match := _DATE.match(line)) and "date" not in header:
            header["place"], header["date"] = match[1], _iso(match[2], match[3], match[4])
        if line == "KẾ HOẠCH":
            header["kind"], header["subject"] = line, lines[index + 1]
            if match := re.search(r"nhiệm kỳ (\d{4}) - (\d{4})", lines[index + 1]):
                header["term"] = [int(match[1]), int(match[2])]
    header["issuer"] = next((line for line in lines[1:3] if line.isupper()), None)
    return header


def _clauses(lines: list[str]) -> list[dict[str, str]]:
    found, section, item, bullets = [], "", "", 0
    for line in lines:
        match = _LABEL.match(line)
        if not match:
            continue
        label, text = match[1].rstrip(".)"), match[2]
        if label[0] in "IVX":
            section, item, path = label, "", label
        elif label in "-+*":
            bullets += 1
            path = "/".join(part for part in (section, item, f"{label}{bullets}") if part)
        else:
            item, path = label, f"{section}/{label}"
        if label not in "-+*":
            bullets = 0
        found.append({"path": path, "text": text})
    return found


def _wave(clause: dict[str, str]) -> dict[str, Any]:
    match = _WAVE.match(clause["text"])
    dates = [_iso(*found) for found in _RANGE.findall(clause["text"])]
    return {
        "ordinal": int(match[1]) if match else 0,
        "path": clause["path"],
        "start": dates[0] if len(dates) > 1 else None,
        "end": dates[-1] if dates else None,
    }


def _below(clauses: list[dict[str, str]], heading: str) -> list[str]:
    sections = [c["path"] for c in clauses if "/" not in c["path"] and heading in c["text"].upper()]
    return [c["path"] for c in clauses for section in sections[:1] if c["path"].startswith(f"{section}/")]


def _channels(clauses: list[dict[str, str]]) -> list[dict[str, Any]]:
    texts = {clause["path"]: clause["text"] for clause in clauses}
    rows = [
        {"path": path, "kinds": [kind for kind, word in _CHANNELS.items() if word in texts[path]]}
        for path in _below(clauses, "HÌNH THỨC")
    ]
    return [row for row in rows if row["kinds"]]


def _assignments(clauses: list[dict[str, str]]) -> list[dict[str, Any]]:
    paths = _below(clauses, "TỔ CHỨC THỰC HIỆN")
    texts = {clause["path"]: clause["text"] for clause in clauses}
    return [
        {"path": path, "units": texts[path].split("; "), "duties": sum(p.startswith(f"{path}/") for p in paths) or 1}
        for path in paths
        if path.count("/") == 1
    ]


def _recipients(lines: list[str]) -> list[str]:
    start = lines.index("Nơi nhận:") + 1 if "Nơi nhận:" in lines else len(lines)
    return [line[2:].rstrip(";") for line in lines[start:] if line.startswith("- ")]


def _signature(lines: list[str]) -> dict[str, str | None]:
    for index, line in enumerate(lines):
        if line.startswith("TM.") and index + 2 < len(lines):
            return {"authority": line, "title": lines[index + 1], "name": lines[index + 2]}
    return {"authority": None, "title": None, "name": None}
