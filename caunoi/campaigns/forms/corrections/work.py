"""What is to be done, by whom, through what, and how it is reported."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caunoi.campaigns.blueprint import END_OF_WAVE, shortened
from caunoi.campaigns.enums import ChannelKind
from caunoi.campaigns.forms.corrections.base import CorrectionForm
from caunoi.campaigns.forms.corrections.fields import DayField, Lines, iso
from caunoi.campaigns.outline import Outline
from caunoi.campaigns.schedule import iso_day


class MarkForm(CorrectionForm):
    """A clause marked as a theme, or as a duty of every wave."""

    path = forms.ChoiceField(label=_("Clause"))

    def prepare(self) -> None:
        self.fields["path"].choices = self.clauses()  # type: ignore[attr-defined]


class ChannelForm(CorrectionForm):
    kinds = forms.MultipleChoiceField(
        label=_("Kinds"), choices=ChannelKind.choices, widget=forms.CheckboxSelectMultiple
    )
    path = forms.ChoiceField(label=_("Clause"))

    def prepare(self) -> None:
        self.fields["path"].choices = self.clauses()  # type: ignore[attr-defined]


class AssignmentForm(CorrectionForm):
    units = Lines(label=_("Who is charged, as printed"), help_text=_("One a line."))
    path = forms.ChoiceField(label=_("Clause"))
    duty_paths = forms.MultipleChoiceField(label=_("Their duties"), required=False, widget=forms.CheckboxSelectMultiple)

    def prepare(self) -> None:
        self.fields["path"].choices = self.clauses()  # type: ignore[attr-defined]
        outline = Outline(self.draft["clauses"])
        below = outline.below(self.item["path"]) if self.item else []
        choices = [(one.path, f"{one.label} {shortened(one.text, 160)}".strip()) for one in below]
        self.fields["duty_paths"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["duty_paths"]

    def initial_of(self, item: Any) -> dict[str, Any]:
        return {**item, "units": "\n".join(item.get("units", []))}

    def values(self) -> dict[str, Any]:
        path, outline = self.cleaned_data["path"], Outline(self.draft["clauses"])
        duties = self.cleaned_data.get("duty_paths")
        if duties is None or (self.item and path != self.item["path"]):
            duties = [clause.path for clause in outline.demands(path)]
        return {"units": self.cleaned_data["units"], "path": path, "duty_paths": duties, "duties": len(duties) or 1}


class ReportingForm(CorrectionForm):
    WAVE, DAY, WORDS = "wave", "day", "words"
    time = forms.ChoiceField(
        label=_("Time of the report"),
        widget=forms.RadioSelect,
        choices=[(WAVE, _("At the end of each wave")), (DAY, _("On one day")), (WORDS, _("As the paper says"))],
    )
    on = DayField(label=_("Day"))
    words = forms.CharField(label=_("The paper's words"), max_length=250, required=False)
    to = forms.CharField(label=_("Sent to"), max_length=250, required=False)
    via = forms.CharField(label=_("Through"), max_length=250, required=False)
    path = forms.ChoiceField(label=_("Clause"), required=False)

    def prepare(self) -> None:
        self.fields["path"].choices = self.clauses(empty=True)  # type: ignore[attr-defined]

    def initial_of(self, item: Any) -> dict[str, Any]:
        when = item.get("when", END_OF_WAVE)
        on = iso_day(when)
        time = self.WAVE if when == END_OF_WAVE else self.DAY if on else self.WORDS
        return {**item, "time": time, "on": on, "words": when if time == self.WORDS else ""}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("time") == self.DAY and not cleaned.get("on"):
            self.add_error("on", gettext("Give the day of the report."))
        if cleaned.get("time") == self.WORDS and not cleaned.get("words"):
            self.add_error("words", gettext("Write when the report is due, as the paper says it."))
        return cleaned

    def values(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        words = self._text("words")
        when = {self.WAVE: END_OF_WAVE, self.DAY: iso(cleaned["on"]), self.WORDS: words}[cleaned["time"]]
        return {"when": when, "to": self._text("to"), "via": self._text("via"), "path": cleaned["path"]}
