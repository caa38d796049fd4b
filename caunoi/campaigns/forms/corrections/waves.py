"""Waves, their windows, and the days that the paper leaves to congresses."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caunoi.campaigns.drafts import events_of
from caunoi.campaigns.enums import Relation
from caunoi.campaigns.forms.corrections.base import CorrectionForm
from caunoi.campaigns.forms.corrections.fields import DayField, iso
from caunoi.campaigns.schedule import iso_day


class WaveForm(CorrectionForm):
    ordinal = forms.IntegerField(label=_("Number of the wave"), min_value=1, max_value=99)
    start = DayField(label=_("First day"), help_text=_("Leave empty where the day follows the event below."))
    start_event = forms.CharField(label=_("Begins after"), max_length=250, required=False)
    end = DayField(label=_("Last day"))
    end_event = forms.CharField(label=_("Ends with"), max_length=250, required=False)
    title = forms.CharField(
        label=_("Title"),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Leave empty to use the clause as printed."),
    )
    path = forms.ChoiceField(label=_("Clause"), required=False)

    def prepare(self) -> None:
        self.fields["path"].choices = self.clauses(empty=True)  # type: ignore[attr-defined]
        self.events = events_of(self.draft)
        for name in ("start_event", "end_event"):
            self.fields[name].widget.attrs["list"] = "events"

    def initial_of(self, item: Any) -> dict[str, Any]:
        last = max((wave["ordinal"] for wave in self.draft["waves"]), default=0)
        days = {name: iso_day(item.get(name) or "") for name in ("start", "end")}
        return {"ordinal": last + 1, **item, **days}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("start") and cleaned.get("end") and cleaned["end"] < cleaned["start"]:
            self.add_error("end", gettext("The last day lies before the first day."))
        return cleaned

    def values(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        found: dict[str, Any] = {"ordinal": cleaned["ordinal"], "path": cleaned["path"]}
        found |= {name: iso(cleaned[name]) for name in ("start", "end")}
        found |= {name: self._text(name) for name in ("start_event", "end_event")}
        if cleaned["title"] or (self.item and self.item.get("title")):
            found["title"] = self._text("title")
        return found if self.item else {**found, "windows": []}


class WindowForm(CorrectionForm):
    relation = forms.ChoiceField(label=_("Lies"), choices=Relation.choices, widget=forms.RadioSelect)
    event = forms.CharField(label=_("Event"), max_length=250)
    path = forms.ChoiceField(label=_("Clause"))

    def prepare(self) -> None:
        self.fields["path"].choices = self.clauses()  # type: ignore[attr-defined]
        self.events = events_of(self.draft)
        self.fields["event"].widget.attrs["list"] = "events"


class AnchorsForm(CorrectionForm):
    """The days that the paper leaves to congresses: first and last day of each event, and the end of open waves."""

    def __init__(self, data: Any = None, *, waves: Iterable[tuple[int, dict[str, Any]]] = (), **options: Any) -> None:
        self.waves = list(waves)
        super().__init__(data, **options)

    def prepare(self) -> None:
        for index, anchor in enumerate(self.draft["anchors"]):
            for name, words in (("starts_on", _("First day")), ("ends_on", _("Last day"))):
                self.fields[f"{name}_{index}"] = DayField(label=words, initial=iso_day(anchor[name] or ""))
        for index, wave in self.waves:
            label = gettext("Wave %(ordinal)s ends on") % {"ordinal": wave["ordinal"]}
            self.fields[f"wave_{index}"] = DayField(label=label, initial=iso_day(wave.get("end") or ""))

    def initial_of(self, item: Any) -> dict[str, Any]:
        return {}

    def rows(self) -> list[tuple[int, Any, Any]]:
        """(index, first day, last day) of each event, as bound fields."""
        return [(i, self[f"starts_on_{i}"], self[f"ends_on_{i}"]) for i in range(len(self.draft["anchors"]))]

    def wave_fields(self) -> list[Any]:
        return [self[f"wave_{index}"] for index, _wave in self.waves]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for index in range(len(self.draft["anchors"])):
            first, last = cleaned.get(f"starts_on_{index}"), cleaned.get(f"ends_on_{index}")
            if first and last and last < first:
                self.add_error(f"ends_on_{index}", gettext("The last day lies before the first day."))
        return cleaned

    def values(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        anchors = [
            {
                "event": anchor["event"],
                "starts_on": iso(cleaned[f"starts_on_{index}"]),
                "ends_on": iso(cleaned[f"ends_on_{index}"]),
            }
            for index, anchor in enumerate(self.draft["anchors"])
        ]
        ends = {str(index): iso(cleaned[f"wave_{index}"]) for index, _wave in self.waves}
        return {"anchors": anchors, "wave_ends": {key: end for key, end in ends.items() if end}}
