"""Django's handle on the app."""

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    name = "caunoi.orgs"
    label = "orgs"
