"""The paper itself: its letterhead, what it rests on, its clauses, its end."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caunoi.campaigns.enums import Classification
from caunoi.campaigns.forms.corrections.base import CorrectionForm
from caunoi.campaigns.forms.corrections.fields import DayField, Lines
from caunoi.campaigns.schedule import iso_day


class HeaderForm(CorrectionForm):
    kind = forms.CharField(label=_("Kind of paper"), max_length=60)
    number = forms.CharField(label=_("Number"), max_length=60, required=False)
    date = DayField(label=_("Date"))
    place = forms.CharField(label=_("Place"), max_length=80, required=False)
    issuer = forms.CharField(label=_("Issuer"), max_length=250, required=False)
    subject = forms.CharField(label=_("Subject"), max_length=600, required=False, widget=forms.Textarea({"rows": 3}))
    term_start = forms.IntegerField(label=_("Term from"), min_value=1900, max_value=2100, required=False)
    term_end = forms.IntegerField(label=_("Term to"), min_value=1900, max_value=2100, required=False)
    classification = forms.ChoiceField(label=_("Circulation"), choices=Classification.choices)

    def initial_of(self, item: Any) -> dict[str, Any]:
        term = item.get("term") or (None, None)
        extra = {"term_start": term[0], "term_end": term[1], "classification": self.draft["classification"]}
        return {**item, "date": iso_day(item["date"] or ""), **extra}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("term_start"), cleaned.get("term_end")
        if (start is None) != (end is None) or (start and end and end <= start):
            self.add_error("term_end", gettext("Give both years of the term, the later one last."))
        return cleaned

    def values(self) -> dict[str, Any]:
        found = super().values()
        years = [found.pop("term_start"), found.pop("term_end")]
        return {**found, "term": years if years[0] else None}


class BasisForm(CorrectionForm):
    kind = forms.CharField(label=_("Kind of paper"), max_length=80, required=False)
    number = forms.CharField(label=_("Number"), max_length=60)
    date = DayField(label=_("Date"))

    def initial_of(self, item: Any) -> dict[str, Any]:
        return {**item, "date": iso_day(item.get("date") or "")}


class LinesForm(CorrectionForm):
    lines = Lines(label=_("One a line"), required=False)

    def initial_of(self, item: Any) -> dict[str, Any]:
        return {"lines": "\n".join(item)}


class SignatureForm(CorrectionForm):
    authority = forms.CharField(label=_("Authority"), max_length=200, required=False)
    title = forms.CharField(label=_("Position"), max_length=200, required=False)
    name = forms.CharField(label=_("Name"), max_length=120, required=False)


class ClauseForm(CorrectionForm):
    text = forms.CharField(label=_("Text of the clause"), widget=forms.Textarea({"rows": 6}))
