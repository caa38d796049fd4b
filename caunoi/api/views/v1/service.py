"""The API as one object: its operations bound, guarded, answered in problem+json, described."""

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, UnreadablePostError
from django.urls import URLPattern, URLResolver, re_path
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.operation import Operation, PathView
from ninja.renderers import JSONRenderer

from caunoi.api.problems import Problem, invalid, not_found
from caunoi.api.views.v1.conditional import finish
from caunoi.api.views.v1.gate import check_request, refused_token
from caunoi.core.errors import Refused


class Plain(JSONRenderer):
    """Vietnamese as it is written, not as escapes."""

    json_dumps_params: ClassVar[dict[str, Any]] = {"ensure_ascii": False}


class Service(NinjaAPI):
    """Ninja's API with a guard around each operation, HEAD for every GET, and no page of ninja's own."""

    def _get_urls(self) -> list[URLResolver | URLPattern]:
        for router in self._get_bound_routers():
            for view in router.path_operations.values():
                _guard(view)
        found = [pattern for pattern in super()._get_urls() if getattr(pattern, "name", "") != "openapi-json"]
        return [*found, re_path(r"^.+$", _nothing_here, name="nothing")]

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__

    def scopes(self) -> dict[str, str]:
        """Which scope each operation asks for, by the operation's name."""
        views = [view for router in self._get_bound_routers() for view in router.path_operations.values()]
        found = [operation for view in views for operation in view.operations]
        return {operation.view_func.__name__: getattr(operation.auth_callbacks[0], "scope", "") for operation in found}

    def on_exception(self, request: HttpRequest, exc: Any) -> HttpResponse:
        problem = problem_of(exc)
        if problem is None:
            raise exc
        return problem.response()


def problem_of(error: BaseException) -> Problem | None:
    """What is answered to ``error``; None where it is a fault of ours."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, ValidationError):
        return invalid(error.errors)
    if isinstance(error, Refused):
        status = 412 if error.code == "changed_meanwhile" else 409
        return Problem(status, error.code, error.message)
    if isinstance(error, AuthenticationError):
        detail = _("Send the header Authorization: Bearer with the token that the unit gave you.")
        return refused_token("token_missing", detail)
    return _plain_problem_of(error)


def _plain_problem_of(error: BaseException) -> Problem | None:
    if isinstance(error, Http404):
        return not_found()
    if isinstance(error, RequestDataTooBig):
        return Problem(413, "too_large", _("The body is too large."))
    if isinstance(error, HttpError | UnreadablePostError):
        return Problem(400, "unreadable", _("The body is no JSON that can be read."))
    return None


def _guard(view: PathView) -> None:
    """Wrap what ninja does with a path; once, since the operations are this API's own copies."""
    for operation in view.operations:
        setattr(operation, "run", partial(_run, operation, operation.run))  # noqa: B010
    setattr(view, "_find_operation", partial(_find, view.operations))  # noqa: B010
    setattr(view, "_not_allowed", partial(_not_allowed, view.operations))  # noqa: B010


def _find(operations: list[Operation], request: HttpRequest) -> Operation | None:
    method = "GET" if request.method == "HEAD" else request.method
    return next((operation for operation in operations if method in operation.methods), None)


def _not_allowed(operations: list[Operation]) -> HttpResponse:
    allowed = ", ".join(sorted({method for operation in operations for method in operation.methods} | {"HEAD"}))
    detail = _("This address takes only %(methods)s.") % {"methods": allowed}
    return Problem(405, "method_not_allowed", detail, headers={"Allow": allowed}).response()


def _run(
    operation: Operation, run: Callable[..., HttpResponseBase], request: HttpRequest, **given: Any
) -> HttpResponseBase:
    sources = {model.__ninja_param_source__: model for model in operation.models}
    known = frozenset(getattr(sources.get("query"), "__ninja_flatten_map__", ()))
    try:
        check_request(request, known=known, takes_body="body" in sources)
        response = run(request, **given)
    except Problem as problem:
        response = problem.response()
    return finish(request, response)


def _nothing_here(request: HttpRequest) -> HttpResponse:
    return not_found().response()
