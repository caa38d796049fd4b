"""Words at a figure: said once, settled once, and told to the other side."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from caunoi.core.models import AuditEntry
from caunoi.orgs.models import Notice
from caunoi.reporting.actions.comments import LONGEST, comment_on, settle_comment
from caunoi.reporting.models import Filing, FilingComment
from caunoi.reporting.tasks import tell_of_comment
from tests.campaigns.running import NOW
from tests.reporting.filing import Filed
from tests.reporting.test_filings import refused, send


@pytest.fixture
def filing(filed: Filed) -> Filing:
    return filed.of(filed.cast.units.G1)


def say(filed: Filed, filing: Filing, text: str = "Vì sao tăng?", **given: Any) -> FilingComment:
    facts = {"unit": filed.cast.units.D, "client_key": uuid4(), "by": filed.cast.owner, "now": NOW, "code": "heard"}
    return comment_on(filing, text=text, **(facts | given))


def told(filed: Filed) -> list[tuple[str, str]]:
    rows = Notice.objects.filter(key__startswith="filing.comment").order_by("pk")
    return [(row.user.full_name, row.body) for row in rows]


def test_a_comment_sent_twice_is_one(filed: Filed, filing: Filing) -> None:
    key = uuid4()
    assert say(filed, filing, "Một\r\n\r\n\r\nhai ", client_key=key) == say(filed, filing, client_key=key)
    assert FilingComment.objects.get().text == "Một\n\nhai"
    assert AuditEntry.objects.filter(action="filing.commented").count() == 1


def test_a_comment_without_words_or_place_is_refused(filed: Filed, filing: Filing) -> None:
    codes = [refused(say, filed, filing, text) for text in (" ", "x" * (LONGEST + 1))]
    assert [*codes, refused(say, filed, filing, code="khong-co")] == ["empty", "too_long", "no_such_place"]


def test_a_comment_is_settled_once(filed: Filed, filing: Filing) -> None:
    comment = say(filed, filing)
    for by in (filed.cast.chair, filed.cast.owner):
        settle_comment(comment, by=by, now=NOW)
    comment.refresh_from_db()
    assert (comment.settled_by, AuditEntry.objects.filter(action="filing.comment_settled").count()) == (
        filed.cast.chair,
        1,
    )


def test_the_other_side_is_told_until_it_has_read(filed: Filed, filing: Filing, run_jobs: Any) -> None:
    for text in ("Vì sao tăng?", "Bổ sung ảnh"):
        say(filed, filing, text)
        run_jobs()
    assert told(filed) == [("Nguyễn Thị Mai", "Vì sao tăng?")]
    say(filed, filing, "Từ tỉnh", unit=filed.cast.units.P, by=filed.cast.superior)
    say(filed, filing, "Có thêm buổi", unit=filed.cast.units.G1, by=filed.cast.chair)
    run_jobs()
    assert sorted(told(filed)[1:]) == [("Lò Thị Hoa", "Có thêm buổi"), ("Trần Văn Bình", "Có thêm buổi")]
    Notice.objects.update(read_at=NOW)
    say(filed, filing, "Còn nữa")
    run_jobs()
    assert told(filed)[3:] == [("Nguyễn Thị Mai", "Còn nữa")]


def test_nobody_is_told_of_a_comment_that_is_gone(db: None) -> None:
    assert tell_of_comment.call(4711) == 0


def test_an_explanation_goes_along_with_the_report(filed: Filed, filing: Filing, run_jobs: Any) -> None:
    key = uuid4()
    for _twice in range(2):
        send(filed, filing, client_key=key, explanations={"heard": " Có hội diễn ", "members": " ", "share": "x"})
    row = FilingComment.objects.get()
    assert (row.code, row.text, row.unit, row.by) == ("heard", "Có hội diễn", filed.cast.units.G1, filed.cast.chair)
    run_jobs()
    assert told(filed) == []


def test_talk_opens_in_the_page_and_stays_there(filed: Filed, filing: Filing) -> None:
    client, url = Client(), reverse("reporting:filing-talk", args=[filing.pk])
    client.force_login(filed.cast.owner)
    page = client.post(f"{url}?o=heard", {"text": "Vì sao?", "client_key": uuid4()}, headers={"HX-Request": "true"})
    comment = FilingComment.objects.get()
    assert (page.status_code, comment.code, comment.unit) == (200, "heard", filed.cast.units.D)
    assert 'id="said-heard" hx-swap-oob="true"' in page.content.decode()
    settle = reverse("reporting:settle-comment", args=[filing.pk, comment.pk])
    assert "đã xử lý" in client.post(settle, headers={"HX-Request": "true"}).content.decode()
    assert client.post(url, {"text": ""}, headers={"HX-Request": "true"}).status_code == 200


def test_talk_without_script_leads_back_to_the_figure(filed: Filed, filing: Filing) -> None:
    client, url = Client(), reverse("reporting:filing-talk", args=[filing.pk])
    client.force_login(filed.cast.chair)
    answer: Any = client.post(url, {"text": "Đã bổ sung", "client_key": uuid4()})
    assert (answer.status_code, answer.url.endswith(f"/{filing.pk}/#trao-doi")) == (302, True)
    assert FilingComment.objects.get().unit == filed.cast.units.G1
    assert client.post(f"{url}?o=heard", {"text": "\n", "client_key": uuid4()}).status_code == 422
    assert client.post(f"{url}?o=heard", {"text": "\u200b" * 5, "client_key": uuid4()}).status_code == 302
    longer = client.post(
        f"{url}?o=heard", {"text": "\U0001d160" * 2000, "client_key": uuid4()}
    )  # NFC writes it as three
    assert (longer.status_code, list(longer.context["talk_form"].errors)) == (422, ["text"])
    assert client.get(f"{url}?o=khong-co").status_code == 404
