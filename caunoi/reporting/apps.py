"""Django's handle on the app."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "caunoi.reporting"
    label = "reporting"

    def ready(self) -> None:
        from django.utils.translation import pgettext_lazy

        from caunoi.campaigns.tabs import MoreTab, register_tab
        from caunoi.orgs.consequences import register
        from caunoi.reporting.reorganising import CONSEQUENCES

        for consequence in CONSEQUENCES:
            register(consequence)
        register_tab(MoreTab("reporting:list-forms", pgettext_lazy("tab", "Reports")))
