"""The figure of a register in parts: by theme, by kind of activity, by what the activities say of themselves."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from caunoi.campaigns.enums import ChannelKind
from caunoi.campaigns.models import Activity
from caunoi.campaigns.particulars import PARTICULARS, in_words
from caunoi.reporting.indicators import catalogue
from caunoi.reporting.queries.prefill import Behind


@dataclass(frozen=True)
class Breakdown:
    """``parts``: (what, value), the largest first; their values come to the whole: each activity counts in one part."""

    title: str
    parts: tuple[tuple[str, int], ...]


def breakdowns_of(code: str, rows: Sequence[Behind]) -> list[Breakdown]:
    """The figure ``code`` by each of its breakdowns; one that has a single part tells nothing and is left out. One query.

    ``rows`` as ``evidence_of`` gives them, which asks for the right to see them.
    """
    one = catalogue().indicators.get(code)
    values = {row.activity_id: row.value for row in rows if row.activity_id}
    if one is None or not one.breakdowns or len(values) < 2:
        return []
    activities = list(Activity.objects.filter(pk__in=values).select_related("theme"))
    found = []
    for by in one.breakdowns:
        parts: Counter[str] = Counter()
        for activity in activities:
            theme = str(activity.theme) if activity.theme else ""
            parts[part_in_words(by, theme, activity.kind, activity.particulars.get(by))] += values[activity.pk]
        if len(parts) > 1:
            found.append(Breakdown(title_of(by), largest_first(parts)))
    return found


def largest_first(parts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(parts.items(), key=lambda part: (-part[1], part[0])))


def title_of(by: str) -> str:
    own = {"theme": pgettext("breakdown", "By theme"), "kind": pgettext("breakdown", "By kind of activity")}
    return own.get(by) or str(PARTICULARS[by].label)


def part_in_words(by: str, theme: str, kind: str, particular: Any) -> str:
    """In which part of the breakdown ``by`` an activity counts: its theme, its kind, or what it says of itself."""
    if by == "theme":
        return theme or _("No theme named")
    if by == "kind":
        return str(dict(ChannelKind.choices)[kind])
    said = in_words(kind, {} if particular is None else {by: particular})
    return said[0][1] if said else pgettext("breakdown", "Not told")
