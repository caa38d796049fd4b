"""Seats, running order, sub-committees, papers."""

from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from caunoi.congresses.agenda import read_steps
from caunoi.congresses.enums import Body, Classification, FileKind
from caunoi.congresses.forms.fields import CountField

MAX_STEPS = 60
SUB_COMMITTEES = 6  # rows of the form: more than any rule allows, so that a departure can be entered and explained


class SeatsForm(forms.Form):
    """The numbers of the approved plan. What departs from a rule is shown, never refused."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for body in Body:
            self.fields[f"planned_{body}"] = CountField(label=body.label, highest=32_000)
        self.fields["planned_convened"] = CountField(label=_("Delegates to be convened"))
        self.fields["planned_guests"] = CountField(label=_("Guests"))


class ExplanationForm(forms.Form):
    text = forms.CharField(
        label=_("Why the unit departs from the rule"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Name the approval if there is one. Everyone who sees the congress reads it."),
    )


class AgendaForm(forms.Form):
    steps = forms.CharField(
        label=_("Running order"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("One step a line, with its time before it: 7:30 Đón tiếp đại biểu."),
    )

    def clean_steps(self) -> Any:
        steps = read_steps(self.cleaned_data["steps"])
        if len(steps) > MAX_STEPS:
            raise forms.ValidationError(gettext("More than %(limit)s steps. Join some.") % {"limit": MAX_STEPS})
        if any(len(step.text) > 300 for step in steps):
            raise forms.ValidationError(gettext("A step is longer than 300 letters. Shorten it."))
        return steps


class SubCommitteeForm(forms.Form):
    name = forms.CharField(
        label=pgettext_lazy("sub-committee", "Name"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"list": "sub-committees"}),
    )
    series = forms.CharField(label=_("Sign of its papers"), max_length=20, required=False)
    head = forms.CharField(label=_("Head (name and position)"), max_length=160, required=False)
    members = CountField(label=_("Number of members"), highest=500)


SubCommitteeFormSet: Any = forms.formset_factory(
    SubCommitteeForm, extra=0, min_num=SUB_COMMITTEES, max_num=SUB_COMMITTEES
)


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        max_length=1000,
        help_text=_("Word, Excel or PDF. Papers marked secret may not be entered."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.xlsx,.pdf,image/*"}),
    )
    kind = forms.ChoiceField(label=_("Kind of paper"), choices=FileKind.choices)
    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    classification = forms.ChoiceField(
        label=_("Who may read it"),
        choices=Classification.choices,
        initial=Classification.INTERNAL,
        widget=forms.RadioSelect,
    )
