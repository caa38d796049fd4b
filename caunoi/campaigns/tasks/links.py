"""Looking at links, away from the request: a slow site keeps nobody waiting."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from caunoi.campaigns.enums import LinkState
from caunoi.campaigns.link_check import look_at
from caunoi.campaigns.models import ActivityLink
from caunoi.orgs.actions.notices import notify
from caunoi.orgs.permissions import people_with
from caunoi.orgs.roles import Right

LINKS_PER_JOB = 20  # at most 20 sites that do not answer: some five minutes, well within a lease that is renewed


@task()
def check_links(link_ids: list[int]) -> int:
    """Look at these links and note what was found; return how many. One that is gone meanwhile is passed over."""
    return _look(ActivityLink.objects.filter(pk__in=link_ids).select_related("activity__unit").order_by("pk"))


@task()
def check_activity_links(activity_id: int) -> int:
    """Look at the links of one activity that nobody has looked at yet."""
    return _look(
        ActivityLink.objects.filter(activity=activity_id, checked_at__isnull=True)
        .select_related("activity__unit")
        .order_by("pk")
    )


def _look(links: Iterable[ActivityLink]) -> int:
    seen = 0
    for link in links:
        found, now = look_at(link.url), timezone.now()
        noted = ActivityLink.objects.filter(pk=link.pk, url=link.url).update(
            state=found.state, status=found.status, reason=found.reason, checked_at=now
        )
        if noted and found.state == LinkState.GONE and link.state != LinkState.GONE:
            _tell_of_gone(link, now)
        seen += noted
    return seen


def _tell_of_gone(link: ActivityLink, now: datetime) -> int:
    """A notice to those who may correct the activity: evidence that nobody can open is none."""
    activity = link.activity
    return notify(
        people_with(Right.LOG_ACTIVITY, activity.unit, on=timezone.localdate(now)),
        key=f"link.gone:{link.pk}:{timezone.localdate(now)}",
        title=_("A link of “%(title)s” leads nowhere any more") % {"title": activity.title[:120]},
        body=link.url,
        url=reverse("campaigns:show-activity", args=[activity.pk]),
        now=now,
    )
