"""Allauth's forms of sign-in, laid out and worded for our pages."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):
    """The link for a forgotten password stands under the button, so that the keyboard meets the password first."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
        self.fields["remember"].label = _("Keep me signed in on this device")
        self.fields["login"].widget.attrs |= {"autofocus": True, "autocomplete": "username", "placeholder": ""}
        self.fields["password"].widget.attrs["placeholder"] = ""


class NewKeyForm(AddWebAuthnForm):
    """A key that signs in by itself is what most people want: it is ticked from the start."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")
        self.fields["passwordless"].initial = True


class RenamedKeyForm(EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")
