"""Django's handle on the app."""

from django.apps import AppConfig


class CongressesConfig(AppConfig):
    name = "caunoi.congresses"
    label = "congresses"

    def ready(self) -> None:
        from caunoi.congresses.reorganising import CONSEQUENCE
        from caunoi.orgs.consequences import register

        register(CONSEQUENCE)
