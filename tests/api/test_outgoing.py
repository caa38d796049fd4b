"""Where messages may go: out to the internet, over TLS in production, and never into a network unless that is allowed."""

from typing import Any

import pytest

from caunoi.api.outgoing import Answer, check_address, post
from caunoi.core.errors import Refused


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("http://127.0.0.1:9/", "not_public"),
        ("http://[::1]:9/", "not_public"),
        ("http://[::ffff:127.0.0.1]:9/", "not_public"),
        ("http://0x7f000001:9/", "not_public"),
        ("http://10.1.2.3/", "not_public"),
        ("https://169.254.169.254/latest/meta-data/", "not_public"),
        ("https://192.168.1.1/", "not_public"),
        ("https://[fd00::1]/", "not_public"),
        ("https://[64:ff9b::7f00:1]/", "not_public"),
        ("http://localhost:9/", "not_public"),
        ("gopher://ban.example/", "not_public"),
        ("https://user@ban.example/", "not_public"),
        ("https://khong-co.invalid/", "no_such_site"),
        ("https://" + "a" * 70 + ".example/", "no_such_site"),
    ],
)
def test_nothing_is_sent_there(url: str, error: str) -> None:
    assert post(url, b"{}", {}) == Answer(error=error)


def test_a_plain_port_is_asked_for_tls_where_the_address_says_so(settings: Any) -> None:
    settings.WEBHOOKS_MAY_STAY_INSIDE = True
    from tests.api.receiver import receiver

    with receiver() as there:
        assert post(there.address.replace("http:", "https:"), b"{}", {}) == Answer(error="no_answer")


@pytest.mark.parametrize(
    "url", ["", "ban.example", "https://", "https://ban.example:99999/", "https://[::1", "https://a:0/"]
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(Refused) as refusal:
        check_address(url)
    assert refusal.value.code == "bad_address"


def test_production_asks_for_tls(settings: Any) -> None:
    check_address("http://ban.example/")
    settings.PRODUCTION = True
    with pytest.raises(Refused) as refusal:
        check_address("http://ban.example/")
    assert refusal.value.code == "not_encrypted"
    check_address("https://ban.example:8443/tin")
    settings.WEBHOOKS_MAY_STAY_INSIDE = True
    check_address("http://ban.example/")


def test_what_was_taken() -> None:
    assert [Answer(status).taken for status in (199, 200, 299, 300, None)] == [False, True, True, False, False]
