"""Which rows of the audit trail concern a webhook, and what it is told of each: where to look, never the values themselves."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from caunoi.api.enums import Event
from caunoi.api.models import Webhook
from caunoi.api.permissions import campaigns_in, congresses_in, filings_in, forms_in, reach_of
from caunoi.core.models import AuditEntry
from caunoi.orgs.models import UnitQuerySet

_SUBJECTS: dict[str, tuple[Callable[[UnitQuerySet], QuerySet[Any]], str, str]] = {
    Event.FILING_MOVED: (filings_in, "filing", "/api/v1/filings/{}"),
    Event.FORM_OPENED: (forms_in, "report_form", "/api/v1/report-forms/{}"),
    Event.CAMPAIGN_ISSUED: (campaigns_in, "campaign", "/api/v1/campaigns/{}"),
    Event.RESULT_PUBLISHED: (congresses_in, "congress", "/api/v1/congresses/{}/result"),
}


def concerns(webhook: Webhook, entries: Iterable[AuditEntry], *, on: date) -> list[AuditEntry]:
    """Those whose subject stands within reach of ``webhook`` that day; a few queries for any number of rows."""
    listed, reach = list(entries), reach_of(webhook, on=on)
    known: dict[str, set[str]] = {}
    for action in {entry.action for entry in listed}:
        of_kind, _name, _path = _SUBJECTS[action]
        asked = [int(entry.target_id) for entry in listed if entry.action == action]
        known[action] = {str(pk) for pk in of_kind(reach).filter(pk__in=asked).values_list("pk", flat=True)}
    return [entry for entry in listed if entry.target_id in known[entry.action]]


def payload_of(entry: AuditEntry) -> dict[str, Any]:
    """The message: what happened to what, when, and the address that says the rest to a token that may read it."""
    _of_kind, name, path = _SUBJECTS[entry.action]
    message = {
        "event": entry.action,
        "id": entry.pk,
        "at": entry.at.isoformat(),
        "subject": {"type": name, "id": int(entry.target_id)},
        "url": settings.BASE_URL + path.format(entry.target_id),
    }
    if "state" in entry.detail:
        message["state"] = entry.detail["state"]
    return message
