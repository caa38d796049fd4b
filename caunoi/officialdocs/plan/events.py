"""Congresses and elections named in a text, each spelled one way throughout a plan."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from itertools import islice

from caunoi.officialdocs.dates import find_period, find_points
from caunoi.officialdocs.spelling import fold
from caunoi.officialdocs.vocabulary import patterns, phrases

_NTHLY = re.compile(r"\s+lần\s+thứ\s+(?P<nth>[ivxl]+|\w+)(?!\w)")
_NTH = re.compile(r"^(đại hội)\s+(?P<nth>[ivxl]+)(?!\w)")
_DELEGATES = re.compile(r"^(đại hội)\s+đại biểu\s+")
_NAMED = re.compile(r"(?<!\w)(?:[IVXL]{1,6}|lần thứ|thứ \w+|\d+)(?!\w)")
_OF_ONE_BODY = re.compile(r"(?<!cấp )(?<!các )(?:tỉnh|huyện|thành phố|xã|phường|quận|thị xã|việt nam|công ty)$")
_MOST_MENTIONS = 2000  # far more than any plan has
_HELD = re.compile(
    r"^[^.;:]{0,120}?(?:tổ chức|diễn ra|khai mạc|chủ nhật,?|là|vào|bầu cử,?\s*\(?)\s*(?:vào\s+)?(?:ngày\s+)?$"
)


class Events:
    """The events of one plan. An event has the spelling the plan itself gives it most plainly.

    ``title`` holds the subject and the preamble: where an event is named in full.
    """

    def __init__(self, text: str, title: Iterable[str] = ()) -> None:
        self._text = text
        self._in_full = [name for line in title for name in _names(line)]

    @cached_property
    def _folded(self) -> str:
        return fold(self._text, squeeze=False)

    def find(self, text: str) -> str | None:
        """The first event that a text names, or ``None``. A bare "đại hội" names none."""
        name = next(_names(text), None)
        return self.spelled(name) if name else None

    def spelled(self, name: str) -> str:
        """One spelling for one event: "Đại hội X lần thứ XIII" as "Đại hội XIII X" where the plan prints that too."""
        full = self._completed(" ".join(name.split()))
        return self._usual_case(self._as_short(full))

    def same(self, name: str, known: str) -> bool:
        """Whether ``name`` is ``known``, or one of them cut short ("Đại hội XIII Công đoàn tỉnh")."""
        (nth, body), (known_nth, known_body) = _key(name), _key(known)
        if nth != known_nth:
            return False
        return (body + " ").startswith(known_body + " ") or (known_body + " ").startswith(body + " ")

    def held_on(self, name: str) -> date | None:
        """The day the plan gives for an event, when it gives just one."""
        days = {day for spot in self._mentions(name) if (day := _day_after(self._text[spot : spot + 240]))}
        return days.pop() if len(days) == 1 else None

    def _mentions(self, name: str) -> Iterator[int]:
        """Where the event is named: an election by its words, a congress by its name in any form."""
        election = "bầu cử" in fold(name)
        for spot, found in self._all_mentions:
            if (election and "bầu cử" in fold(found)) or self.same(found, name):
                yield spot

    @cached_property
    def _all_mentions(self) -> list[tuple[int, str]]:
        spots = islice(phrases("events", "heads").finditer(self._folded), _MOST_MENTIONS)
        named = ((spot.start(), next(_names(self._text[spot.start() : spot.start() + 240]), None)) for spot in spots)
        return [(start, name) for start, name in named if name]

    def _completed(self, name: str) -> str:
        """The name as the title gives it in full, when exactly one of its events goes on from this one."""
        nth, body = _key(name)
        if not nth and not _OF_ONE_BODY.search(body):
            return name
        keys = {full: _key(full) for full in self._in_full}
        fuller = {
            full for full, key in keys.items() if key[0] and nth in ("", key[0]) and f"{key[1]} ".startswith(f"{body} ")
        }
        return fuller.pop() if len(fuller) == 1 else name

    def _as_short(self, name: str) -> str:
        match = _NTHLY.search(fold(name))
        if not match:
            return name
        nth = name[match.start("nth") : match.end("nth")]
        rest = name[: match.start()] + name[match.end() :]
        for form in (rest, _DELEGATES.sub(r"\1 ", fold(rest))):
            short = re.sub(r"^(đại hội)\s+", rf"\1 {nth.lower()} ", fold(form))
            at = self._folded.find(short)
            if at >= 0:
                return self._text[at : at + len(short)]
        return name

    def _usual_case(self, name: str) -> str:
        """The commonest spelling of a named event; of a class of events, the one with the fewest capitals."""
        spots = re.finditer(re.escape(fold(name)), self._folded)
        found = Counter(self._text[spot.start() : spot.end()] for spot in spots)
        forms = [form for form in found if not form.isupper()] or [name]
        if _NAMED.search(name):
            return max(forms, key=lambda form: (form[0].isupper(), found[form]))
        return min(forms, key=lambda form: sum(letter.isupper() for letter in form))


def _names(text: str) -> Iterator[str]:
    """Every event that a text names, as printed."""
    folded = fold(text, squeeze=False)
    for match in phrases("events", "heads").finditer(folded):
        stop = patterns("events", "stops").search(folded, match.end())
        end = stop.start() if stop else len(folded)
        tail = re.match(r"\s*,?\s*lần\s+thứ\s+\w+", folded[end:]) if stop else None
        name = text[match.start() : end + (tail.end() if tail else 0)].strip(" -–")
        if fold(name) != "đại hội" and not patterns("events", "no_events").match(fold(name)):
            yield name


def _key(name: str) -> tuple[str, str]:
    """The number of an event and the body whose event it is."""
    folded = _DELEGATES.sub(r"\1 ", fold(name))
    nthly = _NTHLY.search(folded)
    if nthly:
        folded = _DELEGATES.sub(r"\1 ", folded[: nthly.start()] + folded[nthly.end() :])
        return nthly["nth"], folded.removeprefix("đại hội").strip(" ,")
    nth = _NTH.match(folded)
    body = folded[nth.end() :] if nth else folded.removeprefix("đại hội")
    return nth["nth"] if nth else "", body.strip(" ,")


def _day_after(text: str) -> date | None:
    """The day printed right after the name of an event in the same sentence."""
    sentence = re.split(r"[\n;]", text, maxsplit=1)[0]
    point = next((point for point in find_points(sentence) if point.day is not None), None)
    if point is None:
        return None
    before = sentence[: point.span[0]] + ("ngày " if sentence[point.span[0]] in "nN" else "")
    return find_period(sentence[point.span[0] :]).start if _HELD.match(fold(before, squeeze=False)) else None
