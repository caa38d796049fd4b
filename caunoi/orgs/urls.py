"""Addresses of the app, under /ban-lam-viec/."""

from django.urls import URLPattern

app_name = "orgs"
urlpatterns: list[URLPattern] = []
