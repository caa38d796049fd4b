"""Content-Security-Policy by face, a token cookie renewed by opened pages alone, a page instead of a 500 after a refusal."""

from typing import Any

from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
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


class TokenMiddleware(CsrfViewMiddleware):
    """Django renews the token's cookie with every answer that used it. An answer to a script (pages kept for the road, the
    outbox) may come late, after somebody has signed out and a sign-in form with a new token stands: renewing the old cookie
    then made that form fail with 403. So a script's answer sets the cookie only where the token itself is new."""

    def _set_csrf_cookie(self, request: HttpRequest, response: Any) -> None:
        unchanged = request.COOKIES.get(settings.CSRF_COOKIE_NAME) == request.META["CSRF_COOKIE"]
        if unchanged and request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
            return
        super()._set_csrf_cookie(request, response)
