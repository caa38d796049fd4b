"""The API described: as OpenAPI for programs, as one page for those who write them. Open to everybody; it shows no data."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from caunoi.api.examples import example_text, request_line
from caunoi.api.views.v1.description import description


@require_safe
@cache_control(private=True, max_age=300)
def show_openapi(request: HttpRequest) -> HttpResponse:
    return JsonResponse(description(), json_dumps_params={"ensure_ascii": False})


@require_safe
@cache_control(private=True, max_age=300)
def show_docs(request: HttpRequest) -> HttpResponse:
    context = {"groups": _groups(description()), "limit": settings.API_REQUESTS_A_MINUTE}
    return render(request, "api/docs.html", context)


def _groups(document: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Operations by their tag, each with what the page shows of it."""
    groups: dict[str, list[dict[str, Any]]] = {}
    schemas = document["components"]["schemas"]
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            groups.setdefault(operation["tags"][0], []).append(_shown(path, method, operation, schemas))
    return groups


def _shown(path: str, method: str, operation: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    content = next(iter(operation["responses"].values()))["content"]
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    is_file = len(content) > 1
    return {
        "id": operation["operationId"],
        "method": method.upper(),
        "path": path,
        "summary": operation["summary"],
        "scope": operation["x-scope"],
        "parameters": operation["parameters"],
        "line": request_line(method, path),
        "body": example_text(body, schemas) if body else "",
        "answer": "" if is_file else example_text(content["application/json"]["schema"], schemas),
    }
