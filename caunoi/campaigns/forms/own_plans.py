"""What a unit decides in its own plan: on a part it received, on one of its own, on its paper's letterhead."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from caunoi.campaigns.adapting.choices import REACHES, Addition, Decision, Header
from caunoi.campaigns.figures import FIGURES
from caunoi.campaigns.forms.dates import SentenceField
from caunoi.campaigns.forms.numbers import WholeNumberField
from caunoi.core.text import nfc

REACH_NAMES = {
    "branch": _("Our unit and every unit below"),
    "child": _("Units directly below"),
    "grassroots": _("Grassroots unions below"),
    "self": _("Our unit alone"),
}
DAY_HELP = _("A day (05/10/2026) or a sentence (trước đại hội của đơn vị 30 ngày). Empty: as above.")
SHORT = {"rows": 2, "class": "field-short"}


class SaidField(SentenceField):
    """A sentence that says a day, kept as it was typed."""

    def clean(self, value: Any) -> str:
        super().clean(value)
        return nfc(value or "").strip()


class PeopleForm(forms.Form):
    people = forms.MultipleChoiceField(label=_("Responsible"), required=False, widget=forms.CheckboxSelectMultiple)

    def offer(self, people: dict[int, str]) -> None:
        """Names by key of post; where the unit has nobody, nothing is asked."""
        if people:
            cast("Any", self.fields["people"]).choices = [(str(key), name) for key, name in people.items()]
        else:
            del self.fields["people"]

    def named(self) -> list[int]:
        return [int(key) for key in self.cleaned_data.get("people", [])]


class DecisionForm(PeopleForm):
    """On one part of the superior's plan. ``may_be_left_out`` and ``is_duty`` say what can be decided at all."""

    start = SaidField(label=pgettext_lazy("wave or duty", "Begins"), help_text=DAY_HELP)
    end = SaidField(label=pgettext_lazy("wave or duty", "Ends"), help_text=DAY_HELP)
    left_out = forms.BooleanField(label=_("Does not apply to our unit and those below"), required=False)
    hand_on = forms.BooleanField(label=_("Also give it to units below that have not got it from above"), required=False)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        help_text=_("Needed where the days leave those set above, or where the duty does not apply. It is seen above."),
        widget=forms.Textarea(SHORT),
    )

    def __init__(self, *args: Any, people: dict[int, str], may_be_left_out: bool, is_duty: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(people)
        if not may_be_left_out:
            del self.fields["left_out"]
        if not is_duty:
            del self.fields["hand_on"]
        self.order_fields(["start", "end", "people", "hand_on", "left_out", "reason"])

    def decision(self) -> Decision:
        data = self.cleaned_data
        return Decision(
            start=data["start"],
            end=data["end"],
            reason=nfc(data["reason"]).strip(),
            left_out=bool(data.get("left_out")),
            hand_on=bool(data.get("hand_on")),
            people=self.named(),
        )


class WaveForm(PeopleForm):
    """A wave of the unit's own."""

    area = "wave"
    text = forms.CharField(label=_("What the wave is about"), max_length=300, widget=forms.Textarea(SHORT))
    start = SaidField(label=pgettext_lazy("wave or duty", "Begins"), help_text=DAY_HELP)
    end = SaidField(label=pgettext_lazy("wave or duty", "Ends"), help_text=DAY_HELP)

    def __init__(self, *args: Any, people: dict[int, str], waves: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer({})

    def addition(self) -> Addition:
        data = self.cleaned_data
        return Addition(self.area, nfc(data["text"]).strip(), start=data["start"], end=data["end"])


class DutyForm(PeopleForm):
    """A duty of the unit's own; ``waves`` by key."""

    area = "duty"
    text = forms.CharField(label=_("What is to be done"), max_length=1000, widget=forms.Textarea({"rows": 3}))
    wave = forms.ChoiceField(label=_("Wave"), required=False)
    reach = forms.ChoiceField(
        label=_("Who does it"), choices=[(key, REACH_NAMES[key]) for key in REACHES], widget=forms.RadioSelect
    )
    start = SaidField(label=pgettext_lazy("wave or duty", "Begins"), help_text=DAY_HELP)
    end = SaidField(label=pgettext_lazy("wave or duty", "Ends"), help_text=DAY_HELP)

    def __init__(self, *args: Any, people: dict[int, str], waves: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("Any", self.fields["wave"]).choices = [("", _("Throughout the campaign")), *waves.items()]
        self.offer(people)
        self.order_fields(["text", "wave", "reach", "start", "end", "people"])

    def addition(self) -> Addition:
        data = self.cleaned_data
        own = {name: data[name] for name in ("wave", "reach", "start", "end")}
        return Addition(self.area, nfc(data["text"]).strip(), people=self.named(), **own)


class TargetForm(PeopleForm):
    """A number that the unit sets itself."""

    area = "target"
    figure = forms.ChoiceField(label=_("Figure"))
    number = WholeNumberField(label=_("Number"))
    text = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, *args: Any, people: dict[int, str], waves: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(code, f"{figure.label} ({figure.measure})") for code, figure in FIGURES.items()]
        cast("Any", self.fields["figure"]).choices = offered
        self.fields["number"].required = True
        self.offer({})

    def addition(self) -> Addition:
        data = self.cleaned_data
        return Addition(self.area, nfc(data["text"]).strip(), figure=data["figure"], number=data["number"])


ADDITION_FORMS = {form.area: form for form in (DutyForm, WaveForm, TargetForm)}


class HeaderForm(forms.Form):
    """All may stay empty: it is then filled in by hand."""

    number = forms.CharField(label=_("Number and symbol"), max_length=60, required=False, help_text="07/KH-CĐP")
    signed_on = forms.DateField(
        label=_("Signed on"), required=False, localize=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    subject = forms.CharField(
        label=_("Subject"),
        max_length=600,
        required=False,
        help_text=_("Empty: the words of the superior's plan."),
        widget=forms.Textarea(SHORT),
    )
    purpose = forms.CharField(
        label=_("Own purpose and requirements"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )
    title = forms.CharField(label=_("Position of the signatory"), max_length=120, required=False)
    name = forms.CharField(label=_("Name of the signatory"), max_length=120, required=False)

    def header(self) -> Header:
        data = {name: nfc(value).strip() for name, value in self.cleaned_data.items() if name != "signed_on"}
        day = self.cleaned_data["signed_on"]
        return Header(signed_on=day.isoformat() if day else "", **data)


class RefusalForm(forms.Form):
    reason = forms.CharField(label=_("Why your unit does not take it up"), max_length=500, widget=forms.Textarea(SHORT))
