"""Materials come into the kit of a campaign and go out of it."""

from datetime import datetime
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.campaigns.enums import MaterialKind
from caunoi.campaigns.models import Campaign, Material, Wave
from caunoi.congresses.secrecy import refuse_secret
from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.core.storage import private_storage
from caunoi.core.text import nfc
from caunoi.core.uploads import CheckedFile, check_upload
from caunoi.orgs.models import User


def add_material(
    campaign: Campaign,
    *,
    kind: str,
    title: str,
    text: str = "",
    language: str = "",
    wave: Wave | None = None,
    upload: UploadedFile | None = None,
    by: User | None,
    now: datetime,
) -> Material:
    """Put a text, a file or both into the kit. The same file again, or the same text under the same title, gives what is there.

    ``Refused``: ``empty_material`` without text and file, ``kind`` for an unknown one, ``secret`` for a stamped paper, and the
    codes of ``check_upload``.
    """
    text, title = nfc(text).strip(), nfc(title).strip()[:200]
    if kind not in MaterialKind.values:
        raise Refused(_("Choose what the material is for."), code="kind")
    if not text and upload is None:
        raise Refused(_("Write the text, or choose a file."), code="empty_material")
    checked = _checked(upload)
    with transaction.atomic():
        Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)  # a second click waits here
        if known := _known(campaign, title, text, checked):
            return known
        row = Material(
            campaign=campaign, wave=wave, kind=kind, title=title, language=nfc(language).strip()[:60], text=text,
            added_by=by, added_at=now,
        )  # fmt: skip
        if checked and upload:
            _store(row, checked, nfc(upload.name or "")[-250:], now)
        row.save(force_insert=True)
        facts = {"title": row.title, "kind": kind, "sha256": row.sha256}
        audit.record("material.added", row, by=by, now=now, unit_id=campaign.unit_id, **facts)
    return row


def _checked(upload: UploadedFile | None) -> CheckedFile | None:
    if upload is None:
        return None
    checked = check_upload(upload)
    refuse_secret(checked, _("This paper is marked secret. Secret papers may not be entered here."))
    return checked


def _known(campaign: Campaign, title: str, text: str, checked: CheckedFile | None) -> Material | None:
    if checked:
        return campaign.materials.filter(sha256=checked.sha256).first()
    return campaign.materials.filter(title=title, text=text).first()


def _store(row: Material, checked: CheckedFile, name: str, now: datetime) -> None:
    row.content_type, row.original_name = checked.content_type, name
    row.sha256, row.size = checked.sha256, len(checked.content)
    path = f"materials/{now:%Y/%m}/{uuid4().hex}{checked.extension}"
    row.file.name = private_storage().save(path, ContentFile(checked.content))


@transaction.atomic
def remove_material(material: Material, *, by: User | None, now: datetime) -> None:
    """Take a material out of the kit, with its bytes."""
    facts = {"title": material.title, "sha256": material.sha256}
    audit.record("material.removed", material, by=by, now=now, unit_id=material.campaign.unit_id, **facts)
    name = material.file.name
    material.delete()
    if name:
        transaction.on_commit(lambda: private_storage().delete(name))
