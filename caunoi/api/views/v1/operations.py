"""Shared by the operations: what may be asked of every list, and the door of each scope."""

from typing import Any

from django.http import HttpResponse
from ninja import Router, Schema

from caunoi.api.actions.answers import Given
from caunoi.api.problems import not_found
from caunoi.api.views.v1.fields import Cursor, Limit
from caunoi.api.views.v1.gate import Bearer


class PageFilter(Schema):
    cursor: Cursor = ""
    limit: Limit = 50


def router(scope: str, tag: str) -> Router:
    return Router(auth=Bearer(scope), tags=[tag])


def one(rows: Any, **where: Any) -> Any:
    """The row, or 404: what the token may not see does not exist for it."""
    found = rows.filter(**where).first()
    if found is None:
        raise not_found()
    return found


def answer(given: Given) -> HttpResponse:
    """What a write is answered, the first time and every time after."""
    response = HttpResponse(given.body, status=given.status, content_type="application/json; charset=utf-8")
    response["ETag"] = given.etag
    if given.is_repeated:
        response["Idempotency-Replayed"] = "true"
    return response
