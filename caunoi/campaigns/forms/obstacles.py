"""Asking about an obstacle, answering it, passing it on, doubting the answer."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from caunoi.campaigns.enums import GuidanceReach
from caunoi.campaigns.models import Obstacle
from caunoi.campaigns.obstacle_kinds import kinds

SHORT = {"rows": 2, "class": "field-short"}


class AskForm(forms.Form):
    """``client_key`` is made with the page: the same form sent twice asks once."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("What stands in the way?"), max_length=4000, widget=forms.Textarea({"rows": 4, "class": "field-short"})
    )
    kind = forms.ChoiceField(label=_("It is about"), widget=forms.RadioSelect)
    proposal = forms.CharField(
        label=_("What do you propose?"), max_length=2000, required=False, widget=forms.Textarea(SHORT)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("Any", self.fields["kind"]).choices = list(kinds().items())

    @property
    def known_key(self) -> UUID | None:
        """The key as sent, or None when it makes no sense: photographs are kept under it whatever else is wrong."""
        try:
            return cast("UUID", self.fields["client_key"].clean(self.data.get("client_key")))
        except ValidationError:
            return None


class AnswerForm(forms.Form):
    """``alike``: the other questions that are answered with this one."""

    answer = forms.CharField(
        label=_("Answer"),
        max_length=4000,
        help_text=_("Answered once. The unit sees it beside its duty and is told at once."),
        widget=forms.Textarea({"rows": 6}),
    )
    reach = forms.ChoiceField(label=_("Who else sees this answer"), widget=forms.RadioSelect)
    question = forms.CharField(
        label=_("The question, as other units will read it"),
        max_length=1000,
        required=False,
        help_text=_("Leave out what names the unit. Only the units concerned and those above them see who asked."),
        widget=forms.Textarea(SHORT),
    )
    alike = forms.MultipleChoiceField(
        label=_("Answer these questions on the same duty with it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, alike: Iterable[Obstacle] = (), whole: bool, **kwargs: Any) -> None:
        """``whole``: the answer may be offered to the whole campaign."""
        super().__init__(*args, **kwargs)
        self.rows = {str(row.pk): row for row in alike}
        reaches = [reach for reach in GuidanceReach if whole or reach != GuidanceReach.CAMPAIGN]
        cast("Any", self.fields["reach"]).choices = [(reach.value, reach.label) for reach in reaches]
        if self.rows:
            cast("Any", self.fields["alike"]).choices = [(pk, _line(row)) for pk, row in self.rows.items()]
        else:
            del self.fields["alike"]

    def clean_alike(self) -> list[Obstacle]:
        return [self.rows[pk] for pk in self.cleaned_data["alike"]]


def _line(row: Obstacle) -> str:
    return f"{row.assignment.unit}: {row.text}"


class PassForm(forms.Form):
    note = forms.CharField(
        label=pgettext_lazy("obstacle", "A word with it"),
        max_length=1000,
        help_text=_("Why it goes up, and what you know already. The unit that asked reads it too."),
        widget=forms.Textarea(SHORT),
    )


class DoubtForm(forms.Form):
    reason = forms.CharField(
        label=_("What does the answer not solve?"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3, "class": "field-short"}),
    )


class BackForm(forms.Form):
    question = forms.CharField(
        label=_("What do you need to know?"),
        max_length=1000,
        help_text=_("The unit is told at once. Until it answers, your days to answer do not run."),
        widget=forms.Textarea(SHORT),
    )


class ExplainForm(forms.Form):
    text = forms.CharField(
        label=pgettext_lazy("obstacle", "Your reply"),
        max_length=4000,
        widget=forms.Textarea({"rows": 3, "class": "field-short"}),
    )
