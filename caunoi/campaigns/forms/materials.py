"""The form that puts a material into the kit."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caunoi.campaigns.enums import MaterialKind
from caunoi.campaigns.models import Campaign, Wave
from caunoi.campaigns.queries.wording import wave_name

TEXT_LIMIT = 20_000  # a quarter of an hour read aloud


class MaterialForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("What is it for?"), choices=MaterialKind.choices)
    title = forms.CharField(label=gettext_lazy("Name of the material"), max_length=200)
    text = forms.CharField(
        label=gettext_lazy("The text, to read out or to copy"),
        required=False,
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy(
            "Word, Excel, PDF, a picture or an MP3 recording, 30 MB at most. Files up to 5 MB reach those without a network. "
            "Papers marked secret may not be entered."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.xlsx,.pdf,.mp3,.mp4,image/*"}),
    )
    language = forms.CharField(label=gettext_lazy("Language, if not Vietnamese"), required=False, max_length=60)
    wave = forms.ModelChoiceField(label=gettext_lazy("For which wave?"), queryset=Wave.objects.none(), required=False)

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wave: Any = self.fields["wave"]
        wave.queryset = campaign.waves.filter(dropped_at__isnull=True)
        wave.empty_label = _("For the whole campaign")
        wave.label_from_instance = wave_name
