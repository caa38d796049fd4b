"""Congresses and elections named in a text, each spelled one way throughout a plan."""

import re
from collections import Counter
from functools import cached_property

from caunoi.officialdocs.spelling import fold
from caunoi.officialdocs.vocabulary import patterns, phrases

_NTH = re.compile(r"\s+lần\s+thứ\s+(?P<nth>[ivxl]+|\w+)(?!\w)")
_DELEGATES = re.compile(r"^(đại hội)\s+đại biểu\s+")
_NAMED = re.compile(r"(?<!\w)(?:[IVXL]{1,6}|lần thứ|thứ \w+|\d+)(?!\w)")


class Events:
    """The events of one plan. An event has the spelling the plan itself gives it most plainly."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _folded(self) -> str:
        return fold(self._text, squeeze=False)

    def find(self, text: str) -> str | None:
        """The first event that a text names, or ``None``. A bare "đại hội" names none."""
        folded = fold(text, squeeze=False)
        for match in phrases("events", "heads").finditer(folded):
            stop = patterns("events", "stops").search(folded, match.end())
            end = stop.start() if stop else len(folded)
            tail = re.match(r"\s*,?\s*lần\s+thứ\s+\w+", folded[end:]) if stop else None
            name = text[match.start() : end + (tail.end() if tail else 0)].strip(" -–")
            if fold(name) != "đại hội" and not fold(name).startswith("đại hội đảng viên"):
                return self.spelled(name)
        return None

    def spelled(self, name: str) -> str:
        """One spelling for one event: "Đại hội X lần thứ XIII" as "Đại hội XIII X" where the plan prints that too."""
        short = self._as_short(" ".join(name.split()))
        return self._usual_case(short)

    def same(self, name: str, known: str) -> bool:
        """Whether ``name`` is ``known`` cut short ("Đại hội XIII Công đoàn tỉnh" for "… tỉnh Lai Châu")."""
        short, full = fold(name), fold(known)
        return full == short or full.startswith(short + " ") or short.startswith(full + " ")

    def _as_short(self, name: str) -> str:
        match = _NTH.search(fold(name))
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
        forms = [form for form in found if not form.isupper()]
        if not forms:
            return name
        if _NAMED.search(name):
            return max(forms, key=lambda form: (form[0].isupper(), found[form]))
        return min(forms, key=lambda form: sum(letter.isupper() for letter in form))
