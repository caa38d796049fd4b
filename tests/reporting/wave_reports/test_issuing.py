"""The report is locked when it is issued, and opened again only with a reason."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from caunoi.core.errors import Refused
from caunoi.core.models import AuditEntry
from caunoi.orgs.enums import Role
from caunoi.orgs.models import Notice, User
from caunoi.reporting.actions.wave_reports.issuing import issue_report, reopen_report
from caunoi.reporting.actions.wave_reports.uploads import receive_upload
from caunoi.reporting.actions.wave_reports.writing import Details, begin_report, save_details, write_report_paper
from caunoi.reporting.models import Filing, WaveReport
from caunoi.reporting.queries.report_forms import FormStanding, standing_of
from caunoi.reporting.tasks import tell_of_wave_report
from tests.campaigns.running import NOW, TODAY
from tests.cast import make_officer
from tests.kept import kept
from tests.reporting.wave_reports.editing import with_controls
from tests.reporting.wave_reports.telling import Told

DETAILS = Details(number="07/BC-LĐLĐ", place="Ba Khe", signed_on=TODAY, signer="Lò Thị Hoa", annexes=())


@pytest.fixture
@kept
def report(told: Told) -> WaveReport:
    """Written, with its number, every sentence looked at."""
    report = begin_report(told.form, told.unit("D"), by=told.cast.owner, now=NOW)
    save_details(report, DETAILS, by=told.cast.owner, now=NOW)
    write_report_paper(told.form, told.unit("D"), by=told.cast.owner, now=NOW)
    report.sentences.update(state="accepted")
    report.refresh_from_db()
    return report


def refused(report: WaveReport, told: Told, revision: int = 1) -> str:
    with pytest.raises(Refused) as refusal:
        issue_report(report, revision=revision, by=told.cast.owner, now=NOW)
    return refusal.value.code


def test_issued_report_is_locked_and_audited(told: Told, report: WaveReport) -> None:
    issue_report(report, revision=1, by=told.cast.owner, now=NOW)
    assert (report.is_issued, report.issued_by, report.issued_at) == (True, told.cast.owner, NOW)
    entry = AuditEntry.objects.get(action="wave_report.issued")
    assert entry.detail == {"revision": 1, "number": "07/BC-LĐLĐ"}
    assert refused(report, told) == "issued"


def notices() -> list[tuple[str, str, str, str]]:
    rows = Notice.objects.filter(key__startswith="wave_report.").order_by("user__full_name", "pk")
    return [(row.user.full_name, row.title, row.body, row.url) for row in rows]


def test_those_above_and_those_who_are_counted_are_told_once(told: Told, report: WaveReport, run_jobs: Any) -> None:
    make_officer("can-bo@che.example", "Vũ Văn Chè", told.unit("G2"))
    told.of(told.unit("G2")).steps.all().delete()
    Filing.objects.filter(form=told.form, unit=told.unit("G2")).update(state="not_sent")  # not counted: not told
    issue_report(report, revision=1, by=told.cast.owner, now=NOW)
    run_jobs()
    first = [
        (
            "Nguyễn Thị Mai",
            "Báo cáo của đơn vị đã được tổng hợp vào báo cáo của Liên đoàn Lao động huyện Ba Khe: Báo cáo đợt 1",
            "Số 07/BC-LĐLĐ ngày 23/11/2026",
            reverse("reporting:list-filings"),
        ),
        ("Trần Văn Bình", "Có báo cáo tổng hợp đã ban hành", "Báo cáo đợt 1", reverse("reporting:list-wave-reports")),
    ]
    assert notices() == first
    assert tell_of_wave_report.call(report.pk, NOW.isoformat()) == 0
    reopen_report(report, reason="Sai số", by=told.cast.owner, now=NOW)
    assert tell_of_wave_report.call(report.pk, NOW.isoformat()) == 0  # reopened since
    later = NOW + timedelta(hours=1)
    issue_report(report, revision=1, by=told.cast.owner, now=later)
    assert tell_of_wave_report.call(report.pk, NOW.isoformat()) == 0  # issued anew since: that has a task of its own
    run_jobs()
    again = (
        "Trần Văn Bình",
        "Liên đoàn Lao động huyện Ba Khe đã ban hành lại báo cáo tổng hợp",
        "Báo cáo đợt 1",
        reverse("reporting:show-wave-report", args=[report.pk]),
    )
    assert notices() == [*first, again]


def test_several_reports_issued_on_a_day_are_one_notice_above(told: Told, report: WaveReport, run_jobs: Any) -> None:
    issue_report(report, revision=1, by=told.cast.owner, now=NOW)
    other = WaveReport.objects.create(
        form=told.form, unit=told.unit("G0"), state="issued", issued_at=NOW, made_at=NOW, made_by=told.cast.owner
    )
    assert tell_of_wave_report.call(other.pk, NOW.isoformat()) == 1
    run_jobs()
    assert [row[0] for row in notices()].count("Trần Văn Bình") == 1


def test_nobody_is_told_of_the_paper_of_a_unit_that_has_ended_or_of_none(told: Told, report: WaveReport) -> None:
    WaveReport.objects.filter(pk=report.pk).update(state="issued", issued_at=NOW)
    assert tell_of_wave_report.call(4711, NOW.isoformat()) == 0
    told.cast.units.D.placements.update(valid_to=TODAY)
    assert tell_of_wave_report.call(report.pk, NOW.isoformat()) == 0


def test_at_the_top_only_those_below_are_told(told: Told) -> None:
    top = WaveReport.objects.create(
        form=told.form, unit=told.cast.units.TLD, state="issued", issued_at=NOW, made_at=NOW, made_by=told.cast.owner
    )
    assert tell_of_wave_report.call(top.pk, NOW.isoformat()) == 0


def offered(told: Told, person: User, paper: WaveReport) -> FormStanding | None:
    client = Client()
    client.force_login(person)
    found: FormStanding | None = client.get(reverse("reporting:show-wave-report", args=[paper.pk])).context["closing"]
    return found


def test_closing_the_form_is_offered_and_never_done_by_itself(told: Told, report: WaveReport) -> None:
    issue_report(report, revision=1, by=told.cast.owner, now=NOW)
    own = WaveReport.objects.create(
        form=told.form, unit=told.cast.units.P, state="issued", issued_at=NOW, made_at=NOW, made_by=told.cast.superior,
        number="08/BC-LĐLĐ", issued_by=told.cast.superior,
    )  # fmt: skip
    told.form.refresh_from_db()
    assert told.form.closed_at is None
    assert offered(told, told.cast.superior, own) == standing_of(told.form)
    assert offered(told, told.cast.superior, report) is None  # D's paper: the form is P's
    viewer = make_officer("lanh-dao@tinh.example", "Hà Văn Lãnh", told.cast.units.P, Role.VIEWER)
    assert offered(told, viewer, own) is None
    client = Client()
    client.force_login(told.cast.superior)
    assert client.post(reverse("reporting:close-form", args=[told.form.pk])).status_code == 302
    assert offered(told, told.cast.superior, own) is None
    told.form.refresh_from_db()
    assert told.form.closed_at is not None


def test_report_that_is_not_ready_is_not_issued(told: Told, report: WaveReport) -> None:
    assert refused(report, told, revision=2) == "changed_meanwhile"
    report.sentences.filter(section="difficulties").update(state="proposed")
    assert refused(report, told) == "undecided"
    report.sentences.update(state="dropped")
    save_details(report, replace(DETAILS, number="/BC-LĐLĐ"), by=told.cast.owner, now=NOW)
    assert refused(report, told) == "incomplete"
    save_details(report, replace(DETAILS, signer="Người khác"), by=told.cast.owner, now=NOW)
    assert refused(report, told) == "changed_meanwhile"


def test_report_without_an_edition_is_not_issued(told: Told) -> None:
    report = begin_report(told.form, told.unit("G1"), by=told.cast.chair, now=NOW)
    assert refused(report, told, revision=0) == "not_written"


def test_edited_copy_that_waits_stands_in_the_way(told: Told, report: WaveReport) -> None:
    docx = with_controls(bytes(report.editions.get().docx), {"c:sent": "9"})
    receive_upload(report, docx, "sua.docx", by=told.cast.owner, now=NOW)
    assert refused(report, told) == "undecided"


def test_report_is_opened_again_with_a_reason_only(told: Told, report: WaveReport) -> None:
    with pytest.raises(Refused) as refusal:
        reopen_report(report, reason="Sai số", by=told.cast.owner, now=NOW)
    assert refusal.value.code == "not_issued"
    issue_report(report, revision=1, by=told.cast.owner, now=NOW)
    with pytest.raises(Refused) as refusal:
        reopen_report(report, reason=" ", by=told.cast.owner, now=NOW)
    assert refusal.value.code == "reason_missing"
    reopen_report(report, reason="Sai số", by=told.cast.owner, now=NOW)
    assert (report.is_issued, report.reopened_reason, report.editions.count()) == (False, "Sai số", 1)
