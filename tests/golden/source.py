"""The annotated sources of the sample plans: every printed line, tagged by hand with what it is.

A source (``sources/*.plan``) holds one tagged line per paragraph, then ``=====`` and, in TOML, what a clerk reads out
of the plan. A tag is ``@part`` (letterhead, bases, closing, recipients, signature) or the path of a clause. ``~``
stands between a printed label and its text; ``|`` is a page end that cuts the sentence in two in the .txt.
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SOURCES = HERE / "sources"
PLANS = HERE / "plans"

HEADER_KEYS = ("kind", "number", "place", "date", "issuer", "subject", "term")
WAVE_KEYS = ("ordinal", "path", "start", "end", "start_event", "end_event")


@dataclass(frozen=True)
class Line:
    tag: str
    label: str
    text: str  # as printed, marks and page ends included

    @property
    def is_clause(self) -> bool:
        return not self.tag.startswith("@")

    @property
    def clean(self) -> str:
        """What a clerk copies out: no Markdown marks, no page end, one space between words."""
        return re.sub(r"\s+", " ", re.sub(r"\*+", "", self.text).replace("|", " ")).strip()

    @property
    def printed(self) -> str:
        text = self.text.replace("|", "\n\n")
        return f"{self.label} {text}" if self.label else text


@dataclass(frozen=True)
class Source:
    name: str
    unseen: bool
    lines: tuple[Line, ...]
    said: dict[str, Any]  # the TOML part

    @property
    def folder(self) -> Path:
        return PLANS / "unseen" if self.unseen else PLANS

    @property
    def text_path(self) -> Path:
        return self.folder / f"{self.name}.{self.said.get('suffix', 'txt')}"

    @property
    def gold_path(self) -> Path:
        return self.folder / f"{self.name}.json"

    def all(self, part: str) -> list[Line]:
        return [line for line in self.lines if line.tag == f"@{part}"]

    def first(self, part: str) -> str:
        return next((line.clean for line in self.all(part)), "")

    @property
    def clauses(self) -> list[Line]:
        return [line for line in self.lines if line.is_clause]


def load_sources() -> list[Source]:
    """Every source, seen ones first, by name."""
    paths = sorted(SOURCES.glob("*.plan")) + sorted((SOURCES / "unseen").glob("*.plan"))
    return [_load(path) for path in paths]


def _load(path: Path) -> Source:
    printed, _, toml = path.read_text(encoding="utf-8").partition("\n=====\n")
    lines = tuple(_line(row) for row in printed.splitlines() if row)
    return Source(path.stem, path.parent.name == "unseen", lines, tomllib.loads(toml))


def _line(row: str) -> Line:
    tag, _, rest = row.partition(": ")
    if tag.startswith("@"):
        return Line(tag, "", rest)
    label, _, text = rest.partition("~")
    return Line(tag, label, text)


def gold(source: Source) -> dict[str, Any]:
    """The gold file: what the TOML says, in the shape of the contract, with the mechanical lists taken from the tags."""
    said = source.said
    by_path = {line.tag: line.clean for line in source.clauses}
    return {
        "header": {key: said["header"].get(key) for key in HEADER_KEYS},
        "bases": [{"kind": kind, "number": number, "date": day} for kind, number, day in said.get("bases", [])],
        "citations": said.get("citations", []),
        "waves": [_wave(wave) for wave in said.get("waves", [])],
        "themes": said.get("themes", "").split(),
        "channels": [{"path": path, "kinds": kinds.split()} for path, kinds in said.get("channels", {}).items()],
        "assignments": [
            {"path": path, "units": units, "duties": duties} for path, duties, *units in said.get("assignments", [])
        ],
        "reporting": [
            {"when": when, "to": to or None, "via": via or None} for when, to, via in said.get("reporting", [])
        ],
        "slogans": [by_path[path] for path in said.get("slogans", "").split()],
        "recipients": [_recipient(line.clean) for line in source.all("recipient")],
        "signature": {
            "authority": " ".join(line.clean for line in source.all("authority")) or None,
            "title": " ".join(line.clean for line in source.all("title")) or None,
            "name": source.first("name") or None,
        },
        "warnings": [{"code": code, "path": path} for code, path in said.get("warnings", [])],
        "clauses": [{"path": line.tag, "starts": line.clean[:60], "ends": line.clean[-30:]} for line in source.clauses],
    }


def _wave(wave: dict[str, Any]) -> dict[str, Any]:
    windows = [dict(zip(("path", "relation", "event"), row, strict=True)) for row in wave.get("windows", [])]
    return {key: wave.get(key) for key in WAVE_KEYS} | {"windows": windows}


def _recipient(printed: str) -> str:
    text = printed.removeprefix("-").strip()
    return text if text.startswith("Lưu") else text.rstrip(";,.")
