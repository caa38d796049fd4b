"""Letting a system in: a token, an address that is told of events."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caunoi.api.enums import Event, Scope
from caunoi.api.outgoing import check_address
from caunoi.api.permissions import grantable_scopes, units_to_connect
from caunoi.core.errors import Refused
from caunoi.orgs.forms.invitations import CODE_AT_THE_END
from caunoi.orgs.models import Unit, User

TERMS = [(30, _("30 days")), (90, _("90 days")), (180, _("Half a year")), (365, _("A year"))]


class ConnectionForm(forms.Form):
    """``unit`` is typed with the help of suggestions: the name with the code in brackets, or the code alone."""

    name = forms.CharField(
        label=_("Which system?"),
        max_length=120,
        help_text=_("For example: Phần mềm quản lý đoàn viên. The audit trail calls it by this name."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    unit = forms.CharField(
        label=_("For which unit?"),
        max_length=300,
        help_text=_("The system reaches this unit and all below it. Type a part of the name, and choose."),
        widget=forms.TextInput(
            attrs={
                "list": "unit-options",
                "autocomplete": "off",
                "hx-get": reverse_lazy("orgs:suggest-units"),
                "hx-trigger": "input changed delay:250ms, focus once",
                "hx-target": "#unit-options",
            }
        ),
    )

    nameless = _("Say which system the token is for.")

    def __init__(self, *args: Any, user: User, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].error_messages["required"] = self.nameless
        self.user, self.on = user, on

    def clean_unit(self) -> Unit:
        words = self.cleaned_data["unit"].strip()
        found = CODE_AT_THE_END.search(words)
        unit = units_to_connect(self.user, on=self.on).filter(code=found.group(1) if found else words).first()
        if unit is None:
            raise ValidationError(gettext("Choose a unit from the list: yours, or one below it."))
        return unit


class TokenForm(ConnectionForm):
    scopes = forms.MultipleChoiceField(
        label=_("What may it do?"),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one thing that the system may do.")},
    )
    days = forms.TypedChoiceField(
        label=_("For how long?"), choices=TERMS, coerce=int, initial=365, widget=forms.RadioSelect
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        unit, scopes = data.get("unit"), data.get("scopes")
        if unit and scopes:
            granted = grantable_scopes(self.user, unit, on=self.on)
            refused = [str(Scope(scope).label) for scope in scopes if scope not in granted]
            if refused:
                message = gettext("At this unit you may not do this yourself, so a system may not either: %(names)s.")
                self.add_error("scopes", message % {"names": ", ".join(refused)})
        return data


class WebhookForm(ConnectionForm):
    nameless = _("Say which system the address belongs to.")
    address = forms.CharField(
        label=_("Address"),
        max_length=500,
        help_text=_("For example: https://hethong.example.vn/caunoi. We post a signed message there."),
        widget=forms.URLInput(attrs={"autocomplete": "off", "inputmode": "url"}),
    )
    events = forms.MultipleChoiceField(
        label=_("What should it be told?"),
        choices=Event.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one event.")},
    )

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"]).strip()
        try:
            check_address(address)
        except Refused as refusal:
            raise ValidationError(str(refusal.message)) from refusal
        return address
