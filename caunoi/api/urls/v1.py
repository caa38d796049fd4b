"""Addresses of the API, under /api/v1/."""

from django.urls import path

from caunoi.api.views.docs import show_docs, show_openapi
from caunoi.api.views.v1.api import api

app_name = "api"
urlpatterns = [
    path("", show_docs, name="docs"),
    path("openapi.json", show_openapi, name="openapi"),
    path("", api.urls),
]
