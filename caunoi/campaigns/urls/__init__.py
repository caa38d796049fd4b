"""Addresses of the chain, under /ban-lam-viec/."""

from caunoi.campaigns.urls import imports, running

app_name = "campaigns"
urlpatterns = [*imports.urlpatterns, *running.urlpatterns]
