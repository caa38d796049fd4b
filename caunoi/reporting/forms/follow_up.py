"""Recommendations, remedies and what is said to them."""

from datetime import date, timedelta
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from caunoi.orgs.models import Unit
from caunoi.reporting.forms.visits import SHORT, KeyedForm, day_field
from caunoi.reporting.models import Visit, VisitPoint


class RecommendationForm(KeyedForm):
    text = forms.CharField(label=_("Recommendation"), max_length=4000, widget=forms.Textarea(SHORT))
    point = forms.ModelChoiceField(
        label=_("At the point"),
        queryset=VisitPoint.objects.none(),
        required=False,
        empty_label=_("The visit as a whole"),
    )
    unit = forms.ModelChoiceField(label=_("Responsible unit"), queryset=Unit.objects.none(), empty_label=None)
    due_on = day_field(_("To be done by"))

    def __init__(self, *args: Any, visit: Visit, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("Any", self.fields["point"]).queryset = visit.points.filter(is_remark=False)
        cast("Any", self.fields["unit"]).queryset = units


def first_recommendation(visit: Visit, today: date) -> dict[str, Any]:
    due_on = today + timedelta(days=settings.INSPECTION_REMEDY_DAYS)
    return {"client_key": uuid4(), "unit": visit.unit_id, "due_on": due_on}


class RemedyForm(KeyedForm):
    text = forms.CharField(label=_("What was done"), max_length=4000, widget=forms.Textarea({"rows": 4}))


class JudgeForm(forms.Form):
    answer = forms.CharField(
        label=_("Word to the unit"),
        required=False,
        max_length=2000,
        help_text=_("Needed when you return it: say what is still missing."),
        widget=forms.Textarea(SHORT),
    )


class ExtendForm(forms.Form):
    to = day_field(_("New day"))
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(SHORT))
