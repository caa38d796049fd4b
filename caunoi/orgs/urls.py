"""Addresses of the app, under /ban-lam-viec/."""

from django.urls import URLPattern, path

from caunoi.orgs.views import audit, inbox, invitations, profile

app_name = "orgs"
urlpatterns: list[URLPattern] = [
    path("hop-thu/", inbox.inbox, name="inbox"),
    path("hop-thu/da-doc-het/", inbox.mark_all_read, name="read-all-notices"),
    path("hop-thu/<int:pk>/", inbox.show_notice, name="show-notice"),
    path("ca-nhan/", profile.profile, name="profile"),
    path("ca-nhan/du-lieu/", profile.export_data, name="export-data"),
    path("ca-nhan/xoa-tai-khoan/", profile.delete_account, name="delete-account"),
    path("moi-can-bo/", invitations.invitations, name="invitations"),
    path("moi-can-bo/moi/", invitations.send_invitation, name="send-invitation"),
    path("moi-can-bo/don-vi/", invitations.suggest_units, name="suggest-units"),
    path("moi-can-bo/<int:pk>/", invitations.show_invitation, name="show-invitation"),
    path("moi-can-bo/<int:pk>/gui-lai/", invitations.resend, name="resend-invitation"),
    path("moi-can-bo/<int:pk>/rut/", invitations.withdraw, name="withdraw-invitation"),
    path("moi-can-bo/mo-khoa/<int:pk>/", invitations.unlock, name="unlock-account"),
    path("nhat-ky/", audit.trail, name="audit"),
]
