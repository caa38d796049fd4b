"""One small form for each kind of line that was read. ``values()`` is what ``corrections.Change`` takes."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caunoi.campaigns.blueprint import END_OF_WAVE, shortened
from caunoi.campaigns.drafts import Draft, events_of
from caunoi.campaigns.enums import ChannelKind, Classification, Relation
from caunoi.campaigns.outline import Outline
from caunoi.campaigns.schedule import iso_day
from caunoi.core.text import nfc


class DayField(forms.DateField):
    """A day; the browser's own calendar, or dd/mm/yyyy by hand."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y"], required=False, widget=widget, **options)


class Lines(forms.CharField):
    """Several lines, one thing a line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 5}), **options)

    def to_python(self, value: Any) -> Any:
        return [line for line in (nfc(part) for part in (value or "").splitlines()) if line]


def iso(day: Any) -> str | None:
    return day.isoformat() if day else None


class CorrectionForm(forms.Form):
    """``draft`` gives the choices; ``item`` is the line as it stands, None for a new one."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, draft: Draft, item: Any, revision: int, key: str = "") -> None:
        self.draft, self.item, self.key = draft, item, key
        super().__init__(data, initial={**self.initial_of(item or {}), "revision": revision}, prefix=None)
        self.prepare()

    def prepare(self) -> None:
        """Fill choices that depend on the draft."""

    def initial_of(self, item: Any) -> dict[str, Any]:
        return dict(item)

    def values(self) -> dict[str, Any]:
        raise NotImplementedError

    def clauses(self, *, empty: bool = False) -> list[tuple[str, str]]:
        """Every clause as a choice, indented as in the paper."""
        found = [
            (clause.path, "\u2003" * clause.depth + f"{clause.label} {shortened(clause.text, 90)}".strip())
            for clause in Outline(self.draft["clauses"]).clauses
        ]
        return [("", gettext("— none —")), *found] if empty else found

    def _text(self, name: str) -> str | None:
        return nfc(self.cleaned_data[name]) or None


class HeaderForm(CorrectionForm):
    kind = forms.CharField(label=_("Kind of paper"), max_length=60)
    number = forms.CharField(label=_("Number"), max_length=60, required=False)
    date = DayField(label=_("Date"))
    place = forms.CharField(label=_("Place"), max_length=80, required=False)
    issuer = forms.CharField(label=_("Issuer"), max_length=250, required=False)
    subject = forms.CharField(label=_("Subject"), max_length=600, required=False, widget=forms.Textarea({"rows": 3}))
    term_start = forms.IntegerField(label=_("Term from"), min_value=1900, max_value=2100, required=False)
    term_end = forms.IntegerField(label=_("Term to"), min_value=1900, max_value=2100, required=False)
    classification = forms.ChoiceField(label=_("Circulation"), choices=Classification.choices)

    def initial_of(self, item: Any) -> dict[str, Any]:
        term = item.get("term") or (None, None)
        extra = {"term_start": term[0], "term_end": term[1], "classification": self.draft["classification"]}
        return {**item, "date": iso_day(item["date"] or ""), **extra}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("term_start"), cleaned.get("term_end")
        if (start is None) != (end is None) or (start and end and end <= start):
            self.add_error("term_end", gettext("Give both years of the term, the later one last."))
        return cleaned

    def values(self) -> dict[str, Any]:
        start, end = self.cleaned_data["term_start"], self.cleaned_data["term_end"]
        named = {name: self._text(name) for name in ("kind", "number", "place", "issuer", "subject")}
        term = [start, end] if start else None
        rest = {"date": iso(self.cleaned_data["date"]), "term": term}
        return {**named, **rest, "classification": self.cleaned_data["classification"]}


class BasisForm(CorrectionForm):
    kind = forms.CharField(label=_("Kind of paper"), max_length=80, required=False)
    number = forms.CharField(label=_("Number"), max_length=60)
    date = DayField(label=_("Date"))

    def initial_of(self, item: Any) -> dict[str, Any]:
        return {**item, "date": iso_day(item.get("date") or "")}

    def values(self) -> dict[str, Any]:
        return {"kind": self._text("kind"), "number": self._text("number"), "date": iso(self.cleaned_data["date"])}


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

    def values(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {"relation": cleaned["relation"], "event": self._text("event"), "path": cleaned["path"]}


class MarkForm(CorrectionForm):
    """A clause marked as a theme, or as a duty of every wave."""

    path = forms.ChoiceField(label=_("Clause"))

    def prepare(self) -> None:
        self.fields["path"].choices = self.clauses()  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        return {"path": self.cleaned_data["path"]}


class ChannelForm(CorrectionForm):
    kinds = forms.MultipleChoiceField(
        label=_("Kinds"), choices=ChannelKind.choices, widget=forms.CheckboxSelectMultiple
    )
    path = forms.ChoiceField(label=_("Clause"))

    def prepare(self) -> None:
        self.fields["path"].choices = self.clauses()  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        return {"kinds": self.cleaned_data["kinds"], "path": self.cleaned_data["path"]}


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


class LinesForm(CorrectionForm):
    lines = Lines(label=_("One a line"), required=False)

    def initial_of(self, item: Any) -> dict[str, Any]:
        return {"lines": "\n".join(item)}

    def values(self) -> dict[str, Any]:
        return {"lines": self.cleaned_data["lines"]}


class SignatureForm(CorrectionForm):
    authority = forms.CharField(label=_("Authority"), max_length=200, required=False)
    title = forms.CharField(label=_("Position"), max_length=200, required=False)
    name = forms.CharField(label=_("Name"), max_length=120, required=False)

    def values(self) -> dict[str, Any]:
        return {name: self._text(name) for name in ("authority", "title", "name")}


class ClauseForm(CorrectionForm):
    text = forms.CharField(label=_("Text of the clause"), widget=forms.Textarea({"rows": 6}))

    def values(self) -> dict[str, Any]:
        return {"text": self._text("text")}


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


FORMS: dict[str, type[CorrectionForm]] = {
    "header": HeaderForm,
    "basis": BasisForm,
    "wave": WaveForm,
    "window": WindowForm,
    "theme": MarkForm,
    "throughout": MarkForm,
    "channel": ChannelForm,
    "assignment": AssignmentForm,
    "reporting": ReportingForm,
    "slogans": LinesForm,
    "recipients": LinesForm,
    "signature": SignatureForm,
    "clause": ClauseForm,
    "anchors": AnchorsForm,
}
