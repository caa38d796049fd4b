"""Displays in the form of an activity: a few rows, each of one kind at one site; and the form of taking one down."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caunoi.campaigns.actions.displays import Hung
from caunoi.campaigns.enums import DisplayKind
from caunoi.campaigns.forms.numbers import WholeNumberField
from caunoi.campaigns.models import Display

ROWS = 3  # in an empty form; one more than there are when changing
PARTS = ("kind", "number", "width", "height", "site", "up_to", "due_down_on")


class LengthField(forms.DecimalField):
    """Metres, "1,5" or "1.5"."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off", "size": 6})
        super().__init__(
            required=False, min_value=Decimal("0.01"), max_digits=6, decimal_places=2, widget=widget, **kwargs
        )

    def to_python(self, value: Any) -> Any:
        return super().to_python(str(value or "").replace(",", ".").rstrip("m ") or None)


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, localize=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )


def _fields() -> dict[str, forms.Field]:
    return {
        "id": forms.IntegerField(required=False, widget=forms.HiddenInput),
        "kind": forms.ChoiceField(
            label=gettext_lazy("Kind of display"), choices=[("", _("None")), *DisplayKind.choices], required=False
        ),
        "number": WholeNumberField(label=gettext_lazy("How many")),
        "width": LengthField(label=gettext_lazy("Width (m)")),
        "height": LengthField(label=gettext_lazy("Height (m)")),
        "site": forms.CharField(label=gettext_lazy("At which site"), max_length=200, required=False),
        "up_to": _day(gettext_lazy("Hangs until")),
        "due_down_on": _day(gettext_lazy("To be taken down by")),
    }


class DisplayRows:
    """The rows within ``form``, named ``display0_kind`` and so on. ``hung`` after ``clean``."""

    def __init__(self, form: forms.Form, known: Sequence[Display], rows: int = ROWS) -> None:
        self.form, self.known = form, {row.pk: row for row in known}
        self.count = max(rows, len(known) + 1)
        self.hung: list[Hung] = []
        for number in range(self.count):
            for name, field in _fields().items():
                form.fields[self._name(number, name)] = field
            if number < len(known):
                self._fill(number, known[number])

    def _name(self, number: int, part: str) -> str:
        return f"display{number}_{part}"

    def _fill(self, number: int, row: Display) -> None:
        values = {"id": row.pk} | {part: getattr(row, part) for part in PARTS}
        self.form.initial.update({self._name(number, part): value for part, value in values.items()})

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """For the template: the bound fields of each row, and whether it says anything."""
        for number in range(self.count):
            row: dict[str, Any] = {part: self.form[self._name(number, part)] for part in ("id", *PARTS)}
            filled = any(row[part].value() for part in PARTS) or any(row[part].errors for part in PARTS)
            yield row | {"shown": number == 0 or filled}

    def clean(self, done_on: date | None) -> None:
        """Read the rows; what is wrong is added to the form's errors. A display hangs from the activity's day."""
        self.hung = []
        for number in range(self.count):
            said = {part: self.form.cleaned_data.get(self._name(number, part)) for part in ("id", *PARTS)}
            if said["kind"] and done_on:
                self._read(number, said, done_on)
            elif not said["kind"] and any(said[part] for part in PARTS):
                self.form.add_error(self._name(number, "kind"), _("Say which kind of display this is."))

    def _read(self, number: int, said: dict[str, Any], done_on: date) -> None:
        known = self.known.get(said["id"] or 0)
        start = known.up_from if known else done_on
        for part in ("up_to", "due_down_on"):
            if said[part] and said[part] < start:
                self.form.add_error(self._name(number, part), _("This day lies before the display was put up."))
        if said["number"] == 0:
            self.form.add_error(self._name(number, "number"), _("At least one."))
        values = {part: said[part] for part in ("kind", "width", "height", "up_to", "due_down_on")}
        self.hung.append(
            Hung(
                **values,
                up_from=start,
                number=said["number"] or 1,
                site=said["site"] or "",
                pk=known.pk if known else None,
            )
        )


class TakeDownForm(forms.Form):
    """``display`` is what comes down; the photographs travel beside the form under its ``client_key``."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    taken_down_on = forms.DateField(
        label=gettext_lazy("Taken down on"), localize=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    note = forms.CharField(
        label=gettext_lazy("Without a photograph: why"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2, "class": "field-short"}),
    )

    def __init__(self, *args: Any, display: Display, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.display, self.today = display, today

    def clean_taken_down_on(self) -> date:
        day: date = self.cleaned_data["taken_down_on"]
        if not self.display.up_from <= day <= self.today:
            raise ValidationError(_("The day lies before the display was put up, or is still to come."))
        return day

    @property
    def known_key(self) -> Any:
        """The client key as sent, or None when it makes no sense."""
        try:
            return self.fields["client_key"].clean(self.data.get("client_key"))
        except ValidationError:
            return None
