"""The closed lists of connections: what a token may do, what a webhook tells."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from caunoi.orgs.roles import Right


class Scope(models.TextChoices):
    """One kind of thing that a token may read or do, in the unit's branch."""

    UNITS = "units:read", _("Read units")
    CAMPAIGNS = "campaigns:read", _("Read campaigns, waves and duties")
    ACTIVITIES = "activities:read", _("Read activities")
    LOG = "activities:log", _("Log activities in the unit's name")
    REPORTS = "reports:read", _("Read report forms, reports and consolidated figures")
    FILE = "reports:file", _("Send reports in the unit's name")
    CONGRESSES = "congresses:read", _("Read congresses and published results")


# The right that whoever makes the token must hold at its unit, and at whatever the token touches.
NEEDS: dict[str, Right] = dict.fromkeys(Scope.values, Right.VIEW) | {
    Scope.LOG: Right.LOG_ACTIVITY,
    Scope.FILE: Right.FILE,
}


class Event(models.TextChoices):
    """What a webhook may tell; the names are those of the audit trail."""

    FILING_MOVED = "filing.moved", _("A report was sent, returned, approved or reopened")
    FORM_OPENED = "form.opened", _("A report form was opened")
    CAMPAIGN_ISSUED = "campaign.issued", _("A campaign was issued")
    RESULT_PUBLISHED = "result.published", _("The result of a congress was published")


PING = "ping"


class DeliveryState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("webhook", "Waiting")
    DELIVERED = "delivered", pgettext_lazy("webhook", "Delivered")
    FAILED = "failed", pgettext_lazy("webhook", "Given up")
