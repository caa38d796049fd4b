"""What every page knows of the product itself."""

from importlib.metadata import version
from typing import Any

from django.http import HttpRequest

VERSION = version("caunoi")


def product(request: HttpRequest) -> dict[str, Any]:
    return {"product_version": VERSION}
