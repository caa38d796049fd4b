"""The forms of a unit's estimate, of its way of reaching people and of its languages."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caunoi.campaigns.actions.estimates import Item
from caunoi.campaigns.enums import ChannelKind, ReachMeans
from caunoi.campaigns.forms.numbers import WholeNumberField
from caunoi.campaigns.models import Estimate

SPARE = 3  # empty rows below those that there are
MOST = 40


class EstimateForm(forms.Form):
    """Rows ``item0_title``, ``item0_amount``, ``item0_kind``; ``items()`` after ``is_valid``. A row without a name goes."""

    decision = forms.CharField(label=gettext_lazy("Approved by document"), max_length=200, required=False)
    approved_on = forms.DateField(
        label=gettext_lazy("Approved on"),
        required=False,
        localize=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    )

    def __init__(self, *args: Any, estimate: Estimate | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = list(estimate.items.all()) if estimate else []
        self.count = min(MOST, len(known) + SPARE)
        kinds = [("", _("No kind in particular")), *ChannelKind.choices]
        for number in range(self.count):
            self.fields[f"item{number}_id"] = forms.IntegerField(required=False, widget=forms.HiddenInput)
            self.fields[f"item{number}_title"] = forms.CharField(
                label=gettext_lazy("Item of the estimate"), max_length=200, required=False
            )
            self.fields[f"item{number}_amount"] = WholeNumberField(label=gettext_lazy("Estimated (đồng)"))
            self.fields[f"item{number}_kind"] = forms.ChoiceField(
                label=gettext_lazy("Pays for activities of the kind"), choices=kinds, required=False
            )
        if estimate:
            self.initial.update({"decision": estimate.decision, "approved_on": estimate.approved_on})
        for number, item in enumerate(known):
            values = {"id": item.pk, "title": item.title, "amount": item.amount, "kind": next(iter(item.kinds), "")}
            self.initial.update({f"item{number}_{part}": value for part, value in values.items()})

    @property
    def rows(self) -> Iterator[dict[str, Any]]:
        for number in range(self.count):
            yield {part: self[f"item{number}_{part}"] for part in ("id", "title", "amount", "kind")}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for number in range(self.count):
            title, amount = data.get(f"item{number}_title"), data.get(f"item{number}_amount")
            if title and amount is None and f"item{number}_amount" not in self.errors:
                self.add_error(f"item{number}_amount", _("Write how much is estimated."))
            if amount and not title:
                self.add_error(f"item{number}_title", _("Name the item."))
        return data

    def items(self) -> list[Item]:
        data = self.cleaned_data
        return [
            Item(
                title=data[f"item{number}_title"],
                amount=data[f"item{number}_amount"],
                kinds=tuple(filter(None, [data[f"item{number}_kind"]])),
                pk=data[f"item{number}_id"],
            )
            for number in range(self.count)
            if data[f"item{number}_title"]
        ]


class ReachForm(forms.Form):
    means = forms.ChoiceField(
        label=gettext_lazy("How can your people be reached?"), choices=ReachMeans.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(label=gettext_lazy("Where, how many"), max_length=300, required=False)


class LanguageForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Add a language"), max_length=60)
