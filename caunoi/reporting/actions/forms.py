"""The form of a wave: drawn up from the catalogue, changed by versions, opened for the units of the reporting duty."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.campaigns.enums import DutyKind
from caunoi.campaigns.models import Campaign, Wave
from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.orgs.models import User
from caunoi.reporting.actions.totals import rebuild_totals
from caunoi.reporting.enums import FILABLE
from caunoi.reporting.form_lines import FormLine, FormSection, lines_of, problems_of, to_json
from caunoi.reporting.indicators import catalogue
from caunoi.reporting.models import Filing, FormVersion, ReportForm
from caunoi.reporting.queries.report_forms import Asking, newly_asked

DUTY_ALONE = Asking()

SECTIONS = (
    FormSection("done", "Kết quả thực hiện", "Nêu ngắn gọn việc đã làm, không lặp lại số liệu ở trên"),
    FormSection("models", "Mô hình hay, cách làm tốt"),
    FormSection("difficulties", "Khó khăn, vướng mắc và nguyên nhân"),
    FormSection("proposals", "Kiến nghị, đề xuất"),
)


def lines_from_catalogue() -> list[FormLine]:
    """Every indicator as a line; shares hold no slot."""
    lines: list[FormLine] = []
    for one in catalogue().indicators.values():
        slot = -1 if one.numerator else sum(line.is_typed for line in lines)
        lines.append(
            FormLine(slot, one.code, one.name, one.measure, one.group, one.rule, one.numerator, one.denominator)
        )
    return lines


@transaction.atomic
def draw_up_form(campaign: Campaign, wave: Wave | None, *, by: User, now: datetime) -> ReportForm:
    """The form of ``wave`` (None: of the whole campaign) with a first draft from the catalogue. ``Refused``: ``form_exists``,
    ``no_reporting_duty``."""
    if ReportForm.objects.filter(campaign=campaign, wave=wave).exists():
        raise Refused(_("This wave has a report form already. Open it and change it."), code="form_exists")
    duties = campaign.duties.filter(kind=DutyKind.REPORT, dropped_at__isnull=True)
    duty = duties.filter(wave=wave).first() or duties.filter(wave__isnull=True).first()
    if duty is None:
        raise Refused(_("The plan asks no unit to report on this wave."), code="no_reporting_duty")
    title = f"Báo cáo {_short(wave.title)}" if wave else f"Báo cáo {campaign.name}"
    form = ReportForm.objects.create(campaign=campaign, wave=wave, duty=duty, title=title[:300], created_at=now)
    FormVersion.objects.create(
        form=form, number=1, lines=to_json(lines_from_catalogue()), sections=to_json(SECTIONS), created_by=by, created_at=now
    )  # fmt: skip
    audit.record("form.drawn_up", form, by=by, now=now, unit_id=campaign.unit_id)
    return form


def _short(title: str) -> str:
    """ "đợt 1" of "Đợt 1: Từ ngày 05/10/2026 …": the days stand beside it anyway."""
    head = title.partition(":")[0].strip()
    return head[:1].lower() + head[1:]


def _hold_open(form: ReportForm) -> None:
    """Who else changes or closes the form waits; those who send on it do not."""
    held = ReportForm.objects.select_for_update(no_key=True).values_list("closed_at", flat=True)
    form.closed_at = held.get(pk=form.pk)
    if form.closed_at:
        raise Refused(_("This report form is closed."), code="form_closed")


@transaction.atomic
def save_version(
    form: ReportForm, *, lines: Sequence[FormLine], sections: Sequence[FormSection], note: str, by: User, now: datetime
) -> FormVersion:
    """What the form will ask: in its draft, or in a new one after a published version. Lines keep their slots by code; a
    new line gets one that no version ever had. ``Refused``: ``form_closed``, ``bad_lines``."""
    _hold_open(form)
    slotted = _slotted(form, lines)
    if problems := problems_of(slotted):
        names = ", ".join(sorted({code for code, _what in problems}))
        message = _("These lines do not hold together: %(names)s. Give each its own name, and a share its two parts.")
        raise Refused(message % {"names": names}, code="bad_lines")
    last = form.versions.order_by("-number").select_for_update()[0]
    draft = last if last.published_at is None else FormVersion(form=form, number=last.number + 1, created_at=now)
    draft.lines, draft.sections, draft.note, draft.created_by = to_json(slotted), to_json(sections), note[:300], by
    draft.save()
    audit.record("form.changed", form, by=by, now=now, unit_id=form.campaign.unit_id, version=draft.number)
    return draft


def _slotted(form: ReportForm, lines: Sequence[FormLine]) -> list[FormLine]:
    known = {line.code: line for version in form.versions.all() for line in lines_of(version)}
    following = max((line.slot for line in known.values()), default=-1) + 1
    result = []
    for line in lines:
        former = known.get(line.code)
        if not line.is_typed:
            result.append(replace(line, slot=-1))
        elif former and former.is_typed and former.rule == line.rule:
            result.append(replace(line, slot=former.slot))
        else:
            result.append(replace(line, slot=following))
            following += 1
    return result


@transaction.atomic
def publish_version(version: FormVersion, *, by: User, now: datetime) -> int:
    """From now on the form asks this: filings that may still be written move to it; how many. Twice changes nothing."""
    if not FormVersion.objects.filter(pk=version.pk, published_at__isnull=True).update(published_at=now):
        return 0
    version.published_at = now
    open_ = Filing.objects.filter(form=version.form_id, state__in=FILABLE)
    moved = open_.update(version=version)
    audit.record(
        "form.published", version.form, by=by, now=now, unit_id=version.form.campaign.unit_id, version=version.number
    )
    return moved


@transaction.atomic
def open_form(form: ReportForm, asking: Asking = DUTY_ALONE, *, by: User, now: datetime) -> int:
    """Ask every unit that the reporting duty reaches for its report, by its own day; how many are newly asked. A unit to
    which the duty does not apply is excused. Run again it reaches those that have come since. ``asking``: whom besides, and
    by which other day. ``Refused``: ``form_closed``."""
    _hold_open(form)
    version = form.versions.order_by("-number")[0]
    publish_version(version, by=by, now=now)
    filings = [
        Filing(form=form, version=version, unit_id=one.unit_id, due_on=one.due_on, excused_reason=one.excuse)
        for one in newly_asked(form, asking, on=timezone.localdate(now))
    ]
    Filing.objects.bulk_create(filings, batch_size=1_000)
    if ReportForm.objects.filter(pk=form.pk, opened_at__isnull=True).update(opened_at=now):
        form.opened_at = now
    if filings:
        rebuild_totals(form, by=by, now=now)
        audit.record("form.opened", form, by=by, now=now, unit_id=form.campaign.unit_id, units=len(filings))
    return len(filings)


@transaction.atomic
def close_form(form: ReportForm, *, by: User, now: datetime) -> None:
    """Nobody files any more. Waits for what is being sent at this moment: it counts; what comes later is refused.
    ``Refused`` where the form was never opened or is closed."""
    held = ReportForm.objects.select_for_update().get(pk=form.pk)  # an update alone would not wait for those who send
    if held.opened_at is None or held.closed_at:
        raise Refused(_("Only a report form that is open can be closed."), code="form_not_open")
    ReportForm.objects.filter(pk=form.pk).update(closed_at=now)
    form.closed_at = now
    audit.record("form.closed", form, by=by, now=now, unit_id=form.campaign.unit_id)
