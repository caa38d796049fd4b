"""The level above decides by the page of one report."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from caunoi.reporting.actions.filings import approve_filing, return_filing
from caunoi.reporting.actions.forms import close_form
from caunoi.reporting.models import Filing
from tests.campaigns.running import NOW
from tests.reporting.filing import Filed
from tests.reporting.test_filings import send


@pytest.fixture
def district(filed: Filed) -> Client:
    client = Client()
    client.force_login(filed.cast.owner)
    return client


def decide(district: Client, filing: Filing, name: str, **data: str) -> tuple[int, str, str]:
    answer = district.post(reverse(f"reporting:{name}", args=[filing.pk]), data)
    filing.refresh_from_db()
    return answer.status_code, filing.state, filing.reason


def test_a_report_is_approved_reopened_sent_and_returned(filed: Filed, district: Client) -> None:
    filing = send(filed)
    assert decide(district, filing, "approve-filing") == (302, "approved", "")
    assert decide(district, filing, "reopen-filing") == (422, "approved", "")
    assert decide(district, filing, "reopen-filing", reason="Bổ sung") == (302, "reopened", "Bổ sung")
    filing = send(filed, filing)
    assert decide(district, filing, "return-filing", reason="Thiếu ảnh") == (302, "returned", "Thiếu ảnh")


def test_what_a_colleague_has_decided_meanwhile_is_shown_with_what_was_typed(filed: Filed, district: Client) -> None:
    filing = approve_filing(send(filed), by=filed.cast.superior, now=NOW)
    url = reverse("reporting:return-filing", args=[filing.pk])
    answer = district.post(url, {"reason": "Thiếu ảnh"})
    assert (answer.status_code, answer.context["return_form"]["reason"].value()) == (409, "Thiếu ảnh")


@pytest.mark.parametrize("name", ["approve-filing", "return-filing"])
def test_a_report_sent_again_is_not_decided_unread(filed: Filed, district: Client, name: str) -> None:
    filing = send(filed)
    seen = str(filing.revision)
    filing = send(filed, return_filing(filing, reason="Thiếu ảnh", by=filed.cast.superior, now=NOW))
    assert decide(district, filing, name, revision=seen, reason="Đã xem") == (409, "submitted", "")
    assert decide(district, filing, name, revision="x", reason="Đã xem") == (409, "submitted", "")
    assert decide(district, filing, name, revision=str(filing.revision), reason="Đã xem")[0] == 302


def test_a_unit_is_excused_and_asked_again(filed: Filed, district: Client) -> None:
    filing = filed.of(filed.cast.units.G1)
    assert decide(district, filing, "excuse-filing", reason="Đang sáp nhập")[0] == 302
    assert filing.excused_reason == "Đang sáp nhập"
    assert decide(district, filing, "excuse-filing", again="1")[0] == 302
    assert filing.excused_reason == ""


def test_nothing_is_decided_on_a_closed_form(filed: Filed, district: Client) -> None:
    filing = send(filed)
    close_form(filed.form, by=filed.cast.superior, now=NOW)
    page: Any = district.get(reverse("reporting:show-filing", args=[filing.pk]))
    assert (page.context["decides"], page.context["is_open"]) == (False, False)
    assert decide(district, filing, "approve-filing")[:2] == (409, "submitted")
