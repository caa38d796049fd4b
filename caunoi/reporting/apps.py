"""Django's handle on the app."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "caunoi.reporting"
    label = "reporting"

    def ready(self) -> None:
        from caunoi.orgs.consequences import register
        from caunoi.reporting.reorganising import CONSEQUENCES

        for consequence in CONSEQUENCES:
            register(consequence)
