"""Reading an uploaded plan, away from the request: a scan takes seconds a page."""

import logging
import time
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from caunoi.campaigns.drafts import begin_draft
from caunoi.campaigns.enums import ImportState
from caunoi.campaigns.marking import classification_of, is_secret
from caunoi.campaigns.models import PlanImport
from caunoi.campaigns.queries.audiences import propose_audiences
from caunoi.campaigns.queries.events import fill_known_dates
from caunoi.core import audit
from caunoi.officialdocs.errors import DocumentError
from caunoi.officialdocs.read_plan import read_plan_document
from caunoi.officialdocs.readers import read_bytes

logger = logging.getLogger(__name__)
PROGRESS_SECONDS = 0.5  # how often the counter of pages is written: a page of text takes 8 ms
UNREAD = (ImportState.WAITING, ImportState.READING)


@task
def read_plan_file(import_id: str) -> str:
    """Read the file of the import and leave it for review, or failed with what to do. Safe to run twice."""
    waiting = PlanImport.objects.filter(pk=import_id, state__in=UNREAD)
    if not waiting.update(state=ImportState.READING, error=""):
        logger.warning("plan import %s is not waiting to be read", import_id)
        return "skipped"
    plan_import = waiting.get()
    try:
        return _read(plan_import, waiting)
    except DocumentError as error:
        waiting.update(state=ImportState.FAILED, error=error.message)
        return f"failed: {error.code}"
    except Exception:
        message = _("The file could not be read because of an error in the software. Try a .docx or another copy.")
        waiting.update(state=ImportState.FAILED, error=message)
        raise


def _read(plan_import: PlanImport, waiting: QuerySet[PlanImport]) -> str:
    with plan_import.file.open("rb") as stored:
        data = stored.read()
    document = read_bytes(data, plan_import.original_name, progress=_Progress(waiting))
    if is_secret(document):
        return _refuse_secret(plan_import, waiting)
    reading = read_plan_document(document).as_dict()
    draft = begin_draft(reading, classification=classification_of(document))
    draft["audiences"] = propose_audiences(draft, plan_import.unit, on=timezone.localdate())
    fill_known_dates(draft, plan_import.unit, on=timezone.localdate())
    waiting.update(state=ImportState.REVIEW, reading=reading, draft=draft, error="")
    return "read"


def _refuse_secret(plan_import: PlanImport, waiting: QuerySet[PlanImport]) -> str:
    message = _(
        "This paper is marked secret. Secret papers may not be entered here; the file has been deleted. "
        "Handle it by the rules on the protection of state secrets."
    )
    plan_import.file.delete(save=False)
    waiting.update(state=ImportState.FAILED, error=message, file="")
    audit.record("plan.refused_secret", plan_import, by=None, now=timezone.now(), unit_id=plan_import.unit_id)
    return "secret"


class _Progress:
    """Writes the counter of pages now and then."""

    def __init__(self, waiting: QuerySet[PlanImport]) -> None:
        self.waiting, self.written = waiting, 0.0

    def __call__(self, done: int, total: int) -> Any:
        now = time.monotonic()
        if done >= total or now - self.written >= PROGRESS_SECONDS:
            self.written = now
            self.waiting.update(pages_done=done, pages_total=total)
