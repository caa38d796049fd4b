"""The fields that corrections are made of."""

from typing import Any

from django import forms

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
