"""What the browser asks of the product itself: the offline page, the service worker, the manifest."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from caunoi.core.context import VERSION

# What the offline page and the outbox need to stand; nothing in it belongs to a person.
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
    "core/outbox.js",
    "core/icons/favicon.svg",
)


@require_safe
@cache_control(public=True, max_age=3600)
def show_offline(request: HttpRequest) -> HttpResponse:
    return render(request, "core/offline.html")


@require_safe
@cache_control(public=True, max_age=3600)
def show_outbox(request: HttpRequest) -> HttpResponse:
    """What waits on the device to be sent: the page is the same for everybody, its lines never leave the browser."""
    return render(request, "core/outbox.html")


@require_safe
@never_cache
def show_session(request: HttpRequest) -> JsonResponse:
    """``who`` is signed in and a ``token`` for the forms that waited: that of a kept page may have ended. Null for nobody,
    who sends nothing from the outbox: a token made here would overtake that of a sign-in form just being shown."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return JsonResponse({"who": None, "token": None})
    return JsonResponse({"who": str(user.pk), "token": get_token(request)})


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
