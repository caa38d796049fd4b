"""A form from the catalogue, its versions, and the units it asks."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import AnonymousUser

from caunoi.campaigns.enums import AssignmentState
from caunoi.campaigns.models import Assignment, Duty
from caunoi.core.errors import Refused
from caunoi.reporting.actions.forms import close_form, draw_up_form, open_form, publish_version, save_version
from caunoi.reporting.form_lines import FormLine, FormSection, lines_of, problems_of, sections_of
from caunoi.reporting.models import BranchTotal, Filing, ReportForm
from caunoi.reporting.permissions import forms_for, may_open_form
from caunoi.reporting.queries.whole_tree import differences
from tests.campaigns.running import NOW, TODAY, Running
from tests.cast import Cast

WORDS = [FormSection("done", "Kết quả thực hiện")]


@pytest.fixture
def form(cast: Cast, running: Running) -> ReportForm:
    return draw_up_form(running.campaign, running.wave, by=cast.superior, now=NOW)


def code_of(refusal: pytest.ExceptionInfo[Refused]) -> str:
    return refusal.value.code


def test_the_first_draft_holds_the_whole_catalogue_and_four_sections(form: ReportForm, running: Running) -> None:
    version = form.versions.get()
    lines = lines_of(version)
    assert (form.duty, version.published_at, problems_of(lines)) == (running.report, None, [])
    assert [line.slot for line in lines if line.is_typed] == list(range(sum(line.is_typed for line in lines)))
    assert [one.code for one in sections_of(version)] == ["done", "models", "difficulties", "proposals"]


def test_opening_a_form_is_the_list_asked_of_one(form: ReportForm, cast: Cast) -> None:
    people = (cast.superior, cast.owner, cast.chair, cast.stranger, cast.member, AnonymousUser())
    for opened_at, sees in ((None, ()), (NOW, (cast.superior, cast.owner, cast.chair))):
        ReportForm.objects.update(opened_at=opened_at)
        form.refresh_from_db()
        for user in people:
            assert may_open_form(user, form, on=TODAY) is (user in sees)
            assert forms_for(user, on=TODAY).filter(pk=form.pk).exists() is (user in sees)


def test_a_wave_has_one_form_and_a_plan_that_asks_for_no_report_none(
    form: ReportForm, running: Running, cast: Cast
) -> None:
    with pytest.raises(Refused) as twice:
        draw_up_form(running.campaign, running.wave, by=cast.superior, now=NOW)
    with pytest.raises(Refused) as none:
        draw_up_form(running.campaign, running.later, by=cast.superior, now=NOW)
    Duty.objects.filter(pk=running.report.pk).update(wave=None)
    whole = draw_up_form(running.campaign, None, by=cast.superior, now=NOW)
    assert (code_of(twice), code_of(none), whole.title) == (
        "form_exists", "no_reporting_duty", "Báo cáo Tuyên truyền đại hội",
    )  # fmt: skip


def test_lines_keep_their_slots_through_versions_and_a_slot_is_never_given_again(form: ReportForm, cast: Cast) -> None:
    facts = {"sections": WORDS, "note": "", "by": cast.superior, "now": NOW}
    first = lines_of(form.versions.get())[:2]
    draft = save_version(form, lines=first, **facts)  # type: ignore[arg-type]
    assert publish_version(draft, by=cast.superior, now=NOW) == 0
    own = FormLine(0, "own", "Số tủ sách Công đoàn", "tủ", "publications")
    second = save_version(form, lines=[own, first[1]], **facts)  # type: ignore[arg-type]
    third = save_version(form, lines=[replace(first[1], rule="last"), first[0]], **facts)  # type: ignore[arg-type]
    assert [(line.code, line.slot) for line in lines_of(second)] == [("own", 2), (first[1].code, 1)]
    assert (third.pk, third.number) == (second.pk, 2)
    assert [(line.code, line.slot) for line in lines_of(third)] == [(first[1].code, 3), (first[0].code, 0)]
    share = FormLine(7, "share", "Tỷ lệ", "%", "oral", "share", first[0].code, first[1].code)
    assert lines_of(save_version(form, lines=[*first, share], **facts))[2].slot == -1  # type: ignore[arg-type]


def test_lines_that_do_not_hold_together_are_refused_by_name(form: ReportForm, cast: Cast) -> None:
    lines = [FormLine(0, "heard", "", "lượt", "oral")]
    with pytest.raises(Refused) as refusal:
        save_version(form, lines=lines, sections=WORDS, note="", by=cast.superior, now=NOW)
    assert (code_of(refusal), "heard" in str(refusal.value)) == ("bad_lines", True)


def test_opening_asks_those_of_the_reporting_duty_once_each_by_their_own_day(
    form: ReportForm, running: Running, cast: Cast
) -> None:
    due_on = running.given(running.report, cast.units.D).due_on
    assert open_form(form, by=cast.superior, now=NOW) == 1
    assert open_form(form, by=cast.superior, now=NOW) == 0
    filing = Filing.objects.get()
    assert (filing.unit, filing.due_on, filing.state, filing.excused_reason) == (cast.units.D, due_on, "not_sent", "")
    assert filing.version.published_at == NOW
    assert (BranchTotal.objects.get(unit=cast.units.P).asked, differences(form, TODAY)) == (1, [])


@pytest.mark.parametrize(
    ("note", "reason"),
    [("Đơn vị đang sáp nhập", "Đơn vị đang sáp nhập"), ("", "Nhiệm vụ báo cáo không áp dụng đối với đơn vị")],
)
def test_who_the_duty_does_not_apply_to_is_excused_with_the_reason(
    form: ReportForm, running: Running, cast: Cast, note: str, reason: str
) -> None:
    Assignment.objects.filter(duty=running.report).update(state=AssignmentState.EXCUSED, note=note, done_at=None)
    open_form(form, by=cast.superior, now=NOW)
    assert Filing.objects.get().excused_reason == reason
    assert BranchTotal.objects.get(unit=cast.units.P).excused == 1


def test_a_new_version_reaches_what_may_still_be_written(form: ReportForm, cast: Cast) -> None:
    open_form(form, by=cast.superior, now=NOW)
    Filing.objects.update(state="returned", reason="Thiếu số liệu", sent_at=NOW)
    lines = lines_of(form.versions.get())[:1]
    second = save_version(form, lines=lines, sections=WORDS, note="Gọn lại", by=cast.superior, now=NOW)
    assert (Filing.objects.get().version.number, publish_version(second, by=cast.superior, now=NOW)) == (1, 1)
    assert Filing.objects.get().version == second
    assert publish_version(second, by=cast.superior, now=NOW) == 0


def test_a_closed_form_is_neither_changed_nor_opened_nor_closed_again(form: ReportForm, cast: Cast) -> None:
    facts = {"by": cast.superior, "now": NOW}
    codes = []
    with pytest.raises(Refused) as early:
        close_form(form, **facts)  # type: ignore[arg-type]
    codes.append(code_of(early))
    open_form(form, **facts)  # type: ignore[arg-type]
    close_form(form, **facts)  # type: ignore[arg-type]
    for change in (
        lambda: close_form(form, **facts),  # type: ignore[arg-type]
        lambda: open_form(form, **facts),  # type: ignore[arg-type]
        lambda: save_version(form, lines=[], sections=WORDS, note="", **facts),  # type: ignore[arg-type]
    ):
        with pytest.raises(Refused) as refusal:
            change()
        codes.append(code_of(refusal))
    assert codes == ["form_not_open", "form_not_open", "form_closed", "form_closed"]
