"""What the outbox asks before it sends, and the token's cookie: a late answer to a script never undoes a newer sign-in form."""

from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast

pytestmark = pytest.mark.django_db

SCRIPT = {"Sec-Fetch-Mode": "cors"}


def test_session_of_nobody_has_no_token_and_sets_no_cookie(client: Client) -> None:
    answer = client.get("/phien/", headers=SCRIPT)
    assert (answer.json(), dict(answer.cookies)) == ({"who": None, "token": None}, {})


def test_session_names_the_account_and_gives_a_token(client: Client, cast: Cast) -> None:
    client.force_login(cast.chair)
    answer = client.get("/phien/", headers=SCRIPT).json()
    assert (answer["who"], len(answer["token"])) == (str(cast.chair.pk), 64)


@pytest.mark.parametrize(("headers", "renewed"), [(SCRIPT, False), ({"Sec-Fetch-Mode": "navigate"}, True), ({}, True)])
def test_token_cookie_is_renewed_by_a_page_opened_alone(
    client: Client, cast: Cast, headers: dict[str, str], renewed: bool
) -> None:
    client.force_login(cast.chair)
    first: Any = client.get("/ban-lam-viec/", headers=SCRIPT).cookies["csrftoken"].value
    answer = client.get("/ban-lam-viec/", headers=headers)
    assert ("csrftoken" in answer.cookies, client.cookies["csrftoken"].value) == (renewed, first)
