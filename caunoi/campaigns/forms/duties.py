"""Short texts beside a duty."""

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
