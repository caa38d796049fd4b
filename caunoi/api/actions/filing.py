"""Sending a report through a token: by the action that officers use, called in the trail by the token's name."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.api.actions.acting import acting_as, client_key_of
from caunoi.api.models import ApiToken
from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.reporting.actions.filings import Report, submit_filing
from caunoi.reporting.enums import FILABLE
from caunoi.reporting.form_lines import lines_of
from caunoi.reporting.models import Filing
from caunoi.reporting.plausibility import Doubt, comparable, doubts_of
from caunoi.reporting.queries.filings import former_of


class Doubtful(Refused):
    """Figures that look doubtful came without a word about them."""

    def __init__(self, doubts: Sequence[Doubt]) -> None:
        names = "”, “".join(doubt.name for doubt in doubts[:5])
        message = _("Explain in “explanations” what looks doubtful, or mend it: “%(names)s”.") % {"names": names}
        super().__init__(message, code="explanation_missing")
        self.doubts = list(doubts)


@transaction.atomic
def send_report(token: ApiToken, filing: Filing, report: Report, *, key: str, revision: int, now: datetime) -> Filing:
    """``submit_filing`` in the token's name. ``Refused`` as there; ``Doubtful`` for what the form of officers asks about: a
    person may confirm a figure by a tick, a system says why it is right."""
    if filing.state in FILABLE and (open_ := _unexplained(filing, report)):
        raise Doubtful(open_)
    by = acting_as(token)
    client_key = client_key_of(token, key)
    sent = submit_filing(filing, report, client_key=client_key, revision=revision, by=by, now=now)
    detail = {"token": token.pk, "name": token.name, "revision": sent.revision}
    audit.record("api.report_sent", sent, by=by, now=now, unit_id=sent.unit_id, **detail)
    return sent


def _unexplained(filing: Filing, report: Report) -> list[Doubt]:
    former = former_of(filing)
    lines = comparable(lines_of(filing.version))
    doubts = doubts_of(lines, report.values, former.values if former else {}, times=settings.REPORT_JUMP_TIMES)
    return [doubt for doubt in doubts if not report.explanations.get(doubt.code, "").strip()]
