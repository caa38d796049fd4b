"""Django's handle on the app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "caunoi.desk"
    label = "desk"
