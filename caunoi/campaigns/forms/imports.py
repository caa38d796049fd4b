"""Uploading a paper."""

from django import forms
from django.utils.translation import gettext_lazy as _

ACCEPTED = ".docx,.pdf,.txt,.md"


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File of the paper"),
        help_text=_(".docx, .pdf (scans too), .txt or .md, up to 30 MB. Papers marked secret may not be uploaded."),
        max_length=1000,
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": _("Choose the file of the paper first.")},
    )
