"""A sister system with a token of a unit: asks in one line, sends in another."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.test import Client

from caunoi.api.actions.tokens import make_token
from caunoi.api.enums import Scope
from caunoi.api.models import ApiToken
from caunoi.orgs.enums import Role
from caunoi.orgs.models import Post, Unit, User
from tests.campaigns.running import NOW
from tests.cast import SINCE, Cast
from tests.reporting.filing import Filed


@dataclass
class Connected:
    """``chair`` of the cast is the chair of G1; ``leader`` is the chair of P."""

    filed: Filed
    client: Client
    leader: User

    @property
    def cast(self) -> Cast:
        return self.filed.cast

    def token(self, unit: Unit, by: User, *scopes: str, days: int = 30) -> tuple[ApiToken, str]:
        return make_token(unit, name="Phần mềm bạn", scopes=scopes or READING, days=days, by=by, now=NOW)

    def ask(self, path: str, secret: str, method: str = "get", **headers: str) -> Any:
        return getattr(self.client, method)(f"/api/v1{path}", headers={"Authorization": f"Bearer {secret}", **headers})

    def send(self, filing: int, secret: str, body: Any, *, key: str = "", tag: str = "*", **extra: Any) -> Any:
        headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": key or str(uuid4()), "If-Match": tag}
        text = body if isinstance(body, str) else json.dumps(body)
        given = {"content_type": "application/json", "headers": headers} | extra
        return self.client.put(f"/api/v1/filings/{filing}", text, **given)

    def log(self, secret: str, body: Any, *, key: str = "", **extra: Any) -> Any:
        headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": key or str(uuid4())}
        given = {"content_type": "application/json", "headers": headers} | extra
        return self.client.post("/api/v1/activities", json.dumps(body), **given)


READING = tuple(scope for scope in Scope.values if scope not in (Scope.FILE, Scope.LOG))
EVERYTHING = tuple(Scope.values)


def make_connected(filed: Filed, client: Client) -> Connected:
    cache.clear()
    leader = User.objects.create_user("chu-tich@tinh.example", "mat-khau-thu-nghiem", full_name="Trần Thị Cúc")
    Post.objects.create(user=leader, unit=filed.cast.units.P, role=Role.CHAIR, starts_on=SINCE)
    return Connected(filed, client, leader)
