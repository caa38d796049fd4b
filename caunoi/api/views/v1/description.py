"""The OpenAPI description: ninja's own, with the answers that every operation may give, in the reader's language."""

from copy import deepcopy
from functools import cache
from typing import Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _
from ninja.schema import NinjaGenerateJsonSchema

from caunoi.api.exports import CONTENT_TYPES
from caunoi.api.problems import CONTENT_TYPE
from caunoi.api.views.v1.api import api
from caunoi.api.views.v1.shapes import ProblemOut

ROOT = "/api/v1/"
REF = "#/components/schemas/{model}"

WORDS = {
    304: _("Nothing has changed since the entity tag that was sent"),
    401: _("No token, or one that is not valid now"),
    403: _("The token lacks the scope"),
    404: _("There is nothing that the token may see"),
    405: _("This address does not take this method"),
    409: _("It cannot be done now; the code says why"),
    412: _("It has changed since it was read"),
    413: _("The request is too large"),
    415: _("The body is not JSON"),
    422: _("Something in the request is not right; each place is named"),
    429: _("Too many requests in this minute"),
    400: _("The body cannot be read"),
}
ALWAYS = (401, 403, 404, 405, 413, 422, 429)
WRITING = {"put": (400, 409, 412, 415), "post": (400, 409, 415)}

PARAMETERS = {
    "on": _("The day in the form 2026-11-23; today when left out"),
    "cursor": _("“next” of the page before"),
    "limit": _("How many at most on a page"),
    "under": _("Only the branch of the unit with this code"),
    "kind": _("Only of this kind"),
    "q": _("Words of the name, with or without marks, or a code"),
    "since": _("From this day on"),
    "until": _("Up to this day"),
    "state": _("Only in this state"),
    "unit": _("Code of the unit; the token's own when left out"),
    "campaign": _("Only of this campaign"),
    "wave": _("Only of this wave"),
    "file_format": _("csv, json, xlsx or parquet"),
    "Idempotency-Key": _("Made anew for each request: the same request sent again with it is done once"),
    "If-Match": _("The ETag of the report as you read it"),
}
TAG = {"ETag": {"description": _("Send it back in If-None-Match or If-Match"), "schema": {"type": "string"}}}
RATE = {
    "RateLimit-Limit": {"description": _("Requests in a minute"), "schema": {"type": "integer"}},
    "RateLimit-Remaining": {"description": _("Requests left in this minute"), "schema": {"type": "integer"}},
    "RateLimit-Reset": {"description": _("Seconds until the count begins anew"), "schema": {"type": "integer"}},
}


def description() -> dict[str, Any]:
    """The whole document in the language of today's reader."""
    return _in_language(get_language() or "vi")


@cache
def _in_language(language: str) -> dict[str, Any]:
    translated: dict[str, Any] = _translate(_whole())
    return translated


@cache
def _whole() -> dict[str, Any]:
    found: dict[str, Any] = deepcopy(dict(api.get_openapi_schema(path_prefix=ROOT)))
    problem = ProblemOut.model_json_schema(ref_template=REF, schema_generator=NinjaGenerateJsonSchema)
    schemas = found["components"]["schemas"]
    schemas.update(problem.pop("$defs"), Problem=problem)
    for schema in schemas.values():
        schema.pop("description", None)  # says things to those who write this code
    _drop_titles(found)
    scopes = api.scopes()
    for path in found["paths"].values():
        for method, operation in path.items():
            operation["x-scope"] = scopes[operation["operationId"]]
            _finish(operation, method)
    return found


def _finish(operation: dict[str, Any], method: str) -> None:
    for parameter in operation["parameters"]:
        parameter["schema"] = _without_null(parameter["schema"])
        if parameter["name"] in PARAMETERS:
            parameter["description"] = PARAMETERS[parameter["name"]]
    responses = operation["responses"] = {str(status): each for status, each in operation["responses"].items()}
    done = next(iter(responses.values()))
    done["description"] = _("Done")
    done["headers"] = {**({} if "content" not in done else TAG), **RATE}
    if "content" not in done:
        done["content"] = {name.partition(";")[0]: {"schema": {}} for name in CONTENT_TYPES.values()}
    elif method == "get":
        responses["304"] = {"description": WORDS[304]}
    for status in (*ALWAYS, *WRITING.get(method, ())):
        content = {CONTENT_TYPE: {"schema": {"$ref": REF.format(model="Problem")}}}
        responses[str(status)] = {"description": WORDS[status], "content": content}


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """What a query may hold: a parameter is left out, never null."""
    choices = [each for each in schema.get("anyOf", []) if each.get("type") != "null"]
    return choices[0] if len(choices) == 1 else {key: value for key, value in schema.items() if key != "default"}


def _drop_titles(node: Any) -> None:
    """Pydantic's titles are only names in other letters."""
    if isinstance(node, dict):
        if isinstance(node.get("title"), str) and ("type" in node or "anyOf" in node or "$ref" in node):
            del node["title"]
        for value in node.values():
            _drop_titles(value)
    elif isinstance(node, list):
        for value in node:
            _drop_titles(value)


def _translate(node: Any, key: str = "") -> Any:
    if isinstance(node, dict):
        return {name: _translate(value, name) for name, value in node.items()}
    if isinstance(node, list):
        return [_translate(value, key) for value in node]
    return gettext(node) if key in ("summary", "description", "tags") and isinstance(node, str) and node else node
