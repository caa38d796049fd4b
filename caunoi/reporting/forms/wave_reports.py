"""Forms of consolidated reports: the paper's details, the copy that comes back, its issue and reopening."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from caunoi.reporting.actions.wave_reports.writing import Details
from caunoi.reporting.form_lines import FormLine
from caunoi.reporting.forms.visits import day_field
from caunoi.reporting.indicators import catalogue
from caunoi.reporting.models import WaveReport
from caunoi.reporting.wave_report.annexes import CHARTS, FIGURES, FILINGS, UNITS

ANNEXES = (
    (FIGURES, _("Table of all figures")),
    (FILINGS, _("Which units have reported")),
    (UNITS, _("Figures unit by unit, on lying sheets")),
    (CHARTS, _("Charts in the text")),
)


class DetailsForm(forms.Form):
    """What the letterhead, the foot and the annexes say. Nothing of it is needed for a draft."""

    number = forms.CharField(
        label=_("Number and symbol"), max_length=60, required=False,
        help_text=_("Such as 05/BC-LĐLĐ. Leave the number open until it is given."),
    )  # fmt: skip
    place = forms.CharField(label=_("Place of issue"), max_length=100, required=False)
    signed_on = day_field(_("Date of issue"), required=False)
    authority = forms.CharField(label=_("Signs for"), max_length=100, required=False)
    title = forms.CharField(label=_("Title of the signer"), max_length=100, required=False)
    signer = forms.CharField(label=_("Full name of the signer"), max_length=150, required=False)
    recipients = forms.CharField(
        label=_("Recipients"), max_length=4000, required=False, widget=forms.Textarea({"rows": 5}),
        help_text=_("One a line, without dashes. The last line is where the paper is filed."),
    )  # fmt: skip
    is_internal = forms.BooleanField(label=_("For internal circulation only (printed on the paper)"), required=False)
    annexes = forms.MultipleChoiceField(
        label=_("Annexes and charts"), choices=ANNEXES, required=False, widget=forms.CheckboxSelectMultiple
    )
    columns = forms.MultipleChoiceField(
        label=_("Figures in the table unit by unit"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: all that any unit states."),
    )  # fmt: skip

    def __init__(self, *args: Any, lines: list[FormLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("Any", self.fields["columns"]).choices = column_choices(lines)

    def details(self) -> Details:
        data = self.cleaned_data
        return Details(**data | {"annexes": tuple(data["annexes"]), "columns": tuple(data["columns"])})


def column_choices(lines: list[FormLine]) -> list[tuple[str, list[tuple[str, str]]]]:
    titles = catalogue().groups
    grouped: dict[str, list[tuple[str, str]]] = {}
    for line in lines:
        if line.is_typed:
            grouped.setdefault(titles.get(line.group, line.group), []).append((line.code, line.name))
    return list(grouped.items())


def first_details(report: WaveReport) -> dict[str, Any]:
    return {name: getattr(report, name) for name in DetailsForm.base_fields}


CHOOSE = _("Choose the .docx file that you have edited.")
EMPTY = _("This file is empty. Save the report once more as .docx and choose it again.")


class CopyForm(forms.Form):
    copy = forms.FileField(
        label=_("The report as you edited it (.docx)"),
        help_text=_("Edited in Word or LibreOffice. Nothing is taken over before you have seen each difference."),
        widget=forms.ClearableFileInput({"accept": ".docx"}),
        error_messages={"required": CHOOSE, "empty": EMPTY},
    )


class WordsForm(forms.Form):
    """A sentence of the officer's own."""

    text = forms.CharField(label=_("Sentence of your own"), max_length=4000, widget=forms.Textarea({"rows": 2}))


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=pgettext_lazy("wave report", "Reason for reopening"), max_length=500, widget=forms.Textarea({"rows": 2})
    )
