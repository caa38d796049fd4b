"""What the pages say and do: two steps before a date moves, two entries, one tap for the news, the sheet of dates."""

import io
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from caunoi.congresses import papers
from caunoi.congresses.actions import set_congress_date, set_deadline
from caunoi.congresses.actions.date_sheet import date_congresses
from caunoi.congresses.models import Congress, Cycle, Deadline, News, Result
from caunoi.congresses.papers import Paper, papers_of
from caunoi.congresses.queries.date_sheet import read_date_sheet
from caunoi.core.errors import Refused
from caunoi.orgs.models import Unit, User
from tests.cast import Cast
from tests.conftest import NOW
from tests.congresses.conftest import DAY, VALUES, Maker

pytestmark = pytest.mark.usefixtures("clock")
TODAY = date(2026, 11, 23)


def url(name: str, *args: Any) -> str:
    return reverse(f"congresses:{name}", args=args)


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_without_a_round_the_board_offers_to_open_one(cast: Cast) -> None:
    client = as_user(cast.superior)
    assert "Chưa có kỳ đại hội nào" in text_of(client.get(url("board")))
    assert client.get(url("download-board")).status_code == 404
    assert client.get(url("start-congress")).url == url("open-cycle")
    assert client.get(url("import-dates")).url == url("open-cycle")
    wrong = {"name": "Khóa XIV", "ordinal": "14", "term_start": 2031, "term_end": 2026}
    assert client.post(url("open-cycle"), wrong).status_code == 422
    right = {"name": "Khóa XIV", "ordinal": "xiv", "term_start": 2026, "term_end": 2031}
    assert client.post(url("open-cycle"), right).url == url("deadlines", Cycle.objects.get().pk)


def test_the_board_shows_denominators_and_its_sheet(maker: Maker, cast: Cast) -> None:
    maker.approved(cast.units.G1)
    client = as_user(cast.superior)
    set_deadline(maker.cycle, unit=cast.units.P, kind="grassroots", due_on=TODAY, source="KH 22", by=None, now=NOW)
    page = text_of(client.get(url("board"), {"standing": "held"}))
    assert "<strong>1</strong>/5" in page
    assert "20/48" in page
    below = text_of(client.get(url("board"), {"unit": "D"}))
    assert "<strong>1</strong>/3" in below
    assert client.get(url("board"), {"unit": "E"}).status_code == 404
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(url("download-board")).content))
    assert book.sheet_names == ["Tiến độ", "Nhân sự và cơ cấu", "Đơn vị"]
    assert book.get_sheet_by_index(0).to_python()[-1][:4] == ["Cộng", 5.0, 1.0, 1.0]
    assert len(book.get_sheet_by_index(2).to_python()) == 6


def test_a_congress_is_entered_with_the_proposed_name(maker: Maker, cast: Cast) -> None:
    client = as_user(cast.chair)
    page = text_of(client.get(url("start-congress")))
    assert "Đại hội đại biểu Công đoàn cơ sở Trường Tiểu học Ba Khe, nhiệm kỳ 2026 - 2031" in page
    typed = {"form": "plenary", "ordinal": "iv", "term_start": 2026, "term_end": 2029}
    answer = client.post(url("start-congress"), typed)
    congress = Congress.objects.get()
    assert answer.url == url("show-congress", congress.pk)
    assert (
        congress.title
        == "Đại hội toàn thể đoàn viên Công đoàn cơ sở Trường Tiểu học Ba Khe lần thứ IV, nhiệm kỳ 2026 - 2029"
    )
    for wrong in ({"ordinal": "bốn"}, {"term_end": ""}, {"term_end": 2026}):
        assert client.post(url("edit-congress", congress.pk), typed | wrong).status_code == 422
    client.post(url("edit-congress", congress.pk), typed | {"title": "Đại hội IV", "venue": "Trường"})
    congress.refresh_from_db()
    assert (congress.title, congress.venue) == ("Đại hội IV", "Trường")


def test_a_date_moves_only_after_a_look(maker: Maker, cast: Cast) -> None:
    congress, client = maker.congress(cast.units.G1), as_user(cast.owner)
    page = url("set-days", congress.pk)
    first = text_of(client.post(page, {"starts_on": "2026-12-01"}))
    assert "Tác động đến ai, việc gì" in first
    congress.refresh_from_db()
    assert congress.starts_on is None
    changed = text_of(client.post(page, {"starts_on": "2026-12-02", "previewed": "2026-12-01|"}))
    assert 'value="2026-12-02|"' in changed
    client.post(page, {"starts_on": "2026-12-02", "previewed": "2026-12-02|"})
    congress.refresh_from_db()
    assert congress.starts_on == date(2026, 12, 2)
    assert client.post(page, {"starts_on": "2026-12-05"}).status_code == 422  # a known day needs a reason
    assert client.post(page, {"starts_on": "2026-12-05", "ends_on": "2026-12-04", "reason": "x"}).status_code == 422


def test_a_day_that_a_colleague_moved_after_the_look_is_looked_at_again(maker: Maker, cast: Cast) -> None:
    congress, client = maker.congress(cast.units.G1), as_user(cast.owner)
    page, words = url("set-days", congress.pk), "Có người đã sửa sau khi đồng chí xem"
    asked = {"starts_on": "2026-12-02", "reason": "Chờ hội trường", "previewed": "2026-12-02|"}
    looked = text_of(client.post(page, asked | {"previewed": ""}))
    assert ('name="stood" value="|"' in looked, words in looked) == (True, False)
    set_congress_date(congress, starts_on=date(2026, 12, 9), ends_on=None, reason="", by=cast.chair, now=NOW)
    again = text_of(client.post(page, asked | {"stood": "|"}))
    congress.refresh_from_db()
    assert (words in again, 'name="stood" value="2026-12-09|"' in again, congress.starts_on) == (
        True, True, date(2026, 12, 9),
    )  # fmt: skip
    for _twice in range(2):  # a double click is no colleague
        answer = client.post(page, asked | {"stood": "2026-12-09|"})
        assert answer.url == url("show-congress", congress.pk)
    congress.refresh_from_db()
    assert (congress.starts_on, congress.date_history.count()) == (date(2026, 12, 2), 2)
    typed = {"cause": "merging", "reason": "Chờ", "previewed": "|", "stood": "2026-12-09|"}
    assert words in text_of(client.post(url("postpone-congress", congress.pk), typed))


def test_putting_off_moves_after_a_look_and_stands_on_the_board(maker: Maker, cast: Cast) -> None:
    congress, client = maker.congress(cast.units.G1), as_user(cast.owner)
    typed = {"cause": "merging", "reason": "Chờ sáp nhập với xã bên"}
    text_of(client.post(url("postpone-congress", congress.pk), typed))
    congress.refresh_from_db()
    assert congress.state == "planned"
    client.post(url("postpone-congress", congress.pk), typed | {"previewed": "|"})
    assert "Chờ sáp nhập với xã bên" in text_of(client.get(url("board")))
    assert "Chờ sáp nhập với xã bên" in text_of(client.get(url("show-congress", congress.pk)))


def test_a_refused_move_is_said_on_the_form(maker: Maker, cast: Cast) -> None:
    congress, client = maker.held(cast.units.G1), as_user(cast.owner)
    typed = {"starts_on": "2026-12-05", "reason": "Nhầm", "previewed": "2026-12-05|"}
    assert client.post(url("set-days", congress.pk), typed).status_code == 422


def test_holding_and_taking_back(maker: Maker, cast: Cast) -> None:
    congress, client = maker.congress(cast.units.G1), as_user(cast.owner)
    assert client.post(url("hold-congress", congress.pk), {"starts_on": "2027-01-01"}).status_code == 422
    client.post(url("hold-congress", congress.pk), {"starts_on": "2026-11-10"})
    congress.refresh_from_db()
    assert congress.state == "held"
    client.post(url("unhold-congress", congress.pk), {"reason": ""})
    congress.refresh_from_db()
    assert congress.state == "held"
    client.post(url("unhold-congress", congress.pk), {"reason": "Nhầm"})
    congress.refresh_from_db()
    assert congress.state == "planned"


def test_results_go_from_two_entries_to_the_news(maker: Maker, cast: Cast) -> None:
    congress = maker.held(cast.units.G1)
    entry, typed = url("enter-results", congress.pk), dict(VALUES)
    owner, superior, chair = as_user(cast.owner), as_user(cast.superior), as_user(cast.chair)
    assert owner.post(entry, typed | {"present": 60}).status_code == 422
    assert owner.post(entry, typed).url == url("show-congress", congress.pk)
    second = superior.get(entry)
    assert "Đã có một người nhập" in text_of(second)
    assert 'value="20"' not in second.content.decode()
    assert superior.post(entry, typed | {"women": 21}).url == url("settle-results", congress.pk)
    assert chair.get(entry).url == url("show-congress", congress.pk)
    settle = url("settle-results", congress.pk)
    assert "Số nào đúng?" in text_of(owner.get(settle))
    assert owner.post(settle, {}).status_code == 422
    assert owner.post(settle, {"women": "2"}).url == url("show-congress", congress.pk)
    assert owner.get(settle).url == url("show-congress", congress.pk)
    assert "21 đại biểu là nữ" in text_of(chair.get(url("approve-results", congress.pk)))
    chair.post(url("approve-results", congress.pk))
    assert owner.get(entry).url == url("show-congress", congress.pk)
    chair.post(url("publish-news", congress.pk))
    assert (Result.objects.get().state, News.objects.count()) == ("published", 1)
    assert "Thông tin nhanh" in text_of(chair.get(url("show-congress", congress.pk)))
    chair.post(url("return-results", congress.pk), {"reason": "Sai"})
    assert "Kết quả bị trả lại" in text_of(owner.get(url("show-congress", congress.pk)))
    chair.post(url("return-results", congress.pk), {"reason": ""})
    chair.post(url("publish-news", congress.pk))
    assert News.objects.filter(withdrawn_at=None).count() == 0


def test_equal_entries_lead_back_to_the_congress(maker: Maker, cast: Cast) -> None:
    congress = maker.held(cast.units.G1)
    for user in (cast.owner, cast.superior):
        assert as_user(user).post(url("enter-results", congress.pk), VALUES).url == url("show-congress", congress.pk)
    assert "chờ duyệt" in text_of(as_user(cast.owner).get(url("show-congress", congress.pk)))


def test_preparing_through_the_pages(maker: Maker, cast: Cast) -> None:
    congress, client = maker.congress(cast.units.G1), as_user(cast.chair)
    one = url("show-congress", congress.pk)
    assert client.post(url("plan-seats", congress.pk), {"planned_committee": "-1"}).status_code == 422
    assert client.post(url("plan-seats", congress.pk), {"planned_committee": "40"}).url == one
    explain = url("explain-departure", congress.pk, "committee")
    assert client.post(explain, {"text": ""}).status_code == 422
    assert client.post(explain, {"text": "Được chấp thuận"}).url == one
    assert client.get(url("explain-departure", congress.pk, "standing")).status_code == 404
    assert client.post(url("plan-seats", congress.pk), {"planned_committee": "5"}).url == one
    assert client.post(url("write-agenda", congress.pk), {"steps": "8:00 Chào cờ\nBế mạc"}).url == one
    assert client.post(url("write-agenda", congress.pk), {"steps": "a\n" * 61}).status_code == 422
    assert client.post(url("write-agenda", congress.pk), {"steps": "a" * 301}).status_code == 422
    rows = {"form-TOTAL_FORMS": "6", "form-INITIAL_FORMS": "0", "form-0-name": "Văn kiện", "form-1-name": "Văn kiện"}
    assert client.post(url("set-sub-committees", congress.pk), rows).status_code == 422
    assert client.post(url("set-sub-committees", congress.pk), rows | {"form-1-name": "Nhân sự"}).url == one
    sent = {"kind": "plan", "classification": "open"}
    assert client.post(url("send-file", congress.pk), sent).status_code == 422
    wrong = SimpleUploadedFile("a.mp3", b"ID3 x")
    assert client.post(url("send-file", congress.pk), sent | {"file": wrong}).status_code == 422
    right = SimpleUploadedFile("ke-hoach.pdf", b"%PDF-1.4 x")
    assert client.post(url("send-file", congress.pk), sent | {"file": right}).url == one
    page = text_of(client.get(one))
    assert "Chào cờ" in page
    file = congress.files.get()
    assert client.get(url("download-file", file.pk)).headers["Cache-Control"] == "private, no-store"
    file.file.storage.delete(file.file.name)
    assert client.get(url("download-file", file.pk)).status_code == 404
    assert client.post(url("remove-file", file.pk)).url == one


def test_deadlines_are_set_with_their_paper(maker: Maker, cast: Cast) -> None:
    client, page = as_user(cast.superior), url("deadlines", maker.cycle.pk)
    typed = {"kind": "grassroots", "due_on": "2026-12-31", "source": "Kế hoạch số 22/KH-TLĐ"}
    assert client.post(page, typed | {"opens_on": "2027-01-01"}).status_code == 422
    assert client.post(page, typed | {"source": " "}).status_code == 422
    client.post(page, typed)
    client.post(page, typed | {"due_on": "2026-12-20", "source": "Công văn số 513"})
    shown = text_of(client.get(page))
    assert "Kế hoạch số 22/KH-TLĐ" in shown
    assert "Công văn số 513" in shown
    assert Deadline.objects.count() == 2
    assert client.get(url("deadlines", 10**6)).status_code == 404


SHEET = "Mã đơn vị;Ngày bắt đầu;Ngày kết thúc;Lý do\n"


def sheet_of(maker: Maker, text: str) -> Any:
    units = Unit.objects.at(TODAY).filter(code__in=["G1", "G2", "G0"])
    return read_date_sheet(text.encode(), units=units, cycle=maker.cycle)


def test_every_problem_of_a_sheet_names_row_and_column(maker: Maker, cast: Cast) -> None:
    maker.held(cast.units.G0)
    set_congress_date(maker.congress(cast.units.G2), starts_on=DAY, ends_on=None, reason="", by=None, now=NOW)
    rows = "G1;mai;;\nG1;01/12/2026;;\n;01/12/2026;;\nG3;01/12/2026;;\nG0;01/12/2026;;x\nG2;01/12/2026;;\n"
    sheet = sheet_of(maker, SHEET + rows + "G9;;;\nG2;02/12/2026;01/12/2026;x\n")
    assert [(one.row, one.column) for one in sheet.problems] == [
        (2, "Ngày bắt đầu"), (3, "Mã đơn vị"), (4, "Mã đơn vị"), (5, "Mã đơn vị"), (6, "Ngày bắt đầu"), (7, "Lý do"),
        (8, "Mã đơn vị"), (8, "Ngày bắt đầu"), (9, "Mã đơn vị"), (9, "Ngày kết thúc"),
    ]  # fmt: skip
    assert sheet.lines == []


def test_a_sheet_without_its_columns_is_refused(maker: Maker) -> None:
    with pytest.raises(Refused) as caught:
        sheet_of(maker, "Tên;Ngày\nG1;01/12/2026\n")
    assert caught.value.code == "no_column"
    with pytest.raises(Refused) as caught:
        sheet_of(maker, SHEET + "G1;01/12/2026;;\n" * 5_001)
    assert caught.value.code == "too_many_rows"


def test_a_sheet_dates_and_makes_congresses_once(maker: Maker, cast: Cast) -> None:
    maker.congress(cast.units.G1)
    sheet = sheet_of(maker, SHEET + "G1;2026-12-01;2026-12-02;\nG2;01.12.2026;;\n")
    assert [line.congress_id is None for line in sheet.changing] == [False, True]
    assert date_congresses(sheet.lines, cycle=maker.cycle, by=cast.superior, now=NOW) == 2
    assert date_congresses(sheet.lines, cycle=maker.cycle, by=cast.superior, now=NOW) == 0
    assert Congress.objects.get(unit=cast.units.G2).title == "Đại hội Công đoàn cơ sở Công ty Chè Ba Khe"
    assert sheet_of(maker, SHEET + "G2;01-12-2026;;\n").changing == []


def test_the_sheet_is_looked_at_before_it_is_written(maker: Maker, cast: Cast) -> None:
    client, page = as_user(cast.superior), url("import-dates")

    def send(text: str) -> Any:
        return client.post(page, {"file": SimpleUploadedFile("ngay.csv", text.encode())})

    assert send("").status_code == 422
    assert send("Tên\nG1\n").status_code == 422
    assert "Bảng tính có lỗi" in text_of(send(SHEET + "G1;mai;;\n"))
    looked = send(SHEET + "G1;01/12/2026;;\n")
    assert "Ghi ngày cho 1 đại hội" in text_of(looked)
    assert Congress.objects.count() == 0
    payload = {"payload": looked.context["payload"]}
    other = as_user(cast.owner)
    assert other.post(url("confirm-dates"), payload).status_code == 403
    assert client.post(url("confirm-dates"), {"payload": "x"}).url == page
    assert client.post(url("confirm-dates"), payload).url == url("board")
    assert Congress.objects.get().starts_on == date(2026, 12, 1)
    assert client.post(url("confirm-dates"), payload).url == url("board")  # a double click is no colleague
    overtaken = send(SHEET + "G1;05/12/2026;;Mưa\n").context["payload"]
    congress = Congress.objects.get()
    set_congress_date(congress, starts_on=date(2026, 12, 9), ends_on=None, reason="Bão", by=cast.chair, now=NOW)
    assert client.post(url("confirm-dates"), {"payload": overtaken}).url == page
    congress.refresh_from_db()
    assert congress.starts_on == date(2026, 12, 9)
    late = send(SHEET + "G1;05/12/2026;;Mưa\n").context["payload"]
    maker.held(cast.units.G1)
    assert client.post(url("confirm-dates"), {"payload": late}).url == page


def test_papers_come_from_above(maker: Maker, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers, "_providers", [])
    one = Paper("Nghị quyết số 01", "/x/", TODAY, "Đã giao")

    def provide(congress: Congress, user: Any, on: date) -> list[Paper]:
        return [one]

    papers.register(provide)
    papers.register(provide)
    congress = maker.held(cast.units.G1)
    assert papers_of(congress, cast.chair, on=TODAY) == [one]
    assert "Nghị quyết số 01" in text_of(as_user(cast.chair).get(url("show-congress", congress.pk)))
