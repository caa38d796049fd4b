"""Photographs and files: kept for their form as they arrive, tied to the activity once it is logged."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.campaigns.enums import EvidenceKind
from caunoi.campaigns.models import Activity, Evidence, PendingUpload
from caunoi.core.errors import Refused
from caunoi.core.storage import private_storage
from caunoi.core.uploads import CheckedFile, check_upload
from caunoi.orgs.models import User

KEPT_FOR = timedelta(days=7)
MAX_FILES = 20  # of one activity
CARRIED = (
    "kind", "file", "thumbnail", "content_type", "original_name", "sha256",
    "size", "width", "height", "keeps_position", "added_at",
)  # fmt: skip


def keep_upload(
    upload: UploadedFile, *, client_key: UUID, keep_position: bool = False, by: User, now: datetime
) -> PendingUpload:
    """Check ``upload`` and keep it for the sender's form. The same photograph sent twice under one key is one.

    ``Refused`` with the codes of ``check_upload``, and ``too_many`` beyond 20 files.
    """
    mine = PendingUpload.objects.filter(user=by, client_key=client_key)
    if mine.count() >= MAX_FILES:
        message = _("At most %(limit)s photographs and files belong to one activity.")
        raise Refused(message % {"limit": MAX_FILES}, code="too_many")
    checked = check_upload(upload, keep_position=keep_position)
    return mine.filter(sha256=checked.sha256).first() or _store(checked, upload.name or "", client_key, by, now)


def _store(checked: CheckedFile, name: str, client_key: UUID, by: User, now: datetime) -> PendingUpload:
    folder, key = f"evidence/{now:%Y/%m}", uuid4().hex
    row = PendingUpload(
        user=by,
        client_key=client_key,
        kind=EvidenceKind.PHOTO if checked.is_photo else EvidenceKind.FILE,
        content_type=checked.content_type,
        original_name=name[-250:],
        sha256=checked.sha256,
        size=len(checked.content),
        width=checked.width,
        height=checked.height,
        keeps_position=checked.keeps_position,
        added_at=now,
    )
    storage = private_storage()
    row.file.name = storage.save(f"{folder}/{key}{checked.extension}", ContentFile(checked.content))
    if checked.is_photo:
        row.thumbnail.name = storage.save(f"{folder}/{key}-480.jpg", ContentFile(checked.thumbnail))
    row.save(force_insert=True)
    return row


def discard_upload(upload: PendingUpload) -> None:
    """Remove a file that its sender took back, with its bytes."""
    with transaction.atomic():
        upload.delete()
        forget_files(upload)


def forget_files(*rows: PendingUpload | Evidence) -> None:
    """Remove the bytes of deleted ``rows`` once the transaction stands."""
    names = [name for row in rows for name in (row.file.name, row.thumbnail.name) if name]
    transaction.on_commit(lambda: _delete(private_storage(), names))


def _delete(storage: Storage, names: Iterable[str]) -> None:
    for name in names:
        storage.delete(name)


def attach_uploads(activity: Activity, uploads: Iterable[PendingUpload]) -> int:
    """Make ``uploads`` evidence of ``activity``; a photograph it already has is not added again.

    Call in the action's transaction.
    """
    has = set(activity.evidence.values_list("sha256", flat=True))
    rows = list(uploads)
    fresh = [row for row in rows if row.sha256 not in has]
    Evidence.objects.bulk_create(
        Evidence(activity=activity, **{name: getattr(row, name) for name in CARRIED}) for row in fresh
    )
    PendingUpload.objects.filter(pk__in=[row.pk for row in rows]).delete()
    forget_files(*[row for row in rows if row not in fresh])
    return len(fresh)


def clean_uploads(*, now: datetime) -> int:
    """Remove what no form claimed for seven days; return how many."""
    removed = 0
    for row in PendingUpload.objects.filter(added_at__lt=now - KEPT_FOR).iterator(chunk_size=200):
        discard_upload(row)
        removed += 1
    return removed
