"""The counts of a congress, and which of two entries is right."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caunoi.congresses.enums import Body, Route
from caunoi.congresses.figures import COMMITTEE, DELEGATES, ELECTED, Difference, band_groups, seat
from caunoi.congresses.forms.fields import CountField
from caunoi.core.text import nfc

AGES = ("oldest", "youngest")
HIGHEST_AGE = 110
MAX_ELECTED = 40
LINE_LENGTH = 160
_LINE = re.compile(r"^(?P<name>[^\d–-][^\d–]*?)\s*[–-]\s+(?P<post>\D+)$")


class ResultForm(forms.Form):
    """Everything may be left out; what is stated must fit together."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in DELEGATES.items():
            self._count(name, label, HIGHEST_AGE if name in AGES else 1_000_000)
        for body in Body:
            for route in Route:
                self._count(seat(body, route), route.label, 32_000)
        for name, label in COMMITTEE.items():
            self._count(name, label, 32_000)
        for group in band_groups():
            for code, words in group.bands:
                self._count(code, words, 1_000_000)
        self.fields[ELECTED] = forms.CharField(
            label=_("Those elected or appointed, as they will be published"),
            required=False,
            max_length=8_000,
            widget=forms.Textarea(attrs={"rows": 5}),
            help_text=_("One person a line: name – position. Nothing else about anybody."),
        )

    def _count(self, name: str, label: Any, highest: int) -> None:
        self.fields[name] = CountField(label=str(label)[:1].upper() + str(label)[1:], highest=highest)

    def clean_elected(self) -> str:
        lines = [line for line in map(nfc, self.cleaned_data[ELECTED].splitlines()) if line]
        if len(lines) > MAX_ELECTED:
            raise forms.ValidationError(gettext("More than %(limit)s people.") % {"limit": MAX_ELECTED})
        return "\n".join(self._elected_line(line) for line in lines)

    def _elected_line(self, line: str) -> str:
        found = _LINE.match(line)
        if found is None or len(line) > LINE_LENGTH:
            message = gettext("“%(line)s”: write name – position, without numbers, days of birth or addresses.")
            raise forms.ValidationError(message % {"line": line[:80]})
        return f"{found['name'].strip()} – {found['post'].strip()}"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._at_most("present", cleaned.get("convened"), gettext("More were present than convened."))
        for name in ("women", "minority", "party"):
            self._at_most(name, cleaned.get("present"), gettext("More than were present."))
        self._at_most("youngest", cleaned.get("oldest"), gettext("The youngest is older than the oldest."))
        committee = [cleaned.get(seat(Body.COMMITTEE, route)) for route in Route]
        whole = sum(number or 0 for number in committee) if any(number is not None for number in committee) else None
        for name in COMMITTEE:
            self._at_most(name, whole, gettext("More than the committee has members."))
        for group in band_groups():
            self._fits(group.bands, cleaned)
        return cleaned

    def _at_most(self, name: str, limit: int | None, message: str) -> None:
        number = self.cleaned_data.get(name)
        if number is not None and limit is not None and number > limit:
            self.add_error(name, message)

    def _fits(self, bands: Iterable[tuple[str, str]], cleaned: dict[str, Any]) -> None:
        stated = [code for code, _label in bands if cleaned.get(code) is not None]
        present = cleaned.get("present")
        if stated and present is not None and sum(cleaned[code] for code in stated) > present:
            self.add_error(stated[0], gettext("Together these are more than were present."))

    def groups(self) -> list[tuple[str, list[BoundField]]]:
        """The fields under their headings, in the order of the page."""
        found = [(gettext("Delegates"), [self[name] for name in DELEGATES])]
        found += [(str(body.label), [self[seat(body, route)] for route in Route]) for body in Body]
        found.append((gettext("Who the executive committee is"), [self[name] for name in COMMITTEE]))
        found += [(group.label, [self[code] for code, _label in group.bands]) for group in band_groups()]
        return found


class SettleForm(forms.Form):
    """One choice for each figure on which the two entries differ."""

    def __init__(self, *args: Any, differences: list[Difference], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.differences = differences
        for one in differences:
            self.fields[one.name] = forms.TypedChoiceField(
                label=one.label,
                coerce=int,
                choices=[(1, self._shown(one.first)), (2, self._shown(one.second))],
                widget=forms.RadioSelect,
            )

    def _shown(self, value: Any) -> str:
        return gettext("not stated") if value is None or value == "" else str(value)

    def rows(self) -> list[tuple[Difference, BoundField]]:
        return [(one, self[one.name]) for one in self.differences]
