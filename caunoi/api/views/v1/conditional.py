"""The last word on every answer: its tag, 304 where nothing has changed, the rate, what may be kept of it."""

import hashlib

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags


def tag_of(content: bytes) -> str:
    """The entity tag of a body."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def finish(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    if isinstance(response, HttpResponse) and request.method in ("GET", "HEAD") and response.status_code == 200:
        response = _tagged(request, response)
    rate = getattr(request, "rate", None)
    for name, value in rate.headers.items() if rate else ():
        response[name] = value
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Authorization"])
    if request.method == "HEAD":
        if isinstance(response, StreamingHttpResponse):
            response.streaming_content = ()
        elif isinstance(response, HttpResponse):
            response["Content-Length"] = str(len(response.content))
            response.content = b""
    return response


def _tagged(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if "ETag" not in response:
        response["ETag"] = tag_of(response.content)
    asked = {tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))}
    if response["ETag"] not in asked and "*" not in asked:
        return response
    unchanged = HttpResponse(status=304)
    unchanged["ETag"] = response["ETag"]
    del unchanged["Content-Type"]
    return unchanged
