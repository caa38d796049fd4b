"""Which two days are compared, and at which level."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from caunoi.orgs.enums import GRASSROOTS_KINDS, UPPER_KINDS, UnitKind
from caunoi.orgs.forms.units import day_field


@dataclass(frozen=True)
class Level:
    label: Any
    kinds: tuple[str, ...]


LEVELS = {
    "tren": Level(pgettext_lazy("comparison", "Unions directly above the grassroots"), tuple(sorted(UPPER_KINDS))),
    "co-so": Level(pgettext_lazy("comparison", "Grassroots unions"), tuple(sorted(GRASSROOTS_KINDS))),
    "tinh": Level(
        pgettext_lazy("comparison", "Provinces and central sectors"), (UnitKind.CENTRAL_SECTOR, UnitKind.PROVINCE)
    ),
}


class ComparisonForm(forms.Form):
    """Unreadable input compares today with a year ago; days in the wrong order are turned round."""

    tu = day_field(_("From the day"), required=False)
    den = day_field(_("To the day"), required=False)
    cap = forms.ChoiceField(
        label=_("Level"), choices=[(key, level.label) for key, level in LEVELS.items()], required=False
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        year_ago = today - timedelta(days=365)
        super().__init__(*args, initial={"tu": year_ago, "den": today, "cap": "tren"}, **kwargs)

    def read(self) -> tuple[date, date, Level]:
        data = self.cleaned_data if self.is_bound and self.is_valid() else {}
        before = data.get("tu") or self.initial["tu"]
        after = data.get("den") or self.today
        return min(before, after), max(before, after), LEVELS[data.get("cap") or "tren"]
