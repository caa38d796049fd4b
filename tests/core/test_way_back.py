"""Whoever opens an address that only takes what a form sends is led to the page above it."""

import pytest
from django.test import Client

HTML = "text/html,application/xhtml+xml"


@pytest.mark.parametrize(
    ("path", "above"),
    [
        ("/ban-lam-viec/bao-cao/5/gui/", "/ban-lam-viec/bao-cao/5/"),
        ("/ban-lam-viec/kiem-tra/phan-cong/3/ket-thuc/", "/ban-lam-viec/kiem-tra/phan-cong/"),
    ],
)
def test_address_of_a_form_leads_to_the_page_above(db: None, client: Client, path: str, above: str) -> None:
    answer = client.get(path, headers={"Accept": HTML})
    assert (answer.status_code, answer["Location"]) == (302, above)


def test_what_was_not_sent_is_said(db: None, client: Client) -> None:
    client.get("/ban-lam-viec/bao-cao/5/gui/", headers={"Accept": HTML})
    shown = client.get("/tai-khoan/dang-nhap/").content.decode()
    assert "Chưa gửi được gì. Mời xem lại trang này rồi gửi lần nữa." in shown


@pytest.mark.parametrize(("method", "accept"), [("get", "*/*"), ("put", HTML)])
def test_programs_get_the_plain_answer(db: None, client: Client, method: str, accept: str) -> None:
    answer = getattr(client, method)("/ban-lam-viec/bao-cao/5/gui/", headers={"Accept": accept})
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
