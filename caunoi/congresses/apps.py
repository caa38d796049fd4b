"""Django's handle on the app."""

from django.apps import AppConfig


class CongressesConfig(AppConfig):
    name = "caunoi.congresses"
    label = "congresses"
