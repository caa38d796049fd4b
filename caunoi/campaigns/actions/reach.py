"""What a unit says of how its people can be reached, and the languages it broadcasts in."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.campaigns.enums import ReachMeans
from caunoi.campaigns.models import ReachFact, SpokenLanguage
from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.core.text import fold, nfc
from caunoi.orgs.models import Unit, User


@transaction.atomic
def record_reach(unit: Unit, means: ReachMeans, *, note: str = "", by: User, now: datetime) -> bool:
    """From today on this holds for the unit; what held before keeps its days. False where nothing changes."""
    note, on = nfc(note)[:300], timezone.localdate(now)
    open_row = ReachFact.objects.select_for_update().filter(unit=unit, valid_to__isnull=True).first()
    if open_row and (open_row.means, open_row.note) == (means, note):
        return False
    if open_row and open_row.valid_from == on:  # a correction on the same day
        open_row.delete()
    elif open_row:
        ReachFact.objects.filter(pk=open_row.pk).update(valid_to=on)
    row = ReachFact.objects.create(unit=unit, means=means, note=note, valid_from=on, recorded_by=by, recorded_at=now)
    audit.record("reach.recorded", row, by=by, now=now, unit_id=unit.pk, means=means, note=note)
    return True


@transaction.atomic
def add_language(unit: Unit, name: str, *, by: User | None, now: datetime) -> SpokenLanguage:
    """Offer the language to the unit and to all below it. ``Refused``: ``name_missing``, ``language_known``."""
    name = nfc(name)[:60]
    if not name:
        raise Refused(_("Write the name of the language."), code="name_missing")
    own = {fold(row.name): row for row in SpokenLanguage.objects.filter(unit=unit)}
    row = own.get(fold(name))
    if row and row.retired_at is None:
        raise Refused(_("%(language)s is in the list already.") % {"language": row.name}, code="language_known")
    if row:
        row.retired_at = None
        row.save(update_fields=["retired_at"])
    else:
        row = SpokenLanguage.objects.create(unit=unit, name=name)
    audit.record("language.added", row, by=by, now=now, unit_id=unit.pk, name=row.name)
    return row


@transaction.atomic
def retire_language(language: SpokenLanguage, *, by: User, now: datetime) -> None:
    """Offer it no longer; activities keep what they said."""
    if not SpokenLanguage.objects.filter(pk=language.pk, retired_at__isnull=True).update(retired_at=now):
        raise Refused(_("This language is no longer in the list."), code="language_retired")
    audit.record("language.retired", language, by=by, now=now, unit_id=language.unit_id, name=language.name)
