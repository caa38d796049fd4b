"""Pages of reorganising and comparing: who may open them, what they say, how many questions they ask."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from caunoi.orgs.actions.reorganisations import add_step, confirm_reorganisation, start_reorganisation
from caunoi.orgs.actions.units import count_members
from caunoi.orgs.enums import Operation, Role, UnitKind
from caunoi.orgs.enums import ReorganisationState as State
from caunoi.orgs.models import Designation, Reorganisation, ReorganisationStep, Unit, User
from caunoi.orgs.queries.comparison import members_on
from caunoi.orgs.queries.reorganisations import told_steps
from caunoi.orgs.reorganising.steps import Step
from tests.cast import SINCE, Cast, make_officer, make_unit
from tests.conftest import NOW

pytestmark = pytest.mark.usefixtures("clock")
TODAY = date(2026, 11, 23)
ALL = ("owner", "superior", "stranger", "chair", "administrator", "member", "visitor")
SHEET = "Việc;Mã đơn vị;Mã đơn vị tiếp nhận\n"


def draft(cast: Cast, *steps: Step, on: date = TODAY) -> Reorganisation:
    reorganisation = start_reorganisation(
        cast.units.P, effective_on=on, basis_number="Số 15/QĐ-LĐLĐ", by=cast.administrator, now=NOW
    )
    for step in steps or (Step(0, Operation.MERGE, "G1", "G2"),):
        add_step(reorganisation, step, now=NOW)
    return reorganisation


def enter(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def address(name: str, *args: Any) -> str:
    return reverse(f"orgs:{name}", args=args)


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def send_form(client: Client, url: str, typed: dict[str, str]) -> str:
    """Where the page leads on to."""
    response = client.post(url, typed)
    assert response.status_code == 302
    return response["Location"]


def page(client: Client, name: str, *args: Any, **query: str) -> str:
    response = client.get(address(name, *args), query)
    assert response.status_code == 200
    return text_of(response)


PAGES: list[tuple[str, Callable[[Cast], list[Any]], str, list[int]]] = [
    ("reorganisations", lambda cast: [], "", [403, 403, 403, 403, 200, 403, 302]),
    ("start-reorganisation", lambda cast: [], "", [403, 403, 403, 403, 200, 403, 302]),
    ("show-reorganisation", lambda cast: [draft(cast).pk], "", [403, 403, 403, 403, 200, 403, 302]),
    ("change-reorganisation", lambda cast: [draft(cast).pk], "", [403, 403, 403, 403, 200, 403, 302]),
    ("add-reorganisation-step", lambda cast: [draft(cast).pk], "?viec=merge", [403, 403, 403, 403, 200, 403, 302]),
    ("load-reorganisation", lambda cast: [draft(cast).pk], "", [403, 403, 403, 403, 200, 403, 302]),
    ("confirm-reorganisation", lambda cast: [draft(cast).pk], "", [403, 403, 403, 403, 200, 403, 302]),
    ("compare-trees", lambda cast: [], "", [200, 200, 200, 200, 200, 403, 302]),
]


@pytest.mark.parametrize(("name", "arguments", "query", "expected"), PAGES, ids=[row[0] for row in PAGES])
def test_page_opens_for_whom_it_may(cast: Cast, name: str, arguments: Any, query: str, expected: list[int]) -> None:
    url = address(name, *arguments(cast)) + query
    clients = [enter(Client(), getattr(cast, person)) if person != "visitor" else Client() for person in ALL]
    assert [client.get(url).status_code for client in clients] == expected


@pytest.mark.parametrize("name", ["undo", "recall", "recheck", "discard"])
def test_button_is_for_who_manages_the_unit(cast: Cast, name: str) -> None:
    url = address(f"{name}-reorganisation", draft(cast).pk)
    for person in ALL[:4]:
        assert enter(Client(), getattr(cast, person)).post(url).status_code == 403
    assert enter(Client(), cast.administrator).get(url).status_code == 405


def test_reorganisation_of_another_unit_is_not_there(cast: Cast, client: Client) -> None:
    other = make_officer("quan-tri@khac.example", "Sùng Thị Mỷ", cast.units.E, Role.ADMINISTRATOR)
    assert enter(client, other).get(address("show-reorganisation", draft(cast).pk)).status_code == 404


def test_reorganisation_from_the_unit_page_to_its_undoing(cast: Cast, client: Client) -> None:
    enter(client, cast.administrator)
    start = f"{address('start-reorganisation')}?don-vi=G1&viec=merge"
    assert start.replace("&", "&amp;") in page(client, "show-unit", "G1")
    paper = {"basis_number": "Quyết định số 15/QĐ-LĐLĐ", "effective_on": "2026-11-23"}
    location = send_form(client, start, paper)
    reorganisation = Reorganisation.objects.get()
    assert location == f"{address('add-reorganisation-step', reorganisation.pk)}?don-vi=G1&viec=merge"
    assert "Công đoàn cơ sở Trường Tiểu học Ba Khe (G1)" in text_of(client.get(location))
    typed = {"unit": "Trường (G1)", "successor": "Chè (G2)", "keeps_posts": "on"}
    assert send_form(client, location, typed) == address("show-reorganisation", reorganisation.pk)
    text = page(client, "show-reorganisation", reorganisation.pk)
    for words in ("Sáp nhập vào: Công đoàn cơ sở Công ty Chè Ba Khe (G2)", "Sẽ thực hiện", "chức danh kết thúc"):
        assert words in text
    confirm = address("confirm-reorganisation", reorganisation.pk)
    assert "Thực hiện: 1 đơn vị chấm dứt, 0 đơn vị thành lập" in text_of(client.get(confirm))
    assert "Có thể hoàn tác đến hết hôm nay." in text_of(client.post(confirm, follow=True))
    assert Unit.objects.at(TODAY).filter(code="G1").exists() is False
    assert "Sáp nhập vào" in page(client, "show-unit", "G1") or "Hợp nhất vào" in page(client, "show-unit", "G1")
    assert client.get(confirm).status_code == 302
    undo = address("undo-reorganisation", reorganisation.pk)
    assert undo in page(client, "show-reorganisation", reorganisation.pk)
    assert "Mọi thứ đã trở lại như trước." in text_of(client.post(undo, follow=True))
    assert Unit.objects.at(TODAY).filter(code="G1").exists() is True


def test_undoing_from_the_page_says_why_it_cannot_be(cast: Cast, client: Client) -> None:
    reorganisation = draft(cast, Step(0, Operation.CREATE, "N", name="Tổ", kind=UnitKind.GRASSROOTS, parent="D"))
    confirm_reorganisation(reorganisation, by=cast.administrator, now=NOW)
    count_members(Unit.objects.get(code="N"), members=4, on=TODAY, source="Sổ", by=None, now=NOW)
    response = enter(client, cast.administrator).post(address("undo-reorganisation", reorganisation.pk), follow=True)
    assert "Đơn vị mới lập đã được sử dụng" in text_of(response)


def test_draft_shows_its_problems_and_loses_a_step(cast: Cast, client: Client) -> None:
    reorganisation = draft(cast, Step(0, Operation.ABOLISH, "D"))
    enter(client, cast.administrator)
    text = page(client, "show-reorganisation", reorganisation.pk)
    assert "Còn 1 điểm chưa đúng" in text
    assert "còn đơn vị trực thuộc (G1, G2): hãy nêu nơi tiếp nhận" in text
    assert address("confirm-reorganisation", reorganisation.pk) not in text
    take_out = address("remove-reorganisation-step", reorganisation.pk, reorganisation.steps.get().pk)
    assert "Chưa có bước nào" in text_of(client.post(take_out, follow=True))
    change = {"basis_number": "Số 16", "effective_on": "2026-12-01", "basis_on": "2026-11-20"}
    client.post(address("change-reorganisation", reorganisation.pk), change)
    reorganisation.refresh_from_db()
    assert (reorganisation.basis, reorganisation.effective_on) == ("Số 16 ngày 20/11/2026", date(2026, 12, 1))
    client.post(address("recheck-reorganisation", reorganisation.pk))
    client.post(address("discard-reorganisation", reorganisation.pk))
    assert "Chưa có phương án sắp xếp nào" in page(client, "reorganisations")


def test_future_reorganisation_is_confirmed_and_called_back(cast: Cast, client: Client) -> None:
    reorganisation = draft(cast, on=TODAY + timedelta(days=3))
    enter(client, cast.administrator)
    confirm = address("confirm-reorganisation", reorganisation.pk)
    assert "Thực hiện vào 26/11/2026" in text_of(client.get(confirm))
    assert "Đến ngày hiệu lực, phương án tự được thực hiện." in text_of(client.post(confirm, follow=True))
    recall = address("recall-reorganisation", reorganisation.pk)
    assert "Phương án đã trở lại bản nháp." in text_of(client.post(recall, follow=True))


STEPS: list[tuple[str, dict[str, str], Step]] = [
    (
        "merge",
        {"unit": "G1", "new_code": "M", "name": "Mới", "kind": "grassroots", "parent": "D"},
        Step(0, "merge", "G1", "M", "Mới", "", "grassroots", "D"),
    ),
    (
        "split",
        {"unit": "G1", "share": "40%", "successor": "G2", "takes_below": "on"},
        Step(0, "split", "G1", "G2", share="40%", below="follow"),
    ),
    ("abolish", {"unit": "D", "closes_below": "on"}, Step(0, "abolish", "D", below="close")),
    (
        "create",
        {"new_code": "X", "name": "Công đoàn xã", "kind": "commune", "parent": "P"},
        Step(0, "create", "X", "", "Công đoàn xã", "", "commune", "P"),
    ),
    ("rename", {"unit": "G1", "name": "Tên", "short_name": "T"}, Step(0, "rename", "G1", "", "Tên", "T")),
    ("sector", {"unit": "G1"}, Step(0, "sector", "G1")),
]


@pytest.mark.parametrize(("operation", "typed", "expected"), STEPS, ids=[row[0] for row in STEPS])
def test_step_is_typed(cast: Cast, client: Client, operation: str, typed: dict[str, str], expected: Step) -> None:
    from dataclasses import astuple

    from caunoi.orgs.reorganising.steps import CELLS

    reorganisation = draft(cast)
    enter(client, cast.administrator)
    url = f"{address('add-reorganisation-step', reorganisation.pk)}?viec={operation}"
    assert client.post(url, typed).status_code == 302
    assert reorganisation.steps.filter(position=2).values_list(*CELLS).get() == astuple(expected)[1:]


@pytest.mark.parametrize(
    ("operation", "typed", "said"),
    [
        ("merge", {"unit": "G1"}, "chỉ một trong hai"),
        ("merge", {"unit": "G1", "successor": "G2", "new_code": "M"}, "chỉ một trong hai"),
        ("merge", {"unit": "G1", "new_code": "M"}, "Đơn vị mới cần có nội dung này."),
        ("merge", {"unit": "G3", "successor": "G2"}, "Hãy chọn đơn vị trong danh sách"),
        ("split", {"unit": "G1", "successor": "G2", "share": "nửa"}, "Hãy ghi 40% hoặc số đoàn viên."),
        ("create", {"new_code": "a b", "name": "A", "kind": "commune", "parent": "P"}, "Mã chỉ gồm"),
        ("move", {"unit": "G1"}, "Cần nhập mục này."),
    ],
)
def test_step_typed_wrong_says_why(
    cast: Cast, client: Client, operation: str, typed: dict[str, str], said: str
) -> None:
    enter(client, cast.administrator)
    url = f"{address('add-reorganisation-step', draft(cast).pk)}?viec={operation}"
    assert said in text_of(client.post(url, typed))


def test_step_of_no_known_operation_leads_back(cast: Cast, client: Client) -> None:
    reorganisation = draft(cast)
    enter(client, cast.administrator)
    response = client.get(address("add-reorganisation-step", reorganisation.pk), {"viec": "bay"})
    assert response["Location"] == address("show-reorganisation", reorganisation.pk)
    plain = {"basis_number": "Số 1", "effective_on": "2026-11-23"}
    assert client.post(address("start-reorganisation"), plain).status_code == 302


def test_step_may_name_a_unit_that_the_draft_sets_up(cast: Cast, client: Client) -> None:
    reorganisation = draft(cast, Step(0, Operation.MERGE, "G1", "M", "Mới", "", UnitKind.GRASSROOTS, "D"))
    enter(client, cast.administrator)
    url = f"{address('add-reorganisation-step', reorganisation.pk)}?viec=merge"
    assert client.post(url, {"unit": "G2", "successor": "M"}).status_code == 302
    assert Reorganisation.objects.get().problems == []


def send(client: Client, reorganisation: Reorganisation, data: bytes) -> Any:
    file = SimpleUploadedFile("sap-xep.csv", data)
    return client.post(address("load-reorganisation", reorganisation.pk), {"file": file})


def test_sheet_is_loaded_or_shows_its_problems(cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    reorganisation = draft(cast)
    enter(client, cast.administrator)
    assert "1 ô chưa đọc được" in text_of(send(client, reorganisation, f"{SHEET}Bay;G1;\n".encode()))
    assert "Tệp thiếu các cột" in text_of(send(client, reorganisation, "Tên;Loại\na;b\n".encode()))
    assert send(client, reorganisation, f"{SHEET}Sáp nhập;G1;G0\n".encode()).status_code == 302
    assert reorganisation.steps.get().successor == "G0"
    monkeypatch.setattr("caunoi.orgs.forms.reorganisations.MAX_BYTES", 1)
    assert "lớn hơn" in text_of(send(client, reorganisation, SHEET.encode()))


def test_page_waits_for_the_worker(cast: Cast, client: Client) -> None:
    reorganisation = draft(cast)
    enter(client, cast.administrator)
    url, htmx = address("show-reorganisation", reorganisation.pk), {"HX-Request": "true"}
    for state, words in (("checking", "Đang kiểm tra"), ("applying", "Đang sắp xếp"), ("undoing", "Đang hoàn tác")):
        Reorganisation.objects.update(state=state)
        assert text_of(client.get(url, headers=htmx)).startswith('<div class="panel"')
        assert words in text_of(client.get(url))
    Reorganisation.objects.update(state=State.DRAFT)
    assert client.get(url, headers=htmx)["HX-Refresh"] == "true"


def test_lists_ask_as_much_for_three_as_for_one(cast: Cast, client: Client) -> None:
    make_unit("G9", "Công đoàn cơ sở Bưu điện", UnitKind.GRASSROOTS, cast.units.D)
    enter(client, cast.administrator)
    reorganisation = draft(cast)
    urls = [address("reorganisations"), address("show-reorganisation", reorganisation.pk)]

    def asked() -> list[int]:
        numbers = []
        for url in urls:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(url).status_code == 200
            numbers.append(len(captured))
        return numbers

    asked()
    one = asked()
    for code in ("G0", "G9"):
        add_step(reorganisation, Step(0, Operation.MERGE, code, "G2"), now=NOW)
        draft(cast)
    assert asked() == one


def test_every_kind_of_step_is_told_in_words(cast: Cast, client: Client) -> None:
    reorganisation = draft(
        cast,
        Step(0, Operation.CREATE, "X", "", "Công đoàn xã Ba Khe", "", UnitKind.COMMUNE, "P"),
        Step(0, Operation.RENAME, "G0", name="Tên mới"),
        Step(0, Operation.SPLIT, "D", "X", share="60%", below="follow"),
        Step(0, Operation.SPLIT, "D", "Y", "Công đoàn xã Y", "", UnitKind.COMMUNE, "P", "40%"),
        Step(0, Operation.ABOLISH, "G1", below="close"),
        Step(0, Operation.MERGE, "G2", "G0", keeps_posts=True),
    )
    text = page(enter(client, cast.administrator), "show-reorganisation", reorganisation.pk)
    for words in (
        "Công đoàn xã Ba Khe (X)",
        "Chia tách: Công đoàn xã Y (Y)",
        "40% đoàn viên",
        "trực thuộc Liên đoàn Lao động tỉnh Vĩnh Sơn (P)",
        "đơn vị trực thuộc chuyển về đó",
        "đơn vị trực thuộc chấm dứt hoạt động cùng",
        "cán bộ tiếp tục giữ chức danh",
        "Tên mới",
    ):
        assert words in text


def merged(cast: Cast) -> None:
    for code, members in (("G0", 5), ("G1", 30), ("G2", 45)):
        count_members(getattr(cast.units, code), members=members, on=SINCE, source="Sổ", by=None, now=NOW)
    reorganisation = draft(cast, Step(0, Operation.MERGE, "G1", "G2"), Step(0, Operation.ABOLISH, "G0"))
    confirm_reorganisation(reorganisation, by=cast.administrator, now=NOW)
    assert reorganisation.state == State.APPLIED


def test_comparison_shows_groups_totals_and_the_mapping(cast: Cast, client: Client) -> None:
    merged(cast)
    enter(client, cast.superior)
    text = page(client, "compare-trees", tu="2026-11-23", den="2026-11-22", cap="co-so")
    for words in (
        "Công đoàn cơ sở, nghiệp đoàn: ngày 22/11/2026 và ngày 23/11/2026",
        "Công đoàn cơ sở Trường Tiểu học Ba Khe → Công đoàn cơ sở Công ty Chè Ba Khe (G2)",
        "Công đoàn cơ sở Công ty Nước sạch Vĩnh Sơn → <span",
        "chấm dứt hoạt động, không có đơn vị kế thừa",
        "Số 15/QĐ-LĐLĐ",
    ):
        assert words in text
    assert (text.count(">80<"), text.count(">75<"), text.count(">–<")) == (1, 3, 2)
    assert "Liên đoàn Lao động huyện Ba Khe" in page(client, "compare-trees", tu="hôm qua")
    assert "Cả hai ngày đều không có đơn vị cấp này" in page(client, "compare-trees", tu="1999-01-01", den="1999-02-02")


def test_comparison_is_taken_away(cast: Cast, client: Client) -> None:
    merged(cast)
    query = {"tu": "2026-11-22", "den": "2026-11-23", "cap": "co-so", "dinh-dang": "xlsx"}
    response = enter(client, cast.superior).get(address("compare-trees"), query)
    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
    pairs, links = (book.get_sheet_by_index(place).to_python() for place in (0, 1))
    assert pairs[1:] == [
        [
            "Công đoàn cơ sở Công ty Chè Ba Khe (G2); Công đoàn cơ sở Trường Tiểu học Ba Khe (G1)",
            75,
            "Công đoàn cơ sở Công ty Chè Ba Khe (G2)",
            75,
            0,
        ],
        ["Công đoàn cơ sở Công ty Nước sạch Vĩnh Sơn (G0)", 5, "", "", ""],
    ]
    assert [row[:3] for row in links[1:]] == [
        ["Công đoàn cơ sở Công ty Nước sạch Vĩnh Sơn (G0)", "", ""],
        ["Công đoàn cơ sở Trường Tiểu học Ba Khe (G1)", "Công đoàn cơ sở Công ty Chè Ba Khe (G2)", 100],
    ]


def test_members_of_an_upper_unit_are_those_of_the_unions_below(cast: Cast) -> None:
    group = make_unit("G1A", "Tổ công đoàn", UnitKind.TRADE_GROUP, cast.units.G1)
    for unit, members in ((cast.units.G1, 30), (group, 8), (cast.units.D, 999), (cast.units.E, 70)):
        count_members(unit, members=members, on=SINCE, source="Sổ", by=None, now=NOW)
    top = Unit.objects.at(TODAY).get(code="TLD")
    names = dict(Unit.objects.values_list("pk", "code"))
    figures = {names[key]: figure for key, figure in members_on(TODAY, top.path).items()}
    assert figures == {"G1A": 8, "G1": 30, "D": 30, "P": 30, "E": 70, "Q": 70, "TLD": 100}


def run(file: Any, cast: Cast, *more: str, by: str = "quan-tri@tinh.example") -> str:
    out = io.StringIO()
    arguments = [str(file), "--on", "2026-11-23", "--basis", "Số 15", "--under", "P", "--by", by, *more]
    call_command("units_reorganise", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def test_command_checks_then_applies(cast: Cast, tmp_path: Any) -> None:
    file = tmp_path / "sap-xep.csv"
    file.write_text(f"{SHEET}Sáp nhập;G1;G2\n", encoding="utf-8")
    told = run(file, cast, "--dry-run")
    assert told.splitlines()[0] == "Thành lập 0, chấm dứt 1, tách 0, chuyển 0, đổi tên 0 đơn vị."
    assert Unit.objects.at(TODAY).filter(code="G1").exists()
    assert run(file, cast).splitlines()[-1] == "đã thực hiện"
    assert Unit.objects.at(TODAY).filter(code="G1").exists() is False


@pytest.mark.parametrize(
    ("rows", "by", "said"),
    [
        ("Sáp nhập;G1;G2\n", "can-bo@tinh.example", "không có quyền sắp xếp"),
        ("Sáp nhập;G1;G2\n", "ai@do.example", "không có quyền sắp xếp"),
        ("Bay;G1;G2\n", "quan-tri@tinh.example", "1 lỗi"),
        ("Sáp nhập;G1;G3\n", "quan-tri@tinh.example", "1 lỗi"),
        ("", "quan-tri@tinh.example", "không có đơn vị nào"),
    ],
)
def test_command_says_why_not(cast: Cast, tmp_path: Any, rows: str, by: str, said: str) -> None:
    file = tmp_path / "sap-xep.csv"
    file.write_text(SHEET + rows, encoding="utf-8")
    with pytest.raises(CommandError) as error:
        run(file, cast, by=by)
    assert said in str(error.value)


def test_command_without_a_file_or_a_standing_branch_says_so(cast: Cast, tmp_path: Any) -> None:
    with pytest.raises(CommandError):
        run(tmp_path / "khong-co.csv", cast)
    file = tmp_path / "sap-xep.csv"
    file.write_text(f"{SHEET}Sáp nhập;G1;G2\n", encoding="utf-8")
    with pytest.raises(CommandError) as error:
        call_command(
            "units_reorganise",
            str(file),
            "--on",
            "2019-01-01",
            "--basis",
            "Số 15",
            "--under",
            "P",
            "--by",
            "quan-tri@tinh.example",
        )
    assert "chưa có hoặc không còn" in str(error.value)


def test_clock_command_applies_what_is_due(cast: Cast, clock: Any) -> None:
    reorganisation = draft(cast, on=TODAY + timedelta(days=1))
    confirm_reorganisation(reorganisation, by=cast.administrator, now=NOW)
    clock.shift(timedelta(days=1))
    out = io.StringIO()
    call_command("units_reorganise_due", stdout=out)
    assert out.getvalue() == "1 reorganisations applied\n"


def test_steps_are_told_with_the_names_of_the_day_before(cast: Cast) -> None:
    old = Designation.objects.get(unit__code="G1")
    Designation.objects.filter(pk=old.pk).update(valid_to=TODAY)
    Designation.objects.create(unit=cast.units.G1, name="Tên mới", kind=old.kind, valid_from=TODAY)
    step = ReorganisationStep(position=1, operation=Operation.ABOLISH, code="G1")
    (told,) = told_steps([step], on=TODAY)
    assert old.name in told.title
