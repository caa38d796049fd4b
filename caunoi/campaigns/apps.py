"""Django's handle on the app."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "caunoi.campaigns"
    label = "campaigns"

    def ready(self) -> None:
        from caunoi.campaigns.congress_papers import papers_of_congress
        from caunoi.campaigns.following import register_follower
        from caunoi.campaigns.reorganising import CONSEQUENCES
        from caunoi.congresses import papers
        from caunoi.orgs.consequences import register

        for consequence in CONSEQUENCES:
            register(consequence)
        register_follower()
        papers.register(papers_of_congress)
