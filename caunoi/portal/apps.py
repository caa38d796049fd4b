"""Django's handle on the app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "caunoi.portal"
    label = "portal"
