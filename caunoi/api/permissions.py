"""What a token or a webhook may reach: what its maker may reach that day, within the branch of its unit that day.

A right that ended does not live on in a key: when the maker's post ends or the unit is closed, nothing is reached any more.
"""

from datetime import date
from typing import Protocol

from django.db.models import Exists, OuterRef, Q, QuerySet

from caunoi.api.enums import NEEDS
from caunoi.api.models import ApiToken, Webhook
from caunoi.campaigns.enums import Classification
from caunoi.campaigns.models import Activity, Campaign, Delivery
from caunoi.campaigns.models.activities import ActivityQuerySet
from caunoi.congresses.enums import ResultState
from caunoi.congresses.models import Congress, Result
from caunoi.orgs.models import Unit, UnitQuerySet, User
from caunoi.orgs.permissions import Someone, may, units_for
from caunoi.orgs.roles import Right
from caunoi.reporting.models import Filing, ReportForm
from caunoi.reporting.models.filings import FilingQuerySet


class Grant(Protocol):
    """A token or a webhook."""

    @property
    def made_by(self) -> User: ...
    @property
    def unit_id(self) -> int: ...


def reach_of(grant: Grant, right: Right = Right.VIEW, *, on: date) -> UnitQuerySet:
    """The units at which ``grant`` has ``right`` on the day, as ``Unit.objects.at(on)`` gives them."""
    top = Unit.objects.at(on).filter(pk=grant.unit_id).first()
    if top is None:
        return Unit.objects.at(on).none()
    return units_for(grant.made_by, right, on=on).under(top.path)


def _campaigns_in(reach: UnitQuerySet) -> QuerySet[Campaign]:
    """Campaigns that a unit of ``reach`` issues or received: the rule of ``campaigns_for``."""
    units = reach.values("pk")
    received = Delivery.objects.filter(campaign=OuterRef("pk"), unit__in=units)
    return Campaign.objects.filter(Q(unit__in=units) | Exists(received))


def campaigns_in(reach: UnitQuerySet) -> QuerySet[Campaign]:
    """Those whose paper may leave the house: a plan for internal circulation is told to no other system."""
    return _campaigns_in(reach).exclude(instrument__classification=Classification.INTERNAL)


def activities_in(reach: UnitQuerySet) -> ActivityQuerySet:
    """Those that count: what was withdrawn is not told."""
    return Activity.objects.counted().filter(unit__in=reach.values("pk"))


def forms_in(reach: UnitQuerySet) -> QuerySet[ReportForm]:
    """Report forms that were opened, of campaigns in ``reach``."""
    return ReportForm.objects.filter(opened_at__isnull=False, campaign__in=_campaigns_in(reach).values("pk"))


def filings_in(reach: UnitQuerySet) -> FilingQuerySet:
    return Filing.objects.filter(unit__in=reach.values("pk"))


def congresses_in(reach: UnitQuerySet) -> QuerySet[Congress]:
    return Congress.objects.filter(unit__in=reach.values("pk"))


def results_in(reach: UnitQuerySet) -> QuerySet[Result]:
    """Published results alone."""
    return Result.objects.filter(congress__unit__in=reach.values("pk"), state=ResultState.PUBLISHED)


def units_to_connect(user: Someone, *, on: date) -> UnitQuerySet:
    """The units for which ``user`` may make tokens and webhooks: letting a system in is like appointing somebody."""
    return units_for(user, Right.MANAGE_POSTS, on=on)


def may_connect(user: Someone, unit: Unit, *, on: date) -> bool:
    return may(user, Right.MANAGE_POSTS, unit, on=on)


def grantable_scopes(user: Someone, unit: Unit, *, on: date) -> list[str]:
    """The scopes that ``user`` may give a token of ``unit``: no more than the user holds there."""
    if not may_connect(user, unit, on=on):
        return []
    held = {right: may(user, right, unit, on=on) for right in set(NEEDS.values())}
    return [scope for scope, right in NEEDS.items() if held[right]]


def tokens_for(user: Someone, *, on: date) -> QuerySet[ApiToken]:
    """Tokens that ``user`` may look at and revoke."""
    return ApiToken.objects.filter(unit__in=units_to_connect(user, on=on).values("pk"))


def webhooks_for(user: Someone, *, on: date) -> QuerySet[Webhook]:
    return Webhook.objects.filter(unit__in=units_to_connect(user, on=on).values("pk"))
