"""The page of a report: figures with what is behind and beside them, history, lists; the same number of queries for many."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from caunoi.orgs.models import Unit
from caunoi.reporting.actions.comments import comment_on
from caunoi.reporting.actions.filings import approve_filing, excuse_filing, return_filing
from caunoi.reporting.form_lines import FormLine, FormSection, to_json
from caunoi.reporting.models import Filing, FilingDraft, FormVersion, ReportForm
from caunoi.reporting.packing import unpack
from caunoi.reporting.queries.filings import changes_of, filings_to_decide, former_of, groups_of, values_of
from caunoi.reporting.queries.waiting import reports_waiting_for
from tests.campaigns.running import NOW, TODAY, log
from tests.campaigns.test_delivery import count_queries
from tests.reporting.filing import LINES, Filed
from tests.reporting.test_filings import send

REAL = [
    FormLine(0, "oral_listeners", "Số lượt người nghe", "lượt người", "oral"),
    FormLine(1, "members", "Số đoàn viên hiện có", "đoàn viên", "oral", "last"),
    FormLine(-1, "oral_share", "Tỷ lệ", "%", "oral", "share", "oral_listeners", "members"),
]


def page(person: Any, filing: Filing, name: str = "show-filing", *args: Any, **given: Any) -> Any:
    client = Client()
    client.force_login(person)
    return client.get(reverse(f"reporting:{name}", args=[filing.pk, *args]), **given)


@pytest.fixture
def real(filed: Filed) -> Filing:
    """G1's report on a form that the registers know of."""
    FormVersion.objects.filter(pk=filed.version.pk).update(lines=to_json(REAL))
    return filed.of(filed.cast.units.G1)


def test_a_figure_is_prefilled_and_opens_to_its_activities(filed: Filed, real: Filing) -> None:
    activity = log(filed.running, filed.cast.units.G1, figures={"listeners": 80}, title="Nói chuyện ca ba")
    shown = page(filed.cast.chair, real)
    assert shown.context["form"]["value-oral_listeners"].value() == "80"
    real.refresh_from_db()
    assert unpack(real.prefilled) == {0: 80}
    link = reverse("campaigns:show-activity", args=[activity.pk])
    for given in ({}, {"headers": {"HX-Request": "true"}}):
        text = page(filed.cast.owner, real, "filing-evidence", "oral_listeners", **given).content.decode()
        assert (link in text, "Nói chuyện ca ba" in text, "<html" in text) == (True, True, not given)
    assert "đơn vị tự nêu" in page(filed.cast.chair, real, "filing-evidence", "khong-co").content.decode()


def test_the_level_above_reads_what_the_registers_know_and_writes_nothing(filed: Filed, real: Filing) -> None:
    log(filed.running, filed.cast.units.G1, figures={"listeners": 80})
    shown = page(filed.cast.owner, real)
    assert (shown.context["form"], [group.filled for group, _entries, _open in shown.context["groups"]]) == (None, [1])


def test_what_was_typed_is_there_again_and_a_colleague_is_named(filed: Filed) -> None:
    filing = filed.of(filed.cast.units.G1)
    for person, typed in (
        (filed.cast.chair, {"value-heard": "một trăm"}),
        (filed.cast.administrator, {"text-done": "x"}),
    ):
        FilingDraft.objects.create(filing=filing, user=person, typed=typed, revision=0, saved_at=NOW)
    shown = page(filed.cast.chair, filing)
    assert shown.context["form"]["value-heard"].value() == "một trăm"
    assert [draft.user for draft in shown.context["others"]] == [filed.cast.administrator]
    assert "Hoàng Văn Nam" in shown.content.decode()


def test_a_draft_on_an_older_state_is_shown_beside_what_stands(filed: Filed) -> None:
    filing = return_filing(send(filed), reason="Xem lại", by=filed.cast.owner, now=NOW)
    FilingDraft.objects.create(
        filing=filing, user=filed.cast.chair, typed={"value-heard": "99"}, revision=0, saved_at=NOW
    )
    shown = page(filed.cast.chair, filing)
    assert shown.status_code == 200
    assert [(one.mine, one.theirs) for one in shown.context["differences"]] == [("99", "120")]


def test_an_approved_report_is_locked_and_says_who_approved(filed: Filed) -> None:
    filing = approve_filing(send(filed), by=filed.cast.owner, now=NOW)
    shown = page(filed.cast.chair, filing)
    assert (shown.context["form"], "Lò Thị Hoa duyệt lúc 08:00 23/11/2026" in shown.content.decode()) == (None, True)
    assert page(filed.cast.owner, filing).context["next"] is None


def test_after_a_decision_the_next_report_is_one_step_away(filed: Filed) -> None:
    first, second = (send(filed, filed.of(unit)) for unit in (filed.cast.units.G1, filed.cast.units.G2))
    assert page(filed.cast.owner, approve_filing(first, by=filed.cast.owner, now=NOW)).context["next"] == second


def test_history_shows_what_was_sent_and_what_it_changed(filed: Filed) -> None:
    first = send(filed, values={"heard": 120, "members": 40}, narrative={"done": "Một"})
    back = return_filing(first, reason="Xem lại", by=filed.cast.owner, now=NOW + timedelta(hours=1))
    send(filed, back, values={"heard": 130, "members": 40}, narrative={"done": "Hai"}, now=NOW + timedelta(hours=2))
    back = return_filing(filed.of(back.unit), reason="Xem lại", by=filed.cast.owner, now=NOW + timedelta(hours=3))
    send(filed, back, values={"heard": 131, "members": 40}, narrative={"done": "Hai"}, now=NOW + timedelta(hours=4))
    steps = list(filed.of(filed.cast.units.G1).steps.all())
    assert [step.state for step in steps] == ["submitted", "returned", "submitted", "returned", "submitted"]
    assert [(one.before, one.after) for one in changes_of(steps[4])] == [("130", "131")]
    assert changes_of(steps[0]) == []
    assert [(one.label, one.before, one.after) for one in changes_of(steps[2])] == [
        ("Số lượt người nghe", "120", "130"), ("Kết quả thực hiện", "Một", "Hai"),
    ]  # fmt: skip
    text = page(filed.cast.owner, first, "filing-step", steps[0].pk).content.decode()
    assert ("120 lượt người" in text, "300%" in text) == (True, True)


def test_figures_stand_beside_those_of_the_wave_before(filed: Filed) -> None:
    running, unit = filed.running, filed.cast.units.G1
    assert former_of(send(filed, values={"heard": 120, "members": 40})) is None
    form = ReportForm.objects.create(
        campaign=running.campaign, wave=running.later, title="Đợt 2", created_at=NOW, opened_at=NOW
    )
    sections = to_json([FormSection("done", "Kết quả"), FormSection("models", "Mô hình")])
    version = FormVersion.objects.create(
        form=form, number=1, lines=to_json(LINES), sections=sections, created_at=NOW, published_at=NOW
    )
    later = Filing.objects.create(form=form, version=version, unit=unit)
    shown = page(filed.cast.chair, later)
    rows = [entry.row for _group, entries, _open in shown.context["groups"] for entry in entries]
    assert [row.before for row in rows] == [120, 40, None, None]
    assert "Đợt trước: 300%" in shown.content.decode()
    assert former_of(Filing(form=ReportForm(campaign=running.campaign), unit=unit)) is None


def test_a_set_is_shown_as_how_many_things_it_holds_and_not_typed(filed: Filed) -> None:
    filing = filed.put(filed.cast.units.G1, languages=0b1011)
    values = values_of(filed.version, filing.values)
    rows = groups_of(filing, values, None, {}, {})[0].rows
    assert [(row.stands, row.is_set) for row in rows] == [(None, False), (None, False), (None, False), (3, True)]
    filing = return_filing(filing, reason="Xem lại", by=filed.cast.owner, now=NOW)
    context = page(filed.cast.chair, filing).context
    form = context["form"]
    assert ("value-languages" in form.fields, form.values["languages"]) == (False, 0b1011)
    assert context["groups"][0][1][3].row.stands == 3


def test_comments_at_a_figure_stand_at_it_and_settled_ones_do_not(filed: Filed) -> None:
    filing = send(filed)
    for text, place in (("Vì sao 120?", "heard"), ("Viết thêm", "done"), ("Tốt", "")):
        comment_on(
            filing, text=text, code=place, unit=filed.cast.units.D, client_key=uuid4(), by=filed.cast.owner, now=NOW
        )
    shown = page(filed.cast.chair, filing)
    row = shown.context["groups"][0][1][0].row
    assert ([one.text for one in row.open_comments], shown.context["open_comments"]) == (["Vì sao 120?"], 3)
    filing.comments.update(settled_at=NOW)
    shown = page(filed.cast.chair, filing)
    assert ("Vì sao 120?" in shown.content.decode(), shown.context["open_comments"]) == (False, 0)


def test_the_list_of_the_unit_tells_state_and_day(client: Client, filed: Filed) -> None:
    client.force_login(filed.cast.chair)
    assert [row.form.title for row in client.get(reverse("reporting:list-filings")).context["rows"]] == [
        "Báo cáo đợt 1"
    ]
    Filing.objects.filter(unit=filed.cast.units.G1).update(due_on=TODAY - timedelta(days=1))
    send(filed)
    assert "gửi muộn, ngày 23/11/2026" in client.get(reverse("reporting:list-filings")).content.decode()
    client.force_login(filed.cast.stranger)
    assert "Chưa có báo cáo nào phải nộp" in client.get(reverse("reporting:list-filings")).content.decode()


def test_reports_that_wait_are_those_directly_below_found_by_name(client: Client, filed: Filed) -> None:
    units = filed.cast.units
    for unit in (units.G0, units.G1, units.G2):
        send(filed, filed.of(unit))
    client.force_login(filed.cast.owner)
    url = reverse("reporting:filings-to-decide")
    assert [row.unit for row in client.get(url).context["rows"]] == [units.G1, units.G2]
    assert [row.unit for row in client.get(f"{url}?q=che+ba").context["rows"]] == [units.G2]
    assert "Không tìm thấy báo cáo nào" in client.get(f"{url}?q=z%00zz").content.decode()
    place = Unit.objects.at(TODAY).get(pk=units.D.pk)
    assert list(filings_to_decide(filed.cast.administrator, place, on=TODAY)) == []


@pytest.mark.parametrize("name", ["list-filings", "filings-to-decide"])
def test_lists_ask_the_same_for_one_report_and_for_many(client: Client, filed: Filed, name: str) -> None:
    person = filed.cast.chair if name == "list-filings" else filed.cast.owner
    client.force_login(person)
    send(filed)
    first = count_queries(client, reverse(f"reporting:{name}"))
    send(filed, filed.of(filed.cast.units.G2))
    form = ReportForm.objects.create(campaign=filed.form.campaign, title="Cả năm", created_at=NOW, opened_at=NOW)
    Filing.objects.create(form=form, version=filed.version, unit=filed.cast.units.G1)
    assert count_queries(client, reverse(f"reporting:{name}")) == first


def test_the_desk_says_what_is_due_and_what_waits(client: Client, filed: Filed) -> None:
    units = filed.cast.units
    at = {unit.pk: unit for unit in Unit.objects.at(TODAY)}
    day = reports_waiting_for(filed.cast.chair, at[units.G1.pk], on=TODAY)
    assert ([one.unit for one in day.own], day.now, day.to_decide) == ([units.G1], 1, 0)
    Filing.objects.filter(unit=units.G1).update(due_on=TODAY + timedelta(days=8))
    assert reports_waiting_for(filed.cast.chair, at[units.G1.pk], on=TODAY).now == 0
    Filing.objects.filter(unit=units.G1).update(due_on=TODAY + timedelta(days=31))
    assert reports_waiting_for(filed.cast.chair, at[units.G1.pk], on=TODAY).own == []
    send(filed)
    assert reports_waiting_for(filed.cast.owner, at[units.D.pk], on=TODAY).to_decide == 1
    client.force_login(filed.cast.owner)
    home = client.get(reverse("desk:home"))
    assert home.context["sentence"].endswith("1 báo cáo phải gửi, 1 báo cáo chờ duyệt")
    assert reverse("reporting:show-filing", args=[filed.of(units.D).pk]) in home.content.decode()


def test_an_excused_unit_reads_why(filed: Filed) -> None:
    filing = excuse_filing(filed.of(filed.cast.units.G1), reason="Đơn vị đang sáp nhập", by=filed.cast.owner, now=NOW)
    assert "Đơn vị đang sáp nhập" in page(filed.cast.chair, filing).content.decode()
