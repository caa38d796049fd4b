"""Figures in words and numbers as papers print them: 1.234 and 76,6%. The words stand in ``data/report_phrases.toml``."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from caunoi.core.formatting import tenths_of
from caunoi.officialdocs.report import Span
from caunoi.officialdocs.spelling import fold
from caunoi.reporting.form_lines import FormLine


@dataclass(frozen=True)
class Theme:
    code: str
    title: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Phrases:
    """``leads`` by group; ``phrases`` and ``facts`` by code of the line; the last theme takes what fits no other."""

    leads: dict[str, str]
    phrases: dict[str, str]
    facts: dict[str, str]
    themes: tuple[Theme, ...]

    def lead_of(self, group: str) -> str:
        return self.leads.get(group, self.leads["default"])

    def theme_of(self, text: str) -> str:
        folded = fold(text)
        fitting = (theme.code for theme in self.themes if any(_has(folded, word) for word in theme.words))
        return next(fitting, "")

    def theme_title(self, code: str) -> str:
        return next((theme.title for theme in self.themes if theme.code == code), self.themes[-1].title)


def _has(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


@cache
def phrases() -> Phrases:
    raw = tomllib.loads((files("caunoi.reporting") / "data" / "report_phrases.toml").read_text(encoding="utf-8"))
    themes = tuple(Theme(row["code"], row["title"], tuple(map(fold, row["words"]))) for row in raw["themes"])
    return Phrases(raw["leads"], raw["phrases"], raw["facts"], themes)


def number(value: int | None) -> str:
    """1.234.567; a dash where nobody states it."""
    return "–" if value is None else f"{value:,}".replace(",", ".")


def percent(part: int, whole: int) -> str:
    """76,6%: one decimal, none where it is whole. Never 100% while something is missing, never 0% where something is there."""
    ones, rest = divmod(tenths_of(part, whole), 10)
    return f"{number(ones)},{rest}%" if rest else f"{number(ones)}%"


def lowered(text: str) -> str:
    """With a small letter at its head, unless it begins with an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def short_name(line: FormLine) -> str:
    """The name of a line without "Số": what stands at the head of a column."""
    name = line.name.removeprefix("Số ")
    return name[:1].upper() + name[1:]


_SHORT = (("Công đoàn cơ sở ", "CĐCS "), ("Liên đoàn Lao động ", "LĐLĐ "))


def short_unit(name: str) -> str:
    """As tables name a unit: "CĐCS Công ty …"."""
    return next((short + name.removeprefix(long) for long, short in _SHORT if name.startswith(long)), name)


def filled(template: str, spans: dict[str, Span]) -> list[Span]:
    """The template with spans in the place of {n}, {a}, {b}."""
    pieces = re.split(r"\{(\w)\}", template)
    return [spans[piece] if place % 2 else Span(piece) for place, piece in enumerate(pieces) if piece]
