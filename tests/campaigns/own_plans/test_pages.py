"""The pages of an own plan as its officer, its superior and others meet them; its paper read back."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from caunoi.campaigns.actions.own_plans import add_part, adopt_own_plan, decide_part, propose_changes, set_header
from caunoi.campaigns.adapting.choices import Addition, Decision, Header
from caunoi.campaigns.adapting.snapshots import key_of
from caunoi.campaigns.models import Duty, OwnPlan
from caunoi.campaigns.permissions import may_set_mandatory, own_plans_for
from caunoi.campaigns.queries.own_plans.papers import paper_of
from caunoi.officialdocs.checking import check_document
from caunoi.officialdocs.read_plan import read_plan
from caunoi.officialdocs.write_docx import write_docx
from caunoi.orgs.models import Post
from tests.campaigns.running import NOW, TODAY, Running
from tests.campaigns.test_delivery import count_queries
from tests.cast import Cast
from tests.kept import kept

PEOPLE = ("chair", "owner", "superior", "stranger", "member", "visitor")
IN = 302
FACTS: dict[str, Any] = {"revision": None, "by": None, "now": NOW}


def page_of(name: str, plan: OwnPlan, *more: str) -> str:
    return reverse(f"campaigns:{name}", args=[plan.pk, *more])


@pytest.fixture
@kept
def rich(plan: OwnPlan, running: Running, cast: Cast) -> OwnPlan:
    """Own days, a duty left out, a duty and a wave and a target added, a letterhead; in force."""
    facts: dict[str, Any] = {"revision": None, "by": cast.owner, "now": NOW}
    post = Post.objects.get(user=cast.owner).pk
    plan = decide_part(plan, key_of(running.wave), Decision(start="05/10/2026", end="20/11/2026"), **facts)
    plan = decide_part(plan, key_of(running.told), Decision(people=[post]), **facts)
    plan = decide_part(plan, key_of(running.sung), Decision(left_out=True, reason="Không có đội văn nghệ"), **facts)
    plan = add_part(plan, Addition("wave", "Cao điểm tại xã", start="10/12/2026", end="20/12/2026"), **facts)
    plan = add_part(plan, Addition("duty", "Treo cờ tại trụ sở các đơn vị.", wave="new:1"), **facts)
    plan = add_part(plan, Addition("target", figure="articles", number=40), **facts)
    header = Header(number="07/KH-LĐLĐ", signed_on="2026-10-02", place="Ba Khe", name="Lò Thị Hoa", title="Chủ tịch")
    return adopt_own_plan(set_header(plan, header, **facts), **facts)


CASES: list[tuple[str, str, dict[str, str], tuple[int, ...]]] = [
    ("show-own-plan", "get", {}, (404, 200, 200, 404, 403, IN)),
    ("edit-own-header", "get", {}, (404, 200, 403, 404, 403, IN)),
    ("add-own-part", "get", {}, (404, 200, 403, 404, 403, IN)),
    ("decide-own-part", "get", {}, (404, 200, 403, 404, 403, IN)),
    ("change-own-part", "get", {}, (404, 200, 403, 404, 403, IN)),
    ("remove-own-part", "post", {}, (404, IN, 403, 404, 403, IN)),
    ("adopt-own-plan", "get", {}, (404, 200, 403, 404, 403, IN)),
    ("adopt-own-plan", "post", {}, (404, IN, 403, 404, 403, IN)),
    ("undo-own-plan", "post", {}, (404, IN, 403, 404, 403, IN)),
    ("discard-own-plan", "post", {}, (404, IN, 403, 404, 403, IN)),
    ("withdraw-own-plan", "post", {}, (404, IN, 403, 404, 403, IN)),
    ("download-own-plan", "get", {}, (404, 200, 200, 404, 403, IN)),
    ("list-proposals", "get", {}, (404, 200, 403, 404, 403, IN)),
    ("take-proposals", "post", {}, (404, IN, 403, 404, 403, IN)),
    ("list-plan-answers", "get", {}, (200, 200, 200, 404, 403, IN)),
    ("start-own-plan", "post", {}, (IN, IN, IN, 404, 403, IN)),
    ("choose-mandatory", "get", {}, (403, 403, 200, 404, 403, IN)),
]


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize(("name", "method", "data", "answers"), CASES, ids=[f"{one[0]}-{one[1]}" for one in CASES])
def test_view_answers_each_of_the_cast(
    client: Client, cast: Cast, rich: OwnPlan, running: Running, name: str, method: str, data: Any, answers: Any,
    person: str,
) -> None:  # fmt: skip
    of_campaign = name in {"list-plan-answers", "start-own-plan", "choose-mandatory"}
    more = {
        "add-own-part": ["duty"],
        "decide-own-part": [key_of(running.told)],
        "change-own-part": ["new:2"],
        "remove-own-part": ["new:2"],
    }.get(name, [])
    if person != "visitor":
        client.force_login(getattr(cast, person))
    url = reverse(f"campaigns:{name}", args=[running.campaign.pk if of_campaign else rich.pk, *more])
    assert getattr(client, method)(url, data).status_code == answers[PEOPLE.index(person)]


def test_what_is_being_written_is_read_by_its_writers_alone(plan: OwnPlan, cast: Cast, running: Running) -> None:
    seen = [own_plans_for(user, on=TODAY).count() for user in (cast.owner, cast.superior, cast.chair)]
    assert seen == [1, 0, 0]
    assert [may_set_mandatory(user, running.campaign, on=TODAY) for user in (cast.superior, cast.owner)] == [
        True,
        False,
    ]


def test_a_plan_from_start_to_force(client: Client, cast: Cast, running: Running) -> None:
    client.force_login(cast.owner)
    started = client.post(reverse("campaigns:start-own-plan", args=[running.campaign.pk]))
    plan = OwnPlan.objects.get()
    assert started.url == page_of("show-own-plan", plan)  # type: ignore[attr-defined]
    post = Post.objects.get(user=cast.owner).pk
    decide = page_of("decide-own-part", plan, key_of(running.wave))
    client.post(decide, {"revision": "0", "start": "05/10/2026", "people": [post]})
    duty = {"revision": "1", "text": "Treo cờ tại trụ sở.", "reach": "branch", "wave": key_of(running.wave)}
    client.post(page_of("add-own-part", plan, "duty"), duty)
    client.post(page_of("add-own-part", plan, "target"), {"revision": "2", "figure": "articles", "number": "40"})
    client.post(page_of("add-own-part", plan, "wave"), {"revision": "3", "text": "Cao điểm", "start": "10/12/2026"})
    client.post(page_of("change-own-part", plan, "new:3"), {"revision": "4", "text": "Cao điểm tại xã"})
    client.post(page_of("remove-own-part", plan, "new:2"), {"revision": "5"})
    client.post(page_of("edit-own-header", plan), {"revision": "6", "number": "07/KH-LĐLĐ", "signed_on": "2026-10-02"})
    shown = client.get(page_of("show-own-plan", plan)).content.decode()
    client.post(page_of("adopt-own-plan", plan), {"revision": "7"})
    plan.refresh_from_db()
    assert ("Treo cờ tại trụ sở." in shown, plan.campaign is not None) == (True, True)
    texts = set(Duty.objects.filter(campaign=plan.campaign).values_list("text", flat=True))
    assert texts == {"Treo cờ tại trụ sở."}
    assert plan.adopted["header"]["number"] == "07/KH-LĐLĐ"


@pytest.mark.parametrize(
    ("data", "field", "said"),
    [
        ({"revision": "0", "start": "lúc rảnh"}, "start", ""),
        ({"revision": "0", "start": "01/09/2026"}, "reason", "Cấp trên quy định"),
        ({"revision": "9", "start": "05/10/2026"}, "__all__", "cửa sổ khác"),
        ({"revision": "x", "start": "05/10/2026"}, "__all__", "cửa sổ khác"),
    ],
)
def test_a_decision_that_is_refused_keeps_what_was_typed(
    client: Client, plan: OwnPlan, cast: Cast, running: Running, data: dict[str, str], field: str, said: str
) -> None:
    client.force_login(cast.owner)
    page = client.post(page_of("decide-own-part", plan, key_of(running.wave)), data)
    assert page.status_code == 422
    assert said in str(page.context["form"].errors[field])
    assert data["start"] in page.content.decode()


def test_forms_that_are_refused_come_back(client: Client, plan: OwnPlan, cast: Cast) -> None:
    client.force_login(cast.owner)
    answers = [
        client.post(page_of("add-own-part", plan, "duty"), {"revision": "0", "text": ""}).status_code,
        client.post(
            page_of("add-own-part", plan, "duty"), {"revision": "5", "text": "Treo cờ", "reach": "self"}
        ).status_code,
        client.post(page_of("edit-own-header", plan), {"revision": "5", "number": "07"}).status_code,
        client.get(page_of("add-own-part", plan, "song")).status_code,
        client.get(page_of("change-own-part", plan, "new:7")).status_code,
        client.get(page_of("decide-own-part", plan, "duty:99999")).status_code,
    ]
    assert answers == [422, 422, 422, 404, 404, 404]


def test_taking_back_and_giving_up_through_the_pages(
    client: Client, plan: OwnPlan, cast: Cast, running: Running
) -> None:
    client.force_login(cast.owner)
    client.post(page_of("decide-own-part", plan, key_of(running.wave)), {"revision": "0", "start": "05/10/2026"})
    client.post(page_of("undo-own-plan", plan), {"revision": "1"})
    plan.refresh_from_db()
    assert plan.choices == {}
    client.post(page_of("remove-own-part", plan, "new:1"), {"revision": "2"})
    client.post(page_of("withdraw-own-plan", plan), {"revision": "1"})  # a tab that has not seen the last change
    assert OwnPlan.objects.exists()
    client.post(page_of("withdraw-own-plan", plan), {"revision": "2"})
    assert not OwnPlan.objects.exists()


def test_a_unit_that_received_nothing_cannot_start(client: Client, cast: Cast, running: Running) -> None:
    client.force_login(cast.superior)
    page = client.post(reverse("campaigns:start-own-plan", args=[running.campaign.pk]), follow=True)
    assert "chưa được giao" in str(next(iter(page.context["messages"])))


def test_mandatory_duties_are_chosen_on_a_page(client: Client, cast: Cast, running: Running) -> None:
    client.force_login(cast.superior)
    url = reverse("campaigns:choose-mandatory", args=[running.campaign.pk])
    client.post(url, {"duty": [running.told.pk, "x"]})
    assert [row.pk for row in Duty.objects.filter(is_mandatory=True)] == [running.told.pk]


@pytest.mark.parametrize(
    ("filters", "number"), [({}, 5), ({"change": "left_out"}, 1), ({"change": "x", "plan": "x"}, 5)]
)
def test_the_superior_sees_where_units_depart(
    client: Client, cast: Cast, rich: OwnPlan, running: Running, filters: dict[str, str], number: int
) -> None:
    client.force_login(cast.superior)
    page = client.get(reverse("campaigns:list-plan-answers", args=[running.campaign.pk]), filters)
    standing = page.context["standing"]
    assert (len(page.context["rows"]), standing.adopted, standing.received, standing.departing) == (number, 1, 4, 1)


def test_departures_of_one_plan(client: Client, cast: Cast, rich: OwnPlan, running: Running) -> None:
    client.force_login(cast.superior)
    url = reverse("campaigns:list-plan-answers", args=[running.campaign.pk])
    numbers = [len(client.get(url, {"plan": str(pk)}).context["rows"]) for pk in (rich.pk, rich.pk + 1)]
    assert numbers == [5, 0]


def test_the_superiors_page_asks_the_same_at_more_plans(
    client: Client, cast: Cast, rich: OwnPlan, running: Running
) -> None:
    from caunoi.campaigns.actions.own_plans import start_own_plan

    client.force_login(cast.superior)
    url = reverse("campaigns:list-plan-answers", args=[running.campaign.pk])
    first = count_queries(client, url)
    for unit in (cast.units.G1, cast.units.G0):
        adopt_own_plan(
            start_own_plan(running.campaign, unit, by=None, now=NOW), revision=None, by=cast.superior, now=NOW
        )
    assert count_queries(client, url) == first


def test_the_pages_of_a_plan_ask_the_same_at_more_parts(
    client: Client, cast: Cast, adopted: OwnPlan, running: Running
) -> None:
    client.force_login(cast.owner)
    pages = [page_of(name, adopted) for name in ("show-own-plan", "list-proposals", "adopt-own-plan")]

    def change(duties: list[Duty], plan: OwnPlan) -> list[int]:
        for duty in duties:
            Duty.objects.filter(pk=duty.pk).update(text=f"{duty.text} Lần {plan.revision}.")
            plan = add_part(plan, Addition("duty", duty.text, wave=key_of(running.wave)), **FACTS)
        propose_changes(running.campaign, now=NOW)
        return [count_queries(client, page) for page in pages]

    first = change([running.told], adopted)
    adopted.refresh_from_db()
    assert change([running.sung, running.charge], adopted) == first


def test_the_paper_departs_from_no_layout_rule(rich: OwnPlan) -> None:
    assert check_document(write_docx(paper_of(rich, rich.adopted, on=TODAY)), on=TODAY) == ()


def test_the_paper_read_back_says_the_same(rich: OwnPlan, running: Running, tmp_path: Path) -> None:
    """Round trip: what is written for the unit is what ``read_plan`` finds."""
    path = tmp_path / "ke-hoach.docx"
    path.write_bytes(write_docx(paper_of(rich, rich.adopted, on=TODAY)))
    plan = read_plan(path)
    clauses = {clause.path: clause.text for clause in plan.clauses}
    assert (plan.header.number, plan.header.date, plan.header.place) == ("07/KH-LĐLĐ", date(2026, 10, 2), "Ba Khe")
    assert [(wave.ordinal, wave.start, wave.end) for wave in plan.waves] == [
        (1, date(2026, 10, 5), date(2026, 11, 20)),
        (2, None, None),
        (3, date(2026, 12, 10), date(2026, 12, 20)),
    ]
    assert rich.campaign is not None
    own = {row.path: row.text for row in rich.campaign.instrument.provisions.all()}
    assert {path: text for path, text in clauses.items() if path in own} == {
        path: text for path, text in own.items() if path in clauses
    }
    assert set(own) <= set(clauses)
    assert any("12/KH-LĐLĐ" in str(basis) for basis in plan.bases)
    assert plan.signature.name == "Lò Thị Hoa"


def test_the_page_gives_the_paper(client: Client, cast: Cast, rich: OwnPlan, tmp_path: Path) -> None:
    client.force_login(cast.superior)
    answer = client.get(page_of("download-own-plan", rich))
    path = tmp_path / "ke-hoach.docx"
    path.write_bytes(b"".join(io.BytesIO(answer.getvalue())))
    assert answer["Content-Disposition"] == 'attachment; filename="ke-hoach-lien-doan-lao-dong-huyen-ba-khe.docx"'
    assert read_plan(path).header.issuer == "Liên đoàn Lao động huyện Ba Khe"
