"""Photographs of a visit: what was kept for a form becomes part of a point or a remedy."""

from collections.abc import Iterable

from caunoi.campaigns.actions.evidence import CARRIED, forget_files
from caunoi.campaigns.models import PendingUpload
from caunoi.reporting.models import InspectionPhoto, Remedy, VisitPoint


def attach_photos(
    uploads: Iterable[PendingUpload], *, point: VisitPoint | None = None, remedy: Remedy | None = None
) -> int:
    """Tie ``uploads`` to the point or the remedy; one that is there already is not added again. Return how many are new.

    Call in the action's transaction.
    """
    rows = list(uploads)
    if not rows:
        return 0
    has = set(InspectionPhoto.objects.filter(point=point, remedy=remedy).values_list("sha256", flat=True))
    fresh = [row for row in rows if row.sha256 not in has]
    InspectionPhoto.objects.bulk_create(
        InspectionPhoto(point=point, remedy=remedy, **{name: getattr(row, name) for name in CARRIED}) for row in fresh
    )
    PendingUpload.objects.filter(pk__in=[row.pk for row in rows]).delete()
    forget_files(*[row for row in rows if row not in fresh])
    return len(fresh)
