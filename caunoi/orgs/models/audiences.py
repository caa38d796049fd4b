"""Audiences: rules that say which units are meant, resolved against the tree on a day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from caunoi.orgs.models.units import Unit


class Audience(models.Model):
    """Units under ``base`` that any of ``rules`` covers, plus ``included``, less ``excluded``.

    ``rules`` is a list of ``{"kinds": [UnitKind…], "reach": "self" | "child" | "branch"}``: units of these kinds that are
    the base itself, its direct children, or anywhere below it. ``printed`` keeps the plan's own words.
    """

    base = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="audiences")
    printed = models.CharField(_("as printed"), max_length=500, blank=True)
    rules = models.JSONField(default=list)
    included = models.ManyToManyField(Unit, blank=True, related_name="+")
    excluded = models.ManyToManyField(Unit, blank=True, related_name="+")

    def __str__(self) -> str:
        return self.printed or str(self.rules)
