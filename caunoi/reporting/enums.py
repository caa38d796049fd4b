"""The closed lists of guidance and inspection."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class VisitState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("visit", "Planned")
    UNDER_WAY = "under_way", pgettext_lazy("visit", "Under way")
    RECORDED = "recorded", pgettext_lazy("visit", "Waiting for the unit's confirmation")
    CONFIRMED = "confirmed", pgettext_lazy("visit", "Confirmed by both sides")
    CANCELLED = "cancelled", pgettext_lazy("visit", "Cancelled")


WRITABLE = (VisitState.PLANNED, VisitState.UNDER_WAY)
ON_RECORD = (VisitState.RECORDED, VisitState.CONFIRMED)


class Verdict(models.TextChoices):
    MET = "met", pgettext_lazy("finding", "Met")
    NOT_MET = "not_met", pgettext_lazy("finding", "Not met")
    NOT_APPLICABLE = "na", pgettext_lazy("finding", "Not applicable")


class FollowUp(models.TextChoices):
    """Where a recommendation stands. Late is no state: it follows from the day."""

    OPEN = "open", pgettext_lazy("recommendation", "To be remedied")
    REPORTED = "reported", _("Remedy reported, to be checked")
    CLOSED = "closed", pgettext_lazy("recommendation", "Closed")


class RemedyVerdict(models.TextChoices):
    WAITING = "waiting", _("To be checked")
    ACCEPTED = "accepted", _("Accepted")
    RETURNED = "returned", pgettext_lazy("remedy", "Returned")
