"""A plan on its way in: uploaded, corrected, confirmed or discarded."""

import hashlib
import uuid
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from typing import Any, Protocol

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.campaigns.actions.building import build_campaign, build_instrument
from caunoi.campaigns.blueprint import blueprint_of
from caunoi.campaigns.corrections import ADD, RESTORE, SET, Change, corrected, undo_step
from caunoi.campaigns.drafts import Draft, warning_key
from caunoi.campaigns.enums import ImportState
from caunoi.campaigns.models import Campaign, PlanImport
from caunoi.campaigns.queries.audiences import propose_audiences, propose_for_words
from caunoi.campaigns.tasks.imports import UNREAD, read_plan_file
from caunoi.congresses.models import Congress
from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.core.text import nfc
from caunoi.officialdocs.errors import DocumentError
from caunoi.officialdocs.readers.sniffing import sniff
from caunoi.orgs.models import Unit

KEPT_STEPS = 10  # corrections that can be undone one after the other
STUCK = timedelta(minutes=15)  # a reading that has not ended by then may be asked for again
NAME_LENGTH = 250
GONE = (ImportState.DISCARDED,)


class Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


class StaleRevision(Refused):
    """Somebody else, or another tab, corrected the draft in between."""


def upload_plan(
    *,
    unit: Unit,
    file: Readable,
    name: str,
    by: Any,
    now: datetime,
    amends: Campaign | None = None,
    congress: Congress | None = None,
) -> PlanImport:
    """Keep the file privately and have it read. The same file in the same unit gives the import that is already there
    (a failed one is read again). ``congress``: the one whose resolution or action programme it is.
    Refused: too large, empty, not a document, already running."""
    limit = settings.PLAN_UPLOAD_MAX_BYTES
    data = file.read(limit + 1)
    name = clean_name(name)
    if len(data) > limit:
        raise Refused(
            _("The file is larger than %(limit)s MB. Scan it in black and white, or send it without pictures.")
            % {"limit": limit // (1024 * 1024)},
            code="too_large",
        )
    try:
        sniff(data, name)
    except DocumentError as error:
        raise Refused(error.message, code=error.code) from error
    made = _keep(data, unit=unit, name=name, by=by, now=now, amends=amends)
    if congress is not None and made.congress_id != congress.pk:
        made.congress = congress
        made.save(update_fields=["congress"])
    return made


@transaction.atomic
def _keep(data: bytes, *, unit: Unit, name: str, by: Any, now: datetime, amends: Campaign | None) -> PlanImport:
    Unit.objects.select_for_update().get(pk=unit.pk)  # one upload of the unit at a time: no twin of the same file
    sha256 = hashlib.sha256(data).hexdigest()
    same = PlanImport.objects.filter(unit=unit, sha256=sha256, amends=amends).exclude(state__in=GONE).first()
    if same is not None:
        return read_again(same, by=by, now=now) if same.state == ImportState.FAILED else same
    key = uuid.uuid4()
    plan_import = PlanImport(
        id=key, unit=unit, uploaded_by=by, uploaded_at=now, original_name=name, sha256=sha256, amends=amends
    )
    suffix = PurePosixPath(name).suffix.lower()[:10]
    plan_import.file.save(f"plans/{key}{suffix}", ContentFile(data), save=False)
    plan_import.save(force_insert=True)
    audit.record("plan.uploaded", plan_import, by=by, now=now, unit_id=unit.pk, name=name, sha256=sha256)
    read_plan_file.enqueue(str(key))
    return plan_import


def clean_name(name: str) -> str:
    """The file's own name in NFC, without folders, at most 250 letters with its ending kept."""
    base = nfc(name.replace("\\", "/").rsplit("/", 1)[-1]) or "van-ban"
    if len(base) <= NAME_LENGTH:
        return base
    suffix = PurePosixPath(base).suffix[:10]
    return base[: NAME_LENGTH - len(suffix)] + suffix


@transaction.atomic
def read_again(plan_import: PlanImport, *, by: Any, now: datetime) -> PlanImport:
    """Have a failed or stuck file read once more. Refused where the file was deleted (a secret paper) or is being read."""
    locked = PlanImport.objects.select_for_update().get(pk=plan_import.pk)
    stuck = locked.state in UNREAD and now - locked.uploaded_at >= STUCK
    if not locked.file:
        raise Refused(locked.error, code="secret")
    if locked.state != ImportState.FAILED and not stuck:
        return locked
    locked.state, locked.error, locked.pages_done, locked.pages_total = ImportState.WAITING, "", 0, 0
    locked.uploaded_at = now
    locked.save(update_fields=["state", "error", "pages_done", "pages_total", "uploaded_at"])
    audit.record("plan.read_again", locked, by=by, now=now, unit_id=locked.unit_id)
    read_plan_file.enqueue(str(locked.pk))
    return locked


@transaction.atomic
def correct_import(plan_import: PlanImport, *, change: Change, revision: int, by: Any, now: datetime) -> PlanImport:
    """Apply one correction to the draft. ``revision`` is the one the officer saw; another since then: ``StaleRevision``."""
    locked = _for_review(plan_import, revision)
    draft: Draft = locked.draft
    new = corrected(draft, change, reading=locked.reading)
    _follow_audiences(new, draft, change, locked.unit, on=now.date())
    if new == draft:
        return locked
    step = {
        "at": now.isoformat(),
        "by": str(by or ""),
        "kind": change.kind,
        "key": change.key,
        "before": undo_step(draft, new),
    }
    locked.history = [*locked.history, step][-KEPT_STEPS:]
    _store(locked, new)
    audit.record(
        "plan.corrected",
        locked,
        by=by,
        now=now,
        unit_id=locked.unit_id,
        kind=change.kind,
        key=change.key,
        operation=change.operation,
        values=dict(change.values),
    )
    return locked


def _for_review(plan_import: PlanImport, revision: int | None = None) -> PlanImport:
    locked = PlanImport.objects.select_for_update().select_related("unit").get(pk=plan_import.pk)
    if locked.state != ImportState.REVIEW:
        raise Refused(_("This paper is no longer open for review."), code="not_in_review")
    if revision is not None and locked.revision != revision:
        raise StaleRevision(
            _("This paper was corrected in another tab or by somebody else. Check it and save once more."), code="stale"
        )
    return locked


def _store(plan_import: PlanImport, draft: Draft) -> None:
    plan_import.draft = draft
    plan_import.revision += 1
    plan_import.save(update_fields=["draft", "history", "revision"])


def _follow_audiences(new: Draft, old: Draft, change: Change, unit: Unit, *, on: Any) -> None:
    """Propose anew whom a line means when the line is new or its printed units changed; leave all others alone."""
    if change.kind == "audience" and change.operation == SET:
        return
    proposed: dict[str, dict[str, Any]] | None = None
    before = {item["path"]: item["units"] for item in old["assignments"]}
    for item in new["assignments"]:
        if item["path"] not in new["audiences"] or before.get(item["path"], item["units"]) != item["units"]:
            new["audiences"][item["path"]] = propose_for_words(item["units"], unit, on=on)
    needed = change.kind in ("reporting", "audience") or change.operation in (ADD, RESTORE)
    if needed:
        proposed = propose_audiences(new, unit, on=on)
        if change.kind == "audience":
            new["audiences"][change.key] = proposed.get(change.key, new["audiences"][change.key])
        new["audiences"] = {key: new["audiences"].get(key, proposed[key]) for key in proposed}


@transaction.atomic
def undo_correction(plan_import: PlanImport, *, revision: int, by: Any, now: datetime) -> PlanImport:
    """Take back the last correction; Refused when there is none."""
    locked = _for_review(plan_import, revision)
    if not locked.history:
        raise Refused(_("There is nothing to undo."), code="nothing_to_undo")
    step = locked.history[-1]
    locked.history = locked.history[:-1]
    _store(locked, {**locked.draft, **step["before"]})
    audit.record("plan.undone", locked, by=by, now=now, unit_id=locked.unit_id, kind=step["kind"], key=step["key"])
    return locked


@transaction.atomic
def tick_warning(plan_import: PlanImport, *, key: str, is_seen: bool, by: Any, now: datetime) -> PlanImport:
    """Tick a warning off, or untick it. It is no correction: open forms of other tabs stay valid."""
    locked = _for_review(plan_import)
    if key not in {warning_key(warning) for warning in locked.draft["warnings"]}:
        raise Refused(_("This warning is no longer there."), code="gone")
    others = [one for one in locked.draft["seen"] if one != key]
    locked.draft["seen"] = [*others, key] if is_seen else others
    locked.save(update_fields=["draft"])
    audit.record("plan.warning_seen", locked, by=by, now=now, unit_id=locked.unit_id, key=key, seen=is_seen)
    return locked


@transaction.atomic
def discard_import(plan_import: PlanImport, *, by: Any, now: datetime) -> PlanImport:
    """Set the upload aside and delete its file; nothing was made from it. Refused once confirmed."""
    locked = PlanImport.objects.select_for_update().get(pk=plan_import.pk)
    if locked.state == ImportState.CONFIRMED:
        raise Refused(_("This paper has been confirmed; its campaign exists."), code="confirmed")
    if locked.state == ImportState.DISCARDED:
        return locked
    locked.state = ImportState.DISCARDED
    stored = locked.file.name
    locked.file.name = ""
    locked.save(update_fields=["state", "file"])
    audit.record("plan.discarded", locked, by=by, now=now, unit_id=locked.unit_id)
    if stored:
        transaction.on_commit(lambda: locked.file.storage.delete(stored))
    return locked


@transaction.atomic
def confirm_import(plan_import: PlanImport, *, by: Any, now: datetime, revision: int | None = None) -> Campaign:
    """Make the instrument, its provisions and its campaign from the draft as it stands. Confirmed twice, it is made once.

    ``revision`` is the one whose numbers the officer saw; another since then: ``StaleRevision``.
    """
    locked = (
        PlanImport.objects.select_for_update(of=("self",)).select_related("unit", "campaign").get(pk=plan_import.pk)
    )
    if locked.state == ImportState.CONFIRMED and locked.campaign:
        return locked.campaign
    locked = _for_review(plan_import, revision)
    if locked.amends_id:
        raise Refused(_("This paper amends a running campaign: compare and apply it there."), code="amends")
    blueprint = blueprint_of(locked.draft)
    if not blueprint.clauses:
        raise Refused(_("The paper has no clause, so there is nothing to make a campaign from."), code="no_clauses")
    instrument = build_instrument(locked, by=by, now=now)
    campaign = build_campaign(locked, instrument, blueprint, by=by, now=now)
    locked.state, locked.campaign, locked.confirmed_at = ImportState.CONFIRMED, campaign, now
    locked.save(update_fields=["state", "campaign", "confirmed_at"])
    audit.record("plan.confirmed", locked, by=by, now=now, unit_id=locked.unit_id, campaign=campaign.pk)
    return campaign
