"""Short texts beside a duty or an obstacle."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    """Why something does not apply or is taken back."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea({"rows": 2, "class": "field-short"})
    )


class NoteForm(forms.Form):
    """A word on how it went; may stay empty."""

    note = forms.CharField(
        label=_("Result in a few words"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2, "class": "field-short"}),
    )


class ObstacleForm(forms.Form):
    text = forms.CharField(
        label=_("What stands in the way?"),
        max_length=4000,
        help_text=_("Say what is missing and what you ask for. The level above is told at once."),
        widget=forms.Textarea({"rows": 4}),
    )


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Answer"),
        max_length=4000,
        help_text=_("Answered once. The unit sees it beside its duty and is told at once."),
        widget=forms.Textarea({"rows": 6}),
    )
