"""Content-Security-Policy by face, a token cookie renewed by opened pages alone, a page instead of a 500 after a refusal,
the way back from an address that only takes what a form sends."""

from collections.abc import Callable
from typing import Any

from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

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


class WayBackMiddleware:
    """Whoever must sign in while sending a form comes to its address afterwards, without what was sent: to the page above it,
    saying so, instead of an empty 405. What programs ask stays as it is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        is_opened = request.method == "GET" and "text/html" in request.headers.get("Accept", "")
        if response.status_code != 405 or not is_opened or len(getattr(response, "content", b"")):
            return response
        messages.warning(request, _("Nothing was sent from here. Look at the page, then send it once more."))
        return redirect(_page_above(request.path))


def _page_above(path: str) -> str:
    """The nearest address above ``path`` that a view stands at; pages of the portal are not looked for."""
    while path := path.rstrip("/").rpartition("/")[0]:
        path += "/"
        try:
            if resolve(path).view_name != "wagtail_serve":
                return path
        except Resolver404:
            continue
    return "/"
