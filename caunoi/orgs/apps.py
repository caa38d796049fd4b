"""Django's handle on the app."""

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    name = "caunoi.orgs"
    label = "orgs"

    def ready(self) -> None:
        from caunoi.orgs.consequences import register
        from caunoi.orgs.reorganising.people import CONSEQUENCES

        for consequence in CONSEQUENCES:
            register(consequence)
