"""Addresses of guidance and inspection, under /ban-lam-viec/kiem-tra/."""

from django.urls import URLPattern

app_name = "reporting"
urlpatterns: list[URLPattern] = []
