"""Django's handle on the app."""

from importlib import import_module

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "caunoi.core"
    label = "core"

    def ready(self) -> None:
        import_module("caunoi.core.checks")
