"""Issued papers: the instrument, its provisions, the papers it rests on."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from caunoi.campaigns.enums import Classification
from caunoi.congresses.models import Congress
from caunoi.core.storage import private_storage
from caunoi.orgs.models import Unit


class Instrument(models.Model):
    """A plan or another issued paper, as read and confirmed. ``supersedes`` is the version before it.

    ``unit`` imported it and keeps it; who issued it is printed in ``issuer`` (a superior's paper is kept by the unit it binds).
    ``congress`` is the one that the paper came out of, for a resolution or an action programme.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="instruments", verbose_name=_("keeping unit"))
    kind = models.CharField(_("kind"), max_length=60)
    number = models.CharField(_("number"), max_length=60, blank=True)
    place = models.CharField(_("place"), max_length=80, blank=True)
    issued_on = models.DateField(_("date"), null=True, blank=True)
    issuer = models.CharField(_("issuer as printed"), max_length=250, blank=True)
    subject = models.CharField(_("subject"), max_length=600, blank=True)
    term_start = models.PositiveSmallIntegerField(null=True, blank=True)
    term_end = models.PositiveSmallIntegerField(null=True, blank=True)
    recipients = models.JSONField(default=list)
    signature = models.JSONField(default=dict)
    slogans = models.JSONField(default=list)
    citations = models.JSONField(default=list)
    classification = models.CharField(max_length=10, choices=Classification.choices, default=Classification.OPEN)
    file = models.FileField(storage=private_storage, max_length=250, blank=True)
    original_name = models.CharField(max_length=250, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    congress = models.ForeignKey(Congress, on_delete=models.SET_NULL, null=True, blank=True, related_name="instruments")
    supersedes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["number"], name="instrument_number")]

    def __str__(self) -> str:
        return f"{self.kind.capitalize()} {self.number}".strip()


class Provision(models.Model):
    """One clause of an instrument, in reading order; ``path`` as CONTRACT.md defines it."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="provisions")
    position = models.PositiveIntegerField()
    path = models.CharField(max_length=120)
    label = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    continues = models.ForeignKey(  # the clause of the version before that this one carries on, wherever it stood
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="continued_by"
    )

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["instrument", "path"], name="one_provision_per_path"),
            models.UniqueConstraint(fields=["instrument", "position"], name="one_provision_per_position"),
        ]

    def __str__(self) -> str:
        return self.path

    @property
    def depth(self) -> int:
        """Levels below the body: 0 for a part."""
        return self.path.count("/")


class Basis(models.Model):
    """A paper that an instrument rests on, tied to our own copy of it once there is one.

    ``added_at`` is set where the paper came later and was taken into the running campaign by an amendment.
    """

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="bases")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=80, blank=True)
    number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    target = models.ForeignKey(
        Instrument, on_delete=models.SET_NULL, null=True, blank=True, related_name="cited_as_basis"
    )
    added_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["position"]
        verbose_name_plural = "bases"

    def __str__(self) -> str:
        return f"{self.kind} {self.number}".strip()
