"""Drawing up a checklist and changing its points, all on one page."""

from typing import Any, cast

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from caunoi.campaigns.enums import DutyKind
from caunoi.campaigns.models import Campaign
from caunoi.campaigns.queries.wording import wave_name
from caunoi.reporting.actions.checklists import Point
from caunoi.reporting.models import Checklist
from caunoi.reporting.queries.checklists import THROUGHOUT

EMPTY_ROWS = 3


class DrawUpForm(forms.Form):
    """Bound to one campaign."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    wave = forms.ChoiceField(label=gettext_lazy("Wave"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of duty"), required=False)

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waves = campaign.waves.filter(dropped_at__isnull=True)
        named = [(str(each.pk), Truncator(wave_name(each)).chars(90)) for each in waves]
        offered = [("", _("All waves")), *named, (THROUGHOUT, _("Throughout the campaign"))]
        cast("Any", self.fields["wave"]).choices = offered
        cast("Any", self.fields["kind"]).choices = [("", pgettext("duty", "All kinds")), *DutyKind.choices]


class PointsForm(forms.Form):
    """Title, and as many rows of text and place as were shown; a row whose text is emptied is dropped."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, checklist: Checklist, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(point.pk): point for point in checklist.points.all()}
        self.extra = [f"new{number}" for number in range(1, EMPTY_ROWS + 1)]
        for number, key in enumerate([*self.known, *self.extra], start=1):
            point = self.known.get(key)
            self.fields[f"text_{key}"] = forms.CharField(
                required=False,
                max_length=1000,
                initial=point.text if point else "",
                label=_("Point %(number)s") % {"number": number} if point else _("New point"),
                widget=forms.Textarea({"rows": 2, "class": "field-short"}),
            )
            self.fields[f"place_{key}"] = forms.IntegerField(
                required=False,
                min_value=1,
                max_value=999,
                initial=number,
                label=pgettext("checklist", "Place"),
                widget=forms.TextInput({"inputmode": "numeric", "class": "field-place"}),
            )

    @property
    def rows(self) -> list[dict[str, Any]]:
        """For the template: the two fields of each row."""
        keys = [*self.known, *self.extra]
        return [
            {"text": self[f"text_{key}"], "place": self[f"place_{key}"], "is_new": key in self.extra} for key in keys
        ]

    def points(self) -> list[Point]:
        """The rows that have a text, by place; equal places keep the order of the page."""
        data = self.cleaned_data
        placed = []
        for number, key in enumerate([*self.known, *self.extra], start=1):
            text = data[f"text_{key}"].strip()
            if text:
                point = self.known.get(key)
                duty_id = point.duty_id if point else None
                placed.append((data[f"place_{key}"] or number, number, Point(text, duty_id)))
        return [point for _place, _number, point in sorted(placed, key=lambda row: row[:2])]
