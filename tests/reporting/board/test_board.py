"""Who has filed below a unit; approving what waits, reminding of what is missing."""

from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from caunoi.core.errors import Refused
from caunoi.core.models import AuditEntry
from caunoi.orgs.enums import Role, UnitKind
from caunoi.orgs.models import Notice, Unit
from caunoi.reporting.actions.board import approve_filings, remind_missing
from caunoi.reporting.actions.filings import excuse_filing, return_filing
from caunoi.reporting.enums import FilingState
from caunoi.reporting.models import Correction, Filing, FilingComment, FormVersion, ReportForm
from caunoi.reporting.queries.board import (
    Completeness,
    Missing,
    Standing,
    attach_below,
    attach_completeness,
    candidates_of,
    completeness_of,
    counts_by_standing,
    find_children,
    is_late,
    missing_below,
)
from caunoi.reporting.queries.whole_tree import differences
from tests.campaigns.running import NOW, TODAY
from tests.cast import make_officer, make_unit
from tests.reporting.filing import Filed


def standing(unit: Unit) -> Unit:
    return Unit.objects.at(TODAY).get(pk=unit.pk)


def rows(filed: Filed, unit: Unit, **filters: str) -> list[Any]:
    found: list[Any] = list(find_children(filed.form, standing(unit), on=TODAY, **filters))
    attach_below(found, filed.form)
    return found


def codes(filed: Filed, unit: Unit, **filters: str) -> list[str]:
    return [each.code for each in find_children(filed.form, standing(unit), on=TODAY, **filters)]


def make_late(filed: Filed, unit: Unit) -> None:
    Filing.objects.filter(form=filed.form, unit=unit).update(due_on=TODAY - timedelta(days=3))


def test_children_stand_with_the_state_of_their_report_and_what_is_below(filed: Filed) -> None:
    units = filed.cast.units
    filed.put(units.G1, heard=5)
    filed.put(units.D, FilingState.RETURNED, heard=5)
    found = rows(filed, units.P)
    assert [(each.code, each.standing, each.below) for each in found] == [
        ("D", Standing.RETURNED, Completeness(asked=2, sent=1, in_time=1)), ("G0", Standing.NOT_SENT, None),
    ]  # fmt: skip
    assert (found[0].reason, found[0].filing_id) == ("Thiếu số liệu", filed.of(units.D).pk)


def test_a_unit_that_was_not_asked_stands_for_what_is_below_it(filed: Filed) -> None:
    units = filed.cast.units
    Filing.objects.filter(unit__in=[units.D, units.G0]).delete()
    found = rows(filed, units.P)
    assert [(each.code, each.standing, each.below.asked) for each in found] == [("D", None, 2)]
    assert not is_late(found[0], TODAY)


def test_units_are_counted_and_filtered_by_how_they_stand(filed: Filed) -> None:
    units = filed.cast.units
    make_late(filed, units.G1)
    make_late(filed, units.G2)
    filed.put(units.G2, heard=1)
    counts = counts_by_standing(filed.form, standing(units.D), on=TODAY)
    assert {name: number for name, number in counts.items() if number} == {
        "all": 2, "not_sent": 1, "submitted": 1, "late": 1, "sent_late": 1,
    }  # fmt: skip
    assert (codes(filed, units.D, state="late"), codes(filed, units.D, state="sent_late")) == (["G1"], ["G2"])
    assert codes(filed, units.D, state="unheard") == ["G2", "G1"]
    assert codes(filed, units.D, search="truong tieu hoc") == ["G1"]
    assert [is_late(each, TODAY) for each in rows(filed, units.D)] == [True, True]


def test_a_unit_is_counted_where_the_filter_finds_it(filed: Filed) -> None:
    """Every state with and without a day, sent before or after it or never, excused or not."""
    days = (None, TODAY - timedelta(days=3), TODAY)
    for number, (state, due_on, sent_on, reason) in enumerate(product(FilingState, days, days, ("", "Đang sáp nhập"))):
        unit = make_unit(f"N{number}", f"Công đoàn cơ sở {number}", UnitKind.GRASSROOTS, filed.cast.units.D)
        Filing.objects.create(
            form=filed.form, version=filed.version, unit=unit, state=state, due_on=due_on, first_sent_on=sent_on,
            excused_reason=reason, reason="Thiếu số liệu", sent_at=NOW,
        )  # fmt: skip
    counts = counts_by_standing(filed.form, standing(filed.cast.units.D), on=TODAY)
    found = {each: len(codes(filed, filed.cast.units.D, state=each)) for each in Standing}
    assert counts == {"all": 2 + number + 1, **found}
    assert all(counts.values())


def test_who_need_not_file_stands_with_the_reason_until_it_files(filed: Filed) -> None:
    units = filed.cast.units
    make_late(filed, units.G1)
    excuse_filing(filed.of(units.G1), reason="Đang sáp nhập", by=filed.cast.owner, now=NOW)
    found = {each.code: each for each in rows(filed, units.D)}
    assert (found["G1"].standing, found["G1"].excused_reason, is_late(found["G1"], TODAY)) == (
        Standing.EXCUSED, "Đang sáp nhập", False,
    )  # fmt: skip
    assert (codes(filed, units.D, state="excused"), codes(filed, units.D, state="late")) == (["G1"], [])
    filed.put(units.G1, heard=1)
    assert [each.standing for each in rows(filed, units.D, state="submitted")] == [Standing.SUBMITTED]


def test_a_report_without_a_day_is_never_late(filed: Filed) -> None:
    Filing.objects.filter(unit=filed.cast.units.G0).update(due_on=None)
    assert not is_late(rows(filed, filed.cast.units.P)[1], TODAY)


def test_completeness_is_of_the_branch_below(filed: Filed) -> None:
    units = filed.cast.units
    filed.put(units.G1, FilingState.APPROVED, heard=3)
    whole = completeness_of(filed.form, standing(units.P))
    assert (whole, whole.missing) == (Completeness(asked=4, sent=1, approved=1, in_time=1), 3)
    assert completeness_of(filed.form, standing(units.G1)) == Completeness()
    forms: list[Any] = [filed.form, ReportForm(pk=filed.form.pk + 1)]
    attach_completeness(forms, units.P)
    assert [form.whole.asked for form in forms] == [4, 0]


@pytest.mark.parametrize("number", [1, 3])
def test_the_board_asks_the_same_queries_however_many_units_stand_below(filed: Filed, number: int) -> None:
    units = filed.cast.units
    if number == 1:
        Filing.objects.filter(unit=units.G2).delete()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        rows(filed, units.D)
    assert len(asked) == 5  # one of them finds the unit itself


def candidates(filed: Filed, unit: Unit) -> list[Any]:
    return candidates_of(filed.form, standing(unit), on=TODAY, times=3, limit=10)


def comment(filed: Filed, filing: Filing) -> FilingComment:
    return FilingComment.objects.create(
        filing=filing, code="heard", text="Đếm cách nào?", unit=filed.cast.units.D, by=filed.cast.owner, at=NOW
    )


def test_what_waits_is_clean_unless_a_comment_is_open_or_a_figure_doubtful(filed: Filed) -> None:
    units = filed.cast.units
    clean, talked = filed.put(units.G1, heard=5), filed.put(units.G2, heard=5)
    said = comment(filed, talked)
    Correction.objects.create(filing=clean, code="heard", prefilled=4, value=5, reason="Thêm một buổi", at=NOW, by=None)
    found = {
        each.unit.code: (each.words, each.doubts, each.corrected, each.is_clean) for each in candidates(filed, units.D)
    }
    assert found == {"G1": (0, 0, 1, True), "G2": (1, 0, 0, False)}
    said.settled_at = NOW
    said.save()
    assert all(each.is_clean for each in candidates(filed, units.D))
    assert candidates(filed, units.P) == []


def test_a_jump_against_the_wave_before_holds_a_report_back(filed: Filed) -> None:
    units = filed.cast.units
    later = ReportForm.objects.create(
        campaign=filed.running.campaign, wave=filed.running.later, title="Báo cáo đợt 2", created_at=NOW, opened_at=NOW
    )
    version = FormVersion.objects.create(
        form=later, number=1, lines=filed.version.lines, created_at=NOW, published_at=NOW
    )
    filed.put(units.G1, heard=20)
    filing = Filing.objects.create(
        form=later, version=version, unit=units.G1, state=FilingState.SUBMITTED, sent_at=NOW, first_sent_on=TODAY,
        values=filed.of(units.G1).values,
    )  # fmt: skip
    one = candidates_of(later, standing(units.D), on=TODAY, times=3, limit=10)
    Filing.objects.filter(pk=filed.of(units.G1).pk).update(values=filing.values[:0])
    filed.put(units.G1, heard=200)
    other = candidates_of(later, standing(units.D), on=TODAY, times=3, limit=10)
    assert [(each.doubts, each.is_clean) for each in [*one, *other]] == [(0, True), (1, False)]
    whole = ReportForm.objects.create(
        campaign=filed.running.campaign, title="Cả chiến dịch", created_at=NOW, opened_at=NOW
    )
    Filing.objects.filter(pk=filing.pk).update(form=whole)
    assert [each.doubts for each in candidates_of(whole, standing(units.D), on=TODAY, times=3, limit=10)] == [0]


def test_reports_are_approved_one_by_one_and_what_has_changed_is_left_and_named(filed: Filed) -> None:
    units = filed.cast.units
    filings = [filed.put(unit, heard=5) for unit in (units.G1, units.G2, units.G0)]
    revisions = {filing.pk: filing.revision for filing in filings}
    return_filing(filings[1], reason="Xem lại", by=filed.cast.owner, now=NOW)
    revisions[filings[2].pk] += 1
    result = approve_filings(revisions, by=filed.cast.superior, now=NOW)
    assert (result.done, set(result.moved)) == (1, {filings[1], filings[2]})
    assert [filed.of(unit).state for unit in (units.G1, units.G2, units.G0)] == ["approved", "returned", "submitted"]
    assert (AuditEntry.objects.filter(action="filing.moved").count(), differences(filed.form, TODAY)) == (2, [])


def test_a_report_that_was_returned_is_not_approved_over_even_at_its_revision(filed: Filed) -> None:
    filing = filed.put(filed.cast.units.G1, FilingState.RETURNED, heard=5)
    result = approve_filings({filing.pk: filing.revision}, by=filed.cast.superior, now=NOW)
    assert (result.done, result.moved, filed.of(filing.unit).state) == (0, [filing], "returned")


def test_a_reminder_reaches_those_who_write_the_missing_reports_once_a_day(filed: Filed) -> None:
    units = filed.cast.units
    facts: dict[str, Any] = {"by": filed.cast.superior, "now": NOW}
    make_officer("chu-tich-2@coso.example", "Lê Văn Chè", units.G2, Role.CHAIR)
    make_late(filed, units.G2)
    filed.put(units.D, heard=2)
    excuse_filing(filed.of(units.G0), reason="Tạm dừng", **facts)
    assert missing_below(filed.form, standing(units.P), on=TODAY) == Missing(units=2, direct=0, late=1, told_today=0)
    assert remind_missing(filed.form, unit=standing(units.P), **facts) == 2
    assert {
        notice.user.email: notice.body for notice in Notice.objects.filter(key__startswith="filing.asked_again")
    } == {
        "chu-tich-2@coso.example": "Báo cáo đợt 1: đã quá hạn từ ngày 20/11/2026",
        "chu-tich@coso.example": "Báo cáo đợt 1: hạn ngày 30/11/2026",
    }
    assert missing_below(filed.form, standing(units.P), on=TODAY) == Missing(units=0, direct=0, late=1, told_today=2)
    assert refusal_of(filed, units.P) == "nobody_to_remind"
    assert AuditEntry.objects.get(action="form.reminded").detail["units"] == 2


def test_a_reminder_of_a_report_without_a_day_names_none(filed: Filed) -> None:
    Filing.objects.update(due_on=None)
    remind_missing(filed.form, unit=standing(filed.cast.units.D), by=filed.cast.owner, now=NOW)
    assert Notice.objects.get(key__startswith="filing.asked_again").body == "Báo cáo đợt 1"


def test_nobody_is_reminded_of_a_form_that_is_not_open(filed: Filed) -> None:
    filed.form.closed_at = NOW
    assert refusal_of(filed, filed.cast.units.P) == "form_not_open"
    filed.form.opened_at = filed.form.closed_at = None
    assert refusal_of(filed, filed.cast.units.P) == "form_not_open"


def refusal_of(filed: Filed, unit: Unit) -> str:
    with pytest.raises(Refused) as refusal:
        remind_missing(filed.form, unit=standing(unit), by=filed.cast.superior, now=NOW)
    return refusal.value.code
