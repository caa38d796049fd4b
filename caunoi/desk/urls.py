"""Addresses of the app, under /ban-lam-viec/."""

from django.urls import URLPattern, path

from caunoi.desk.views.components import show_components
from caunoi.desk.views.home import show_home

app_name = "desk"
urlpatterns: list[URLPattern] = [
    path("", show_home, name="home"),
    path("thanh-phan/", show_components, name="components"),
]
