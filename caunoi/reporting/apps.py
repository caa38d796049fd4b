"""Django's handle on the app."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "caunoi.reporting"
    label = "reporting"
