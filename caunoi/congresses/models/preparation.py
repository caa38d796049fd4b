"""What a unit prepares: the running order, sub-committees, papers, and why it departs from a rule."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from caunoi.congresses.enums import Classification, FileKind
from caunoi.congresses.models.congresses import Congress
from caunoi.core.storage import private_storage


class AgendaStep(models.Model):
    """One step of the running order, in order of ``position``; the wording is the unit's own."""

    congress = models.ForeignKey(Congress, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    starts_at = models.TimeField(null=True, blank=True)
    text = models.CharField(max_length=300)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["congress", "position"], name="one_agenda_step_per_position"),
        ]

    def __str__(self) -> str:
        return self.text


class SubCommittee(models.Model):
    """A sub-committee that prepares the congress; ``series`` is the sign of its papers ("TBVK")."""

    congress = models.ForeignKey(Congress, on_delete=models.CASCADE, related_name="sub_committees")
    name = models.CharField(_("name"), max_length=200)
    series = models.CharField(_("sign of its papers"), max_length=20, blank=True)
    head = models.CharField(_("head (name and position)"), max_length=160, blank=True)
    members = models.PositiveSmallIntegerField(_("number of members"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["congress", "name"], name="one_sub_committee_per_name"),
        ]

    def __str__(self) -> str:
        return self.name


class CongressFile(models.Model):
    """A paper of the congress, kept privately; INTERNAL ones never leave the desk."""

    congress = models.ForeignKey(Congress, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(_("kind"), max_length=10, choices=FileKind.choices)
    title = models.CharField(_("title"), max_length=200)
    classification = models.CharField(
        _("classification"), max_length=10, choices=Classification.choices, default=Classification.INTERNAL
    )
    file = models.FileField(storage=private_storage, max_length=250)
    content_type = models.CharField(max_length=100)
    original_name = models.CharField(max_length=250)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-added_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["congress", "sha256"], name="one_copy_of_a_congress_file"),
        ]

    def __str__(self) -> str:
        return self.title


class Explanation(models.Model):
    """Why a figure departs from a rule, in the unit's own words; the rule's text and source as they stood then."""

    congress = models.ForeignKey(Congress, on_delete=models.CASCADE, related_name="explanations")
    rule = models.CharField(max_length=40)
    figure = models.PositiveIntegerField()
    rule_text = models.CharField(max_length=300)
    source = models.CharField(max_length=250)
    text = models.CharField(_("explanation"), max_length=500)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["congress", "rule"], name="one_explanation_per_rule"),
            models.CheckConstraint(condition=~Q(text=""), name="explanation_says_something"),
        ]

    def __str__(self) -> str:
        return self.text
