"""Addresses of sign-in, the profile and invitations, under /tai-khoan/; names are allauth's own."""

from django.urls import include, path

urlpatterns = [path("", include("allauth.urls"))]
