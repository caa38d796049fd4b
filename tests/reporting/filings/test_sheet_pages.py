"""The sheet of a report by its pages: taken away, filled in, brought back; nothing is taken before it was seen."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from caunoi.reporting.actions.drafts import save_draft
from caunoi.reporting.models import Filing, FilingDraft
from caunoi.reporting.sheets import read_sheet
from tests.campaigns.running import NOW
from tests.reporting.filing import Filed
from tests.reporting.test_sheets import typed


@pytest.fixture
def filing(filed: Filed) -> Filing:
    return filed.of(filed.cast.units.G1)


@pytest.fixture
def chair(filed: Filed) -> Client:
    client = Client()
    client.force_login(filed.cast.chair)
    return client


def upload(chair: Client, filing: Filing, content: bytes) -> Any:
    sheet = SimpleUploadedFile("phieu.xlsx", content)
    return chair.post(reverse("reporting:upload-sheet", args=[filing.pk]), {"sheet": sheet})


def take(chair: Client, filing: Filing, **data: Any) -> int:
    answer = chair.post(reverse("reporting:take-sheet", args=[filing.pk]), data)
    return answer.status_code


def test_the_sheet_is_taken_away_for_this_report(filed: Filed, chair: Client, filing: Filing) -> None:
    answer = chair.get(reverse("reporting:download-sheet", args=[filing.pk]))
    assert read_sheet(answer.content, filing).problems == []
    above = Client()
    above.force_login(filed.cast.owner)
    assert above.get(reverse("reporting:download-sheet", args=[filing.pk])).status_code == 200


def test_what_differs_is_shown_with_every_problem_by_its_cell(filed: Filed, chair: Client, filing: Filing) -> None:
    save_draft(filing, typed={"value-members": "7"}, revision=0, by=filed.cast.chair, now=NOW)
    page = upload(chair, filing, typed(filing, {"D6": 1500, "D7": "bảy", "B10": "Đã họp"}))
    assert [(one.name, one.mine, one.theirs) for one in page.context["differences"]] == [
        ("value-heard", "1.500", ""), ("text-done", "Đã họp", ""),
    ]  # fmt: skip
    assert [cell for cell, _what in page.context["reading"].problems] == ["D7"]
    assert FilingDraft.objects.get().typed == {"value-members": "7"}


def test_an_empty_cell_does_not_take_away_by_itself_what_was_typed(filed: Filed, chair: Client, filing: Filing) -> None:
    save_draft(filing, typed={"value-members": "7", "value-heard": "5"}, revision=0, by=filed.cast.chair, now=NOW)
    page = upload(chair, filing, typed(filing, {"D6": 1500})).content.decode()
    assert ('value="value-heard" checked>' in page, 'value="value-members">' in page) == (True, True)


def test_what_is_ticked_goes_into_the_draft_over_what_was_typed(filed: Filed, chair: Client, filing: Filing) -> None:
    save_draft(filing, typed={"value-members": "7"}, revision=0, by=filed.cast.chair, now=NOW)
    data = {"take": ["value-heard", "khong-co"], "value-heard": "1.500", "text-done": "Đã họp"}
    assert take(chair, filing, **data) == 302
    assert FilingDraft.objects.get().typed == {"value-members": "7", "value-heard": "1.500"}
    assert take(chair, filing) == 302
    assert FilingDraft.objects.get().typed == {"value-members": "7", "value-heard": "1.500"}


def test_a_file_that_is_no_sheet_is_refused_in_words(chair: Client, filing: Filing) -> None:
    page = upload(chair, filing, b"khong phai")
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["sheet"])
    assert upload(chair, filing, b"").status_code == 422
    same = upload(chair, filing, typed(filing, {}))
    assert "Phiếu không khác gì báo cáo hiện có" in same.content.decode()


def test_who_has_typed_on_an_older_state_chooses_first(filed: Filed, chair: Client, filing: Filing) -> None:
    save_draft(filing, typed={"value-members": "7"}, revision=3, by=filed.cast.chair, now=NOW)
    url = reverse("reporting:show-filing", args=[filing.pk])
    answer: Any = chair.get(reverse("reporting:upload-sheet", args=[filing.pk]))
    assert answer.url == url
    assert take(chair, filing, take=["value-heard"], **{"value-heard": "5"}) == 302
    assert FilingDraft.objects.get().typed == {"value-members": "7"}
