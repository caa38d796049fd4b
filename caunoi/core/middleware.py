"""Content-Security-Policy by face, and a page instead of a 500 where an action says no."""

from typing import Any

from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from caunoi.core.errors import Refused

EDITOR_PREFIX = "/quan-tri/"
# Wagtail's editor writes inline script and style (18 violations measured on its page editor under the strict policy).
EDITOR_DIRECTIVES = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-ancestors": [SELF],
}


class PolicyMiddleware(CSPMiddleware):
    """The strict policy everywhere, the relaxed one in the editors' admin alone."""

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        if request.path.startswith(EDITOR_PREFIX):
            response._csp_replace = EDITOR_DIRECTIVES
        return super().process_response(request, response)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """An action's refusal that no view caught: say it plainly, with the way back."""
        if not isinstance(exception, Refused):
            return None
        return render(request, "409.html", {"message": exception.message}, status=409)
