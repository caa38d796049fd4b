"""What a unit prepares: seats, running order, sub-committees, papers, and its word on a departure from a rule."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.congresses.agenda import Step
from caunoi.congresses.models import AgendaStep, Congress, CongressFile, Explanation, SubCommittee
from caunoi.congresses.queries.rules import departures_of
from caunoi.congresses.secrecy import refuse_secret
from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.core.storage import private_storage
from caunoi.core.text import nfc
from caunoi.core.uploads import check_upload

PLANNED = (
    "planned_committee", "planned_standing", "planned_inspection", "planned_chair", "planned_vice_chairs",
    "planned_delegates_up", "planned_convened", "planned_guests",
)  # fmt: skip
DOCUMENTS = frozenset({".pdf", ".docx", ".xlsx", ".jpg"})


@transaction.atomic
def plan_seats(congress: Congress, *, planned: Mapping[str, int | None], by: Any, now: datetime) -> bool:
    """Fix the numbers of the approved plan; False when nothing changes. A number outside a rule warns, nothing is refused."""
    row = Congress.objects.select_for_update().get(pk=congress.pk)
    changed = {name: planned[name] for name in PLANNED if name in planned and getattr(row, name) != planned[name]}
    if not changed:
        return False
    before = {name: getattr(row, name) for name in changed}
    for name, number in changed.items():
        setattr(row, name, number)
    row.save(update_fields=list(changed))
    audit.record("congress.seats_planned", row, by=by, now=now, unit_id=row.unit_id, before=before, after=changed)
    return True


@transaction.atomic
def explain_departure(congress: Congress, *, code: str, text: str, by: Any, now: datetime) -> Explanation:
    """Why a figure departs from its rule, kept beside the figure and the rule.

    ``Refused``: no text, or the figure departs from no rule of that code.
    """
    row = Congress.objects.select_for_update().get(pk=congress.pk)
    found = next((each for each in departures_of(row, on=now.date()) if each.code == code), None)
    if found is None:
        raise Refused(_("This figure lies within its rule: there is nothing to explain."), code="no_departure")
    if not text.strip():
        raise Refused(_("Write why the unit departs from the rule."), code="no_text")
    values = {
        "figure": found.figure,
        "rule_text": found.rule.words[:300],
        "source": found.rule.source[:250],
        "text": nfc(text)[:500],
        "given_by": by,
        "given_at": now,
    }
    made, _is_new = Explanation.objects.update_or_create(congress=row, rule=code, defaults=values)
    facts = {"rule": code, "figure": found.figure, "text": made.text}
    audit.record("congress.departure_explained", row, by=by, now=now, unit_id=row.unit_id, **facts)
    return made


@transaction.atomic
def write_agenda(congress: Congress, *, steps: Sequence[Step], by: Any, now: datetime) -> bool:
    """Replace the running order; False when it is the same."""
    row = Congress.objects.select_for_update().get(pk=congress.pk)
    before = [Step(step.text, step.starts_at) for step in row.agenda.all()]
    wanted = [Step(nfc(step.text)[:300], step.starts_at) for step in steps]
    if before == wanted:
        return False
    row.agenda.all().delete()
    AgendaStep.objects.bulk_create(
        AgendaStep(congress=row, position=position, starts_at=step.starts_at, text=step.text)
        for position, step in enumerate(wanted, start=1)
    )
    numbers = {"before": len(before), "after": len(wanted)}
    audit.record("congress.agenda_written", row, by=by, now=now, unit_id=row.unit_id, **numbers)
    return True


@transaction.atomic
def write_sub_committees(
    congress: Congress, *, rows: Sequence[Mapping[str, Any]], by: Any, now: datetime
) -> list[SubCommittee]:
    """Replace the sub-committees by ``rows`` (name, series, head, members); a name given twice is refused."""
    locked = Congress.objects.select_for_update().get(pk=congress.pk)
    wanted = [{**row, "name": nfc(row["name"])} for row in rows if row["name"].strip()]
    names = [row["name"] for row in wanted]
    if len(set(names)) < len(names):
        raise Refused(_("A sub-committee is named twice."), code="named_twice")
    before = list(locked.sub_committees.values("name", "series", "head", "members"))
    if before == wanted:
        return list(locked.sub_committees.all())
    locked.sub_committees.all().delete()
    made = SubCommittee.objects.bulk_create(SubCommittee(congress=locked, **row) for row in wanted)
    audit.record("congress.sub_committees_set", locked, by=by, now=now, unit_id=locked.unit_id, names=names)
    return made


def add_file(
    congress: Congress, upload: UploadedFile, *, kind: str, title: str, classification: str, by: Any, now: datetime
) -> CongressFile:
    """Keep a paper of the congress privately; the same file again gives the row that is there.

    ``Refused`` with the codes of ``check_upload``; ``not_a_document`` for sound and video; ``secret`` for a stamped paper.
    """
    checked = check_upload(upload)
    if checked.extension not in DOCUMENTS:
        raise Refused(_("Send a Word, Excel or PDF file, or a photograph of the paper."), code="not_a_document")
    refuse_secret(checked, _("This paper is marked secret. Secret papers may not be entered here."))
    name = nfc(upload.name or "")[-250:]
    with transaction.atomic():
        Congress.objects.select_for_update().get(pk=congress.pk)
        same = congress.files.filter(sha256=checked.sha256).first()
        if same:
            return same
        row = CongressFile(
            congress=congress,
            kind=kind,
            title=nfc(title)[:200] or name[:200],
            classification=classification,
            content_type=checked.content_type,
            original_name=name,
            sha256=checked.sha256,
            size=len(checked.content),
            added_by=by,
            added_at=now,
        )
        path = f"congresses/{now:%Y/%m}/{uuid4().hex}{checked.extension}"
        row.file.name = private_storage().save(path, ContentFile(checked.content))
        row.save(force_insert=True)
        facts = {"title": row.title, "classification": classification, "sha256": row.sha256}
        audit.record("congress.file_added", row, by=by, now=now, unit_id=congress.unit_id, **facts)
    return row


@transaction.atomic
def remove_file(row: CongressFile, *, by: Any, now: datetime) -> None:
    """Take a paper away, with its bytes."""
    facts = {"title": row.title, "sha256": row.sha256}
    audit.record("congress.file_removed", row, by=by, now=now, unit_id=row.congress.unit_id, **facts)
    name = row.file.name
    row.delete()
    transaction.on_commit(lambda: private_storage().delete(name))
