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


class Aggregation(models.TextChoices):
    """How the values of units add up to that of a branch."""

    SUM = "sum", pgettext_lazy("aggregation", "Sum")
    LAST = (
        "last",
        pgettext_lazy("aggregation", "Last known"),
    )  # a stock, as it stands: summed over units, never over waves
    MAXIMUM = "maximum", pgettext_lazy("aggregation", "Maximum")
    DISTINCT = "distinct", pgettext_lazy("aggregation", "Distinct")  # a set of at most 62 things, each counted once
    SHARE = "share", pgettext_lazy("aggregation", "Share")  # computed from two other lines, never typed


class FilingState(models.TextChoices):
    """In the words that officers use. A filing that was reopened is written on again like one that was never sent."""

    NOT_SENT = "not_sent", pgettext_lazy("filing", "Not sent")
    SUBMITTED = "submitted", pgettext_lazy("filing", "Waiting for approval")
    RETURNED = "returned", pgettext_lazy("filing", "Returned")
    APPROVED = "approved", pgettext_lazy("filing", "Approved")
    REOPENED = "reopened", pgettext_lazy("filing", "Reopened")


COUNTED = (FilingState.SUBMITTED, FilingState.APPROVED)
FILABLE = (FilingState.NOT_SENT, FilingState.RETURNED, FilingState.REOPENED)


class WaveReportState(models.TextChoices):
    """An issued report is locked; reopening it needs a reason."""

    DRAFT = "draft", pgettext_lazy("wave report", "Being written")
    ISSUED = "issued", pgettext_lazy("wave report", "Issued")


class SentenceState(models.TextChoices):
    """What the officer makes of a sentence of the units. Only what is accepted or edited goes into the paper."""

    PROPOSED = "proposed", pgettext_lazy("sentence", "To be looked at")
    ACCEPTED = "accepted", pgettext_lazy("sentence", "Accepted")
    EDITED = "edited", pgettext_lazy("sentence", "Accepted with other words")
    DROPPED = "dropped", pgettext_lazy("sentence", "Left out")


class SourceKind(models.TextChoices):
    """What a tag of a consolidated report stands for."""

    FIGURE = "figure", pgettext_lazy("source", "Figure")
    SHARE = "share", pgettext_lazy("source", "Share")
    COUNT = "count", pgettext_lazy("source", "Count of reports")
    SENTENCE = "sentence", pgettext_lazy("source", "Sentence of the units")
    OBSTACLE = "obstacle", pgettext_lazy("source", "Obstacle")


class ChangeVerdict(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("change", "To be decided")
    ACCEPTED = "accepted", pgettext_lazy("change", "Taken over")
    REFUSED = "refused", pgettext_lazy("change", "Not taken over")
