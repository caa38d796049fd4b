"""Compares what a reader says of a plan with the gold: hits, items said and items expected, part by part.

Text is compared in NFC without regard to case (TCVN3 files have no toned capitals), to bold marks or to the width of
spaces. Warnings are scored for recall only: a reader may see more than the clerk wrote down.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any

Reading = dict[str, Any]


@dataclass(frozen=True)
class Score:
    hits: int
    said: int
    expected: int

    @property
    def precision(self) -> float:
        return self.hits / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        return self.hits / self.expected if self.expected else 1.0

    @property
    def perfect(self) -> bool:
        return self.hits == self.said == self.expected

    def __add__(self, other: "Score") -> "Score":
        return Score(self.hits + other.hits, self.said + other.said, self.expected + other.expected)


def score(reading: Reading, gold: Reading) -> dict[str, Score]:
    """Every part's score; ``gold`` has the keys of CONTRACT.md, clauses as path, first and last letters."""
    return {part: _count(found, wanted) for part, (found, wanted) in _compared(reading, gold).items()}


def differences(reading: Reading, gold: Reading) -> list[str]:
    """One line for each item missed (``-``) or wrongly said (``+``)."""
    lines = []
    for part, (found, wanted) in _compared(reading, gold).items():
        lines += [f"- {part}: {item}" for item in (wanted - found).elements()]
        lines += [f"+ {part}: {item}" for item in (found - wanted).elements()]
    return lines


_Items = Counter[Hashable]
_Compared = tuple[_Items, _Items]


def _compared(reading: Reading, gold: Reading) -> dict[str, _Compared]:
    parts: dict[str, _Compared] = {}
    for part, items in _PARTS.items():
        parts[part] = (Counter(items(reading)), Counter(items(gold)))
    parts["clauses"] = (Counter(_clauses_said(reading, gold)), Counter(_clauses_expected(gold)))
    parts["warnings"] = _warnings(reading, gold)
    return parts


def _count(found: _Items, wanted: _Items) -> Score:
    return Score((found & wanted).total(), found.total(), wanted.total())


def plain(value: Any) -> Any:
    """The form in which two values are compared."""
    if not isinstance(value, str):
        return tuple(value) if isinstance(value, list | tuple) else value
    text = unicodedata.normalize("NFC", value).replace("*", "").casefold()
    return re.sub(r"\s+", " ", text).strip()


def event_key(event: str | None) -> str | None:
    """One name for one event: "Đại hội XIII Công đoàn tỉnh" is "Đại hội đại biểu Công đoàn tỉnh lần thứ XIII"."""
    if event is None:
        return None
    text = re.sub(r"lần thứ|đại biểu|,? *nhiệm kỳ \d{4} *- *\d{4}", " ", plain(event))
    return " ".join(sorted(text.replace(",", " ").split()))


def _header(reading: Reading) -> Iterable[Hashable]:
    return ((key, plain(value)) for key, value in reading["header"].items() if value is not None)


def _bases(reading: Reading) -> Iterable[Hashable]:
    return ((plain(base["kind"]), plain(base["number"]), base["date"]) for base in reading["bases"])


def _waves(reading: Reading) -> Iterable[Hashable]:
    for wave in reading["waves"]:
        yield wave["ordinal"], "path", wave["path"]
        for key in ("start", "end"):
            if wave.get(key):
                yield wave["ordinal"], key, wave[key]
        for key in ("start_event", "end_event"):
            if wave.get(key):
                yield wave["ordinal"], key, event_key(wave[key])
        for window in wave.get("windows", []):
            yield wave["ordinal"], window["path"], window["relation"], event_key(window["event"])


def _channels(reading: Reading) -> Iterable[Hashable]:
    return ((channel["path"], kind) for channel in reading["channels"] for kind in channel["kinds"])


def _assignments(reading: Reading) -> Iterable[Hashable]:
    for assignment in reading["assignments"]:
        yield assignment["path"], "duties", assignment["duties"]
        for unit in assignment["units"]:
            yield assignment["path"], "unit", plain(unit)


def _reporting(reading: Reading) -> Iterable[Hashable]:
    return (tuple(plain(duty[key]) for key in ("when", "to", "via")) for duty in reading["reporting"])


def _signature(reading: Reading) -> Iterable[Hashable]:
    return ((key, plain(value)) for key, value in reading["signature"].items() if value is not None)


def _texts(part: str) -> Callable[[Reading], Iterable[Hashable]]:
    return lambda reading: (plain(text) for text in reading.get(part, []))


_PARTS: dict[str, Callable[[Reading], Iterable[Hashable]]] = {
    "header": _header,
    "bases": _bases,
    "citations": _texts("citations"),
    "waves": _waves,
    "themes": _texts("themes"),
    "channels": _channels,
    "assignments": _assignments,
    "reporting": _reporting,
    "slogans": _texts("slogans"),
    "recipients": _texts("recipients"),
    "signature": _signature,
}


def _clauses_expected(gold: Reading) -> Iterable[Hashable]:
    return ((clause["path"], plain(clause["starts"]), plain(clause["ends"])) for clause in gold["clauses"])


def _clauses_said(reading: Reading, gold: Reading) -> Iterable[Hashable]:
    """Each clause said, cut to the letters that the gold gives for its path."""
    lengths = {clause["path"]: (len(plain(clause["starts"])), len(plain(clause["ends"]))) for clause in gold["clauses"]}
    for clause in reading["clauses"]:
        text, (first, last) = plain(clause["text"]), lengths.get(clause["path"], (60, 30))
        yield clause["path"], text[:first], text[len(text) - min(last, len(text)) :]


def _warnings(reading: Reading, gold: Reading) -> _Compared:
    """Only the warnings that the gold asks for; ``a|b`` in the gold takes either code."""
    raised = {(warning["code"], warning["path"]) for warning in reading.get("warnings", [])}
    wanted = [(warning["code"], warning["path"]) for warning in gold.get("warnings", [])]
    found = [(codes, path) for codes, path in wanted if any((code, path) in raised for code in codes.split("|"))]
    return Counter(found), Counter(wanted)
