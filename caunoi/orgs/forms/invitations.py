"""Inviting somebody, and accepting."""

import re
from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caunoi.orgs.enums import Role
from caunoi.orgs.models import Invitation, Unit, UnitQuerySet, User
from caunoi.orgs.permissions import grantable_roles, units_for
from caunoi.orgs.roles import Right

CODE_AT_THE_END = re.compile(r"\(([^()]+)\)\s*$")


def unit_label(unit: Unit) -> str:
    """As it stands in the list of suggestions: "Công đoàn cơ sở … (CODE)"."""
    return f"{unit.name} ({unit.code})"


class InvitationForm(forms.Form):
    """``unit`` is typed with the help of suggestions: the name with the code in brackets, or the code alone."""

    full_name = forms.CharField(
        label=_("Full name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The link goes there. You can also copy it and send it by Zalo."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    unit = forms.CharField(
        label=_("Unit"),
        max_length=300,
        help_text=_("Type a part of the name, with or without marks, and choose."),
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
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("Title as printed"), max_length=120, required=False, help_text=_("For example: Phó Chủ tịch")
    )

    def __init__(self, *args: Any, user: User, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.on = user, on
        self.fields["role"].choices = Role.choices  # type: ignore[attr-defined]

    def clean_unit(self) -> Unit:
        words = self.cleaned_data["unit"].strip()
        found = CODE_AT_THE_END.search(words)
        unit = self._managed().filter(code=found.group(1) if found else words).first()
        if unit is None:
            raise ValidationError(gettext("Choose a unit from the list: yours, or one below it."))
        return unit

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        unit, role = data.get("unit"), data.get("role")
        if unit and role and role not in grantable_roles(self.user, unit, on=self.on):
            self.add_error("role", gettext("You may not give the role “%(role)s” there.") % {"role": Role(role).label})
        return data

    def _managed(self) -> UnitQuerySet:
        return units_for(self.user, Right.MANAGE_POSTS, on=self.on)


class AcceptanceForm(forms.Form):
    """The password of a new account, checked against the name and address it must not resemble."""

    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        help_text=password_validators_help_text_html,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Type the password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = User(email=invitation.email, full_name=invitation.full_name)

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password, self.owner)
        return password

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", gettext("The two passwords differ."))
        return data


class ConsentForm(forms.Form):
    """Nothing to fill in: an account that exists keeps its password."""
