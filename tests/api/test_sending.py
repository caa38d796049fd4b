"""A report sent by a system: once whatever the network does, never over another's head, audited as the system."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from caunoi.api.actions.answers import Given, answer_once, forget_answers
from caunoi.api.models import KeptAnswer
from caunoi.core.models import AuditEntry
from caunoi.reporting.actions.filings import return_filing
from caunoi.reporting.form_lines import to_json
from caunoi.reporting.models import Filing, FilingComment, FormVersion, ReportForm
from caunoi.reporting.packing import pack, unpack
from tests.api.connecting import EVERYTHING, Connected
from tests.campaigns.running import NOW
from tests.reporting.filing import LINES

BODY = {"values": {"heard": 120, "members": None}, "narrative": {"done": "Đã họp."}}


@pytest.fixture
def secret(connected: Connected) -> str:
    return connected.token(connected.cast.units.G1, connected.cast.chair, *EVERYTHING)[1]


@pytest.fixture
def filing(connected: Connected) -> Filing:
    return connected.filed.of(connected.cast.units.G1)


def test_a_report_is_sent_and_answered_with_its_new_state(connected: Connected, secret: str, filing: Filing) -> None:
    before = connected.ask(f"/filings/{filing.pk}", secret)
    answer = connected.send(filing.pk, secret, BODY, tag=before["ETag"])
    assert (answer.status_code, answer.json()["state"], answer.json()["revision"]) == (200, "submitted", 1)
    assert answer["ETag"] == connected.ask(f"/filings/{filing.pk}", secret)["ETag"] != before["ETag"]
    filing.refresh_from_db()
    assert (unpack(filing.values), filing.narrative) == ({0: 120}, {"done": "Đã họp."})


def test_a_whole_number_may_be_written_with_a_point(connected: Connected, secret: str, filing: Filing) -> None:
    assert connected.send(filing.pk, secret, {"values": {"heard": 120.0}}).status_code == 200
    filing.refresh_from_db()
    assert unpack(filing.values) == {0: 120}


def test_text_arrives_in_nfc(connected: Connected, secret: str, filing: Filing) -> None:
    connected.send(filing.pk, secret, {"values": {"heard": 1}, "narrative": {"done": "Đa\u0303 ho\u0323p"}})
    filing.refresh_from_db()
    assert filing.narrative == {"done": "Đã họp"}


def test_the_trail_says_which_system_did_it(connected: Connected, filing: Filing) -> None:
    token, secret = connected.token(connected.cast.units.G1, connected.cast.chair, *EVERYTHING)
    connected.send(filing.pk, secret, BODY)
    rows = AuditEntry.objects.filter(action__in=["filing.moved", "api.report_sent"]).order_by("pk")
    assert [(row.action, row.actor_label, row.actor_id) for row in rows] == [
        ("filing.moved", f"Phần mềm bạn (…{token.hint})", connected.cast.chair.pk),
        ("api.report_sent", f"Phần mềm bạn (…{token.hint})", connected.cast.chair.pk),
    ]  # fmt: skip
    assert rows[1].detail == {"token": token.pk, "name": "Phần mềm bạn", "revision": 1}


def test_the_same_request_again_gets_the_same_answer_and_counts_once(
    connected: Connected, secret: str, filing: Filing
) -> None:
    tag = connected.ask(f"/filings/{filing.pk}", secret)["ETag"]
    first = connected.send(filing.pk, secret, BODY, key="lan-1", tag=tag)
    again = connected.send(filing.pk, secret, BODY, key="lan-1", tag=tag)
    assert (again.status_code, again.content, again["ETag"]) == (200, first.content, first["ETag"])
    assert (again["Idempotency-Replayed"], "Idempotency-Replayed" in first) == ("true", False)
    assert filing.steps.count() == 1


def test_another_request_with_the_same_key_is_refused(connected: Connected, secret: str, filing: Filing) -> None:
    connected.send(filing.pk, secret, BODY, key="lan-1")
    other = connected.send(filing.pk, secret, {"values": {"heard": 121}}, key="lan-1")
    assert (other.status_code, other.json()["code"]) == (409, "key_reused")


def test_a_key_may_be_used_again_after_a_refusal(connected: Connected, secret: str, filing: Filing) -> None:
    refused = connected.send(filing.pk, secret, {"values": {"khong-co": 1}}, key="lan-1")
    assert (refused.status_code, refused.json()["code"], KeptAnswer.objects.count()) == (409, "bad_value", 0)
    assert connected.send(filing.pk, secret, BODY, key="lan-1").status_code == 200


def test_keys_of_two_systems_do_not_meet(connected: Connected, secret: str, filing: Filing) -> None:
    _token, other = connected.token(connected.cast.units.G1, connected.cast.chair, *EVERYTHING)
    connected.send(filing.pk, secret, BODY, key="lan-1")
    answer = connected.send(filing.pk, other, BODY, key="lan-1")
    assert (answer.status_code, answer.json()["code"]) == (409, "not_writable")


def test_a_report_that_changed_meanwhile_is_not_written_over(connected: Connected, secret: str, filing: Filing) -> None:
    tag = connected.ask(f"/filings/{filing.pk}", secret)["ETag"]
    connected.send(filing.pk, secret, BODY, tag=tag)
    filing.refresh_from_db()
    return_filing(filing, reason="Thiếu", by=connected.cast.owner, now=NOW)
    stale = connected.send(filing.pk, secret, BODY, tag=tag)
    assert (stale.status_code, stale.json()["code"]) == (412, "changed_meanwhile")
    fresh = connected.ask(f"/filings/{filing.pk}", secret)
    assert fresh.json()["reason"] == "Thiếu"
    assert connected.send(filing.pk, secret, BODY, tag=fresh["ETag"]).status_code == 200


def test_a_figure_that_differs_from_the_registers_needs_its_reason(
    connected: Connected, secret: str, filing: Filing
) -> None:
    Filing.objects.filter(pk=filing.pk).update(prefilled=pack({0: 100}))
    bare = connected.send(filing.pk, secret, {"values": {"heard": 120}})
    assert (bare.status_code, bare.json()["code"]) == (409, "reason_missing")
    given = connected.send(filing.pk, secret, {"values": {"heard": 120}, "reasons": {"heard": "Thêm một buổi"}})
    assert given.json()["corrections"] == [{"code": "heard", "prefilled": 100, "value": 120, "reason": "Thêm một buổi"}]


@pytest.fixture
def doubtful(connected: Connected) -> Filing:
    """Of the wave after, in a form where ``heard`` is a part of ``members``: 10 of 100 in the wave before."""
    filed = connected.filed
    lines = to_json(LINES)
    lines[0]["measure"] = lines[1]["measure"]
    FormVersion.objects.update(lines=lines)
    filed.put(filed.cast.units.G1, heard=10, members=100)
    form = ReportForm.objects.create(
        campaign=filed.running.campaign, wave=filed.running.later, title="Đợt 2", created_at=NOW, opened_at=NOW
    )
    version = FormVersion.objects.create(form=form, number=1, lines=lines, created_at=NOW, published_at=NOW)
    return Filing.objects.create(form=form, version=version, unit=filed.cast.units.G1)


def test_figures_that_look_doubtful_need_an_explanation_each_by_its_name(
    connected: Connected, secret: str, doubtful: Filing
) -> None:
    told: dict[str, Any] = {
        "values": {"heard": 120, "members": 400},
        "explanations": {"heard": " ", "members": "Sáp nhập"},
    }
    bare = connected.send(doubtful.pk, secret, told).json()
    assert (bare["status"], bare["code"]) == (409, "explanation_missing")
    assert (
        bare["detail"]
        == "Đồng chí giải trình trong “explanations” số liệu có vẻ bất thường, hoặc sửa lại: “Số lượt người nghe”."
    )
    assert bare["errors"] == [
        {
            "where": "body.explanations.heard",
            "code": "explanation_missing",
            "detail": "Số lượt người nghe: 120 đoàn viên, đợt trước là 10.",
        }
    ]
    doubtful.refresh_from_db()
    assert (doubtful.state, FilingComment.objects.count()) == ("not_sent", 0)
    told["explanations"]["heard"] = "Có hội nghị toàn huyện"
    assert connected.send(doubtful.pk, secret, told).status_code == 200
    assert sorted(FilingComment.objects.values_list("code", "text")) == [
        ("heard", "Có hội nghị toàn huyện"), ("members", "Sáp nhập"),
    ]  # fmt: skip


def test_a_part_larger_than_its_whole_needs_an_explanation_too(
    connected: Connected, secret: str, doubtful: Filing
) -> None:
    more: dict[str, Any] = {"values": {"heard": 29, "members": 28}, "explanations": {"members": "Giảm nhiều"}}
    bare = connected.send(doubtful.pk, secret, more).json()
    assert [row["where"] for row in bare["errors"]] == ["body.explanations.heard"]
    more["explanations"]["heard"] = "Có người nghe hai lần"
    assert connected.send(doubtful.pk, secret, more).status_code == 200


def test_nothing_is_asked_about_a_report_that_was_sent_already(
    connected: Connected, secret: str, doubtful: Filing
) -> None:
    body = {"values": {"heard": 11, "members": 100}}
    connected.send(doubtful.pk, secret, body)
    again = connected.send(doubtful.pk, secret, {"values": {"heard": 900}})
    assert (again.status_code, again.json()["code"]) == (409, "not_writable")


BAD: list[tuple[dict[str, Any], int, str]] = [
    ({"body": "{"}, 400, "unreadable"),
    ({"body": "[]"}, 422, "invalid"),
    ({"body": ""}, 415, "not_json"),
    ({"body": {}}, 422, "invalid"),
    ({"body": {"values": {"heard": "120"}}}, 422, "invalid"),
    ({"body": {"values": {"heard": 1.5}}}, 422, "invalid"),
    ({"body": {"values": {"heard": True}}}, 422, "invalid"),
    ({"body": {"values": {"heard": -1}}}, 422, "invalid"),
    ({"body": {"values": {"heard": 2**70}}}, 422, "invalid"),
    ({"body": {"values": {"heard": 1e300}}}, 422, "invalid"),
    ({"body": '{"values": {"heard": NaN}}'}, 422, "invalid"),
    ({"body": '{"values": {}, "narrative": {"done": "\\ud800"}}'}, 422, "invalid"),
    ({"body": {"values": {}, "narrative": {"done": "a\x00b"}}}, 422, "invalid"),
    ({"body": {"values": {}, "narrative": {"done": "x" * 20_001}}}, 422, "invalid"),
    ({"body": {"values": {}, "explanations": {"heard": "x" * 4_001}}}, 422, "invalid"),
    ({"body": {"values": {}, "them": 1}}, 422, "invalid"),
    ({"body": {"values": {str(number): 1 for number in range(501)}}}, 422, "invalid"),
    ({"body": {"values": {"": 1}}}, 422, "invalid"),
    ({"body": json.dumps({"values": {}, "narrative": {"done": "x" * 1_100_000}})}, 413, "too_large"),
    ({"body": {"values": {}}, "content_type": "text/plain"}, 415, "not_json"),
    ({"body": {"values": {}}, "key": "có dấu"}, 422, "invalid"),
    ({"body": {"values": {}}, "key": "x" * 65}, 422, "invalid"),
    ({"body": {"values": {}}, "tag": "cũ"}, 422, "invalid"),
    ({"body": {"values": {}}, "tag": '"cu"'}, 412, "changed_meanwhile"),
]


@pytest.mark.parametrize(("given", "status", "code"), BAD, ids=[f"{n}-{row[2]}" for n, row in enumerate(BAD)])
def test_bad_input_is_refused_with_its_place(
    connected: Connected, secret: str, filing: Filing, given: dict[str, Any], status: int, code: str
) -> None:
    answer = connected.send(filing.pk, secret, **given)
    told = answer.json()
    assert (answer.status_code, told["code"], told["status"]) == (status, code, status)
    assert answer["Content-Type"] == "application/problem+json; charset=utf-8"
    assert told["detail"]
    filing.refresh_from_db()
    assert filing.revision == 0


def test_a_write_without_its_headers_is_refused(connected: Connected, secret: str, filing: Filing) -> None:
    headers = {"Authorization": f"Bearer {secret}"}
    url = f"/api/v1/filings/{filing.pk}"
    answer = connected.client.put(url, json.dumps(BODY), content_type="application/json", headers=headers)
    assert answer.status_code == 422
    assert [(row["where"], row["detail"]) for row in answer.json()["errors"]] == [
        ("header.Idempotency-Key", "còn thiếu"), ("header.If-Match", "còn thiếu"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/units?gi=1", 422, "unknown_parameter"),
        ("/units?on=23/11/2026", 422, "invalid"),
        ("/units?on=2026-02-30", 422, "invalid"),
        ("/units?on=1700000000", 422, "invalid"),
        ("/units?limit=0", 422, "invalid"),
        ("/units?limit=201", 422, "invalid"),
        ("/units?limit=5.0", 422, "invalid"),
        ("/units?cursor=abc", 422, "invalid"),
        ("/units?kind=lạ", 422, "invalid"),
        ("/units?q=%00", 422, "invalid"),
        ("/units?q=" + "x" * 101, 422, "invalid"),
        ("/units?q=" + "x" * 5000, 413, "too_large"),
        ("/units/%00", 422, "invalid"),
        ("/units/khong-co", 404, "not_found"),
        ("/filings/0", 422, "invalid"),
        ("/filings/99999999999999999999", 422, "invalid"),
        ("/filings/abc", 422, "invalid"),
        ("/report-forms/1/filings.doc", 422, "invalid"),
        ("/khong-co", 404, "not_found"),
    ],
)
def test_a_bad_question_is_refused_in_words(
    connected: Connected, secret: str, path: str, status: int, code: str
) -> None:
    answer = connected.ask(path, secret)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer["Content-Type"] == "application/problem+json; charset=utf-8"


def test_a_method_that_is_not_taken_is_named(connected: Connected, secret: str) -> None:
    answer = connected.ask("/units", secret, "delete")
    assert (answer.status_code, answer["Allow"], answer.json()["code"]) == (405, "GET, HEAD", "method_not_allowed")
    assert connected.ask("/filings/1", secret, "options")["Allow"] == "GET, HEAD, PUT"


def test_no_token_and_another_kind_of_one_are_refused(connected: Connected) -> None:
    for headers in ({}, {"Authorization": "Basic abc"}, {"Authorization": "Bearer"}):
        answer = connected.client.get("/api/v1/units", headers=headers)
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="Cau Noi"')


def test_a_fault_of_ours_is_no_problem_of_theirs(connected: Connected, secret: str, filing: Filing) -> None:
    """What nobody foresaw is logged as a fault; it is never told as a refusal."""
    Filing.objects.filter(pk=filing.pk).update(values=b"hong")
    with pytest.raises(Exception, match="unpack"):
        connected.ask(f"/filings/{filing.pk}", secret)


def test_a_clash_that_is_not_the_keys_is_a_fault(connected: Connected) -> None:
    token, _secret = connected.token(connected.cast.units.G1, connected.cast.chair)

    def clash() -> Given:
        raise IntegrityError("khác")

    with pytest.raises(IntegrityError):
        answer_once(token, "lan-1", "h", clash, now=NOW)


def test_answers_are_forgotten_after_a_month(connected: Connected, clock: Any) -> None:
    token, _secret = connected.token(connected.cast.units.G1, connected.cast.chair)
    answer_once(token, "k", "h", lambda: Given(200, "một"), now=NOW)
    assert forget_answers(now=NOW) == 0
    assert forget_answers(now=NOW + timedelta(days=31)) == 1
