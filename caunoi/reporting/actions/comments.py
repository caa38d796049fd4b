"""Words at a figure, a section or a whole report: said by the unit or by those above, settled by either side."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.core.text import nfc_lines
from caunoi.orgs.models import Unit, User
from caunoi.reporting.form_lines import lines_of, sections_of
from caunoi.reporting.models import Filing, FilingComment
from caunoi.reporting.tasks import tell_of_comment

LONGEST = 4000  # characters


@transaction.atomic
def comment_on(
    filing: Filing, *, text: str, unit: Unit, client_key: UUID, by: User, now: datetime, code: str = ""
) -> FilingComment:
    """Say something in the name of ``unit``, at the line or section ``code`` (empty: at the whole report). The same
    ``client_key`` again changes nothing. ``Refused``: ``empty``, ``too_long``, ``no_such_place``."""
    said = nfc_lines(text)
    if not said:
        raise Refused(_("Write what you want to say."), code="empty")
    if len(said) > LONGEST:
        message = _("The text is longer than %(limit)d characters.") % {"limit": LONGEST}
        raise Refused(message, code="too_long")
    places = {line.code for line in lines_of(filing.version)} | {one.code for one in sections_of(filing.version)}
    if code and code not in places:
        raise Refused(_("This report has no such figure or section."), code="no_such_place")
    values = {"code": code, "text": said, "unit": unit, "by": by, "at": now}
    comment, is_new = FilingComment.objects.get_or_create(filing=filing, client_key=client_key, defaults=values)
    if is_new:
        audit.record("filing.commented", filing, by=by, now=now, unit_id=filing.unit_id, comment=comment.pk, place=code)
        tell_of_comment.enqueue(comment.pk)
    return comment


def explain_figures(
    filing: Filing, explanations: Mapping[str, str], *, client_key: UUID, by: User, now: datetime
) -> None:
    """What the unit says to figures that looked doubtful, beside each of them. Part of a sending: nobody is told twice."""
    if not explanations:
        return
    typed = {line.code for line in lines_of(filing.version) if line.is_typed}
    rows = [
        FilingComment(
            filing=filing, code=code, text=said[:LONGEST], unit_id=filing.unit_id, by=by, at=now,
            client_key=uuid5(client_key, code),
        )
        for code, text in explanations.items()
        if code in typed and (said := nfc_lines(text))
    ]  # fmt: skip
    FilingComment.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def settle_comment(comment: FilingComment, *, by: User, now: datetime) -> None:
    """Mark it done with; twice changes nothing."""
    open_ = FilingComment.objects.filter(pk=comment.pk, settled_at__isnull=True)
    if open_.update(settled_at=now, settled_by=by):
        filing = comment.filing
        audit.record("filing.comment_settled", filing, by=by, now=now, unit_id=filing.unit_id, comment=comment.pk)
