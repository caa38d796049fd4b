"""Looking at links, away from the request: a slow site keeps nobody waiting."""

from collections.abc import Iterable

from django.utils import timezone
from django_tasks import task

from caunoi.campaigns.link_check import look_at
from caunoi.campaigns.models import ActivityLink

LINKS_PER_JOB = 20  # at most 20 sites that do not answer: some five minutes, well within a lease that is renewed


@task()
def check_links(link_ids: list[int]) -> int:
    """Look at these links and note what was found; return how many. One that is gone meanwhile is passed over."""
    return _look(ActivityLink.objects.filter(pk__in=link_ids).order_by("pk"))


@task()
def check_activity_links(activity_id: int) -> int:
    """Look at the links of one activity that nobody has looked at yet."""
    return _look(ActivityLink.objects.filter(activity=activity_id, checked_at__isnull=True).order_by("pk"))


def _look(links: Iterable[ActivityLink]) -> int:
    seen = 0
    for link in links:
        found = look_at(link.url)
        seen += ActivityLink.objects.filter(pk=link.pk, url=link.url).update(
            state=found.state, status=found.status, reason=found.reason, checked_at=timezone.now()
        )
    return seen
