"""The days of a wave, a window or a duty as sentences. What was typed is never lost: a sentence that is not understood comes
back as it was, with what would be understood."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from caunoi.campaigns.schedule.expressions import Expression, to_json
from caunoi.campaigns.schedule.reading import LONGEST, NotUnderstood, read_expression
from caunoi.campaigns.schedule.wording import sentence_or_empty


def seen_of(start: Expression | None, end: Expression | None) -> str:
    """Both days in one text."""
    return json.dumps([to_json(start), to_json(end)], ensure_ascii=False, sort_keys=True)


class SentenceField(forms.CharField):
    """A sentence of ``schedule.reading``; empty: as the paper says (None)."""

    def __init__(self, **options: Any) -> None:
        widget = forms.Textarea(
            attrs={"rows": 2, "class": "field-short", "autocapitalize": "none", "spellcheck": "false"}
        )
        super().__init__(required=False, max_length=LONGEST, widget=widget, **options)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return read_expression(text) if text else None
        except NotUnderstood as refused:
            raise ValidationError(str(refused.message), code=refused.code) from refused


class DatesForm(forms.Form):
    start = SentenceField(label=pgettext_lazy("wave or duty", "Begins"))
    end = SentenceField(label=pgettext_lazy("wave or duty", "Ends"))
    reason = forms.CharField(label=_("Why it changes"), max_length=300, required=False)

    @classmethod
    def of(cls, data: Any, start: Expression | None, end: Expression | None) -> "DatesForm":
        return cls(data, initial={"start": sentence_or_empty(start), "end": sentence_or_empty(end)})

    @property
    def seen(self) -> str:
        """What a valid form says, in one text: the preview is asked for anew where it has changed since."""
        return seen_of(self.cleaned_data["start"], self.cleaned_data["end"])
