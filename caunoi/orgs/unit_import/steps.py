"""The slow halves of an upload: checking the sheet, writing it. Keys in; safe to run twice.

A big sheet is read by a worker, a small one at once; either way only the state says what comes next.
"""

import logging

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import override
from django_tasks import task

from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.orgs.enums import ImportState
from caunoi.orgs.models import Unit, UnitImport
from caunoi.orgs.unit_import.applying import apply_draft
from caunoi.orgs.unit_import.checking import Draft, check_sheet

logger = logging.getLogger(__name__)


def _in_state(pk: str, state: ImportState) -> QuerySet[UnitImport]:
    return UnitImport.objects.filter(pk=pk, state=state)


def _draft(upload: UnitImport) -> Draft:
    under = Unit.objects.at(upload.on).get(pk=upload.unit_id)
    with upload.file.open("rb") as file:
        return check_sheet(file.read(), on=upload.on, under=under)


def _checked(draft: Draft) -> dict[str, object]:
    problems = [[item.row, item.title, item.message] for item in draft.problems]
    state = ImportState.REFUSED if problems else ImportState.READY
    numbers = draft.numbers() | {"kinds": draft.new_by_kind()}
    return {"state": state, "problems": problems, "numbers": numbers}


def check_upload(pk: str) -> None:
    """The dry run of an upload that waits for it; its problems, or the numbers it would write, are kept with it."""
    upload = _in_state(pk, ImportState.CHECKING).select_related("uploaded_by").first()
    if upload is None:
        logger.info("unit import %s needs no check", pk)
        return
    with override(upload.uploaded_by.language):
        try:
            values = _checked(_draft(upload))
        except Refused as refused:
            values = {"state": ImportState.REFUSED, "refusal": str(refused.message)[:500]}
    _in_state(pk, ImportState.CHECKING).update(**values)


def write_upload(pk: str) -> None:
    """Write a confirmed upload. A tree that changed meanwhile sends it back with its new problems; run again after a
    killed worker it goes on where that one stopped."""
    upload = _in_state(pk, ImportState.WRITING).select_related("uploaded_by").first()
    if upload is None:
        logger.info("unit import %s needs no writing", pk)
        return
    with override(upload.uploaded_by.language):
        try:
            draft = _draft(upload)
            if draft.problems:
                _in_state(pk, ImportState.WRITING).update(**_checked(draft))
                return
            before = upload.total - sum(
                draft.numbers()[name] for name in ("new", "moved", "renamed", "sectors", "counted")
            )
            apply_draft(
                draft, by=upload.uploaded_by, now=timezone.now(), report=lambda done: _report(pk, max(before, 0) + done)
            )
        except Refused as refused:
            values = {"state": ImportState.REFUSED, "refusal": str(refused.message)[:500]}
            _in_state(pk, ImportState.WRITING).update(**values)
            return
    now = timezone.now()
    if _in_state(pk, ImportState.WRITING).update(state=ImportState.DONE, finished_at=now):
        numbers = upload.numbers
        audit.record("orgs.units_imported", upload, by=upload.uploaded_by, now=now, unit_id=upload.unit_id, **numbers)


def _report(pk: str, done: int) -> None:
    _in_state(pk, ImportState.WRITING).update(done=done)


@task
def check_upload_later(pk: str) -> None:
    check_upload(pk)


@task
def write_upload_later(pk: str) -> None:
    write_upload(pk)
