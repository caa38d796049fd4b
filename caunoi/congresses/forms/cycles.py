"""A round of congresses, and the last day of a level in it."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caunoi.congresses.forms.fields import DayField
from caunoi.congresses.naming import from_roman
from caunoi.congresses.queries.deadlines import CONGRESS_KINDS


class CycleForm(forms.Form):
    name = forms.CharField(label=_("Name of the round"), max_length=200, help_text=_("As papers call it."))
    ordinal = forms.CharField(label=_("Ordinal of the national congress"), max_length=10, help_text=_("Such as XIV."))
    term_start = forms.IntegerField(label=_("Term from (year)"), min_value=1990, max_value=2200)
    term_end = forms.IntegerField(label=_("Term to (year)"), min_value=1990, max_value=2200)
    motto = forms.CharField(label=_("Motto"), max_length=300, required=False)

    def clean_ordinal(self) -> str:
        ordinal: str = self.cleaned_data["ordinal"].strip().upper()
        if from_roman(ordinal) is None:
            raise forms.ValidationError(gettext("Write the ordinal as a Roman numeral, such as XIV."))
        return ordinal

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("term_start"), cleaned.get("term_end")
        if first and last and last <= first:
            self.add_error("term_end", gettext("The term must end after it begins."))
        return cleaned


class DeadlineForm(forms.Form):
    kind = forms.ChoiceField(label=_("Level"), choices=lambda: [(kind.value, kind.label) for kind in CONGRESS_KINDS])
    opens_on = DayField(label=_("Not before"), required=False)
    due_on = DayField(label=_("Last day of the level"))
    source = forms.CharField(
        label=_("Deciding paper"),
        max_length=250,
        help_text=_("Number, day and who issued it. What was decided before stays readable."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("opens_on"), cleaned.get("due_on")
        if first and last and first > last:
            self.add_error("opens_on", gettext("The first day lies after the last day."))
        return cleaned
