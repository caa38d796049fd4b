"""Where the form of an activity says something else than the activity does by now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils import formats

from caunoi.campaigns.forms.activities import ActivityForm
from caunoi.core.formatting import format_number


@dataclass(frozen=True)
class Difference:
    """One field: its label, what stands, what was typed; both in words, empty for nothing."""

    label: str
    stands: str
    typed: str


def differences(form: ActivityForm, values: Mapping[str, Any]) -> list[Difference]:
    """``values`` as ``values_of`` the activity gives them; fields in the order of the form, hidden ones left out."""
    fields = [form[name] for name in form.fields if not form[name].is_hidden]
    changed = [each for each in fields if _clean(each, values.get(each.name)) != _clean(each, each.value())]
    return [
        Difference(str(each.label), _words(each, values.get(each.name)), _words(each, each.value())) for each in changed
    ]


def _clean(field: BoundField, value: Any) -> Any:
    """As the form understands it, so that "1.500.000" and 1500000 are the same; what it cannot understand, as it is."""
    try:
        return field.field.clean(value)
    except ValidationError:
        return value or None


def _words(field: BoundField, value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(_words(field, each) for each in value)
    if isinstance(number := _clean(field, value), int):
        return format_number(number)
    text = "" if value is None else str(value)
    labels = _labels(field)
    if text in labels or not text:
        return labels.get(text, "")
    try:
        day = value if isinstance(value, date) else date.fromisoformat(text)
    except ValueError:
        return text.replace("\r\n", "\n").strip()
    return formats.date_format(day, "d/m/Y")


def _labels(field: BoundField) -> dict[str, str]:
    """Of a field with choices, groups taken apart; none for what is typed freely."""
    labels: dict[str, str] = {}
    for key, label in getattr(field.field, "choices", ()):
        group = label if isinstance(label, list | tuple) else [(key, label)]
        labels |= {str(value): str(words) for value, words in group}
    return labels
