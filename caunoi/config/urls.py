"""Root addresses: the desk, the account, the editors' admin, the public pages."""

from django.conf import settings
from django.conf.urls.static import static
from django.urls import URLPattern, URLResolver, include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("ban-lam-viec/", include("caunoi.desk.urls")),
    path("ban-lam-viec/", include("caunoi.campaigns.urls")),
    path("ban-lam-viec/", include("caunoi.reporting.urls")),
    path("ban-lam-viec/", include("caunoi.congresses.urls")),
    path("ban-lam-viec/", include("caunoi.orgs.urls")),
    path("ban-lam-viec/", include("caunoi.api.urls.desk")),
    path("api/v1/", include("caunoi.api.urls.v1")),
    path("tai-khoan/", include("caunoi.orgs.account_urls")),
    path("quan-tri/", include(wagtailadmin_urls)),
    path("tai-lieu/", include(wagtaildocs_urls)),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    path("", include("caunoi.core.urls")),
    path("", include(wagtail_urls)),
]
