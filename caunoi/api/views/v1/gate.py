"""The door to every operation: a token with the scope, within its rate, on a request of the described form."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from caunoi.api.actions.tokens import note_use
from caunoi.api.enums import NEEDS
from caunoi.api.models import ApiToken
from caunoi.api.permissions import reach_of
from caunoi.api.problems import Problem
from caunoi.api.rates import Rate, count_request
from caunoi.api.secrets import hash_of
from caunoi.orgs.models import UnitQuerySet

MAX_BODY = 1024 * 1024
MAX_QUERY = 4096


class ApiRequest(HttpRequest):
    """A request that went through a ``Bearer``."""

    auth: "Caller"
    rate: Rate


@dataclass(frozen=True)
class Caller:
    """Which token asks, and what it reaches by the scope of the operation today."""

    token: ApiToken
    scope: str
    now: datetime

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @cached_property
    def reach(self) -> UnitQuerySet:
        return reach_of(self.token, NEEDS[self.scope], on=self.today)


class Bearer(HttpBearer):
    """``Authorization: Bearer cn_…``. 401 without a token that is valid now, 403 where it has not the scope."""

    def __init__(self, scope: str = "") -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Caller:
        now = timezone.now()
        found = ApiToken.objects.select_related("made_by").filter(secret_hash=hash_of(token)).first()
        if found is None:
            raise refused_token("token_unknown", _("This token is not known. Ask the unit for a new one."))
        if found.revoked_at:
            raise refused_token("token_revoked", _("This token was revoked. Ask the unit for a new one."))
        if found.expires_at <= now:
            raise refused_token("token_expired", _("This token has expired. Ask the unit for a new one."))
        request.rate = rate = count_request(found.pk, now=now)  # type: ignore[attr-defined]
        if rate.is_over:
            detail = _("More than %(limit)s requests in a minute. Wait %(seconds)s seconds.")
            words = {"limit": rate.limit, "seconds": rate.reset}
            raise Problem(429, "too_many", detail % words, headers={"Retry-After": str(rate.reset)})
        if self.scope and self.scope not in found.scopes:
            detail = _("The token lacks the scope %(scope)s. Ask the unit for a token that has it.")
            raise Problem(403, "scope_missing", detail % {"scope": self.scope})
        note_use(found, now=now)
        return Caller(found, self.scope, now)


def refused_token(code: str, detail: str) -> Problem:
    return Problem(401, code, detail, headers={"WWW-Authenticate": 'Bearer realm="Cau Noi"'})


def check_request(request: HttpRequest, *, known: frozenset[str], takes_body: bool) -> None:
    """``Problem`` for what the operation would not look at: unknown names, a body of another kind or size, no text."""
    if len(request.META.get("QUERY_STRING", "")) > MAX_QUERY:
        raise Problem(413, "too_large", _("The query is longer than %(limit)s characters.") % {"limit": MAX_QUERY})
    unknown = sorted(set(request.GET) - known)
    if unknown:
        message = _("There is no parameter “%(name)s” here.")
        raise Problem(422, "unknown_parameter", message % {"name": unknown[0][:60]})
    if takes_body:
        _check_body(request)


def _check_body(request: HttpRequest) -> None:
    if request.content_type != "application/json":
        raise Problem(415, "not_json", _("Send the body as JSON, with Content-Type: application/json."))
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > MAX_BODY:
        raise Problem(413, "too_large", _("The body is larger than %(limit)s bytes.") % {"limit": MAX_BODY})
