"""What the issuer of a campaign gives to the units: texts to read out, leaflets, pictures, forms."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from caunoi.campaigns.enums import MaterialKind
from caunoi.campaigns.models.campaigns import Campaign, Wave
from caunoi.core.storage import private_storage


class Material(models.Model):
    """One piece of the kit ("bộ tài liệu"): a text, a file, or both. No wave: it serves throughout.

    ``language`` is empty for Vietnamese. Whoever sees the campaign reads it; nothing of it is public.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="materials")
    wave = models.ForeignKey(Wave, on_delete=models.SET_NULL, null=True, blank=True, related_name="materials")
    kind = models.CharField(max_length=10, choices=MaterialKind.choices)
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=60, blank=True)
    text = models.TextField(blank=True)
    file = models.FileField(storage=private_storage, max_length=250, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    original_name = models.CharField(max_length=250, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["added_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text="") | ~Q(file=""), name="material_has_text_or_file"),
            models.UniqueConstraint(
                fields=["campaign", "sha256"], condition=~Q(sha256=""), name="one_copy_of_a_material"
            ),
        ]

    def __str__(self) -> str:
        return self.title
