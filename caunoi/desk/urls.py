"""Addresses of the app, under /ban-lam-viec/."""

from django.urls import URLPattern, path

from caunoi.desk.views.components import show_components

app_name = "desk"
urlpatterns: list[URLPattern] = [
    path("thanh-phan/", show_components, name="components"),
]
