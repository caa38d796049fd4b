"""Results on their way out: entered by two people, agreed, approved, published; sent back with a reason.

The state of a result changes here and nowhere else.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.congresses.enums import CongressState, ResultState
from caunoi.congresses.figures import differences, values_of, write_values
from caunoi.congresses.models import Congress, News, Result, ResultEntry
from caunoi.congresses.wording import compose_news
from caunoi.core import audit
from caunoi.core.errors import Refused

LOCKED = (ResultState.APPROVED, ResultState.PUBLISHED)


@transaction.atomic
def enter_results(congress: Congress, *, values: Mapping[str, Any], by: Any, now: datetime) -> ResultEntry:
    """Keep what this person entered: the first of the two entries, or the second by another person; again, it replaces theirs.

    When both agree the result is settled at once. ``Refused``: not held yet, already approved, or two others have entered.
    """
    row = Congress.objects.select_for_update().get(pk=congress.pk)
    if row.state != CongressState.HELD:
        raise Refused(_("Record first that the congress has been held."), code="not_held")
    result = Result.objects.filter(congress=row).first()
    if result and result.state in LOCKED:
        raise Refused(_("The results are approved. Only who approved them can send them back."), code="locked")
    entry = _own_entry(row, by)
    write_values(entry, dict(values))
    entry.entered_at = now
    entry.save()
    audit.record("result.entered", row, by=by, now=now, unit_id=row.unit_id, slot=entry.slot)
    entries = list(row.entries.all())
    if result:
        result.delete()  # what was agreed no longer is
    if len(entries) == 2 and not differences(*entries):
        _settle(row, values_of(entries[0]), by=by, now=now)
    return entry


def _own_entry(row: Congress, by: Any) -> ResultEntry:
    entries = list(row.entries.all())
    mine = next((entry for entry in entries if entry.entered_by_id == by.pk), None)
    if mine:
        return mine
    if len(entries) == 2:
        raise Refused(_("Two people have entered these results. Settle their differences."), code="entered_twice")
    taken = {entry.slot for entry in entries}
    return ResultEntry(congress=row, slot=1 if 1 not in taken else 2, entered_by=by)


@transaction.atomic
def settle_results(congress: Congress, *, choices: Mapping[str, int], by: Any, now: datetime) -> Result:
    """Agree on every figure that the two entries give otherwise: ``choices`` says, by figure, which entry (1 or 2) is right.

    ``Refused``: two entries are not there, a differing figure is left open, or the results are approved already.
    """
    row = Congress.objects.select_for_update().get(pk=congress.pk)
    if Result.objects.filter(congress=row, state__in=LOCKED).exists():
        raise Refused(_("The results are approved. Only who approved them can send them back."), code="locked")
    entries = list(row.entries.all())
    if len(entries) < 2:
        raise Refused(_("Two people must enter the results before they are compared."), code="one_entry")
    first, second = (values_of(entry) for entry in entries)
    agreed = dict(first)
    for difference in differences(*entries):
        if choices.get(difference.name) not in (1, 2):
            message = _("Choose the right figure for “%(label)s”.") % {"label": difference.label}
            raise Refused(message, code="left_open")
        agreed[difference.name] = (first, second)[choices[difference.name] - 1][difference.name]
    return _settle(row, agreed, by=by, now=now, chosen=dict(choices))


def _settle(row: Congress, values: dict[str, Any], *, by: Any, now: datetime, **detail: Any) -> Result:
    Result.objects.filter(congress=row).delete()
    result = Result(congress=row, state=ResultState.SETTLED, settled_by=by, settled_at=now)
    write_values(result, values)
    result.save(force_insert=True)
    audit.record("result.settled", row, by=by, now=now, unit_id=row.unit_id, **detail)
    return result


@transaction.atomic
def approve_results(congress: Congress, *, by: Any, now: datetime) -> Result:
    """Approve what is settled; approved again, nothing changes. ``Refused``: nothing is settled, or it was sent back."""
    result = _result_of(congress)
    if result.state in LOCKED:
        return result
    if result.state != ResultState.SETTLED:
        message = _("These results were sent back. They must be entered anew before they are approved.")
        raise Refused(message, code="returned")
    result.state, result.approved_by, result.approved_at = ResultState.APPROVED, by, now
    result.save(update_fields=["state", "approved_by", "approved_at"])
    audit.record("result.approved", result.congress, by=by, now=now, unit_id=result.congress.unit_id)
    return result


def _result_of(congress: Congress) -> Result:
    found = Result.objects.select_for_update().select_related("congress").filter(congress=congress).first()
    if found is None:
        raise Refused(_("There are no agreed results yet."), code="no_result")
    return found


@transaction.atomic
def return_results(congress: Congress, *, reason: str, by: Any, now: datetime) -> Result:
    """Send the results back to those who entered them; news that was published is withdrawn with the same reason."""
    if not reason.strip():
        raise Refused(_("Say what is wrong, so that it can be mended."), code="no_reason")
    result = _result_of(congress)
    reason = reason.strip()[:300]
    before = result.state
    result.state, result.returned_reason = ResultState.RETURNED, reason
    result.approved_by, result.approved_at = None, None
    result.save(update_fields=["state", "returned_reason", "approved_by", "approved_at"])
    standing = News.objects.filter(congress=congress, withdrawn_at__isnull=True)
    withdrawn = standing.update(withdrawn_at=now, withdrawn_reason=reason)
    facts = {"before": before, "reason": reason, "news_withdrawn": withdrawn}
    audit.record("result.returned", result.congress, by=by, now=now, unit_id=result.congress.unit_id, **facts)
    return result


@transaction.atomic
def publish_news(congress: Congress, *, by: Any, now: datetime) -> News:
    """Publish the short text composed from the approved results; published again, the text that stands is returned.

    ``Refused``: the results are not approved.
    """
    result = _result_of(congress)
    standing = News.objects.filter(congress=congress, withdrawn_at__isnull=True).first()
    if standing:
        return standing
    if result.state != ResultState.APPROVED:
        raise Refused(_("Only approved results are published."), code="not_approved")
    title, text = compose_news(result.congress, result)
    news = News.objects.create(congress=result.congress, title=title, text=text, published_by=by, published_at=now)
    result.state = ResultState.PUBLISHED
    result.save(update_fields=["state"])
    audit.record("result.published", result.congress, by=by, now=now, unit_id=result.congress.unit_id, news=news.pk)
    return news
