"""Planning a visit, its findings point by point, its record and the unit's answer."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, cast
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from caunoi.orgs.models import User
from caunoi.reporting.actions.findings import Finding
from caunoi.reporting.actions.visits import Plan
from caunoi.reporting.enums import Verdict
from caunoi.reporting.models import Checklist, Visit, VisitPoint

SHORT = {"rows": 2, "class": "field-short"}


def day_field(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, localize=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"), **options)


class KeyedForm(forms.Form):
    """A form that may be sent twice: ``client_key`` is made with the page."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)

    @property
    def known_key(self) -> UUID | None:
        """The key as sent, or None when it makes no sense: photographs are kept under it whatever else is wrong."""
        try:
            return cast("UUID", self.fields["client_key"].clean(self.data.get(self.add_prefix("client_key"))))
        except ValidationError:
            return None


class PlanForm(KeyedForm):
    """Units are chosen outside the form: there may be hundreds."""

    checklist = forms.ModelChoiceField(label=_("Checklist"), queryset=Checklist.objects.none(), empty_label=None)
    planned_on = day_field(_("Day of the visit"))
    purpose = forms.CharField(label=_("Purpose"), max_length=300)
    inspectors = forms.ModelMultipleChoiceField(
        label=_("Inspectors"), queryset=User.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    leader = forms.ModelChoiceField(label=_("Head of the team"), queryset=User.objects.none(), empty_label=None)
    word_to_unit = forms.CharField(
        label=_("What the unit should prepare"), required=False, max_length=4000, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, checklists: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("Any", self.fields["checklist"]).queryset = checklists
        for name in ("inspectors", "leader"):
            cast("Any", self.fields[name]).queryset = people

    def plan(self) -> Plan:
        data = self.cleaned_data
        leader: User = data["leader"]
        others = [person for person in data["inspectors"] if person != leader]
        return Plan(
            planned_on=data["planned_on"],
            purpose=data["purpose"],
            inspectors=[leader, *others],
            word_to_unit=data["word_to_unit"],
            client_key=data["client_key"],
        )


class FindingForm(KeyedForm):
    """One point. ``revision`` and ``sheet`` say what the person had before them."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    sheet = forms.UUIDField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(
        label=pgettext_lazy("finding", "Finding"), choices=Verdict.choices, required=False, widget=forms.RadioSelect
    )
    note = forms.CharField(label=_("What was seen"), required=False, max_length=4000, widget=forms.Textarea(SHORT))

    def finding(self) -> Finding:
        data = self.cleaned_data
        names = ("verdict", "note", "revision", "client_key", "sheet")
        return Finding(**{name: data[name] for name in names})


def finding_form(point: VisitPoint, sheet: UUID, data: Any = None) -> FindingForm:
    """The form of a point as it stands, its ids unlike those of the other points on the page."""
    initial = {
        "client_key": uuid4(),
        "revision": point.revision,
        "sheet": sheet,
        "verdict": point.verdict,
        "note": point.note,
    }
    form = FindingForm(data, initial=initial, auto_id=f"point-{point.pk}-%s")
    if point.is_remark:
        del form.fields["verdict"]
    return form


class PointForm(KeyedForm):
    text = forms.CharField(label=_("What is looked at"), max_length=1000, widget=forms.Textarea(SHORT))


class RecordForm(forms.Form):
    held_on = day_field(_("Day of the visit"))
    present = forms.CharField(
        label=_("Present for the unit"),
        required=False,
        max_length=2000,
        help_text=_("Name and office, one a line."),
        widget=forms.Textarea(SHORT),
    )


class AnswerRecordForm(forms.Form):
    """The unit's answer. Agreement is a button, not a default."""

    opinion = forms.CharField(
        label=_("Opinion of the unit"), required=False, max_length=4000, widget=forms.Textarea({"rows": 3})
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(SHORT))


class MoveForm(forms.Form):
    to = day_field(_("New day"))


def first_plan(today: date, user: User, people: Iterable[User]) -> dict[str, Any]:
    """What an empty planning form already says: a week from now, oneself at the head."""
    mine = user if user in list(people) else None
    return {
        "client_key": uuid4(),
        "planned_on": today + timedelta(days=7),
        "inspectors": [mine.pk] if mine else [],
        "leader": mine.pk if mine else None,
    }


def first_record(visit: Visit, today: date) -> dict[str, Any]:
    return {"held_on": min(visit.planned_on, today), "present": visit.present}
