"""The fields that ask for an activity's particulars, made from their list."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext as _

from caunoi.campaigns.forms.numbers import WholeNumberField
from caunoi.campaigns.particulars import LIMIT, PARTICULARS, Particular, Shape


def particular_field(code: str) -> str:
    return f"detail_{code}"


def particular_fields(languages: Sequence[str]) -> dict[str, forms.Field]:
    """By name; none is required here, since the form shows those of one kind. ``languages`` are those offered to the unit."""
    return {particular_field(code): _field(asked, languages) for code, asked in PARTICULARS.items()}


def _field(asked: Particular, languages: Sequence[str]) -> forms.Field:
    if asked.shape == Shape.NUMBER:
        return WholeNumberField(label=asked.label)
    if asked.shape == Shape.CHOICE:
        choices = [("", _("Not said")), *asked.choices]
        return forms.ChoiceField(label=asked.label, choices=choices, required=False)
    if asked.shape == Shape.LANGUAGES:
        offered = [(name, name) for name in languages]
        return KnownOrKept(label=asked.label, choices=offered, required=False, widget=forms.CheckboxSelectMultiple)
    return forms.CharField(label=asked.label, max_length=LIMIT, required=False)


class KnownOrKept(forms.MultipleChoiceField):
    """Takes what is offered, and a language that has left the list since a form was opened offline."""

    def valid_value(self, value: object) -> bool:
        return isinstance(value, str) and 0 < len(value) <= 60
