"""Addresses of connections and of data taken away, under /ban-lam-viec/."""

from django.urls import URLPattern, path

from caunoi.api.views import data, overview, tokens, webhooks

app_name = "connections"
urlpatterns: list[URLPattern] = [
    path("ket-noi/", overview.show_connections, name="connections"),
    path("ket-noi/ma/moi/", tokens.make, name="make-token"),
    path("ket-noi/ma/<int:pk>/", tokens.show, name="show-token"),
    path("ket-noi/ma/<int:pk>/thu-hoi/", tokens.revoke, name="revoke-token"),
    path("ket-noi/dia-chi/moi/", webhooks.make, name="make-webhook"),
    path("ket-noi/dia-chi/<int:pk>/", webhooks.show, name="show-webhook"),
    path("ket-noi/dia-chi/<int:pk>/thu/", webhooks.send_trial, name="try-webhook"),
    path("ket-noi/dia-chi/<int:pk>/dung/", webhooks.stop, name="stop-webhook"),
    path("ket-noi/tin/<int:pk>/gui-lai/", webhooks.resend, name="resend-delivery"),
    path("so-lieu/", data.show_data, name="data"),
    path("so-lieu/bao-cao/<int:pk>.<str:file_format>", data.download_filings, name="download-filings"),
    path("so-lieu/hoat-dong/<int:pk>.<str:file_format>", data.download_activities, name="download-activities"),
]
