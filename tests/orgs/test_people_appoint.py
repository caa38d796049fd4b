"""The first account of a new site: one command, a post, a link that works once."""

import re
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from caunoi.orgs.models import Post, User
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def appoint(*arguments: str) -> str:
    out = StringIO()
    call_command("people_appoint", *arguments, stdout=out)
    return out.getvalue()


def test_people_appoint_makes_an_account_that_sets_its_password(cast: Cast, client: Client) -> None:
    said = appoint("Moi@caunoi.example", "--name", "Lò Thị Mới", "--unit", cast.units.P.code)
    user = User.objects.get(email="moi@caunoi.example")
    assert list(user.posts.values_list("unit", "role")) == [(cast.units.P.pk, "administrator")]
    link = re.search(r"http://[^/]+(\S+)", said)
    assert link is not None
    page = client.get(link.group(1), follow=True)
    answer: dict[str, Any] = {"password1": "mot-mat-khau-dai-2026", "password2": "mot-mat-khau-dai-2026"}
    client.post(page.redirect_chain[-1][0], answer)
    user.refresh_from_db()
    assert user.check_password("mot-mat-khau-dai-2026") is True


def test_people_appoint_gives_a_post_to_a_known_account_without_a_link(cast: Cast) -> None:
    said = appoint(cast.owner.email, "--unit", cast.units.P.code, "--role", "viewer")
    assert "http" not in said
    assert Post.objects.filter(user=cast.owner, unit=cast.units.P, role="viewer").count() == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("không-phải-thư", "--name", "A", "--unit", "{unit}"), "không phải là địa chỉ thư điện tử"),
        (("a@caunoi.example", "--name", "A", "--unit", "KHÔNG-CÓ"), "KHÔNG-CÓ"),
        (("a@caunoi.example", "--unit", "{unit}"), "--name"),
    ],
)
def test_people_appoint_refuses_clearly_and_writes_nothing(
    cast: Cast, arguments: tuple[str, ...], message: str
) -> None:
    before = (User.objects.count(), Post.objects.count())
    with pytest.raises(CommandError, match=re.escape(message)):
        appoint(*(one.format(unit=cast.units.P.code) for one in arguments))
    assert (User.objects.count(), Post.objects.count()) == before


def test_people_appoint_twice_is_refused(cast: Cast) -> None:
    arguments = (cast.owner.email, "--unit", cast.units.P.code, "--role", "viewer")
    appoint(*arguments)
    with pytest.raises(CommandError, match=re.escape(cast.owner.full_name)):
        appoint(*arguments)
