"""The interface's language: the officer's own choice, Vietnamese for everyone else."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation


class LanguageMiddleware:
    """Never the browser's language: a phone sold in English must not turn an officer's desk into English."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Asking for the user only where a session came along keeps the anonymous page free of a cookie.
        has_session = request.session.session_key is not None
        language = getattr(request.user, "language", "vi") if has_session else "vi"
        with translation.override(language):
            return self.get_response(request)
