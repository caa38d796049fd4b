"""Addresses of the chain, under /ban-lam-viec/."""

from caunoi.campaigns.urls import imports, own_plans, running

app_name = "campaigns"
urlpatterns = [*imports.urlpatterns, *running.urlpatterns, *own_plans.urlpatterns]
