"""What the correction forms share."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext

from caunoi.campaigns.blueprint import shortened
from caunoi.campaigns.drafts import Draft
from caunoi.campaigns.forms.corrections.fields import iso
from caunoi.campaigns.outline import Outline
from caunoi.core.text import nfc


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
        """What ``corrections.Change`` takes: every field under its name, as the draft keeps it."""
        return {name: _kept(value) for name, value in self.cleaned_data.items() if name != "revision"}

    def clauses(self, *, empty: bool = False) -> list[tuple[str, str]]:
        """Every clause as a choice, indented as in the paper."""
        found = [
            (clause.path, "\u2003" * clause.depth + f"{clause.label} {shortened(clause.text, 90)}".strip())
            for clause in Outline(self.draft["clauses"]).clauses
        ]
        return [("", gettext("— none —")), *found] if empty else found

    def _text(self, name: str) -> str | None:
        return nfc(self.cleaned_data[name]) or None


def _kept(value: Any) -> Any:
    """Text in NFC, days in ISO, None for what is empty."""
    if isinstance(value, date):
        return iso(value)
    return nfc(value) or None if isinstance(value, str) else value
