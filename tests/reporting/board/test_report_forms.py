"""Whom an opening asks, how versions differ, what the pages of a form do."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from caunoi.campaigns.enums import AssignmentState
from caunoi.campaigns.models import Assignment, Delivery, Duty
from caunoi.core.errors import Refused
from caunoi.orgs.models import Unit
from caunoi.reporting.actions.forms import draw_up_form, open_form, publish_version, save_version
from caunoi.reporting.enums import FilingState
from caunoi.reporting.form_lines import FormLine, FormSection, lines_of, sections_of, to_json
from caunoi.reporting.models import Filing, FormVersion, ReportForm
from caunoi.reporting.natures import mixed_in
from caunoi.reporting.queries.report_forms import (
    Asking,
    FormStanding,
    by_group,
    newly_asked,
    own_lines,
    reach_of,
    standing_of,
    version_changes,
    wave_forms,
)
from tests.campaigns.running import NOW, TODAY, Running
from tests.cast import Cast
from tests.reporting.filing import LINES, Filed

OWN = FormLine(-1, "own_shelves", "Số tủ sách", "tủ", "publications")


@pytest.fixture
def form(cast: Cast, running: Running) -> ReportForm:
    return draw_up_form(running.campaign, running.wave, by=cast.superior, now=NOW)


@pytest.fixture
def desk(client: Client, cast: Cast) -> Client:
    client.force_login(cast.superior)
    return client


def asked(form: ReportForm, asking: Asking) -> dict[str, tuple[date | None, str]]:
    codes = dict(Unit.objects.values_list("pk", "code"))
    return {codes[one.unit_id]: (one.due_on, one.excuse) for one in newly_asked(form, asking, on=TODAY)}


def test_a_form_may_ask_the_units_below_those_of_the_duty_some_days_earlier(
    form: ReportForm, running: Running, cast: Cast
) -> None:
    due_on = running.given(running.report, cast.units.D).due_on
    assert due_on is not None
    assert asked(form, Asking()) == {"D": (due_on, "")}
    earlier = due_on - timedelta(days=5)
    assert asked(form, Asking(below=True, days_earlier=5)) == {
        "D": (due_on, ""),
        "G1": (earlier, ""),
        "G2": (earlier, ""),
    }


def test_a_day_of_its_own_goes_before_that_of_the_duty(form: ReportForm, cast: Cast) -> None:
    day = date(2026, 12, 10)
    assert open_form(form, Asking(below=True, due_on=day, days_earlier=1), by=cast.superior, now=NOW) == 3
    assert {one.unit.code: one.due_on for one in Filing.objects.select_related("unit")} == {
        "D": day, "G1": date(2026, 12, 9), "G2": date(2026, 12, 9),
    }  # fmt: skip
    assert asked(form, Asking(below=True)) == {}


def test_units_below_one_without_a_day_have_none(form: ReportForm, running: Running) -> None:
    Assignment.objects.filter(duty=running.report).update(due_on=None)
    assert asked(form, Asking(below=True)) == {"D": (None, ""), "G1": (None, ""), "G2": (None, "")}
    assert reach_of(form, Asking(), on=TODAY).first_due is None


def test_units_that_the_campaign_never_reached_are_not_asked(form: ReportForm, cast: Cast) -> None:
    Delivery.objects.filter(unit=cast.units.G2).delete()
    assert set(asked(form, Asking(below=True))) == {"D", "G1"}


def test_an_opening_is_told_in_numbers_before_it_is_done(form: ReportForm, running: Running) -> None:
    Assignment.objects.filter(duty=running.report).update(state=AssignmentState.EXCUSED, done_at=None)
    reach = reach_of(form, Asking(below=True), on=TODAY)
    assert (reach.units, reach.excused, reach.unmanned, reach.first_due == reach.last_due) == (3, 1, 1, True)


def test_a_campaign_tells_which_waves_have_a_form(form: ReportForm, running: Running, cast: Cast) -> None:
    assert [(row.wave, row.form, row.is_asked) for row in wave_forms(running.campaign)] == [
        (running.wave, form, True), (running.later, None, False),
    ]  # fmt: skip
    Duty.objects.filter(pk=running.report.pk).update(wave=None)
    assert [(row.wave, row.is_asked) for row in wave_forms(running.campaign)] == [
        (running.wave, True), (running.later, True), (None, True),
    ]  # fmt: skip


def version(lines: list[FormLine], sections: list[FormSection]) -> FormVersion:
    return FormVersion(lines=to_json(lines), sections=to_json(sections))


def test_versions_differ_by_what_came_went_changed_and_moved() -> None:
    old = version(LINES, [FormSection("done", "Kết quả")])
    heard, members, largest, _languages, share = LINES
    counted = replace(share, rule="sum", numerator="", denominator="")
    new = version(
        [largest, replace(heard, is_required=True, hint="Theo sổ"), members, counted, OWN],
        [FormSection("done", "Kết quả thực hiện"), FormSection("more", "Khác")],
    )
    assert [(one.what, one.title) for one in version_changes(old, new)] == [
        ("changed", "Số lượt người nghe"), ("changed", "Tỷ lệ"), ("added", "Số tủ sách"), ("dropped", "Số tiếng được dùng"),
        ("moved", "Hội nghị đông nhất"), ("changed", "Kết quả thực hiện"), ("added", "Khác"),
    ]  # fmt: skip
    assert [one.detail for one in version_changes(old, new)[:2]] == [
        (("bắt buộc ghi", "không", "có"), ("gợi ý", "", "Theo sổ")),
        (("cách tổng hợp", "Tỷ lệ", "Tổng"), ("tử số", "heard", ""), ("mẫu số", "Số đoàn viên hiện có", "")),
    ]  # fmt: skip
    assert version_changes(old, old) == []


def test_parts_of_a_share_are_named_as_in_the_catalogue() -> None:
    one = FormLine(-1, "share", "Tỷ lệ", "%", "oral", "share", "oral_listeners", "members")
    (change,) = version_changes(version([one], []), version([replace(one, numerator="oral_sessions")], []))
    assert change.detail == (("tử số", "Số lượt người nghe", "Số buổi tuyên truyền, hội nghị"),)


def test_groups_stand_in_the_order_of_the_catalogue_and_unknown_ones_last() -> None:
    lines = [replace(OWN, group="elsewhere"), replace(OWN, code="a"), replace(OWN, code="b", group="oral")]
    assert [(group.title, [line.code for line in group.lines]) for group in by_group(lines)] == [
        ("Tuyên truyền miệng, hội nghị", ["b"]), ("Ấn phẩm", ["a"]), ("elsewhere", ["own_shelves"]),
    ]  # fmt: skip


def test_a_form_stands_in_numbers(filed: Filed) -> None:
    filed.put(filed.cast.units.G1, FilingState.APPROVED)
    Filing.objects.filter(unit=filed.cast.units.G0).update(excused_reason="Tạm dừng")
    assert standing_of(filed.form) == FormStanding(asked=4, sent=1, approved=1, excused=1, writable=3)


@pytest.mark.parametrize(
    ("name", "mixed"),
    [
        ("Số tin, bài, pa nô, khẩu hiệu", ("tin", "bài")),
        ("Số băng rôn và số khẩu hiệu đã treo", ("băng rôn", "khẩu hiệu")),
        ("Tổng số pa-nô/phướn", ("pa-nô", "phướn")),
        ("Số buổi tuyên truyền", None),
        ("Số tin, tin vắn", None),
        ("Số tủ sách, phòng đọc", None),
    ],
)
def test_a_name_that_adds_up_different_things_is_found(name: str, mixed: tuple[str, str] | None) -> None:
    assert mixed_in(name) == mixed


def url(name: str, *args: Any) -> str:
    return reverse(f"reporting:{name}", args=args)


def said(answer: Any) -> str:
    return str(next(iter(answer.context["messages"])))


def edited(desk: Client, form: ReportForm, **changes: Any) -> Any:
    """The page of lines sent back as it came, with ``changes`` (None: the field is left out)."""
    page = desk.get(url("edit-form", form.pk)).context["form"]
    data = {name: page[name].value() for name in page.fields}
    data = {name: value for name, value in data.items() if value not in (None, False)} | changes
    return desk.post(
        url("edit-form", form.pk), {name: value for name, value in data.items() if value is not None}, follow=True
    )


def test_a_form_is_drawn_up_from_the_page_of_its_campaign(desk: Client, running: Running) -> None:
    answer = desk.post(url("draw-up-form", running.campaign.pk), {"wave": running.wave.pk}, follow=True)
    form = ReportForm.objects.get()
    assert (form.title, answer.redirect_chain[-1][0]) == ("Báo cáo đợt 1", url("edit-form", form.pk))
    again = desk.post(url("draw-up-form", running.campaign.pk), {"wave": running.wave.pk}, follow=True)
    assert (said(again), ReportForm.objects.count()) == (
        "Đợt này đã có biểu mẫu báo cáo. Hãy mở biểu mẫu đó để sửa.",
        1,
    )


def test_lines_are_chosen_ordered_and_hinted(desk: Client, form: ReportForm) -> None:
    dropped = {f"use_{code}": None for code in ("press_news", "oral_share")}
    moved = {"place_press_columns": "1", "hint_oral_sessions": "Đếm theo sổ", "required_oral_sessions": "on"}
    told = {"title_part1": "Đánh giá chung", "title_models": "", "note": "Gọn lại"}
    answer = edited(desk, form, **dropped, **moved, **told)
    assert answer.redirect_chain[-1][0] == url("show-form", form.pk)
    kept = form.versions.get()
    lines = {line.code: line for line in lines_of(kept)}
    press = [line.code for line in lines.values() if line.group == "press"]
    assert press == ["press_columns", "press_articles", "press_reportages", "broadcast_minutes"]
    assert (lines["oral_sessions"].is_required, lines["oral_sessions"].hint) == (True, "Đếm theo sổ")
    assert {"press_news", "oral_share"} & set(lines) == set()
    assert [one.title for one in sections_of(kept)][-1] == "Đánh giá chung"
    assert ("models" in {one.code for one in sections_of(kept)}, kept.note) == (False, "Gọn lại")


def test_a_share_without_its_parts_and_a_form_without_lines_are_refused(desk: Client, form: ReportForm) -> None:
    alone = edited(desk, form, use_oral_listeners=None)
    assert (alone.status_code, list(alone.context["form"].errors)) == (422, ["use_oral_share"])
    page = desk.get(url("edit-form", form.pk)).context["form"]
    empty = desk.post(url("edit-form", form.pk), {"seal": page["seal"].value()})
    assert (empty.status_code, empty.context["form"].non_field_errors()) == (422, ["Chọn ít nhất một chỉ tiêu."])


def test_who_saves_second_is_told_of_the_first(desk: Client, form: ReportForm) -> None:
    answer = edited(desk, form, seal="khác")
    assert (answer.status_code, answer.context["form"].has_error("__all__", "changed_meanwhile")) == (422, True)


def test_a_closed_form_is_not_changed_from_the_page(desk: Client, form: ReportForm) -> None:
    ReportForm.objects.update(opened_at=NOW, closed_at=NOW)
    answer = edited(desk, form)
    assert (answer.status_code, answer.context["form"].non_field_errors()) == (
        422,
        ["Biểu mẫu báo cáo này đã khóa sổ."],
    )


def line(desk: Client, form: ReportForm, code: str = "", **given: Any) -> Any:
    data = {"name": "Số tủ sách công đoàn", "group": "publications", "rule": "sum", "measure": "tủ"} | given
    address = url("edit-line", form.pk, code) if code else url("add-line", form.pk)
    return desk.post(address, data, follow=True)


def test_a_line_of_the_units_own_is_added_after_its_group_and_changed(desk: Client, form: ReportForm) -> None:
    line(desk, form, hint="Đang dùng", is_required="on")
    (own,) = own_lines(form)
    codes = [one.code for one in lines_of(form.versions.get()) if one.group == "publications"]
    assert (codes[-1], own.code, own.measure, own.hint, own.is_required) == (
        own.code, "own_so_tu_sach_cong_doan", "tủ", "Đang dùng", True,
    )  # fmt: skip
    line(desk, form, own.code, name="Số tủ sách, giá sách", measure="chiếc")
    assert [(one.code, one.name, one.measure) for one in own_lines(form)] == [
        (own.code, "Số tủ sách, giá sách", "chiếc")
    ]
    line(desk, form, name="Số tủ sách công đoàn")
    assert [one.code for one in own_lines(form)] == [own.code, f"{own.code}_2"]
    page = desk.get(url("edit-form", form.pk))
    assert [row.line.code for _group, rows, _used in page.context["form"].groups for row in rows if row.is_own] == [
        own.code, f"{own.code}_2",
    ]  # fmt: skip


def test_a_share_of_the_units_own_is_computed_from_two_lines(desk: Client, form: ReportForm) -> None:
    line(desk, form, name="Tỷ lệ sáng kiến", rule="share", numerator="initiatives", denominator="members", measure="")
    (own,) = own_lines(form)
    assert (own.measure, own.numerator, own.denominator, own.slot) == ("%", "initiatives", "members", -1)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": "Số tin, bài"}, "name"),
        ({"name": "Số băng rôn"}, "name"),
        ({"measure": " "}, "measure"),
        ({"rule": "share"}, "numerator"),
        ({"rule": "share", "numerator": "members", "denominator": "members"}, "denominator"),
    ],
)
def test_a_line_that_mixes_repeats_or_lacks_a_part_is_refused_beside_its_field(
    desk: Client, form: ReportForm, given: dict[str, str], field: str
) -> None:
    answer = line(desk, form, **given)
    assert (answer.status_code, field in answer.context["form"].errors, own_lines(form)) == (422, True, [])


def test_lines_of_the_catalogue_are_not_changed(desk: Client, form: ReportForm) -> None:
    assert desk.get(url("edit-line", form.pk, "oral_sessions")).status_code == 404


def test_a_line_of_a_closed_form_is_refused(desk: Client, form: ReportForm) -> None:
    ReportForm.objects.update(opened_at=NOW, closed_at=NOW)
    assert line(desk, form).context["form"].non_field_errors() == ["Biểu mẫu báo cáo này đã khóa sổ."]


def test_a_form_is_opened_after_a_look_at_the_numbers_and_asks_newcomers_later(desk: Client, form: ReportForm) -> None:
    page = desk.get(url("open-form", form.pk))
    assert (page.context["reach"].units, page.context["form"]["whom"].value()) == (3, "below")
    wrong = desk.post(url("open-form", form.pk), {"whom": "below", "due_on": "31/2"})
    assert (wrong.status_code, Filing.objects.count()) == (422, 0)
    done = desk.post(url("open-form", form.pk), {"whom": "duty", "due_on": "", "days_earlier": ""}, follow=True)
    assert said(done) == "Đã yêu cầu 1 đơn vị báo cáo."
    more = desk.post(url("open-form", form.pk), {"whom": "below"}, follow=True)
    assert (said(more), Filing.objects.count()) == ("Đã yêu cầu 2 đơn vị báo cáo.", 3)
    assert desk.get(url("open-form", form.pk)).context["reach"].units == 0


def test_a_new_version_is_seen_beside_the_old_and_put_in_force(desk: Client, form: ReportForm, cast: Cast) -> None:
    open_form(form, by=cast.superior, now=NOW)
    first = form.versions.get()
    line(desk, form)
    page = desk.get(url("show-form", form.pk))
    assert [(one.what, one.title) for one in page.context["changes"]] == [("added", "Số tủ sách công đoàn")]
    beside = desk.get(url("compare-versions", form.pk, 2))
    assert [one.what for one in beside.context["changes"]] == ["added"]
    assert desk.get(url("compare-versions", form.pk, 1)).status_code == 404
    assert desk.get(url("compare-versions", form.pk, 9)).status_code == 404
    assert [one.what for one in desk.get(url("publish-form", form.pk)).context["changes"]] == ["added"]
    done = desk.post(url("publish-form", form.pk), follow=True)
    assert said(done) == "Đã áp dụng. 1 báo cáo chưa gửi chuyển sang phiên bản này."
    assert Filing.objects.exclude(version=first).count() == 1
    assert desk.get(url("publish-form", form.pk)).context["changes"] == []


def test_a_form_is_closed_once(desk: Client, form: ReportForm, cast: Cast) -> None:
    early = desk.post(url("close-form", form.pk), follow=True)
    assert said(early) == "Chỉ khóa sổ được biểu mẫu báo cáo đang mở."
    open_form(form, by=cast.superior, now=NOW)
    assert desk.get(url("close-form", form.pk)).context["standing"].writable == 1
    desk.post(url("close-form", form.pk))
    form.refresh_from_db()
    assert form.closed_at == NOW


def test_the_preview_shows_every_line_and_section(desk: Client, form: ReportForm) -> None:
    page = desk.get(url("preview-form", form.pk))
    shown = [one.code for group in page.context["groups"] for one in group.lines]
    assert shown == [one.code for one in lines_of(form.versions.get())]
    assert "Khó khăn, vướng mắc và nguyên nhân" in page.content.decode()


def test_reports_of_a_campaign_are_found_wave_by_wave(client: Client, filed: Filed) -> None:
    client.force_login(filed.cast.chair)
    page = client.get(url("list-forms", filed.running.campaign.pk))
    assert [(row.form, own) for row, own in page.context["rows"]] == [
        (filed.form, filed.of(filed.cast.units.G1)), (None, None),
    ]  # fmt: skip
    assert (page.context["shapes"], [tab.label for tab in page.context["tabs"] if tab.current]) == (False, ["Báo cáo"])


def test_a_draft_that_was_dropped_is_offered_again(form: ReportForm, cast: Cast) -> None:
    facts: dict[str, Any] = {"sections": [], "note": "", "by": cast.superior, "now": NOW}
    publish_version(save_version(form, lines=[OWN], **facts), by=cast.superior, now=NOW)
    save_version(form, lines=[replace(LINES[0], code="oral_sessions")], **facts)
    assert [one.code for one in own_lines(form)] == ["own_shelves"]
    with pytest.raises(Refused):
        save_version(form, lines=[replace(OWN, name="")], **facts)
