"""What every desk page knows of its officer."""

from typing import Any

from django.http import HttpRequest


def officer(request: HttpRequest) -> dict[str, Any]:
    return {}
