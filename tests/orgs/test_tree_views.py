"""Pages of the tree: who may open them, what they show, how many questions they ask."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from caunoi.orgs.actions.closing import close_unit
from caunoi.orgs.actions.posts import appoint
from caunoi.orgs.actions.unit_import import upload_units
from caunoi.orgs.actions.units import count_members, create_unit, move_unit, rename_unit
from caunoi.orgs.enums import ImportState, Line, Role, UnitKind
from caunoi.orgs.models import Post, Unit, UnitImport, User
from caunoi.orgs.views import tree as tree_views
from caunoi.orgs.views.access import CHOSEN_POST, officer_of
from tests.cast import Cast, make_officer, make_unit
from tests.conftest import NOW

pytestmark = pytest.mark.usefixtures("clock")
TODAY = date(2026, 11, 23)
SHEET = "Mã;Tên;Loại;Mã cấp trên\nX1;Công đoàn cơ sở Trường Mầm non;CĐCS;{parent}\n"


def enter(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def page(client: Client, name: str, *args: Any, **query: str) -> str:
    response = client.get(reverse(f"orgs:{name}", args=args), query)
    assert response.status_code == 200
    return text_of(response)


def send_sheet(cast: Cast, parent: str = "D") -> UnitImport:
    unit = Unit.objects.at(TODAY).get(code="P")
    data = SHEET.format(parent=parent).encode()
    return upload_units(data=data, name="cay.csv", unit=unit, on=TODAY, by=cast.administrator, now=NOW)


ALL = ("owner", "superior", "stranger", "chair", "administrator", "member", "visitor")


def answers(owner: int, superior: int, stranger: int, chair: int, administrator: int, member: int = 403) -> list[int]:
    """302 for a visitor: to the sign-in."""
    return [owner, superior, stranger, chair, administrator, member, 302]


PAGES: list[tuple[str, Callable[[Cast], list[Any]], list[int]]] = [
    ("tree", lambda cast: [], answers(200, 200, 200, 200, 200)),
    ("tree-branch", lambda cast: [cast.units.D.pk], answers(200, 200, 404, 404, 200)),
    ("export-units", lambda cast: [], answers(200, 200, 200, 200, 200)),
    ("show-unit", lambda cast: ["D"], answers(200, 200, 404, 404, 200)),
    ("import-units", lambda cast: [], answers(403, 403, 403, 403, 200)),
    ("review-unit-import", lambda cast: [send_sheet(cast).pk], answers(403, 403, 403, 403, 200)),
    ("appoint", lambda cast: ["G1"], answers(403, 403, 404, 200, 200)),
    ("end-post", lambda cast: [cast.chair.posts.get().pk], answers(403, 403, 404, 200, 200)),
    ("create-unit", lambda cast: ["D"], answers(403, 403, 404, 404, 200)),
    ("rename-unit", lambda cast: ["D"], answers(403, 403, 404, 404, 200)),
    ("move-unit", lambda cast: ["D"], answers(403, 403, 404, 404, 200)),
    ("count-members", lambda cast: ["D"], answers(403, 403, 404, 404, 200)),
]


@pytest.mark.parametrize(("name", "arguments", "expected"), PAGES, ids=[name for name, *_rest in PAGES])
def test_page_opens_for_whom_it_may(cast: Cast, name: str, arguments: Any, expected: list[int]) -> None:
    url = reverse(f"orgs:{name}", args=arguments(cast))
    got = []
    for person in ALL:
        client = Client()
        if person != "visitor":
            enter(client, getattr(cast, person))
        got.append(client.get(url).status_code)
    assert dict(zip(ALL, got, strict=True)) == dict(zip(ALL, expected, strict=True))


@pytest.mark.parametrize("name", ["confirm-unit-import", "discard-unit-import"])
def test_sheet_is_confirmed_and_discarded_by_who_manages_the_unit(cast: Cast, name: str) -> None:
    url = reverse(f"orgs:{name}", args=[send_sheet(cast).pk])
    got = [enter(Client(), getattr(cast, person)).post(url).status_code for person in ALL[:6]]
    assert got == [403, 403, 403, 403, 302, 403]
    assert enter(Client(), cast.administrator).get(url).status_code == 405


def test_sheet_of_another_unit_is_not_there(cast: Cast, client: Client) -> None:
    upload = send_sheet(cast)
    other = make_officer("quan-tri@khac.example", "Sùng Thị Mỷ", cast.units.E, Role.ADMINISTRATOR)
    assert enter(client, other).get(reverse("orgs:review-unit-import", args=[upload.pk])).status_code == 404


def test_tree_shows_the_branch_from_the_own_unit_down(cast: Cast, client: Client) -> None:
    enter(client, cast.superior)
    text = page(client, "tree")
    assert text.count("Liên đoàn Lao động huyện Ba Khe") >= 1
    assert "Sông Lãng" not in text
    below = page(client, "tree-branch", cast.units.D.pk)
    assert "Công đoàn cơ sở Trường Tiểu học Ba Khe" in below


def test_tree_branch_for_htmx_is_a_piece(cast: Cast, client: Client) -> None:
    url = reverse("orgs:tree-branch", args=[cast.units.D.pk])
    piece = text_of(enter(client, cast.superior).get(url, headers={"HX-Request": "true"}))
    assert piece.startswith('<ul class="tree">')
    assert piece.count("<li>") == 2


def test_tree_branch_is_given_by_pages(cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree_views, "PER_PAGE", 1)
    url = reverse("orgs:tree-branch", args=[cast.units.D.pk])
    enter(client, cast.superior)
    first, second = (
        text_of(client.get(url, {"page": number}, headers={"HX-Request": "true"})) for number in ("1", "2")
    )
    assert ("1/2" in first, "hx-swap" in first) == (True, True)
    assert (second.startswith("<ul"), "hx-swap" in second) == (False, False)
    assert "Tiểu học" in second
    assert "Tiểu học" in page(client, "tree-branch", cast.units.D.pk, page="2")


def test_tree_of_a_unit_without_units_below_says_so(cast: Cast, client: Client) -> None:
    assert "Không có đơn vị trực thuộc" in page(enter(client, cast.chair), "tree-branch", cast.units.G1.pk)


def test_tree_search_needs_no_marks(cast: Cast, client: Client) -> None:
    enter(client, cast.superior)
    text = page(client, "tree", q="truong tieu hoc")
    assert "Tìm thấy 1 đơn vị" in text
    assert reverse("orgs:show-unit", args=["G1"]) in text
    assert "Không có đơn vị nào tên như vậy" in page(client, "tree", q="khong co")


def test_tree_on_another_day_keeps_the_old_shape(cast: Cast, client: Client) -> None:
    move_unit(cast.units.D, parent=cast.units.Q, on=date(2025, 7, 1), by=None, now=NOW)
    enter(client, cast.superior)
    assert "Ba Khe" not in page(client, "tree")
    old = page(client, "tree", ngay="2025-06-30")
    assert "Liên đoàn Lao động huyện Ba Khe" in old
    assert reverse("orgs:show-unit", args=["D"]) not in old
    assert "Theo tổ chức ngày 30/06/2025" in old


def test_tree_before_the_unit_stood_says_so(cast: Cast, client: Client) -> None:
    assert "Vào ngày đó chưa có đơn vị" in page(enter(client, cast.superior), "tree", ngay="2001-01-01")
    assert client.get(reverse("orgs:export-units"), {"ngay": "2001-01-01"}).status_code == 404


def test_tree_with_an_unreadable_day_is_that_of_today(cast: Cast, client: Client) -> None:
    assert "Xem hôm nay" not in page(enter(client, cast.superior), "tree", ngay="hôm nào")


def queries(client: Client, url: str, capture: Any) -> int:
    with capture() as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("query", ["", "?q=cong+doan", "?ngay=2026-01-01"])
def test_tree_asks_as_much_for_three_as_for_one(
    cast: Cast, client: Client, query: str, django_capture_on_commit_callbacks: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    officer = make_officer("moi@huyen.example", "Vi Thị Thu", cast.units.E)
    enter(client, officer)

    def capture() -> Any:
        return CaptureQueriesContext(connection)

    urls = [reverse("orgs:tree") + query, reverse("orgs:tree-branch", args=[cast.units.E.pk]) + query]
    one = [queries(client, url, capture) for url in urls]
    for number in range(2):
        make_unit(f"M{number}", f"Công đoàn cơ sở {number}", UnitKind.GRASSROOTS, cast.units.E)
    assert [queries(client, url, capture) for url in urls] == one
    assert max(one) <= 13


def test_unit_page_tells_its_history(cast: Cast, client: Client) -> None:
    units = cast.units
    rename_unit(units.G1, name="CĐCS Trường Liên cấp", on=date(2024, 9, 1), by=None, now=NOW)
    move_unit(units.D, parent=units.Q, on=date(2025, 7, 1), by=None, now=NOW)
    move_unit(units.D, parent=units.P, on=date(2025, 8, 1), by=None, now=NOW)
    sector = make_unit("GD", "Công đoàn ngành Giáo dục", UnitKind.SECTOR, units.P)
    move_unit(units.G1, parent=sector, on=date(2025, 8, 1), by=None, now=NOW, line=Line.SECTOR)
    count_members(units.G1, members=1250, on=date(2026, 6, 30), source="Báo cáo quý II", by=None, now=NOW)
    close_unit(units.G2, on=date(2026, 1, 1), successors=[units.G1], basis="Số 9/QĐ", by=None, now=NOW)
    text = page(enter(client, cast.superior), "show-unit", "G1")
    for told in (
        "CĐCS Trường Liên cấp",
        "từ 01/01/2020 đến trước 01/09/2024",
        "Công đoàn ngành Giáo dục",
        "1.250",
        "Báo cáo quý II",
        "Hợp nhất vào",
        "Số 9/QĐ",
        "Nguyễn Thị Mai",
    ):
        assert told in text
    assert text.count("Liên đoàn Lao động huyện Ba Khe") == 2  # above it, and once in "stood under"


def test_unit_page_of_a_closed_unit_is_its_history(cast: Cast, client: Client) -> None:
    close_unit(cast.units.G1, on=date(2026, 1, 1), by=None, now=NOW)
    text = page(enter(client, cast.superior), "show-unit", "G1")
    assert "chấm dứt hoạt động từ 01/01/2026" in text
    assert "1 chức danh đã kết thúc" in text
    assert enter(client, cast.stranger).get(reverse("orgs:show-unit", args=["G1"])).status_code == 404
    assert client.get(reverse("orgs:show-unit", args=["KHONG"])).status_code == 404


def test_unit_page_asks_as_much_for_a_long_history(
    cast: Cast, client: Client, django_assert_max_num_queries: Any
) -> None:
    enter(client, cast.administrator)
    url = reverse("orgs:show-unit", args=["G1"])
    client.get(url)
    with django_assert_max_num_queries(24) as short:
        client.get(url)
    for year in (2023, 2024, 2025):
        count_members(cast.units.G1, members=year, on=date(year, 1, 1), source="Sổ", by=None, now=NOW)
        rename_unit(cast.units.G1, name=f"CĐCS {year}", on=date(year, 1, 1), by=None, now=NOW)
        person = make_officer(f"{year}@x.example", f"Người {year}")
        appoint(person, unit=cast.units.G1, role=Role.VIEWER, on=TODAY, by=None, now=NOW)
    with django_assert_max_num_queries(24) as long:
        client.get(url)
    assert len(long) == len(short)


def post(client: Client, page_name: str, /, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"orgs:{page_name}", args=args), data)


def test_appointing_gives_a_post_from_the_page(cast: Cast, client: Client) -> None:
    enter(client, cast.administrator)
    typed = {"person": "Doan-Vien@example.org", "role": "viewer", "on": "2026-11-23"}
    assert post(client, "appoint", "D", **typed).status_code == 302
    assert Post.objects.get(user=cast.member).unit == cast.units.D
    again = text_of(post(client, "appoint", "D", **typed))
    assert "đang giữ chức danh này" in again
    nobody = text_of(post(client, "appoint", "D", **{**typed, "person": "ai@do.example"}))
    assert "Chưa có tài khoản nào dùng địa chỉ này" in nobody


def test_chair_cannot_make_an_administrator(cast: Cast, client: Client) -> None:
    enter(client, cast.chair)
    response = post(client, "appoint", "G1", person="doan-vien@example.org", role="administrator", on="2026-11-23")
    assert response.status_code == 200
    assert not Post.objects.filter(user=cast.member).exists()
    other = make_officer("qt@coso.example", "Mùa A Dơ", cast.units.G1, Role.ADMINISTRATOR)
    assert client.get(reverse("orgs:end-post", args=[other.posts.get().pk])).status_code == 403


def test_ending_a_post_from_the_page(cast: Cast, client: Client) -> None:
    enter(client, cast.administrator)
    pk = cast.chair.posts.get().pk
    assert "Chức danh bắt đầu sau ngày đó" in text_of(post(client, "end-post", pk, on="2019-01-01"))
    assert post(client, "end-post", pk, on="2026-11-30").status_code == 302
    assert cast.chair.posts.get().ends_on == date(2026, 11, 30)


def test_officer_works_in_the_post_chosen(cast: Cast, client: Client) -> None:
    second = appoint(cast.owner, unit=cast.units.E, role=Role.VIEWER, on=TODAY, by=None, now=NOW)
    enter(client, cast.owner)
    assert post(client, "switch-post", post=second.pk, next="/ban-lam-viec/cay-to-chuc/").url.endswith("/cay-to-chuc/")
    assert client.session[CHOSEN_POST] == second.pk
    assert "Sông Lãng" in page(client, "tree")
    assert post(client, "switch-post", post=second.pk, next="https://x.example/").url == reverse("desk:home")
    assert post(client, "switch-post", post=cast.stranger.posts.get().pk).status_code == 403
    assert post(client, "switch-post").status_code == 403


def test_officer_without_a_choice_works_nearest_the_top(cast: Cast) -> None:
    appoint(cast.chair, unit=cast.units.P, role=Role.VIEWER, on=TODAY, by=None, now=NOW)
    officer = officer_of(cast.chair, today=TODAY, chosen=999_999)
    assert officer is not None
    assert (officer.unit.code, officer.unit.kind, len(officer.posts)) == ("P", "province", 2)


def test_officer_of_a_closed_unit_only_is_none(cast: Cast) -> None:
    Post.objects.filter(user=cast.chair).update(ends_on=None)
    cast.units.G1.placements.update(valid_to=TODAY)
    assert officer_of(cast.chair, today=TODAY) is None


CHANGES: list[tuple[str, str, dict[str, str], str]] = [
    (
        "create-unit",
        "D",
        {"code": "M1", "name": "CĐCS Mới", "kind": "grassroots", "on": "2026-11-01"},
        "Đã thêm đơn vị vào cây tổ chức",
    ),
    ("rename-unit", "D", {"name": "Công đoàn xã Ba Khe", "on": "2026-11-01"}, "Đã ghi tên mới"),
    ("move-unit", "G1", {"unit": "Liên đoàn (P)", "on": "2026-11-01"}, "Đã ghi việc chuyển"),
    ("count-members", "G1", {"members": "40", "on": "2026-11-01", "source": "Sổ"}, "Đã ghi số đoàn viên"),
]


@pytest.mark.parametrize(("name", "code", "typed", "said"), CHANGES)
def test_change_is_made_from_the_page(
    cast: Cast, client: Client, name: str, code: str, typed: dict[str, str], said: str
) -> None:
    make_unit("D2", "Liên đoàn Lao động huyện Khác", UnitKind.DISTRICT, cast.units.P)
    enter(client, cast.administrator)
    response = client.post(reverse(f"orgs:{name}", args=[code]), typed, follow=True)
    assert response.redirect_chain[0][1] == 302
    assert said in text_of(response)


@pytest.mark.parametrize(
    ("name", "code", "typed", "said"),
    [
        ("create-unit", "D", {"code": "G1", "name": "A", "kind": "grassroots", "on": "2026-11-01"}, "Mã G1 đã dùng"),
        ("move-unit", "D", {"unit": "E", "on": "2026-11-01"}, "Hãy chọn đơn vị trong danh sách"),
        ("move-unit", "D", {"unit": "P", "on": "2026-11-01"}, "Đơn vị đã ở vị trí đó"),
        ("rename-unit", "D", {"name": "", "on": "2026-11-01"}, "bắt buộc"),
    ],
)
def test_change_that_is_refused_says_why_and_keeps_what_was_typed(
    cast: Cast, client: Client, name: str, code: str, typed: dict[str, str], said: str
) -> None:
    text = text_of(post(enter(client, cast.administrator), name, code, **typed))
    assert said in text
    assert 'value="2026-11-01"' in text


def test_sheet_is_sent_checked_and_written_from_the_pages(cast: Cast, client: Client) -> None:
    enter(client, cast.administrator)
    file = SimpleUploadedFile("cay.csv", SHEET.format(parent="D").encode())
    sent = client.post(reverse("orgs:import-units"), {"file": file, "on": "2026-11-01"}, follow=True)
    text = text_of(sent)
    assert "Không có lỗi" in text
    assert "Ghi 1 thay đổi" in text
    upload = UnitImport.objects.get()
    done = text_of(client.post(reverse("orgs:confirm-unit-import", args=[upload.pk]), follow=True))
    assert "Đã ghi cây tổ chức" in done
    assert Unit.objects.at(TODAY).get(code="X1").parent_id == cast.units.D.pk
    assert "cay.csv" in page(client, "import-units")


def test_sheet_with_problems_shows_each_by_row_and_column(cast: Cast, client: Client) -> None:
    text = page(enter(client, cast.administrator), "review-unit-import", send_sheet(cast, parent="ZZ").pk)
    for told in ("1 lỗi", "Mã cấp trên", "không có đơn vị nào mang mã “ZZ”", "Gửi danh sách đã sửa"):
        assert told in text


def test_sheet_that_is_none_and_one_too_large_are_refused(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(client, cast.administrator)
    file = SimpleUploadedFile("anh.png", b"\x89PNG\x00\x00")
    text = text_of(client.post(reverse("orgs:import-units"), {"file": file, "on": "2026-11-01"}, follow=True))
    assert "Tệp này không phải danh sách đơn vị" in text
    monkeypatch.setattr("caunoi.orgs.forms.units.MAX_BYTES", 10)
    large = SimpleUploadedFile("to.csv", b"x" * 11)
    assert "Tệp lớn hơn" in text_of(client.post(reverse("orgs:import-units"), {"file": large, "on": "2026-11-01"}))


def test_sheet_is_discarded_from_the_page(cast: Cast, client: Client) -> None:
    upload = send_sheet(cast)
    enter(client, cast.administrator)
    assert "Đã bỏ danh sách" in text_of(client.post(reverse("orgs:discard-unit-import", args=[upload.pk]), follow=True))
    assert "Danh sách này đã bỏ" in page(client, "review-unit-import", upload.pk)
    refused = client.post(reverse("orgs:confirm-unit-import", args=[upload.pk]))
    assert refused.status_code == 409


def test_progress_is_asked_for_until_the_worker_is_done(cast: Cast, client: Client) -> None:
    upload = send_sheet(cast)
    enter(client, cast.administrator)
    url = reverse("orgs:review-unit-import", args=[upload.pk])
    for state, told in (
        (ImportState.CHECKING, "Đang kiểm tra danh sách"),
        (ImportState.WRITING, "Đang ghi cây tổ chức"),
    ):
        UnitImport.objects.update(state=state)
        assert told in page(client, "review-unit-import", upload.pk)
        assert text_of(client.get(url, headers={"HX-Request": "true"})).startswith('<div class="panel"')
    UnitImport.objects.update(state=ImportState.READY)
    assert client.get(url, headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_export_gives_the_own_branch(cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(client, cast.owner)
    url = reverse("orgs:export-units")
    response = client.get(url)
    assert response["Content-Disposition"] == 'attachment; filename="cay-to-chuc-2026-11-23.xlsx"'
    rows = CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows] == ["Mã", "D", "G1", "G2"]
    csv = b"".join(client.get(url, {"dinh-dang": "csv"}).streaming_content)
    assert [line.split(";")[0] for line in csv.decode("utf-8-sig").splitlines()] == ["Mã", "D", "G1", "G2"]
    monkeypatch.setattr(tree_views, "XLSX_LIMIT", 2)
    assert "hãy tải dạng CSV" in text_of(client.get(url, follow=True))


def test_code_with_letters_of_any_script_opens(cast: Cast, client: Client) -> None:
    create_unit(code="MN-Súp.01", name="CĐCS", kind="grassroots", parent=cast.units.D, on=TODAY, by=None, now=NOW)
    assert "MN-Súp.01" in page(enter(client, cast.superior), "show-unit", "MN-Súp.01")
