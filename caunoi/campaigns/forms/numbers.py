"""Whole numbers as people here write them: 1500000 or 1.500.000."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LIMIT = 10**13  # beyond this a finger has slipped
_GROUPED = re.compile(r"\d{1,3}([.,\s]\d{3})+|\d+")


class WholeNumberField(forms.CharField):
    """Digits, in groups of three or not; a word after the number ("đồng", "đ") is passed over. Empty gives None."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "size": 12}))
        super().__init__(required=False, **kwargs)

    def to_python(self, value: Any) -> Any:
        text = re.sub(r"(?i)\s*(đồng|đ|vnđ|vnd)\.?$", "", (super().to_python(value) or "").strip())
        if not text:
            return None
        if not _GROUPED.fullmatch(text):
            raise ValidationError(_("Write a whole number, for example 1.500.000."), code="invalid")
        number = int(re.sub(r"\D", "", text))
        if number >= LIMIT:
            raise ValidationError(_("This number is too large. Check it again."), code="too_large")
        return number
