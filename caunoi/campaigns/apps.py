"""Django's handle on the app."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "caunoi.campaigns"
    label = "campaigns"

    def ready(self) -> None:
        from caunoi.campaigns.following import register_follower
        from caunoi.campaigns.reorganising import CONSEQUENCES
        from caunoi.orgs.consequences import register

        for consequence in CONSEQUENCES:
            register(consequence)
        register_follower()
