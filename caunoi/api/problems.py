"""Errors as a program reads them: RFC 9457 ("problem details"), with a stable code and a sentence for its people."""

import json
from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

CONTENT_TYPE = "application/problem+json"

TITLES = {
    400: gettext_lazy("The request cannot be read"),
    401: gettext_lazy("A valid token is needed"),
    403: gettext_lazy("The token does not allow this"),
    404: gettext_lazy("There is nothing here"),
    405: gettext_lazy("This address does not take this method"),
    409: gettext_lazy("This cannot be done now"),
    412: gettext_lazy("It has changed meanwhile"),
    413: gettext_lazy("The request is too large"),
    415: gettext_lazy("The body must be JSON"),
    422: gettext_lazy("Something in the request is not right"),
    428: gettext_lazy("A header is missing"),
    429: gettext_lazy("Too many requests"),
}


class Problem(Exception):
    """Raised anywhere below a view of the API; becomes the answer. ``errors``: {"where", "code", "detail"} for each field."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: Any,
        *,
        errors: Sequence[dict[str, str]] = (),
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.status, self.code, self.detail = status, code, detail
        self.errors, self.headers = list(errors), headers or {}

    def response(self) -> HttpResponse:
        body: dict[str, Any] = {
            "type": "about:blank",
            "title": str(TITLES[self.status]),
            "status": self.status,
            "code": self.code,
            "detail": str(self.detail),
        }
        if self.errors:
            body["errors"] = self.errors
        text = json.dumps(body, ensure_ascii=False)
        response = HttpResponse(text, status=self.status, content_type=f"{CONTENT_TYPE}; charset=utf-8")
        for name, value in self.headers.items():
            response[name] = value
        return response


def not_found() -> Problem:
    detail = _("There is nothing at this address that the token may see. Check the address and the token's unit.")
    return Problem(404, "not_found", detail)


def misstated(problems: Sequence[tuple[str, str]], code: str = "misstated", detail: Any = "") -> Problem:
    """409 for a body that is well formed and yet not as the field has it: (where in the body, what is wrong) for each place."""
    lines = [{"where": f"body.{where}"[:200], "code": code, "detail": words} for where, words in problems[:50]]
    named = "; ".join(f"{line['where']}: {line['detail'].rstrip('.')}" for line in lines[:5])
    return Problem(409, code, detail or _("Correct the request: %(named)s.") % {"named": named}, errors=lines)


# What pydantic finds wrong, in words: by its kind of error, with what it knows of the limit.
_WRONG = {
    "missing": gettext_lazy("is left out"),
    "extra_forbidden": gettext_lazy("is not known here"),
    "whole_number": gettext_lazy("must be a whole number"),
    "int_type": gettext_lazy("must be a whole number"),
    "int_from_float": gettext_lazy("must be a whole number"),
    "int_parsing_size": gettext_lazy("is too large a number"),
    "day": gettext_lazy("must be a day such as 2026-11-23"),
    "date_from_datetime_parsing": gettext_lazy("must be a day such as 2026-11-23"),
    "date_parsing": gettext_lazy("must be a day such as 2026-11-23"),
    "string_type": gettext_lazy("must be a text"),
    "string_unicode": gettext_lazy("holds characters that are no text"),
    "string_pattern_mismatch": gettext_lazy("holds characters that are not allowed"),
    "string_too_long": gettext_lazy("is longer than %(max_length)s characters"),
    "string_too_short": gettext_lazy("is shorter than %(min_length)s characters"),
    "too_long": gettext_lazy("has more than %(max_length)s entries"),
    "greater_than_equal": gettext_lazy("must be at least %(ge)s"),
    "less_than_equal": gettext_lazy("must be at most %(le)s"),
    "literal_error": gettext_lazy("must be one of %(expected)s"),
    "enum": gettext_lazy("must be one of %(expected)s"),
    "dict_type": gettext_lazy("must be an object"),
    "model_attributes_type": gettext_lazy("must be an object"),
}


def invalid(errors: Sequence[dict[str, Any]]) -> Problem:
    """422 with a line for each place, from pydantic's errors."""
    lines = []
    for error in errors:
        said = _WRONG.get(error["type"], gettext_lazy("has a value that is not valid"))
        source, *place = error["loc"]
        named_place = (
            place[1:] if source == "body" else place
        )  # a body's first part is our own name for the whole of it
        where = ".".join(str(part) for part in (source, *named_place))
        lines.append({"where": where[:200], "code": error["type"], "detail": str(said) % error.get("ctx", {})})
    named = "; ".join(f"{line['where']}: {line['detail']}" for line in lines[:5])
    return Problem(422, "invalid", _("Correct the request: %(named)s.") % {"named": named}, errors=lines[:50])
