"""Tokens: made by those who appoint, never with more than they hold; revoked once; from the command line too."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command

from caunoi.api.actions.tokens import make_token, note_use, revoke_token
from caunoi.api.enums import Scope
from caunoi.api.models import ApiToken, KeptAnswer
from caunoi.api.permissions import grantable_scopes, may_connect, reach_of
from caunoi.api.rates import Rate, count_request
from caunoi.api.secrets import hash_of, make_secret
from caunoi.core.errors import Refused
from caunoi.core.models import AuditEntry
from caunoi.orgs.models import User
from tests.api.connecting import READING, Connected
from tests.campaigns.running import NOW, TODAY
from tests.cast import Cast


def refused(call: Any, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(Refused) as refusal:
        call(*args, **kwargs)
    assert str(refusal.value)
    return refusal.value.code


def test_a_token_is_made_with_its_trace(cast: Cast, clock: object) -> None:
    token, secret = make_token(
        cast.units.G1, name="  Phần mềm  bạn ", scopes=["units:read", "units:read"], days=30, by=cast.chair, now=NOW
    )
    assert (token.name, token.scopes, token.hint, token.secret_hash) == (
        "Phần mềm bạn", ["units:read"], secret[-4:], hash_of(secret),
    )  # fmt: skip
    assert (token.expires_at, str(token)) == (NOW + timedelta(days=30), f"Phần mềm bạn (…{secret[-4:]})")
    row = AuditEntry.objects.get(action="api.token_made")
    assert (row.unit_id, row.actor_id, secret in str(row.detail)) == (cast.units.G1.pk, cast.chair.pk, False)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"name": " "}, "name_missing"),
        ({"scopes": []}, "scopes_missing"),
        ({"days": 0}, "bad_term"),
        ({"days": 731}, "bad_term"),
        ({"scopes": ["units:write"]}, "scope_not_grantable"),
    ],
)
def test_a_token_is_refused(cast: Cast, clock: object, given: dict[str, Any], code: str) -> None:
    said = {"name": "Phần mềm", "scopes": READING, "days": 30, "by": cast.chair, "now": NOW} | given
    assert refused(make_token, cast.units.G1, **said) == code
    assert ApiToken.objects.count() == 0


def test_nobody_gives_more_than_they_hold(cast: Cast, clock: object) -> None:
    units = cast.units
    assert grantable_scopes(cast.chair, units.G1, on=TODAY) == Scope.values
    assert grantable_scopes(cast.administrator, units.D, on=TODAY) == list(READING)
    assert grantable_scopes(cast.owner, units.D, on=TODAY) == []
    assert grantable_scopes(cast.chair, units.D, on=TODAY) == []
    assert [may_connect(user, units.G1, on=TODAY) for user in (cast.chair, cast.administrator, cast.superior)] == [
        True, True, False,
    ]  # fmt: skip
    said = {"name": "Phần mềm", "days": 30, "by": cast.administrator, "now": NOW}
    assert refused(make_token, units.D, scopes=["reports:file"], **said) == "scope_not_grantable"


def test_a_token_reaches_no_further_than_its_maker_that_day(cast: Cast, clock: object) -> None:
    token, _secret = make_token(cast.units.D, name="Phần mềm", scopes=READING, days=30, by=cast.administrator, now=NOW)
    assert sorted(reach_of(token, on=TODAY).values_list("code", flat=True)) == ["D", "G1", "G2"]
    User.objects.filter(pk=cast.administrator.pk).update(is_active=False)
    token = ApiToken.objects.get(pk=token.pk)
    assert reach_of(token, on=TODAY).count() == 0


def test_a_token_is_revoked_once(cast: Cast, clock: object) -> None:
    token, _secret = make_token(cast.units.G1, name="Phần mềm", scopes=READING, days=30, by=cast.chair, now=NOW)
    assert ApiToken.objects.valid(NOW).count() == 1
    revoke_token(token, by=cast.chair, now=NOW)
    assert (ApiToken.objects.valid(NOW).count(), ApiToken.objects.get().revoked_by) == (0, cast.chair)
    assert refused(revoke_token, token, by=cast.chair, now=NOW) == "already_revoked"
    assert AuditEntry.objects.filter(action="api.token_revoked").count() == 1


def test_use_that_another_process_noted_is_not_noted_again(cast: Cast, clock: object) -> None:
    token, _secret = make_token(cast.units.G1, name="Phần mềm", scopes=READING, days=30, by=cast.chair, now=NOW)
    assert [note_use(token, now=NOW), note_use(token, now=NOW)] == [True, False]
    token.refresh_from_db()
    assert note_use(token, now=NOW) is False


def test_a_rate_begins_anew_each_minute(clock: Any, settings: Any) -> None:
    cache.clear()
    settings.API_REQUESTS_A_MINUTE = 5
    assert count_request(1, now=NOW) == Rate(limit=5, used=1, reset=60)
    assert count_request(1, now=NOW + timedelta(seconds=59)) == Rate(limit=5, used=2, reset=1)
    assert count_request(2, now=NOW).used == 1
    assert count_request(1, now=NOW + timedelta(seconds=60)).used == 1


def test_a_cache_that_keeps_nothing_shuts_nobody_out(settings: Any) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    assert count_request(1, now=NOW).used == 1


def test_secrets_are_long_and_differ() -> None:
    one, other = make_secret(), make_secret()
    assert (one[:3], len(one), one == other) == ("cn_", 46, False)


def test_rows_are_named(connected: Connected) -> None:
    token, _secret = connected.token(connected.cast.units.P, connected.leader)
    assert str(KeptAnswer(token=token, key="k")) == f"{token.pk} k"


def test_a_token_from_the_command_line(cast: Cast, clock: object) -> None:
    out = StringIO()
    given = {"by": cast.chair.email, "scope": ["units:read"], "days": 7}
    call_command("api_token", "G1", "Phần mềm", **given, stdout=out)
    assert ApiToken.objects.get().secret_hash == hash_of(out.getvalue().strip())
    for unit, by, said in (
        ("KHONG", cast.chair.email, "KHONG: not found"),
        ("G1", "khong@co.example", "khong@co.example: not found"),
        ("D", cast.chair.email, "Không thể cấp cho hệ thống nhiều quyền hơn"),
    ):
        with pytest.raises(CommandError, match=said):
            call_command("api_token", unit, "Phần mềm", **given | {"by": by})
