"""Addresses of the product itself, at the root."""

from django.urls import path

from caunoi.core import views

app_name = "core"
urlpatterns = [
    path("ngoai-tuyen/", views.show_offline, name="offline"),
    path("hop-gui/", views.show_outbox, name="outbox"),
    path("phien/", views.show_session, name="session"),
    path("sw.js", views.serve_worker, name="service-worker"),
    path("manifest.webmanifest", views.show_manifest, name="manifest"),
]
