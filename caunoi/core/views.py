"""What the browser asks of the product itself: the offline page, the service worker, the manifest."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from caunoi.core.context import VERSION

# What the offline page needs to stand. Nothing that belongs to a person is ever kept by the service worker.
KEPT = (
    "core/theme.js",
    "core/tokens.css",
    "core/base.css",
    "core/components.css",
    "core/forms.css",
    "core/charts.css",
    "core/desk.css",
    "core/print.css",
    "core/ui.js",
    "core/icons/favicon.svg",
)


@require_safe
@cache_control(public=True, max_age=3600)
def show_offline(request: HttpRequest) -> HttpResponse:
    return render(request, "core/offline.html")


@require_safe
def serve_worker(request: HttpRequest) -> HttpResponse:
    """The script must come from the root to serve the whole site; its name for the cache follows what it keeps."""
    kept = [static(name) for name in KEPT]
    context = {"version": VERSION, "kept": kept}
    response = render(request, "core/sw.js", context, content_type="text/javascript; charset=utf-8")
    patch_cache_control(response, no_cache=True)
    return response


@require_safe
@cache_control(public=True, max_age=86400)
def show_manifest(request: HttpRequest) -> JsonResponse:
    def icon(name: str, size: int, purpose: str) -> dict[str, str]:
        return {
            "src": static(f"core/icons/{name}"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }

    manifest = {
        "name": "Cầu Nối",
        "short_name": "Cầu Nối",
        "lang": "vi",
        "start_url": "/ban-lam-viec/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f7f3ec",
        "theme_color": "#0f4c75",
        "icons": [
            icon("icon-192.png", 192, "any"),
            icon("icon-512.png", 512, "any"),
            icon("icon-maskable-512.png", 512, "maskable"),
        ],
    }
    return JsonResponse(manifest, content_type="application/manifest+json")
