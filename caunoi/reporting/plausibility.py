"""What looks doubtful in a report before it is sent, each said in a sentence with what to do about it.

A doubt stops nobody: the unit explains the figure or confirms it. What cannot be is refused by ``submit_filing``.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from caunoi.core.formatting import format_number
from caunoi.reporting.enums import Aggregation
from caunoi.reporting.form_lines import FormLine
from caunoi.reporting.indicators import catalogue

WORTH_ASKING = 10  # smaller figures jump by themselves
MOST_OFTEN = 100  # times in a wave that one person may have listened, where nobody says at how many sessions
MONEY, SMALLEST_SUM = "đồng", 1000

Values = Mapping[str, int | None]


@dataclass(frozen=True)
class Doubt:
    """At the line ``code``, called ``name``. ``fact``: what is doubtful, for everybody; ``advice``: what its unit can do about
    it. ``needs_words``: it must be explained, a tick is not enough."""

    code: str
    name: str
    fact: str
    advice: str
    needs_words: bool = False

    @property
    def mark(self) -> str:
        """By which a tick says what it confirms: the same line and the same fact have the same mark."""
        return hashlib.sha256(f"{self.code} {self.fact}".encode()).hexdigest()[:12]


def comparable(lines: Sequence[FormLine]) -> list[FormLine]:
    """Of a report that is still to be sent: the lines that are written as numbers, and the shares of two such. A set comes from
    the registers alone and is packed."""
    written = {line.code for line in lines if line.is_typed and line.rule != Aggregation.DISTINCT}
    return [
        line
        for line in lines
        if line.code in written or (not line.is_typed and {line.numerator, line.denominator} <= written)
    ]


def doubts_of(lines: Sequence[FormLine], values: Values, former: Values, *, times: int) -> list[Doubt]:
    """``values`` as they would be sent, ``former`` of the unit's report on the wave before; both by code of the line.

    A figure is doubtful when it is ``times`` as large as before or as small; and a part when it is more than its whole. What is
    counted in the same measure is a part. Listeners may well be more than members: there the whole is all members at each
    of the sessions (``Indicator.occasions``), as far as the report states them. Without a wave before,
    what rests on nothing (shares of no posts) and sums of money that were meant in thousands or millions are asked about.
    """
    by_code = {line.code: line for line in lines}
    found = [_of_one(line, values, former.get(line.code), times) for line in lines if line.is_typed]
    found += [_on_nothing(line, by_code, values) for line in lines if line.is_typed]
    for share in (line for line in lines if not line.is_typed):
        some, every = by_code[share.numerator], by_code[share.denominator]
        one = catalogue().indicators.get(share.code)
        found.append(_part(some, every, values))
        if one and one.occasions:
            found.append(_more_than_at_all(some, every, by_code.get(one.occasions), values))
    return [doubt for doubt in found if doubt]


def _of_one(line: FormLine, values: Values, former: int | None, times: int) -> Doubt | None:
    value = values.get(line.code)
    return _jump(line, value, former, times) or _small_change(line, value)


def _small_change(line: FormLine, value: int | None) -> Doubt | None:
    """Nobody reports a sum below the smallest coin still in use: it is one in thousands or in millions."""
    if line.measure != MONEY or not value or value >= SMALLEST_SUM:
        return None
    fact = _("%(value)s đồng: the figure counts đồng, not thousands or millions of them.")
    advice = _("Is there a slip? Mend it, explain it or confirm it.")
    return Doubt(line.code, line.name, fact % {"value": format_number(value)}, advice)


def _on_nothing(line: FormLine, by_code: Mapping[str, FormLine], values: Values) -> Doubt | None:
    one, value = catalogue().indicators.get(line.code), values.get(line.code)
    ground = by_code.get(one.rests_on) if one else None
    if not value or ground is None or values.get(ground.code) != 0:
        return None
    fact = _("%(value)s %(measure)s, while “%(ground)s” is 0.")
    named = {"value": format_number(value), "measure": line.measure, "ground": ground.name}
    return Doubt(line.code, line.name, fact % named, _("Is there a slip? Mend it, explain it or confirm it."))


def _jump(line: FormLine, value: int | None, former: int | None, times: int) -> Doubt | None:
    if value is None or not former or max(value, former) < WORTH_ASKING:
        return None
    named = {"value": format_number(value), "former": format_number(former), "measure": line.measure}
    if value >= times * former:
        fact = _("%(value)s %(measure)s, against %(former)s in the wave before.")
        return Doubt(line.code, line.name, fact % named, _("Is there a slip? Mend it, explain it or confirm it."))
    if value * times <= former:
        fact = _("Only %(value)s %(measure)s, against %(former)s in the wave before.")
        return Doubt(line.code, line.name, fact % named, _("Is something missing? Mend it, explain it or confirm it."))
    return None


def _more_than_at_all(part: FormLine, whole: FormLine, occasions: FormLine | None, values: Values) -> Doubt | None:
    some, every = values.get(part.code), values.get(whole.code)
    often = values.get(occasions.code) if occasions else None
    if some is None or every is None or often == 0 or some <= every * (often or MOST_OFTEN):
        return None  # at no occasion at all: ``_on_nothing``
    if occasions and often:
        fact = _("%(some)s %(measure)s: more than if all %(every)s %(of)s had been at each of %(often)s %(times)s.")
    else:
        fact = _("%(some)s %(measure)s for %(every)s %(of)s: more than %(often)s times each.")
    named = {"some": format_number(some), "every": format_number(every), "often": format_number(often or MOST_OFTEN)}
    named |= {"measure": part.measure, "of": whole.measure, "times": occasions.measure if occasions else ""}
    return Doubt(part.code, part.name, fact % named, _("Is there a slip? Mend it, explain it or confirm it."))


def _part(part: FormLine, whole: FormLine, values: Values) -> Doubt | None:
    some, every = values.get(part.code), values.get(whole.code)
    if part.measure != whole.measure or some is None or every is None or some <= every:
        return None
    fact = _("%(some)s is more than the %(every)s of “%(whole)s”, of which it is a part.")
    named = {"some": format_number(some), "every": format_number(every), "whole": whole.name}
    return Doubt(part.code, part.name, fact % named, _("Mend one of the two, or explain it."), needs_words=True)
