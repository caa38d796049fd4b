"""The pages of entering a paper: for whom they open, what they show, what a press does."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from caunoi.campaigns.actions.imports import confirm_import, correct_import
from caunoi.campaigns.actions.issue import issue_campaign
from caunoi.campaigns.corrections import Change
from caunoi.campaigns.drafts import begin_draft, warning_key
from caunoi.campaigns.enums import ImportState
from caunoi.campaigns.models import Campaign, PlanImport
from caunoi.campaigns.queries.review import read_review
from caunoi.orgs.models import Post, User
from tests.campaigns.papers import CLAUSES, PROVINCE_EVENT, make_import, make_plan
from tests.cast import Cast
from tests.kept import kept

HTMX = {"HTTP_HX_REQUEST": "true"}
pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
@kept
def plan_import(cast: Cast) -> PlanImport:
    return make_import(cast.units.P, by=cast.superior, now=timezone.now())


@pytest.fixture
def desk(cast: Cast, client: Client) -> Client:
    client.force_login(cast.superior)
    return client


def url(name: str, *args: Any) -> str:
    return reverse(f"campaigns:{name}", args=args)


def people(cast: Cast) -> dict[str, User | None]:
    return {
        "visitor": None,
        "member": cast.member,
        "stranger": cast.stranger,
        "below": cast.owner,
        "administrator": cast.administrator,
        "owner": cast.superior,
    }


@pytest.mark.parametrize(
    ("who", "status"),
    [("visitor", 302), ("member", 403), ("stranger", 404), ("below", 404), ("administrator", 403), ("owner", 200)],
)
@pytest.mark.parametrize(
    "name",
    [
        ("review-import",),
        ("confirm-import",),
        ("download-import",),
        ("import-progress",),
        ("edit-import", "header"),
        ("edit-import", "wave", "0"),
        ("edit-import", "audience", "content"),
        ("add-to-import", "theme"),
        ("peek-audience", "content"),
    ],
)
def test_pages_of_an_import_open_for_its_officers_alone(
    cast: Cast, client: Client, plan_import: PlanImport, who: str, status: int, name: tuple[str, ...]
) -> None:
    user = people(cast)[who]
    if user:
        client.force_login(user)
    response = client.get(url(name[0], plan_import.pk, *name[1:]))
    expected = 204 if status == 200 and name == ("import-progress",) else status
    assert response.status_code == expected


@pytest.mark.parametrize(
    ("who", "status"),
    [("visitor", 302), ("member", 403), ("stranger", 404), ("below", 404), ("administrator", 403)],
)
@pytest.mark.parametrize(
    "name",
    [
        ("confirm-import",),
        ("discard-import",),
        ("undo-correction",),
        ("tick-warning",),
        ("reread-import",),
        ("choose-amendment-kind",),
        ("remove-from-import", "wave", "0"),
        ("restore-import", "waves"),
        ("edit-import", "header"),
    ],
)
def test_nobody_else_can_press_anything(
    cast: Cast, client: Client, plan_import: PlanImport, who: str, status: int, name: tuple[str, ...]
) -> None:
    user = people(cast)[who]
    if user:
        client.force_login(user)
    before = plan_import.draft
    assert client.post(url(name[0], plan_import.pk, *name[1:])).status_code == status
    plan_import.refresh_from_db()
    assert (plan_import.draft, plan_import.state, Campaign.objects.count()) == (before, ImportState.REVIEW, 0)


@pytest.mark.parametrize(
    ("who", "status"),
    [("visitor", 302), ("member", 403), ("stranger", 200), ("below", 200), ("administrator", 403), ("owner", 200)],
)
def test_upload_page_is_for_who_may_import_at_their_own_unit(
    cast: Cast, client: Client, plan_import: PlanImport, who: str, status: int
) -> None:
    user = people(cast)[who]
    if user:
        client.force_login(user)
    response = client.get(url("upload-plan"))
    assert response.status_code == status
    if status == 200:
        shown = str(plan_import.pk) in response.content.decode()
        assert shown == (who == "owner")


def test_upload_leads_to_the_review(desk: Client, run_jobs: Any) -> None:
    text = "KẾ HOẠCH\n\nTuyên truyền đại hội\n\nI. MỤC ĐÍCH\n\n- Tuyên truyền sâu rộng.\n"
    response = desk.post(url("upload-plan"), {"file": SimpleUploadedFile("kh.txt", text.encode())})
    plan_import = PlanImport.objects.get()
    review = url("review-import", plan_import.pk)
    assert response["Location"] == review
    waiting = desk.get(review)
    assert waiting.templates[0].name == "campaigns/imports/reading.html"
    PlanImport.objects.update(state=ImportState.READING, pages_done=3, pages_total=10)
    assert "Trang 3/10" in desk.get(url("import-progress", plan_import.pk)).content.decode()
    PlanImport.objects.update(state=ImportState.WAITING)
    run_jobs()
    assert desk.get(url("import-progress", plan_import.pk))["HX-Refresh"] == "true"
    assert desk.get(review).templates[0].name == "campaigns/imports/review.html"
    again = desk.post(url("upload-plan"), {"file": SimpleUploadedFile("kh.txt", text.encode())}, follow=True)
    assert "đã được tải lên ngày 23/11/2026" not in again.content.decode()  # the clock stands still: same moment
    assert PlanImport.objects.count() == 1


def test_upload_says_what_is_wrong_beside_the_field(desk: Client) -> None:
    response = desk.post(url("upload-plan"), {"file": SimpleUploadedFile("a.docx", b"\x89PNG\r\n\x1a\n0000")})
    assert (response.status_code, PlanImport.objects.count()) == (422, 0)
    words = "Tệp là ảnh, hãy gửi bản .docx hoặc gộp các ảnh thành một tệp .pdf."
    assert response.context["form"].errors == {"file": [words]}
    assert desk.post(url("upload-plan")).status_code == 422


def test_failed_reading_says_why_and_may_be_read_again(desk: Client, plan_import: PlanImport) -> None:
    PlanImport.objects.update(state=ImportState.FAILED, error="Tệp bị hỏng, hãy gửi bản khác.")
    response = desk.get(url("review-import", plan_import.pk))
    assert "Tệp bị hỏng, hãy gửi bản khác." in response.content.decode()
    desk.post(url("reread-import", plan_import.pk))
    plan_import.refresh_from_db()
    assert plan_import.state == ImportState.WAITING


def test_review_shows_every_clause_and_ties_each_line(desk: Client, plan_import: PlanImport) -> None:
    response = desk.get(url("review-import", plan_import.pk))
    page = response.content.decode()
    for position in range(len(CLAUSES)):
        assert f'id="clause-{position}"' in page
    review = response.context["review"]
    lines = {section.id: [(line.title, line.spot) for line in section.lines] for section in review.sections}
    assert lines["theme"] == [(CLAUSES[1][2], "1"), (CLAUSES[2][2], "2")]
    assert lines["wave"][0] == (CLAUSES[4][2], "4")
    assert lines["reporting"] == [("Kết thúc mỗi đợt", "33")]
    counts = review.counts
    assert (counts.clauses, counts.waves, counts.windows, counts.duties, counts.units) == (34, 3, 6, 15, 5)
    assert (review.open_anchors, review.unseen_warnings) == (2, 1)


def test_review_asks_no_more_queries_for_a_longer_paper(
    cast: Cast, plan_import: PlanImport, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    plan = make_plan()
    longer = replace(plan, themes=("I/1", "I/2", "II/1"), channels=plan.channels * 3)
    other = make_import(cast.units.P, by=cast.superior, now=timezone.now(), plan=longer)
    on = timezone.localdate()
    with CaptureQueriesContext(connection) as first:
        read_review(plan_import, on=on)
    with CaptureQueriesContext(connection) as second:
        read_review(other, on=on)
    assert len(second) == len(first)


def test_edit_is_a_page_without_javascript_and_a_line_with_it(desk: Client, plan_import: PlanImport) -> None:
    address = url("edit-import", plan_import.pk, "wave", "0")
    assert desk.get(address).templates[0].name == "campaigns/imports/edit.html"
    fragment = desk.get(address, **HTMX)
    assert fragment.templates[0].name == "campaigns/imports/edit_line.html"
    assert fragment.content.decode().strip().startswith('<li class="line line--editing" id="line-wave-0">')


def wave_data(**changes: Any) -> dict[str, Any]:
    data = {"revision": 0, "ordinal": 1, "start": "2026-10-01", "end": "2027-04-30", "start_event": ""}
    return {**data, "end_event": "", "title": "", "path": "II/1", **changes}


def test_a_wave_is_corrected_in_place(desk: Client, plan_import: PlanImport) -> None:
    response = desk.post(url("edit-import", plan_import.pk, "wave", "0"), wave_data())
    assert response["Location"] == url("review-import", plan_import.pk) + "#line-wave-0"
    plan_import.refresh_from_db()
    assert plan_import.draft["waves"][0]["end"] == "2027-04-30"


def test_a_wrong_form_comes_back_with_what_was_typed(desk: Client, plan_import: PlanImport) -> None:
    address = url("edit-import", plan_import.pk, "wave", "0")
    data = wave_data(end="2026-01-01")
    plain = desk.post(address, data)
    assert (plain.status_code, 'value="2026-01-01"' in plain.content.decode()) == (422, True)
    partial = desk.post(address, data, **HTMX)
    assert (partial.status_code, partial["HX-Retarget"]) == (200, "#line-wave-0")


def test_a_second_tab_loses_nothing(desk: Client, cast: Cast, plan_import: PlanImport) -> None:
    change = Change("header", values={"place": "Lai"})
    correct_import(plan_import, change=change, revision=0, by=cast.superior, now=timezone.now())
    address = url("edit-import", plan_import.pk, "wave", "0")
    response = desk.post(address, wave_data())
    page = response.content.decode()
    assert (response.status_code, 'value="2027-04-30"' in page) == (422, True)
    assert "vừa được sửa ở một thẻ khác" in page
    plan_import.refresh_from_db()
    assert plan_import.draft["waves"][0]["end"] == "2027-03-31"
    assert desk.post(address, wave_data(revision=1)).status_code == 302
    plan_import.refresh_from_db()
    assert (plan_import.draft["waves"][0]["end"], plan_import.draft["header"]["place"]) == ("2027-04-30", "Lai")


FORMS: list[tuple[str, str, dict[str, Any]]] = [
    (
        "header",
        "",
        {
            "kind": "KẾ HOẠCH",
            "number": "9/KH",
            "date": "2026-09-20",
            "classification": "open",
            "subject": "Tuyên truyền",
        },
    ),
    ("basis", "0", {"kind": "Hướng dẫn", "number": "13/HD-TLĐ", "date": "01/08/2026"}),
    ("window", "1.0", {"relation": "during", "event": PROVINCE_EVENT, "path": "II/2/2.1"}),
    ("channel", "0", {"kinds": ["press", "portal"], "path": "III/1"}),
    ("assignment", "1", {"units": "LĐLĐ các huyện\nCĐCS trực thuộc", "path": "IV/2", "duty_paths": ["IV/2/¶1"]}),
    ("audience", "IV/2", {"child": ["district"], "added": "G1\nCông đoàn cơ sở Công ty Chè Ba Khe"}),
    ("reporting", "0", {"time": "day", "on": "2027-01-10", "to": "LĐLĐ tỉnh", "path": "IV/2/¶1"}),
    ("slogans", "", {"lines": "Đoàn kết!\n\nDân chủ!"}),
    ("recipients", "", {"lines": "Lưu: VT."}),
    ("signature", "", {"authority": "TM. BCH", "title": "CHỦ TỊCH", "name": "A"}),
    ("clause", "I/1", {"text": "Vai trò của tổ chức Công đoàn."}),
    ("anchors", "", {"starts_on_1": "2027-09-20", "ends_on_1": "2027-09-22", "wave_2": "2027-12-31"}),
]


@pytest.mark.parametrize(("kind", "key", "data"), FORMS, ids=[kind for kind, _key, _data in FORMS])
def test_every_kind_of_line_is_corrected_by_its_form(
    desk: Client, plan_import: PlanImport, kind: str, key: str, data: dict[str, Any]
) -> None:
    address = url("edit-import", plan_import.pk, kind, *([key] if key else []))
    assert desk.get(address).status_code == 200
    before = plan_import.draft
    response = desk.post(address, {"revision": 0, **data})
    assert (response.status_code, getattr(response, "context", None)) == (302, None)
    plan_import.refresh_from_db()
    assert (plan_import.revision, plan_import.draft == before) == (1, False)


def test_form_values_arrive_as_meant(desk: Client, plan_import: PlanImport) -> None:
    for number, (kind, key, data) in enumerate(FORMS):
        desk.post(url("edit-import", plan_import.pk, kind, *([key] if key else [])), {"revision": number, **data})
    plan_import.refresh_from_db()
    draft = plan_import.draft
    assert draft["bases"] == [{"kind": "Hướng dẫn", "number": "13/HD-TLĐ", "date": "2026-08-01"}]
    assert draft["assignments"][1]["duty_paths"] == ["IV/2/¶1"]
    audience = draft["audiences"]["IV/2"]
    assert (audience["rules"], audience["included"]) == ([{"kinds": ["district"], "reach": "child"}], ["G1", "G2"])
    assert draft["reporting"][0]["when"] == "2027-01-10"
    assert draft["slogans"] == ["Đoàn kết!", "Dân chủ!"]
    assert draft["anchors"][1] == {"event": PROVINCE_EVENT, "starts_on": "2027-09-20", "ends_on": "2027-09-22"}
    assert draft["waves"][2]["end"] == "2027-12-31"


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_days_typed_are_kept_on_the_way_to_what_comes_next(
    desk: Client, plan_import: PlanImport, headers: dict[str, Any]
) -> None:
    page = desk.get(url("review-import", plan_import.pk)).text
    assert 'form="days" name="then" value="next"' in page
    data = {"revision": 0, "starts_on_1": "2027-09-20", "then": "next"}
    response = desk.post(url("edit-import", plan_import.pk, "anchors"), data, **headers)
    assert response.headers.get("HX-Redirect" if headers else "Location") == url("confirm-import", plan_import.pk)
    plan_import.refresh_from_db()
    assert plan_import.draft["anchors"][1]["starts_on"] == "2027-09-20"
    wrong = desk.post(url("edit-import", plan_import.pk, "anchors"), data | {"ends_on_1": "2027-09-02"}, **headers)
    assert "2027-09-02" in wrong.text


def test_unchanged_days_make_no_correction_on_the_way(desk: Client, plan_import: PlanImport) -> None:
    desk.post(url("edit-import", plan_import.pk, "anchors"), {"revision": 0, "then": "next"})
    plan_import.refresh_from_db()
    assert (plan_import.revision, plan_import.history) == (0, [])


@pytest.mark.parametrize(
    ("kind", "key", "data", "field"),
    [
        ("header", "", {"kind": "KẾ HOẠCH", "classification": "open", "term_start": 2026}, "term_end"),
        ("audience", "IV/2", {}, "__all__"),
        ("audience", "IV/2", {"added": "Không có"}, "added"),
        ("reporting", "0", {"time": "day"}, "on"),
        ("reporting", "0", {"time": "words"}, "words"),
        ("anchors", "", {"starts_on_1": "2027-09-20", "ends_on_1": "2027-09-02"}, "ends_on_1"),
        ("channel", "0", {"kinds": ["x"], "path": "III/1"}, "kinds"),
        ("wave", "0", {"ordinal": 2, "path": "II/1"}, "__all__"),
        ("wave", "0", {"ordinal": 1, "path": "II/1", "start": "2027-01-02", "end": "2027-01-01"}, "end"),
    ],
)
def test_forms_say_what_is_wrong(
    desk: Client, plan_import: PlanImport, kind: str, key: str, data: dict[str, Any], field: str
) -> None:
    response = desk.post(url("edit-import", plan_import.pk, kind, *([key] if key else [])), {"revision": 0, **data})
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


@pytest.mark.parametrize(
    ("kind", "key", "data"),
    [
        ("basis", "", {"number": "1/CV"}),
        ("wave", "", {"ordinal": 4}),
        ("window", "0", {"relation": "before", "event": PROVINCE_EVENT, "path": "II/1"}),
        ("theme", "", {"path": "II/1"}),
        ("throughout", "", {"path": "III/2/¶1"}),
        ("channel", "", {"kinds": ["visual"], "path": "III/2/¶1"}),
        ("assignment", "", {"units": "CĐCS trực thuộc", "path": "IV/2/¶1"}),
        ("reporting", "", {"time": "wave"}),
    ],
)
def test_lines_are_added(desk: Client, plan_import: PlanImport, kind: str, key: str, data: dict[str, Any]) -> None:
    address = url("add-to-import", plan_import.pk, kind, *([key] if key else []))
    assert desk.get(address, **HTMX).status_code == 200
    assert desk.post(address, {"revision": 0, **data}).status_code == 302
    plan_import.refresh_from_db()
    assert plan_import.revision == 1
    assert desk.get(url("review-import", plan_import.pk)).status_code == 200


@pytest.mark.parametrize("kind", ["header", "clause", "nonsense"])
def test_what_cannot_be_added_is_not_found(desk: Client, plan_import: PlanImport, kind: str) -> None:
    assert desk.get(url("add-to-import", plan_import.pk, kind)).status_code == 404


@pytest.mark.parametrize(
    ("kind", "key"), [("wave", "9"), ("wave", "x"), ("window", "0.9"), ("audience", "?"), ("clause", "?")]
)
def test_a_line_that_is_not_there_is_not_found(desk: Client, plan_import: PlanImport, kind: str, key: str) -> None:
    assert desk.get(url("edit-import", plan_import.pk, kind, key)).status_code == 404


def test_removing_restoring_and_undoing(desk: Client, plan_import: PlanImport) -> None:
    desk.post(url("remove-from-import", plan_import.pk, "theme", "I/1"), {"revision": 0})
    desk.post(url("remove-from-import", plan_import.pk, "wave", "0"), {"revision": 0})  # a stale press does nothing
    plan_import.refresh_from_db()
    assert (plan_import.draft["themes"], len(plan_import.draft["waves"])) == (["I/2"], 3)
    desk.post(url("restore-import", plan_import.pk, "theme"), {"revision": 1})
    plan_import.refresh_from_db()
    assert plan_import.draft["themes"] == ["I/1", "I/2"]
    desk.post(url("undo-correction", plan_import.pk), {"revision": 2})
    desk.post(url("undo-correction", plan_import.pk), {"revision": 0})  # stale too
    plan_import.refresh_from_db()
    assert (plan_import.draft["themes"], plan_import.revision) == (["I/2"], 3)


def test_warnings_are_ticked_off(desk: Client, plan_import: PlanImport) -> None:
    key = warning_key(plan_import.draft["warnings"][0])
    desk.post(url("tick-warning", plan_import.pk), {"key": key, "seen": "1"})
    plan_import.refresh_from_db()
    assert plan_import.draft["seen"] == [key]


def test_confirming_twice_makes_one_campaign(desk: Client, plan_import: PlanImport) -> None:
    assert desk.get(url("confirm-import", plan_import.pk)).status_code == 200
    for _press in range(2):
        response = desk.post(url("confirm-import", plan_import.pk), {"revision": 0})
    campaign = Campaign.objects.get()
    assert response["Location"] == url("show-campaign", campaign.pk)
    assert desk.get(url("review-import", plan_import.pk))["Location"] == url("show-campaign", campaign.pk)
    assert desk.get(url("confirm-import", plan_import.pk)).status_code == 302


def test_confirming_old_numbers_leads_back(desk: Client, plan_import: PlanImport) -> None:
    desk.post(url("remove-from-import", plan_import.pk, "theme", "I/1"), {"revision": 0})
    response = desk.post(url("confirm-import", plan_import.pk), {"revision": 0})
    assert (response["Location"], Campaign.objects.count()) == (url("review-import", plan_import.pk), 0)


def test_a_confirmed_paper_is_not_discarded(desk: Client, plan_import: PlanImport) -> None:
    desk.post(url("confirm-import", plan_import.pk), {"revision": 0})
    assert desk.post(url("discard-import", plan_import.pk)).status_code == 409


def test_the_day_of_a_report_is_shown_in_words(desk: Client, plan_import: PlanImport) -> None:
    desk.post(url("edit-import", plan_import.pk, "reporting", "0"), {"revision": 0, "time": "day", "on": "2027-01-10"})
    review = desk.get(url("review-import", plan_import.pk)).context["review"]
    reporting = next(section for section in review.sections if section.id == "reporting")
    assert reporting.lines[0].title == "Trước ngày 10/01/2027"


def test_discarding_leads_back_to_the_uploads(desk: Client, plan_import: PlanImport) -> None:
    assert desk.post(url("discard-import", plan_import.pk))["Location"] == url("upload-plan")
    assert desk.get(url("review-import", plan_import.pk)).templates[0].name == "campaigns/imports/failed.html"
    assert desk.get(url("download-import", plan_import.pk)).status_code == 404
    assert desk.get(url("edit-import", plan_import.pk, "header")).status_code == 409


def test_the_file_is_only_ever_downloaded(desk: Client, plan_import: PlanImport) -> None:
    response = desk.get(url("download-import", plan_import.pk))
    assert response["Content-Disposition"] == 'attachment; filename="ke-hoach.docx"'
    assert (response["X-Content-Type-Options"], response["Content-Type"]) == ("nosniff", "application/octet-stream")
    assert b"".join(response.streaming_content) == b"tep"  # type: ignore[attr-defined]


def test_an_amendment_is_uploaded_compared_and_applied(desk: Client, cast: Cast, plan_import: PlanImport) -> None:
    campaign = confirm_import(plan_import, by=cast.superior, now=timezone.now())
    issue_campaign(campaign, by=cast.superior, now=timezone.now())
    assert desk.get(url("upload-amendment", campaign.pk)).status_code == 200
    plan = make_plan()
    plan = replace(plan, waves=(replace(plan.waves[0], end=date(2027, 4, 30)), *plan.waves[1:]), themes=("I/1",))
    made = make_import(cast.units.P, by=cast.superior, now=timezone.now(), plan=plan, amends=campaign)
    assert "So sánh với chiến dịch" in desk.get(url("review-import", made.pk)).text
    on = desk.post(url("edit-import", made.pk, "anchors"), {"revision": 0, "then": "next"})
    assert on["Location"] == url("compare-amendment", made.pk)
    made.refresh_from_db()
    page = desk.get(url("compare-amendment", made.pk))
    assert (page.status_code, page.context["total"], page.context["is_version"]) == (200, 3, True)
    desk.post(url("choose-amendment-kind", made.pk), {"kind": "later"})
    assert desk.get(url("compare-amendment", made.pk)).context["is_version"] is False
    desk.post(url("choose-amendment-kind", made.pk), {"kind": "version"})
    stale = desk.post(url("compare-amendment", made.pk), {"revision": 0, "accept": ["theme:dropped:I/2"]})
    assert (stale["Location"], campaign.themes.count()) == (url("compare-amendment", made.pk), 2)
    done = desk.post(url("compare-amendment", made.pk), {"revision": 2, "accept": ["theme:dropped:I/2"]})
    assert (done["Location"], campaign.themes.count()) == (url("show-campaign", campaign.pk), 1)
    assert desk.get(url("compare-amendment", made.pk)).status_code == 302


def test_an_amendment_is_uploaded_by_the_issuing_unit_alone(
    cast: Cast, client: Client, plan_import: PlanImport
) -> None:
    campaign = confirm_import(plan_import, by=cast.superior, now=timezone.now())
    issue_campaign(campaign, by=cast.superior, now=timezone.now())
    statuses = {}
    for who, user in people(cast).items():
        client.logout()
        if user:
            client.force_login(user)
        statuses[who] = client.get(url("upload-amendment", campaign.pk)).status_code
    assert statuses == {
        "visitor": 302,
        "member": 403,
        "stranger": 404,
        "below": 403,
        "administrator": 403,
        "owner": 200,
    }


def test_an_amendment_upload_knows_its_campaign(desk: Client, cast: Cast, plan_import: PlanImport) -> None:
    campaign = confirm_import(plan_import, by=cast.superior, now=timezone.now())
    file = SimpleUploadedFile("moi.txt", b"KE HOACH")
    desk.post(url("upload-amendment", campaign.pk), {"file": file})
    assert PlanImport.objects.get(original_name="moi.txt").amends == campaign
    wrong = desk.post(url("upload-amendment", campaign.pk), {"file": SimpleUploadedFile("a", b"MZ\x90\0" + b"0" * 9)})
    assert wrong.status_code == 422


def test_an_event_is_previewed_before_it_moves(desk: Client, cast: Cast, plan_import: PlanImport) -> None:
    campaign = confirm_import(plan_import, by=cast.superior, now=timezone.now())
    issue_campaign(campaign, by=cast.superior, now=timezone.now())
    anchor = campaign.anchors.get(event=PROVINCE_EVENT)
    address, days = url("date-anchor", anchor.pk), {"starts_on": "2027-09-20", "ends_on": "2027-09-22"}
    assert desk.get(address).context["preview"] is None
    preview = desk.post(address, days)
    assert len(preview.context["preview"].moves) == 6
    other = desk.post(
        address, {"starts_on": "2027-09-21", "ends_on": "2027-09-22", "previewed": "2027-09-20|2027-09-22"}
    )
    anchor.refresh_from_db()
    assert (other.status_code, anchor.starts_on) == (200, None)
    done = desk.post(address, {**days, "previewed": "2027-09-20|2027-09-22"})
    anchor.refresh_from_db()
    assert (done["Location"], anchor.starts_on) == (url("show-campaign", campaign.pk), date(2027, 9, 20))
    late = desk.post(
        address, {"starts_on": "2027-09-25", "ends_on": "", "previewed": "2027-09-25|", "stood": "|", "reason": "Dời"}
    )
    anchor.refresh_from_db()
    assert (late.context["late"], late.context["stood"], anchor.starts_on) == (
        True, "2027-09-20|2027-09-22", date(2027, 9, 20),
    )  # fmt: skip
    refused = desk.post(
        address, {"starts_on": "2027-10-01", "ends_on": "2027-10-01", "previewed": "2027-10-01|2027-10-01"}
    )
    assert refused.status_code == 422
    assert desk.post(address, {"starts_on": "2027-10-02", "ends_on": "2027-10-01"}).status_code == 422


def test_an_event_is_dated_by_the_issuing_unit_alone(cast: Cast, client: Client, plan_import: PlanImport) -> None:
    campaign = confirm_import(plan_import, by=cast.superior, now=timezone.now())
    issue_campaign(campaign, by=cast.superior, now=timezone.now())
    anchor = campaign.anchors.all()[0]
    statuses = {}
    for who, user in people(cast).items():
        client.logout()
        if user:
            client.force_login(user)
        statuses[who] = client.get(url("date-anchor", anchor.pk)).status_code
    assert statuses == {
        "visitor": 302,
        "member": 403,
        "stranger": 404,
        "below": 403,
        "administrator": 403,
        "owner": 200,
    }


def test_an_editor_of_the_unit_may_look_but_not_enter(cast: Cast, client: Client, plan_import: PlanImport) -> None:
    editor = User.objects.create_user("bien-tap@tinh.example", "x", full_name="Biên tập")
    Post.objects.create(user=editor, unit=cast.units.P, role="editor", starts_on=date(2020, 1, 1))
    client.force_login(editor)
    assert client.get(url("review-import", plan_import.pk)).status_code == 403


def test_an_audience_may_be_the_unit_itself(desk: Client, plan_import: PlanImport) -> None:
    data = {"revision": 0, "own": "on", "branch": ["grassroots"]}
    assert desk.post(url("edit-import", plan_import.pk, "audience", "IV/2"), data).status_code == 302
    plan_import.refresh_from_db()
    rules = plan_import.draft["audiences"]["IV/2"]["rules"]
    assert rules == [{"kinds": ["grassroots"], "reach": "branch"}, {"kinds": [], "reach": "self"}]
    page = desk.get(url("edit-import", plan_import.pk, "audience", "IV/2"))
    assert page.context["form"].initial["own"] is True


def test_a_paper_that_is_not_there(desk: Client) -> None:
    nowhere = "00000000-0000-0000-0000-000000000000"
    assert desk.get(url("review-import", nowhere)).status_code == 404


def test_comparison_of_a_paper_that_amends_nothing_leads_to_its_review(desk: Client, plan_import: PlanImport) -> None:
    response = desk.get(url("compare-amendment", plan_import.pk))
    assert (response.status_code, response["Location"]) == (302, url("review-import", plan_import.pk))


def test_a_wave_restored_takes_its_duties_throughout_along(desk: Client, plan_import: PlanImport) -> None:
    desk.post(url("remove-from-import", plan_import.pk, "wave", "2"), {"revision": 0})
    desk.post(url("restore-import", plan_import.pk, "wave"), {"revision": 1})
    plan_import.refresh_from_db()
    read = begin_draft(plan_import.reading)
    assert (plan_import.draft["waves"], plan_import.draft["throughout"]) == (read["waves"], read["throughout"])


def test_the_same_file_sent_another_day_is_said_to_be_known(desk: Client, clock: Any) -> None:
    text = "KẾ HOẠCH\n\nTuyên truyền đại hội\n\nI. MỤC ĐÍCH\n\n- Tuyên truyền sâu rộng.\n"
    desk.post(url("upload-plan"), {"file": SimpleUploadedFile("kh.txt", text.encode())})
    clock.shift(timedelta(hours=24))
    again = desk.post(url("upload-plan"), {"file": SimpleUploadedFile("kh.txt", text.encode())}, follow=True)
    assert "đã được tải lên ngày 23/11/2026" in again.content.decode()
    assert PlanImport.objects.count() == 1
