"""Addresses of the app, under /ban-lam-viec/."""

from django.urls import URLPattern, path

from caunoi.orgs.views import audit, inbox, invitations, posts, profile, tree, unit_changes, unit_import, units

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
    path("cay-to-chuc/", tree.tree, name="tree"),
    path("cay-to-chuc/nhanh/<int:pk>/", tree.tree_branch, name="tree-branch"),
    path("cay-to-chuc/tai-ve/", tree.export_units, name="export-units"),
    path("cay-to-chuc/nhap/", unit_import.import_units, name="import-units"),
    path("cay-to-chuc/nhap/<uuid:pk>/", unit_import.review, name="review-unit-import"),
    path("cay-to-chuc/nhap/<uuid:pk>/ghi/", unit_import.confirm, name="confirm-unit-import"),
    path("cay-to-chuc/nhap/<uuid:pk>/bo/", unit_import.discard, name="discard-unit-import"),
    path("cay-to-chuc/chuc-danh/doi/", posts.switch, name="switch-post"),
    path("cay-to-chuc/chuc-danh/<int:pk>/ket-thuc/", posts.end, name="end-post"),
    path("cay-to-chuc/don-vi/<str:code>/", units.show_unit, name="show-unit"),
    path("cay-to-chuc/don-vi/<str:code>/phan-cong/", posts.appoint_person, name="appoint"),
    path("cay-to-chuc/don-vi/<str:code>/them/", unit_changes.create, name="create-unit"),
    path("cay-to-chuc/don-vi/<str:code>/doi-ten/", unit_changes.rename, name="rename-unit"),
    path("cay-to-chuc/don-vi/<str:code>/chuyen/", unit_changes.move, name="move-unit"),
    path("cay-to-chuc/don-vi/<str:code>/doan-vien/", unit_changes.count, name="count-members"),
    path("cay-to-chuc/don-vi/<str:code>/ket-thuc/", unit_changes.close, name="close-unit"),
]
