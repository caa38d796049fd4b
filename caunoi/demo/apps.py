"""Django's handle on the app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "caunoi.demo"
    label = "demo"
