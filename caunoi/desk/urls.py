"""Addresses of the app, under /ban-lam-viec/."""

from django.urls import URLPattern

app_name = "desk"
urlpatterns: list[URLPattern] = []
