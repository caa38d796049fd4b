"""Fields that several forms share."""

from typing import Any

from django import forms


class DayField(forms.DateField):
    """A day; the browser's own calendar, or dd/mm/yyyy by hand."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y"], widget=widget, **options)


class CountField(forms.IntegerField):
    """A count of people or seats; empty means that it is not stated, which is not 0."""

    def __init__(self, *, highest: int = 1_000_000, **options: Any) -> None:
        options.setdefault("widget", forms.NumberInput(attrs={"inputmode": "numeric", "min": 0}))
        super().__init__(required=False, min_value=0, max_value=highest, **options)
