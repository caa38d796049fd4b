"""What a congress is called, its form, place and days."""

from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from caunoi.congresses.enums import CongressForm, PostponeCause
from caunoi.congresses.forms.fields import DayField
from caunoi.congresses.naming import from_roman


class DescriptionForm(forms.Form):
    form = forms.ChoiceField(
        label=_("Form of the congress"),
        choices=CongressForm.choices,
        widget=forms.RadioSelect,
        help_text=_("A unit that cannot hold a congress holds a conference."),
    )
    ordinal = forms.CharField(
        label=_("Ordinal"), max_length=10, required=False, help_text=_("Roman numeral as printed")
    )
    term_start = forms.IntegerField(label=_("Term from (year)"), required=False, min_value=1990, max_value=2200)
    term_end = forms.IntegerField(
        label=_("Term to (year)"),
        required=False,
        min_value=1990,
        max_value=2200,
        help_text=_("A first term need not be five years."),
    )
    title = forms.CharField(
        label=pgettext_lazy("congress", "Title as printed"),
        max_length=250,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Leave it empty to have it made from the form, the name of the unit, the ordinal and the term."),
    )
    venue = forms.CharField(label=_("Venue"), max_length=250, required=False)
    motto = forms.CharField(label=_("Motto"), max_length=300, required=False)

    def clean_ordinal(self) -> str:
        ordinal: str = self.cleaned_data["ordinal"].strip().upper()
        if ordinal and from_roman(ordinal) is None:
            raise forms.ValidationError(gettext("Write the ordinal as a Roman numeral, such as XIV."))
        return ordinal

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("term_start"), cleaned.get("term_end")
        if (first is None) != (last is None):
            self.add_error("term_end", gettext("Give both years of the term, or neither."))
        elif first and last and last <= first:
            self.add_error("term_end", gettext("The term must end after it begins."))
        return cleaned


class DaysForm(forms.Form):
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"), required=False, help_text=_("Only when it lasts longer than one day."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", gettext("The last day lies before the first day."))
        return cleaned


class MoveForm(DaysForm):
    """``known``: the congress has a day already, so that another needs a reason."""

    reason = forms.CharField(label=_("Why the day moves"), max_length=300, required=False)

    def __init__(self, *args: Any, known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if known:
            self.fields["reason"].required = True
        else:
            del self.fields["reason"]


class PostponeForm(forms.Form):
    cause = forms.ChoiceField(label=_("Cause"), choices=PostponeCause.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason in words"), max_length=300, help_text=_("It stands on the board of the levels above.")
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300)


class DatesSheetForm(forms.Form):
    file = forms.FileField(
        label=_("The sheet"),
        help_text=_(".xlsx or CSV, one unit a row."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )
