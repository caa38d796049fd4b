"""Telling people of charges, visits, remedies and reports. Every task is safe to run twice."""

import logging
from collections.abc import Iterable
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from caunoi.core.formatting import format_day
from caunoi.orgs.actions.notices import notify
from caunoi.orgs.models import Notice, Post, Unit, User
from caunoi.orgs.permissions import people_with
from caunoi.orgs.roles import Right, roles_with
from caunoi.reporting.enums import FilingState, RemedyVerdict
from caunoi.reporting.models import Charge, Filing, FilingComment, Remedy, Visit, WaveReport

logger = logging.getLogger(__name__)


@task()
def tell_charged(charge_ids: list[int]) -> int:
    """One notice to each holder, whatever the number of units; return how many people are told."""
    charges = list(Charge.objects.filter(pk__in=charge_ids).select_related("department", "person"))
    if not charges:
        logger.warning("charges %s are gone; nobody is told", charge_ids)
        return 0
    now = timezone.now()
    on = timezone.localdate(now)
    first = charges[0]
    people = people_with(Right.VIEW, first.department, on=on) if first.department else [first.person]
    names = Unit.objects.at(on).filter(pk__in=[charge.unit_id for charge in charges]).in_tree_order()
    return notify(
        [person for person in people if person],
        key=f"charge.given:{first.pk}",
        title=_("You are charged with looking after units"),
        body=", ".join(unit.name for unit in names),
        url=reverse("reporting:inspections"),
        now=now,
    )


def _titles(visit: Visit, unit: object) -> dict[str, str]:
    names = {"unit": unit, "day": format_day(visit.planned_on)}
    return {
        "planned": _("An inspection of %(unit)s is planned for %(day)s") % names,
        "moved": _("The inspection of %(unit)s is moved to %(day)s") % names,
        "cancelled": _("The inspection of %(unit)s on %(day)s is cancelled") % names,
        "recorded": _("The record of the inspection waits for your unit's confirmation"),
        "confirmed": _("%(unit)s has answered the record of the inspection") % names,
    }


@task()
def tell_unit_of_visit(visit_id: int, event: str) -> int:
    """A notice of ``event`` to those who answer for the unit; of a planned visit to its inspectors too; of the unit's
    answer to the inspectors alone. Return how many people are told."""
    visit = Visit.objects.select_related("unit").filter(pk=visit_id).first()
    if visit is None:
        logger.warning("visit %s is gone; nobody is told", visit_id)
        return 0
    now = timezone.now()
    on = timezone.localdate(now)
    unit = Unit.objects.at(on).filter(pk=visit.unit_id).first() or visit.unit
    inspectors = set(visit.inspectors.filter(is_active=True))
    people = set() if event == "confirmed" else set(people_with(Right.ACKNOWLEDGE, visit.unit, on=on))
    if event != "recorded":
        people |= inspectors
    body = {"cancelled": visit.cancelled_reason, "confirmed": visit.opinion}.get(event, visit.word_to_unit)
    moment = visit.recorded_at.isoformat() if event == "recorded" and visit.recorded_at else visit.planned_on
    return notify(
        people,
        key=f"visit.{event}:{visit.pk}:{moment}",
        title=_titles(visit, unit)[event],
        body=body or visit.purpose,
        url=reverse("reporting:show-visit", args=[visit.pk]),
        now=now,
    )


@task()
def tell_of_remedy(remedy_id: int) -> int:
    """The inspectors that a remedy was reported; the unit what they say to it. Return how many people are told."""
    remedy = Remedy.objects.select_related("recommendation__visit", "recommendation__unit").filter(pk=remedy_id).first()
    if remedy is None:
        logger.warning("remedy %s is gone; nobody is told", remedy_id)
        return 0
    now = timezone.now()
    on = timezone.localdate(now)
    row = remedy.recommendation
    people: Iterable[User]
    if remedy.verdict == RemedyVerdict.WAITING:
        unit = Unit.objects.at(on).filter(pk=row.unit_id).first() or row.unit
        people, body = row.visit.inspectors.filter(is_active=True), remedy.text
        title = _("%(unit)s reports that a recommendation is carried out") % {"unit": unit}
    else:
        people, body = people_with(Right.LOG_ACTIVITY, row.unit, on=on), remedy.answer or row.text
        accepted = remedy.verdict == RemedyVerdict.ACCEPTED
        title = _("The remedy is accepted") if accepted else _("The remedy is returned: something is still missing")
    return notify(
        people,
        key=f"remedy.{remedy.verdict}:{remedy.pk}",
        title=title,
        body=body,
        url=reverse("reporting:show-recommendation", args=[row.pk]),
        now=now,
    )


def _filing(filing_id: int) -> Filing | None:
    filing = Filing.objects.select_related("form", "unit").filter(pk=filing_id).first()
    if filing is None:
        logger.warning("filing %s is gone; nobody is told", filing_id)
    return filing


def _above(filing: Filing, on: date) -> tuple[Unit | None, Iterable[User]]:
    """The unit directly above, and who decides in its name."""
    above = Unit.objects.at(on).filter(pk__in=Unit.objects.at(on).filter(pk=filing.unit_id).values("place__parent"))
    unit = above.first()
    return unit, people_with(Right.APPROVE_FILING, unit, on=on) if unit else []


@task()
def tell_of_filing(filing_id: int, revision: int) -> int:
    """The level above of a report that has come in: once a day for each form, and of each one that comes a second time. The
    unit of what was decided. Nobody where the report has moved on since: that step has a task of its own."""
    filing = _filing(filing_id)
    if filing is None or filing.revision != revision:
        return 0
    now = timezone.now()
    on = timezone.localdate(now)
    if filing.state == FilingState.SUBMITTED:
        return _tell_above(filing, now)
    if filing.decided_at is None or (filing.sent_at and filing.decided_at < filing.sent_at):
        return 0  # sent at the top of the tree: nobody decided
    titles = {
        FilingState.RETURNED: _("Your report is returned: %(form)s"),
        FilingState.REOPENED: _("Your report is open again: %(form)s"),
        FilingState.APPROVED: _("Your report is approved: %(form)s"),
    }
    return notify(
        people_with(Right.FILE, filing.unit, on=on),
        key=f"filing.decided:{filing.pk}:{revision}",
        title=titles[FilingState(filing.state)] % {"form": filing.form},
        body=filing.reason,
        url=reverse("reporting:show-filing", args=[filing.pk]),
        now=now,
    )


def _tell_above(filing: Filing, now: datetime) -> int:
    on = timezone.localdate(now)
    above, people = _above(filing, on)
    if above is None:
        return 0
    if filing.steps.exclude(state=FilingState.SUBMITTED).exists():
        unit = Unit.objects.at(on).filter(pk=filing.unit_id).first() or filing.unit
        key, title = (
            f"filing.again:{filing.pk}:{filing.revision}",
            _("%(unit)s has sent its report again") % {"unit": unit},
        )
        url = reverse("reporting:show-filing", args=[filing.pk])
    else:
        key, title = f"filing.sent:{filing.form_id}:{above.pk}:{on}", _("Reports have come in and wait for approval")
        url = reverse("reporting:filings-to-decide")
    return notify(people, key=key, title=title, body=str(filing.form), url=url, now=now)


@task()
def tell_of_wave_report(report_id: int, moment: str) -> int:
    """The level above that a consolidated report was issued: once a day for each form, and of each one issued a second time.
    Units directly below whose own reports are counted in it: once for the report. Nobody where it was reopened since."""
    report = WaveReport.objects.select_related("form", "unit").filter(pk=report_id).first()
    if report is None or not report.is_issued or report.issued_at != datetime.fromisoformat(moment):
        return 0
    now = timezone.now()
    on = timezone.localdate(now)
    unit = Unit.objects.at(on).filter(pk=report.unit_id).first()
    if unit is None:
        return 0
    return _tell_above_of_paper(report, unit, on, now) + _tell_counted(report, unit, on, now)


def _tell_above_of_paper(report: WaveReport, unit: Unit, on: date, now: datetime) -> int:
    above = Unit.objects.at(on).filter(pk=unit.parent_id).first()
    if above is None:
        return 0
    if report.reopened_reason:
        key, title = f"wave_report.again:{report.pk}:{report.revision}", _("%(unit)s has issued its report again")
        url = reverse("reporting:show-wave-report", args=[report.pk])
    else:
        key, title = f"wave_report.issued:{report.form_id}:{above.pk}:{on}", _("Consolidated reports have been issued")
        url = reverse("reporting:list-wave-reports")
    people = people_with(Right.APPROVE_FILING, above, on=on)
    return notify(people, key=key, title=title % {"unit": unit}, body=str(report.form), url=url, now=now)


def _tell_counted(report: WaveReport, unit: Unit, on: date, now: datetime) -> int:
    below = Unit.objects.at(on).children_of(unit).values("pk")
    counted = Filing.objects.counted().filter(form=report.form_id, unit__in=below).values("unit")
    posts = Post.objects.held_on(on).filter(unit__in=counted, role__in=roles_with(Right.FILE))
    names = {"form": report.form, "unit": unit.short_name or unit.name}
    facts = {"number": report.number, "day": format_day(report.signed_on)}
    return notify(
        User.objects.filter(is_active=True, pk__in=posts.values("user")),
        key=f"wave_report.counted:{report.pk}",
        title=_("Your report is counted in the consolidated report of %(unit)s: %(form)s") % names,
        body=_("No. %(number)s of %(day)s") % facts,
        url=reverse("reporting:list-filings"),
        now=now,
    )


@task()
def tell_of_excuse(filing_id: int, moment: str) -> int:
    """The unit that it need not file, or that it is asked again."""
    filing = _filing(filing_id)
    if filing is None:
        return 0
    now = timezone.now()
    free = _("Your unit need not file this report: %(form)s")
    title = free if filing.excused_reason else _("Your unit is asked again for this report: %(form)s")
    return notify(
        people_with(Right.FILE, filing.unit, on=timezone.localdate(now)),
        key=f"filing.excused:{filing.pk}:{moment}",
        title=title % {"form": filing.form},
        body=filing.excused_reason,
        url=reverse("reporting:show-filing", args=[filing.pk]),
        now=now,
    )


@task()
def tell_of_comment(comment_id: int) -> int:
    """The other side of a comment. Who has not read the last notice of comments on this report gets no further one."""
    comment = FilingComment.objects.select_related("filing__form", "filing__unit").filter(pk=comment_id).first()
    if comment is None:
        logger.warning("comment %s is gone; nobody is told", comment_id)
        return 0
    now = timezone.now()
    on = timezone.localdate(now)
    filing, from_unit = comment.filing, comment.unit_id == comment.filing.unit_id
    people = set(_above(filing, on)[1] if from_unit else people_with(Right.FILE, filing.unit, on=on))
    if from_unit:  # those above who have said something wait for the answer, wherever they stand
        others = filing.comments.exclude(unit=filing.unit_id).values("by")
        people |= set(User.objects.filter(is_active=True, pk__in=others))
    prefix = f"filing.comment:{filing.pk}:"
    unread = Notice.objects.filter(key__startswith=prefix, read_at__isnull=True, user__in=people)
    told = {comment.by_id, *unread.values_list("user_id", flat=True)}
    unit = Unit.objects.at(on).filter(pk=comment.unit_id).first() or comment.unit
    return notify(
        [person for person in people if person.pk not in told],
        key=f"{prefix}{comment.pk}",
        title=_("%(unit)s has said something on the report: %(form)s") % {"unit": unit, "form": filing.form},
        body=comment.text,
        url=reverse("reporting:show-filing", args=[filing.pk]),
        now=now,
    )
