"""Visits: planned once, found point by point, recorded, answered; conflicts shown, repeats counted once."""

import io
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from caunoi.core.errors import Refused
from caunoi.core.models import AuditEntry
from caunoi.orgs.models import Notice
from caunoi.reporting.actions.findings import Conflict, add_point, save_finding
from caunoi.reporting.actions.visits import cancel_visit, confirm_record, move_visit, record_visit, reopen_record
from caunoi.reporting.models import FindingSave, InspectionPhoto, Visit
from tests.campaigns.running import NOW, TODAY
from tests.campaigns.test_delivery import count_queries
from tests.campaigns.test_evidence import photo
from tests.reporting.inspecting import Inspection, plan


def code_of(act: Any) -> str:
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.code


def test_plan_copies_the_points_and_tells_the_unit(inspection: Inspection, run_jobs: Any) -> None:
    run_jobs()
    told = Notice.objects.filter(key__startswith="visit.planned").values_list("user__email", flat=True)
    assert sorted(told) == ["can-bo@tinh.example", "chu-tich@coso.example", "kiem-tra@tinh.example"]
    assert ([point.position for point in inspection.points], inspection.remark.text) == ([1, 2, 3], "Nhận xét chung")


def test_the_same_plan_sent_twice_is_one_visit_a_unit(inspection: Inspection) -> None:
    units, key = inspection.cast.units, uuid4()
    first, second = (plan(inspection, units.D, units.G2, client_key=key) for _ in range(2))
    assert ([each.pk for each in first], Visit.objects.count()) == ([each.pk for each in second], 3)


def test_plan_is_refused(inspection: Inspection) -> None:
    unit = inspection.cast.units.G2
    codes = [
        code_of(lambda: plan(inspection)),
        code_of(lambda: plan(inspection, unit, inspectors=[])),
        code_of(lambda: plan(inspection, unit, on=TODAY - timedelta(days=1))),
    ]
    assert codes == ["units_missing", "inspectors_missing", "day_passed"]


def test_move_and_cancel_only_before_it_begins(inspection: Inspection) -> None:
    visit, by = inspection.visit, inspection.inspector
    move_visit(visit, to=TODAY + timedelta(days=2), by=by, now=NOW)
    assert Visit.objects.get(pk=visit.pk).planned_on == TODAY + timedelta(days=2)
    assert code_of(lambda: cancel_visit(visit, reason=" ", by=by, now=NOW)) == "reason_missing"
    inspection.judge()
    assert code_of(lambda: move_visit(visit, to=TODAY, by=by, now=NOW)) == "visit_begun"
    assert code_of(lambda: cancel_visit(visit, reason="Mưa lũ", by=by, now=NOW)) == "visit_begun"


def test_the_same_finding_sent_twice_counts_once(inspection: Inspection) -> None:
    point, finding = inspection.points[0], inspection.finding(verdict="met", note="Đủ")
    saved = [save_finding(point, finding, by=inspection.inspector, now=NOW) for _ in range(2)]
    assert (saved, FindingSave.objects.count(), AuditEntry.objects.filter(action="finding.saved").count()) == (
        [True, False], 1, 1,
    )  # fmt: skip
    assert Visit.objects.get(pk=inspection.visit.pk).state == "under_way"


def test_another_device_meets_a_conflict_and_overwrites_nothing(inspection: Inspection) -> None:
    point = inspection.judge(note="Chưa treo")
    late = inspection.finding(note="Đã treo", sheet=inspection.laptop)
    with pytest.raises(Conflict) as conflict:
        save_finding(point, late, by=inspection.cast.superior, now=NOW)
    point.refresh_from_db()
    assert (conflict.value.point.note, point.note, point.revision) == ("Chưa treo", "Chưa treo", 1)
    seen = inspection.finding(note="Đã treo", sheet=inspection.laptop, revision=1)
    assert save_finding(point, seen, by=inspection.cast.superior, now=NOW) is True


def test_the_same_page_goes_on_from_its_own_saves(inspection: Inspection) -> None:
    point, key = inspection.points[0], uuid4()
    for note in ("Một", "Hai"):
        save_finding(point, inspection.finding(note=note, client_key=key), by=inspection.inspector, now=NOW)
    assert (point.note, point.revision) == ("Hai", 2)


def test_the_same_words_from_two_devices_are_no_conflict(inspection: Inspection) -> None:
    point = inspection.judge(verdict="met", note="Đủ")
    same = inspection.finding(verdict="met", note="Đủ", sheet=inspection.laptop)
    assert save_finding(point, same, by=inspection.cast.superior, now=NOW) is False


def test_a_point_added_twice_is_one(inspection: Inspection) -> None:
    key = uuid4()
    added = [
        add_point(inspection.visit, text="Góc tuyên truyền", client_key=key, by=inspection.inspector, now=NOW)
        for _ in range(2)
    ]
    assert (added[0], added[0].position, len(inspection.points)) == (added[1], 4, 4)


def test_a_record_needs_a_finding_and_a_day_that_came(inspection: Inspection) -> None:
    def record(days: int = 0) -> Any:
        day = TODAY + timedelta(days=days)
        return lambda: record_visit(inspection.visit, held_on=day, present="", by=inspection.inspector, now=NOW)

    assert [code_of(record()), code_of(record(1))] == ["nothing_found", "day_to_come"]


def test_on_record_findings_stand_until_taken_back(inspection: Inspection) -> None:
    visit = inspection.put_on_record()
    assert code_of(lambda: inspection.judge(1)) == "not_writable"
    reopen_record(visit, reason="Nhầm điểm", by=inspection.inspector, now=NOW)
    assert inspection.judge(1).revision == 1


def test_the_unit_answers_once_with_its_opinion(inspection: Inspection) -> None:
    visit, chair = inspection.put_on_record(), inspection.cast.chair
    assert code_of(lambda: confirm_record(visit, agrees=False, opinion=" ", by=chair, now=NOW)) == "opinion_missing"
    confirm_record(visit, agrees=False, opinion="Đã treo ngày 20/11", by=chair, now=NOW)
    assert (visit.state, visit.agrees, visit.confirmed_by) == ("confirmed", False, chair)
    assert code_of(lambda: confirm_record(visit, agrees=True, opinion="", by=chair, now=NOW)) == "not_waiting"
    assert code_of(lambda: reopen_record(visit, reason="Sửa", by=chair, now=NOW)) == "already_confirmed"


def sent(inspection: Inspection, **values: Any) -> dict[str, Any]:
    data = {"client_key": uuid4(), "sheet": inspection.phone, "revision": 0, "verdict": "met", "note": "Đủ"}
    return data | values


def test_saving_a_point_with_a_photograph_through_the_page(client: Client, inspection: Inspection) -> None:
    client.force_login(inspection.inspector)
    point = inspection.points[0]
    url = reverse("reporting:save-finding", args=[inspection.visit.pk, point.pk])
    key = uuid4()
    answers = [client.post(url, sent(inspection, client_key=key, photos=photo())).status_code for _ in range(2)]
    assert (answers, InspectionPhoto.objects.count(), FindingSave.objects.count()) == ([302, 302], 1, 1)
    page = client.get(reverse("reporting:show-visit", args=[inspection.visit.pk]))
    assert (page.status_code, page.context["judged"], page.context["total"]) == (200, 1, 3)
    wrong = client.post(url, sent(inspection, verdict="maybe", note="Giữ lại"))
    assert (wrong.status_code, "Giữ lại" in wrong.content.decode()) == (422, True)


def test_a_conflict_shows_both_texts_and_can_be_settled(client: Client, inspection: Inspection) -> None:
    point = inspection.judge(note="Bản thứ nhất")
    client.force_login(inspection.cast.superior)
    url = reverse("reporting:save-finding", args=[inspection.visit.pk, point.pk])
    page = client.post(url, sent(inspection, sheet=inspection.laptop, note="Bản thứ hai"))
    text = page.content.decode()
    assert (page.status_code, "Bản thứ nhất" in text, "Bản thứ hai" in text) == (409, True, True)
    again = sent(
        inspection, sheet=inspection.laptop, note="Bản chung", revision=page.context["form"]["revision"].value()
    )
    assert client.post(url, again).status_code == 302
    point.refresh_from_db()
    assert (point.note, point.revision) == ("Bản chung", 2)


def test_the_general_remark_is_saved_without_a_verdict(client: Client, inspection: Inspection) -> None:
    client.force_login(inspection.inspector)
    url = reverse("reporting:save-finding", args=[inspection.visit.pk, inspection.remark.pk])
    assert client.post(url, sent(inspection, note="Nền nếp")).status_code == 302
    assert (inspection.remark.note, inspection.remark.verdict) == ("Nền nếp", "")


def test_the_unit_sees_findings_only_on_record(client: Client, inspection: Inspection) -> None:
    inspection.judge(note="Chưa treo băng rôn")
    client.force_login(inspection.cast.chair)
    url = reverse("reporting:show-visit", args=[inspection.visit.pk])
    before = client.get(url).content.decode()
    inspection.put_on_record()
    after = client.get(url)
    assert ("Chưa treo băng rôn" in before, "Chưa treo băng rôn" in after.content.decode()) == (False, True)
    assert after.context["may_confirm"] is True
    confirm = reverse("reporting:confirm-record", args=[inspection.visit.pk])
    assert client.post(confirm, {"agrees": "no", "opinion": ""}).status_code == 422
    assert client.post(confirm, {"agrees": "yes", "opinion": ""}).status_code == 302


def test_planning_and_recording_through_the_pages(client: Client, inspection: Inspection) -> None:
    cast = inspection.cast
    client.force_login(cast.superior)
    url = reverse("reporting:plan-visits")
    assert client.get(url).status_code == 200
    data = {
        "client_key": uuid4(), "checklist": inspection.checklist.pk, "planned_on": "2026-11-30", "purpose": "Kiểm tra",
        "inspectors": [cast.superior.pk], "leader": cast.superior.pk, "units": [cast.units.G2.pk, cast.units.G3.pk],
    }  # fmt: skip
    assert [client.post(url, data | {"units": []}).status_code, client.post(url, data).status_code] == [422, 302]
    assert [visit.unit for visit in Visit.objects.exclude(pk=inspection.visit.pk)] == [cast.units.G2]
    record = reverse("reporting:record-visit", args=[inspection.visit.pk])
    assert client.post(record, {"held_on": "2026-11-23"}).status_code == 422
    inspection.judge()
    assert client.post(record, {"held_on": "2026-11-23", "present": "Bà Mai"}).status_code == 302


def test_the_record_is_a_paper_with_its_table(client: Client, inspection: Inspection) -> None:
    inspection.ask()
    inspection.put_on_record()
    client.force_login(inspection.cast.chair)
    answer = client.get(reverse("reporting:download-record", args=[inspection.visit.pk]))
    document = Document(io.BytesIO(answer.content))
    headers = [[cell.text for cell in table.rows[0].cells] for table in document.tables]
    assert ["TT", "Nội dung", "Kết quả", "Ghi nhận"] in headers
    assert ["TT", "Kiến nghị", "Đơn vị thực hiện", "Thời hạn"] in headers
    assert "BIÊN BẢN" in [paragraph.text for paragraph in document.paragraphs]


def test_the_list_of_visits_asks_the_same_at_more_rows(client: Client, inspection: Inspection) -> None:
    client.force_login(inspection.cast.superior)
    url = reverse("reporting:list-visits")
    first = count_queries(client, url)
    plan(inspection, inspection.cast.units.G2, inspection.cast.units.D)
    assert count_queries(client, url) == first
    assert len(client.get(url, {"q": "truong tieu hoc"}).context["rows"]) == 1


def test_a_visit_is_cancelled_with_its_reason(inspection: Inspection) -> None:
    visit, by = inspection.visit, inspection.cast.superior
    early = TODAY - timedelta(days=1)
    refused = [
        code_of(lambda: move_visit(visit, to=early, by=by, now=NOW)),
        code_of(lambda: cancel_visit(visit, reason=" ", by=by, now=NOW)),
        code_of(lambda: add_point(visit, text=" ", client_key=uuid4(), by=by, now=NOW)),
    ]
    inspection.judge()
    Visit.objects.update(state="planned")
    visit.refresh_from_db()
    stale = Visit.objects.get(pk=visit.pk)
    cancel_visit(visit, reason="Mưa lũ", by=by, now=NOW)
    refused.append(code_of(lambda: record_visit(stale, held_on=TODAY, present="", by=by, now=NOW)))
    assert refused == ["day_passed", "reason_missing", "text_missing", "not_writable"]
    assert (visit.state, visit.cancelled_reason) == ("cancelled", "Mưa lũ")


def test_a_record_drawn_up_twice_is_one(inspection: Inspection) -> None:
    visit = inspection.put_on_record()
    record_visit(visit, held_on=TODAY, present="Người khác", by=inspection.inspector, now=NOW)
    assert Visit.objects.get(pk=visit.pk).present == "Bà Nguyễn Thị Mai, Chủ tịch"
