"""Sheets of units: upload and check, confirm once, discard."""

from datetime import date, datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.orgs.enums import ImportState
from caunoi.orgs.models import Unit, UnitImport, User
from caunoi.orgs.unit_import.reading import MAX_BYTES
from caunoi.orgs.unit_import.steps import check_upload, check_upload_later, write_upload, write_upload_later

AT_ONCE_BYTES = 200_000  # about 4,000 rows: checked and written within a second or two, no worker needed
AT_ONCE_CHANGES = 2_000


def upload_units(*, data: bytes, name: str, unit: Unit, on: date, by: User, now: datetime) -> UnitImport:
    """Keep the sheet and check it: at once when it is small, else by a worker. Nothing of the tree changes."""
    if len(data) > MAX_BYTES:
        raise Refused(_("The file is larger than %(limit)d MB.") % {"limit": MAX_BYTES >> 20}, code="too_large")
    with transaction.atomic():
        upload = UnitImport(unit=unit, on=on, original_name=name[-250:], uploaded_by=by, uploaded_at=now)
        suffix = ".xlsx" if data.startswith(b"PK") else ".csv"
        upload.file.save(f"{upload.pk}{suffix}", ContentFile(data), save=False)
        upload.save(force_insert=True)
        audit.record("orgs.unit_sheet_uploaded", upload, by=by, now=now, unit_id=unit.pk, size=len(data), on=on)
        if len(data) > AT_ONCE_BYTES:
            check_upload_later.enqueue(str(upload.pk))
    if len(data) <= AT_ONCE_BYTES:
        check_upload(str(upload.pk))
    upload.refresh_from_db()
    return upload


def confirm_units(upload: UnitImport, *, by: User, now: datetime) -> UnitImport:
    """Write what the dry run showed; a second confirmation changes nothing."""
    with transaction.atomic():
        waiting = UnitImport.objects.filter(pk=upload.pk, state=ImportState.READY)
        confirmed = waiting.update(state=ImportState.WRITING, uploaded_by=by)
        upload.refresh_from_db()
        if not confirmed and upload.state not in {ImportState.WRITING, ImportState.DONE}:
            raise Refused(_("This sheet cannot be written: mend its problems and send it again."), code="not_ready")
        if confirmed:
            audit.record("orgs.unit_sheet_confirmed", upload, by=by, now=now, unit_id=upload.unit_id)
        if confirmed and upload.total > AT_ONCE_CHANGES:
            write_upload_later.enqueue(str(upload.pk))
    if confirmed and upload.total <= AT_ONCE_CHANGES:
        write_upload(str(upload.pk))
        upload.refresh_from_db()
    return upload


@transaction.atomic
def discard_units(upload: UnitImport, *, by: User, now: datetime) -> None:
    """Drop a sheet that was not confirmed, with its file."""
    droppable = [ImportState.CHECKING, ImportState.READY, ImportState.REFUSED]
    changed = UnitImport.objects.filter(pk=upload.pk, state__in=droppable).update(state=ImportState.DISCARDED)
    if not changed:
        raise Refused(_("This sheet is already written or discarded."), code="not_droppable")
    audit.record("orgs.unit_sheet_discarded", upload, by=by, now=now, unit_id=upload.unit_id)
    transaction.on_commit(lambda: upload.file.delete(save=False))
