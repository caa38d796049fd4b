"""What an activity says about itself beside its figures, by its kind: data, so that the form asks only what the kind needs.

Stored in ``Activity.particulars`` by code, checked on the way in (``clean_particulars``). What can be added up is a figure
(``figures.py``); what hangs outdoors and must come down again is a ``Display``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from caunoi.campaigns.enums import ChannelKind as Kind
from caunoi.core.text import nfc

LIMIT = 200  # characters of a text


class Shape(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    LANGUAGES = "languages"


@dataclass(frozen=True)
class Particular:
    """``measure`` is the unit of a number; ``choices`` pairs of value and words; ``required`` in the form."""

    label: Any
    shape: Shape
    kinds: frozenset[str]
    measure: Any = ""
    choices: tuple[tuple[str, Any], ...] = ()
    required: bool = False


def _of(*kinds: Kind) -> frozenset[str]:
    return frozenset(kinds)


PARTICULARS: dict[str, Particular] = {
    "outlet": Particular(
        gettext_lazy("Newspaper or station"), Shape.TEXT, _of(Kind.PRESS, Kind.BROADCAST), required=True
    ),
    "platform": Particular(
        gettext_lazy("Network"),
        Shape.CHOICE,
        _of(Kind.SOCIAL),
        choices=(
            ("facebook", "Facebook"),
            ("zalo", "Zalo"),
            ("tiktok", "TikTok"),
            ("youtube", "YouTube"),
            ("other", pgettext_lazy("network", "Another network")),
        ),
    ),
    "site": Particular(gettext_lazy("Site or page"), Shape.TEXT, _of(Kind.PORTAL, Kind.SOCIAL)),
    "meeting": Particular(
        gettext_lazy("Form of the meeting"),
        Shape.CHOICE,
        _of(Kind.CONFERENCE),
        choices=(
            ("conference", gettext_lazy("Conference")),
            ("talk", gettext_lazy("Talk on a theme")),
            ("seminar", gettext_lazy("Seminar")),
            ("branch", gettext_lazy("Meeting of a union branch or team")),
            ("dialogue", gettext_lazy("Dialogue")),
        ),
    ),
    "languages": Particular(gettext_lazy("Languages"), Shape.LANGUAGES, _of(Kind.LOUDSPEAKER, Kind.BROADCAST)),
    "hours": Particular(gettext_lazy("At what hours"), Shape.TEXT, _of(Kind.LOUDSPEAKER)),
    "event": Particular(gettext_lazy("Name of the programme or contest"), Shape.TEXT, _of(Kind.CULTURE)),
    "recipients": Particular(gettext_lazy("Who was cared for (groups, no names)"), Shape.TEXT, _of(Kind.CARE)),
    "format": Particular(
        gettext_lazy("Kind of publication"),
        Shape.CHOICE,
        _of(Kind.PUBLICATION),
        choices=(
            ("leaflet", gettext_lazy("Leaflet")),
            ("booklet", gettext_lazy("Handbook")),
            ("bulletin", gettext_lazy("Newsletter")),
            ("book", gettext_lazy("Book")),
        ),
    ),
    "pages": Particular(
        gettext_lazy("Number of pages"), Shape.NUMBER, _of(Kind.PUBLICATION), measure=gettext_lazy("pages")
    ),
}


def particulars_of(kind: str) -> dict[str, Particular]:
    """What an activity of ``kind`` is asked, in order."""
    return {code: each for code, each in PARTICULARS.items() if kind in each.kinds}


def clean_particulars(kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """What ``given`` says about an activity of ``kind``, empty answers left out.

    ``ValueError`` naming the code for what the kind is not asked or what has another shape.
    """
    asked = particulars_of(kind)
    cleaned = {}
    for code, value in given.items():
        if value in (None, "", []):
            continue
        if code not in asked:
            raise ValueError(code)
        cleaned[code] = _clean(code, asked[code], value)
    return cleaned


def _clean(code: str, asked: Particular, value: Any) -> Any:
    if asked.shape == Shape.NUMBER and isinstance(value, int) and value >= 0:
        return value
    if asked.shape == Shape.CHOICE and value in dict(asked.choices):
        return value
    if asked.shape == Shape.LANGUAGES and isinstance(value, list) and all(isinstance(each, str) for each in value):
        return [nfc(each)[:60] for each in value]
    if asked.shape == Shape.TEXT and isinstance(value, str):
        return nfc(value)[:LIMIT]
    raise ValueError(code)


def in_words(kind: str, particulars: Mapping[str, Any]) -> list[tuple[Any, str]]:
    """(label, words) of each answer, in the order in which it is asked."""
    return [
        (asked.label, _said(asked, particulars[code]))
        for code, asked in particulars_of(kind).items()
        if code in particulars
    ]


def _said(asked: Particular, value: Any) -> str:
    if asked.shape == Shape.CHOICE:
        return str(dict(asked.choices).get(value, value))
    if asked.shape == Shape.LANGUAGES:
        return ", ".join(value)
    if asked.shape == Shape.NUMBER:
        return _("%(number)s %(measure)s") % {"number": value, "measure": asked.measure}
    return str(value)
