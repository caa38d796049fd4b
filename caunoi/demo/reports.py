"""The reports on wave 1 as they come in: a form drawn up and opened, reports in every state, corrections, words, narratives."""

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils import timezone

from caunoi.campaigns.enums import AssignmentState
from caunoi.campaigns.models import Assignment, Campaign
from caunoi.demo.calendar import DemoCalendar
from caunoi.demo.places import PROVINCE_CODE
from caunoi.orgs.enums import UPPER_KINDS
from caunoi.orgs.models import Post, Unit, User
from caunoi.reporting.actions.comments import comment_on, settle_comment
from caunoi.reporting.actions.filings import (
    Report,
    approve_filing,
    excuse_filing,
    reopen_filing,
    return_filing,
    submit_filing,
)
from caunoi.reporting.actions.forms import SECTIONS, draw_up_form, open_form, save_version
from caunoi.reporting.actions.prefill import refresh_prefills
from caunoi.reporting.actions.totals import rebuild_totals
from caunoi.reporting.enums import COUNTED, FilingState
from caunoi.reporting.form_lines import FormLine, lines_of, slots_of
from caunoi.reporting.models import Correction, Filing, FilingStep, ReportForm
from caunoi.reporting.packing import pack, unpack
from caunoi.reporting.queries.report_forms import Asking

SOURCE = Path(__file__).parent / "data" / "reports.toml"
OWN_LINE = FormLine(-1, "cong_doan_book_shelves", "Số tủ sách công đoàn phục vụ tuyên truyền", "tủ", "publications")
REQUIRED = {"oral_sessions", "oral_listeners", "deployment_meetings"}
SENT, CORRECTED = 0.72, 0.12
SHARES = {FilingState.RETURNED: 0.09, FilingState.REOPENED: 0.03, FilingState.APPROVED: 0.53}  # the others wait
WAYS: dict[str, list[str]] = {
    FilingState.SUBMITTED: [],
    FilingState.APPROVED: [FilingState.APPROVED],
    FilingState.RETURNED: [FilingState.RETURNED],
    FilingState.REOPENED: [FilingState.APPROVED, FilingState.REOPENED],
}
ACTED = (
    "VSN-01-00"  # its first unions, and those directly below the province of the same level, go the way that people go
)


@dataclass(frozen=True)
class Desk:
    """What every invented report needs. ``deciders``: who decides on reports of units below, by unit."""

    words: dict[str, Any]
    form: ReportForm
    units: dict[int, Unit]
    leaders: dict[int, User]
    today: datetime
    rng: random.Random

    def decider(self, filing: Filing) -> User:
        return self.leaders[self.units[filing.unit_id].parent_id or 0]


def report_wave(
    campaign: Campaign, units: dict[str, Unit], people: dict[str, User], calendar: DemoCalendar, *, now: datetime
) -> int:
    """Three weeks ago the form was opened; its day passed four days ago. Return how many reports have been sent."""
    then = now - timedelta(days=21)
    form = _open(campaign, people["tinh"], calendar, then)
    refresh_prefills(form, now=now - timedelta(days=16))
    standing = {unit.pk: unit for unit in Unit.objects.at(calendar.today)}
    desk = Desk(
        words=tomllib.loads(SOURCE.read_text(encoding="utf-8")),
        form=form,
        units=standing,
        leaders={post.unit_id: post.user for post in Post.objects.select_related("user").order_by("-pk")},
        today=now,
        rng=random.Random(29),  # noqa: S311 - a fixed demonstration, no secret
    )
    filings = list(form.filings.select_related("version", "form", "unit").order_by("pk"))
    _excuse_some(desk, filings)
    sent = [filing for filing in filings if not filing.excused_reason and _is_sent(desk, filing)]
    stories = [_story(desk, filing, number) for number, filing in enumerate(sent)]
    acted = [story for story in stories if _is_acted(desk, story.filing)]
    _write(desk, [story for story in stories if story not in acted])
    rebuild_totals(form, by=None, now=now)
    for story in acted:
        _act(desk, story)
    _comment(desk, units[PROVINCE_CODE], people["tinh"])
    return len(sent)


def _open(campaign: Campaign, officer: User, calendar: DemoCalendar, then: datetime) -> ReportForm:
    form = draw_up_form(campaign, campaign.waves.order_by("ordinal")[0], by=officer, now=then)
    lines = [replace(line, is_required=line.code in REQUIRED) for line in lines_of(form.versions.get())]
    place = max(number for number, line in enumerate(lines) if line.group == OWN_LINE.group)
    lines.insert(place + 1, OWN_LINE)
    note = "Thêm chỉ tiêu tủ sách công đoàn; ba chỉ tiêu bắt buộc ghi"
    save_version(form, lines=lines, sections=SECTIONS, note=note, by=officer, now=then)
    asking = Asking(below=True, due_on=calendar.today - timedelta(days=4), days_earlier=3)
    open_form(form, asking, by=officer, now=then + timedelta(hours=1))
    return form


def _excuse_some(desk: Desk, filings: list[Filing]) -> None:
    small = [filing for filing in filings if desk.units[filing.unit_id].kind not in UPPER_KINDS]
    for number, filing in enumerate(desk.rng.sample(small, 5)):
        reason = desk.words["excused"][number % len(desk.words["excused"])]["reason"]
        excuse_filing(filing, reason=reason, by=desk.decider(filing), now=desk.today - timedelta(days=18))
        filing.excused_reason = reason


def _is_acted(desk: Desk, filing: Filing) -> bool:
    unit = desk.units[filing.unit_id]
    return unit.kind in UPPER_KINDS or unit.code.startswith(ACTED)


def _is_sent(desk: Desk, filing: Filing) -> bool:
    """The account that plays a chair still has its report to write, for whoever tries it."""
    return desk.rng.random() < SENT and desk.units[filing.unit_id].code not in ("VSN-01-001", "VSN-01")


@dataclass(frozen=True)
class Story:
    """What became of one report: sent at ``moment``, then left to wait, or decided (``RETURNED``, ``APPROVED``, ``REOPENED``)."""

    filing: Filing
    report: Report
    moment: datetime
    outcome: str
    reason: str
    decided_at: datetime
    key: UUID


def _story(desk: Desk, filing: Filing, number: int) -> Story:
    rng, words = desk.rng, desk.words
    moment = desk.today - timedelta(days=int(rng.triangular(2, 15, 7)), minutes=rng.randint(5, 500))
    values = _values(desk, filing)
    corrected = dict(_corrections(desk, values)) if rng.random() < CORRECTED else {}
    report = Report(values, _narrative(desk, filing, number), corrected)
    luck, outcome = rng.random(), FilingState.SUBMITTED
    for state, share in SHARES.items():
        if luck < share:
            outcome = state
            break
        luck -= share
    reasons = words.get(outcome, [])
    return Story(
        filing, report, moment, outcome, rng.choice(reasons)["reason"] if reasons else "",
        moment + timedelta(hours=rng.randint(2, 20)), UUID(int=rng.getrandbits(128)),
    )  # fmt: skip


def _act(desk: Desk, story: Story) -> None:
    """As people do it, audited and told."""
    filing = story.filing
    leader = desk.leaders[filing.unit_id]
    sent = submit_filing(filing, story.report, client_key=story.key, revision=0, by=leader, now=story.moment)
    facts: dict[str, Any] = {"by": desk.decider(filing), "now": story.decided_at}
    if story.outcome == FilingState.RETURNED:
        return_filing(sent, reason=story.reason, **facts)
    elif story.outcome in (FilingState.APPROVED, FilingState.REOPENED):
        approved = approve_filing(sent, **facts)
        if story.outcome == FilingState.REOPENED:
            reopen_filing(approved, reason=story.reason, **facts)


def _write(desk: Desk, stories: list[Story]) -> None:
    """The same rows all at once: some hundred reports one by one would take a newcomer's first minute."""
    steps, corrections = [], []
    for story in stories:
        filing, leader, decider = story.filing, desk.leaders[story.filing.unit_id], desk.decider(story.filing)
        slots = slots_of(lines_of(filing.version))
        filing.values = pack({slots[code]: value for code, value in story.report.values.items()})
        filing.narrative, filing.client_key = dict(story.report.narrative), story.key
        filing.sent_at, filing.sent_by, filing.first_sent_on = story.moment, leader, timezone.localdate(story.moment)
        sent = {"filing": filing, "version": filing.version, "values": filing.values, "narrative": filing.narrative}
        steps.append(FilingStep(state=FilingState.SUBMITTED, at=story.moment, by=leader, **sent))
        corrections += [
            Correction(filing=filing, code=code, prefilled=unpack(filing.prefilled).get(slots[code]),
                       value=story.report.values[code], reason=reason, at=story.moment, by=leader)
            for code, reason in story.report.reasons.items()
        ]  # fmt: skip
        for state in WAYS[story.outcome]:
            reason = "" if state == FilingState.APPROVED else story.reason
            steps.append(FilingStep(state=state, reason=reason, at=story.decided_at, by=decider, **sent))
            filing.decided_at, filing.decided_by = story.decided_at, decider
        filing.state, filing.reason, filing.revision = story.outcome, story.reason, 1 + len(WAYS[story.outcome])
    names = ["values", "narrative", "client_key", "sent_at", "sent_by", "first_sent_on", "decided_at", "decided_by",
             "state", "reason", "revision"]  # fmt: skip
    Filing.objects.bulk_update([story.filing for story in stories], names, batch_size=50)
    FilingStep.objects.bulk_create(steps)
    Correction.objects.bulk_create(corrections)
    done = [story.filing.unit_id for story in stories if story.filing.state in COUNTED]
    given = Assignment.objects.filter(duty=desk.form.duty, unit__in=done, state=AssignmentState.OPEN)
    given.update(state=AssignmentState.DONE, done_at=desk.today)


def _values(desk: Desk, filing: Filing) -> dict[str, int | None]:
    """What the registers say, and what only the unit can say."""
    known, rng = unpack(filing.prefilled), desk.rng
    values: dict[str, int | None] = {
        line.code: known.get(line.slot) for line in lines_of(filing.version) if line.is_typed
    }
    for code, (low, high) in desk.words["stated"].items():
        values[code] = rng.randint(low, high)
    values["recommendations_answered"] = rng.randint(0, values["recommendations_received"] or 0)
    values["claims_corrected"] = rng.randint(0, values["claims_recorded"] or 0)
    if not values["oral_sessions"]:  # held, and not written into the register
        sessions = rng.randint(1, 3)
        came = int((values["members"] or 90) * rng.uniform(0.35, 0.9))
        values |= {"oral_sessions": sessions, "oral_listeners": sessions * min(160, max(6, came))}
    values["oral_listeners"] = values["oral_listeners"] or 0
    return values


def _corrections(desk: Desk, values: dict[str, int | None]) -> Iterator[tuple[str, str]]:
    """Change one figure that a register knows; its code and the reason."""
    known = [row for row in desk.words["correction"] if values.get(row["code"])]
    if known:
        row = desk.rng.choice(known)
        values[row["code"]] = (values[row["code"]] or 0) + desk.rng.randint(*row["add"])
        yield row["code"], row["reason"]


def _narrative(desk: Desk, filing: Filing, number: int) -> dict[str, str]:
    """By turns, so that neighbours tell different things; one unit in four reports no good model, one in five no proposal."""
    is_upper, rng, words = desk.units[filing.unit_id].kind in UPPER_KINDS, desk.rng, desk.words
    done, models = (words["upper_done"], words["upper_models"]) if is_upper else (words["done"], words["models"])
    told = {"done": done[number % len(done)], "difficulties": rng.choice(words["difficulties"])}
    if is_upper or rng.random() < 0.75:
        told["models"] = models[number % len(models)]
    if rng.random() < 0.8:
        told["proposals"] = rng.choice(words["proposals"])
    return told


def _comment(desk: Desk, province: Unit, officer: User) -> None:
    """Three words of the province at reports that wait, one of them settled."""
    waiting = desk.form.filings.filter(state="submitted", unit__in=_children(desk, province)).order_by("pk")
    for filing, row in zip(waiting.select_related("version", "form"), desk.words["comment"], strict=False):
        said = comment_on(
            filing, text=row["text"], code=row["code"], unit=province, client_key=UUID(int=desk.rng.getrandbits(128)),
            by=officer, now=desk.today - timedelta(hours=20),
        )  # fmt: skip
        if row["code"] == "cost":
            settle_comment(said, by=officer, now=desk.today - timedelta(hours=2))


def _children(desk: Desk, unit: Unit) -> list[int]:
    return [pk for pk, each in desk.units.items() if each.parent_id == unit.pk]
