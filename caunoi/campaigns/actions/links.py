"""Links of activities: kept in step with the form, looked at in the background, looked at again every week."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import F

from caunoi.campaigns.models import Activity, ActivityLink
from caunoi.campaigns.tasks.links import LINKS_PER_JOB, check_activity_links, check_links

AGAIN_AFTER = timedelta(days=7)


def keep_links(activity: Activity, urls: Sequence[str]) -> None:
    """Bring the activity's links in line with ``urls``; what is known of a link that stays is kept. Call in its transaction."""
    known = {link.url: link for link in activity.links.all()}
    ActivityLink.objects.filter(pk__in=[link.pk for url, link in known.items() if url not in urls]).delete()
    fresh = [ActivityLink(activity=activity, url=url) for url in urls if url not in known]
    ActivityLink.objects.bulk_create(fresh)
    if fresh:
        check_activity_links.enqueue(activity.pk)


def recheck_links(*, now: datetime) -> int:
    """Have every link looked at that nobody has looked at for a week; return how many.

    Those never looked at come first. Safe to run twice: the links are marked as asked for.
    """
    counted = ActivityLink.objects.filter(activity__withdrawn_at__isnull=True)
    due = counted.exclude(asked_at__gt=now - AGAIN_AFTER).order_by(F("checked_at").asc(nulls_first=True), "pk")
    ids = list(due.values_list("pk", flat=True))
    for start in range(0, len(ids), LINKS_PER_JOB):
        some = ids[start : start + LINKS_PER_JOB]
        ActivityLink.objects.filter(pk__in=some).update(asked_at=now)
        check_links.enqueue(some)
    return len(ids)
