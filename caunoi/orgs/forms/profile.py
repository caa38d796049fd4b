"""What people may change about themselves."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caunoi.orgs.models import User


class ProfileForm(forms.Form):
    full_name = forms.CharField(
        label=_("Full name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = forms.CharField(
        label=_("Phone"),
        max_length=20,
        required=False,
        help_text=_("Seen by the officers of your unit and of those above it."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=User._meta.get_field("language").choices or ())
    wants_email = forms.BooleanField(label=_("Send my notices by e-mail too"), required=False)

    def clean_phone(self) -> str:
        """Digits with at most a plus before them; spaces, dots and hyphens are dropped."""
        phone = re.sub(r"[\s.\-()]", "", self.cleaned_data["phone"])
        if phone and not re.fullmatch(r"\+?\d{8,15}", phone):
            raise ValidationError(gettext("A phone number has 8 to 15 digits, like 0912 345 678."))
        return phone
