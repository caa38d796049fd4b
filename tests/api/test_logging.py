"""An activity logged by a system: as the form of officers has it, once whatever the network does, audited as the system."""

from datetime import date
from typing import Any

import pytest

from caunoi.api.models import KeptAnswer
from caunoi.campaigns.models import Activity
from caunoi.core.models import AuditEntry
from tests.api.connecting import EVERYTHING, READING, Connected

TOLD = {
    "kind": "conference",
    "title": "Hội nghị tuyên truyền",
    "done_on": "2026-11-20",
    "place": "Nhà văn hoá",
    "cost": 1_500_000,
    "figures": {"sessions": 1, "listeners": 120},
    "particulars": {"meeting": "talk"},
    "links": ["congdoan.example/tin-1"],
}
HUNG = {
    "kind": "visual",
    "title": "Treo băng rôn",
    "done_on": "2026-11-20",
    "displays": [
        {
            "kind": "banner",
            "number": number,
            "width": 8.0,
            "height": 0.8,
            "site": f"Cổng {number}",
            "up_to": "2026-12-20",
        }
        for number in range(1, 6)
    ],
}


@pytest.fixture
def secret(connected: Connected) -> str:
    return connected.token(connected.cast.units.G1, connected.cast.chair, *EVERYTHING)[1]


def said(connected: Connected, **given: Any) -> dict[str, Any]:
    return TOLD | {"campaign": connected.filed.running.campaign.pk} | given


def test_an_activity_is_logged_as_by_the_form(connected: Connected, secret: str) -> None:
    running = connected.filed.running
    answer = connected.log(secret, said(connected, duty=running.told.pk))
    logged = Activity.objects.get()
    assert (answer.status_code, answer.json()) == (
        201,
        connected.ask(f"/activities/{logged.pk}", secret).json(),
    )
    assert answer["ETag"] == connected.ask(f"/activities/{logged.pk}", secret)["ETag"]
    assert (logged.unit, logged.campaign, logged.assignment, logged.provision) == (
        connected.cast.units.G1, running.campaign, running.given(running.told, connected.cast.units.G1),
        running.clauses["III/1/-1"],
    )  # fmt: skip
    assert (logged.done_on, logged.place, logged.cost, logged.particulars) == (
        date(2026, 11, 20), "Nhà văn hoá", 1_500_000, {"meeting": "talk"},
    )  # fmt: skip
    assert dict(logged.figures.values_list("code", "value")) == {"sessions": 1, "listeners": 120}
    assert [link.url for link in logged.links.all()] == ["https://congdoan.example/tin-1"]


def test_what_is_left_out_is_proposed_and_what_is_said_is_taken(connected: Connected, secret: str) -> None:
    running = connected.filed.running
    connected.log(secret, said(connected))
    connected.log(secret, said(connected, wave=running.later.pk, theme=running.theme.pk))
    found = list(Activity.objects.order_by("pk").values_list("wave", "theme", "channel"))
    assert found == [
        (running.wave.pk, None, running.channel.pk),
        (running.later.pk, running.theme.pk, running.channel.pk),
    ]


def test_displays_are_counted_from_their_rows_however_many(connected: Connected, secret: str) -> None:
    answer = connected.log(secret, HUNG | {"campaign": connected.filed.running.campaign.pk})
    assert (answer.status_code, answer.json()["figures"]) == (201, {"banners": 15})
    rows = Activity.objects.get().displays.order_by("pk").values_list("number", "site", "due_down_on")
    assert list(rows) == [(number, f"Cổng {number}", date(2026, 12, 20)) for number in range(1, 6)]


def test_languages_come_as_a_list(connected: Connected, secret: str) -> None:
    spoken = said(
        connected, kind="loudspeaker", figures={"loudspeaker_runs": 3},
        particulars={"languages": ["Tiếng Thái", "Tiếng Mông"], "hours": "17:00"},
    )  # fmt: skip
    assert connected.log(secret, spoken).status_code == 201
    assert Activity.objects.get().particulars == {"languages": ["Tiếng Thái", "Tiếng Mông"], "hours": "17:00"}


def test_the_trail_of_an_activity_says_which_system_logged_it(connected: Connected) -> None:
    token, secret = connected.token(connected.cast.units.G1, connected.cast.chair, *EVERYTHING)
    connected.log(secret, said(connected))
    rows = AuditEntry.objects.filter(action__in=["activity.logged", "api.activity_logged"]).order_by("pk")
    assert [(row.action, row.actor_label, row.actor_id) for row in rows] == [
        ("activity.logged", f"Phần mềm bạn (…{token.hint})", connected.cast.chair.pk),
        ("api.activity_logged", f"Phần mềm bạn (…{token.hint})", connected.cast.chair.pk),
    ]  # fmt: skip
    assert rows[1].detail == {"token": token.pk, "name": "Phần mềm bạn"}


def test_the_same_activity_sent_again_counts_once(connected: Connected, secret: str) -> None:
    first = connected.log(secret, said(connected), key="lan-1")
    again = connected.log(secret, said(connected), key="lan-1")
    assert (again.status_code, again.content, again["Idempotency-Replayed"]) == (201, first.content, "true")
    other = connected.log(secret, said(connected, title="Việc khác"), key="lan-1")
    assert (other.status_code, other.json()["code"], Activity.objects.count()) == (409, "key_reused", 1)


WRONG: list[tuple[dict[str, Any], dict[str, str]]] = [
    ({"done_on": "2026-11-24"}, {"body.done_on": "Ngày này chưa tới. Hoạt động làm xong rồi mới ghi."}),
    ({"title": " "}, {"body.title": "Cần nhập mục này."}),
    ({"kind": "press", "figures": {}, "particulars": {}}, {"body.particulars.outlet": "Hãy ghi mục này."}),
    (
        {"particulars": {"outlet": "Báo Lao Động"}},
        {"body.particulars.outlet": "Hình thức này không có mục ấy."},
    ),
    (
        {"particulars": {"meeting": 3}},
        {"body.particulars.meeting": "Mục này phải có dạng khác: chữ, số nguyên, hoặc danh sách tiếng."},
    ),
    (
        {"particulars": {"meeting": "khác"}},
        {
            "body.particulars.meeting": "Hãy chọn một lựa chọn hợp lệ. khác không phải là một trong các lựa chọn khả thi."
        },
    ),
    (
        {"figures": {"banners": 4, "la": 1}},
        dict.fromkeys(
            ("body.figures.banners", "body.figures.la"),
            "Không có số liệu này để ghi. Băng rôn, pa nô… được đếm từ “displays”.",
        ),
    ),
    (
        {"figures": {"articles": 2}},
        {"body.figures.articles": "“Bài viết” không thuộc hình thức đã chọn. Chọn hình thức khác hoặc để trống ô này."},
    ),
    ({"displays": [{"kind": "banner"}]}, {"body.displays": "Hình thức này không có mục ấy."}),
    (
        {"kind": "visual", "figures": {}, "particulars": {}, "displays": [{"kind": "banner", "number": 0}]},
        {"body.displays.0.number": "Ít nhất là 1."},
    ),
    ({"duty": 999_999}, {"body.duty": "Đơn vị không có nhiệm vụ này để ghi hoạt động."}),
    ({"campaign": 999_999}, {"body.campaign": "Đơn vị không tham gia chiến dịch nào như vậy đang thực hiện."}),
]


@pytest.mark.parametrize(("given", "told"), WRONG, ids=[next(iter(told)) for _given, told in WRONG])
def test_what_the_form_would_not_take_is_refused_by_its_place(
    connected: Connected, secret: str, given: dict[str, Any], told: dict[str, str]
) -> None:
    answer = connected.log(secret, said(connected, **given), key="lan-1")
    found = answer.json()
    assert (answer.status_code, found["code"]) == (409, "misstated")
    assert {row["where"]: row["detail"] for row in found["errors"]} == told
    assert (Activity.objects.count(), KeptAnswer.objects.count()) == (0, 0)


@pytest.mark.parametrize("space", [" ", "\n", "\x1c", "\x85", "\xa0", "\u2003", "\u3000", "\x00"])
def test_a_link_with_a_space_of_any_kind_is_refused(connected: Connected, secret: str, space: str) -> None:
    answer = connected.log(secret, said(connected, links=[f"congdoan.example/tin{space}1"]))
    assert (answer.status_code, [row["where"] for row in answer.json()["errors"]]) == (422, ["body.links.0"])


@pytest.mark.parametrize(
    "given", [{"kind": "la"}, {"done_on": "20/11/2026"}, {"cost": 10**13}, {"figures": {"sessions": -1}}, {"them": 1}]
)
def test_a_body_of_another_form_is_refused(connected: Connected, secret: str, given: dict[str, Any]) -> None:
    answer = connected.log(secret, said(connected, **given))
    place = next(iter(given)) if "figures" not in given else "figures.sessions"
    assert (answer.status_code, [row["where"] for row in answer.json()["errors"]]) == (422, [f"body.{place}"])


@pytest.mark.parametrize(
    ("who", "unit", "status"),
    [("chair", None, 201), ("chair", "G1", 201), ("chair", "G2", 404), ("leader", "P", 201), ("leader", "G1", 404)],
)
def test_an_activity_is_logged_for_units_where_the_maker_may(
    connected: Connected, who: str, unit: str | None, status: int
) -> None:
    """The chair of P may log for P; for G1 below it only G1 itself does."""
    cast = connected.cast
    top, maker = (cast.units.G1, cast.chair) if who == "chair" else (cast.units.P, connected.leader)
    _token, secret = connected.token(top, maker, "activities:log")
    answer = connected.log(secret, said(connected, unit=unit))
    assert (answer.status_code, Activity.objects.count()) == (status, int(status == 201))


def test_logging_has_a_scope_of_its_own(connected: Connected) -> None:
    _token, secret = connected.token(connected.cast.units.G1, connected.cast.chair, *READING)
    answer = connected.log(secret, said(connected))
    assert (answer.status_code, answer.json()["code"]) == (403, "scope_missing")
