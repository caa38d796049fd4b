"""Addresses of sign-in, the second step, passkeys, devices and invitations, under /tai-khoan/; names are allauth's own."""

from allauth.account import views as account
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as keys
from allauth.usersessions import views as devices
from django.urls import path, re_path
from django.views.generic import RedirectView

from caunoi.orgs.views.account import explain_missing_post
from caunoi.orgs.views.invitations import accept

urlpatterns = [
    path("dang-nhap/", account.login, name="account_login"),
    path("dang-xuat/", account.logout, name="account_logout"),
    path("dang-ky/", account.signup, name="account_signup"),
    path("tam-khoa/", account.account_inactive, name="account_inactive"),
    path("chua-co-chuc-danh/", explain_missing_post, name="account_without_post"),
    path("loi-moi/<str:secret>/", accept, name="account_accept_invitation"),
    path("xac-nhan-lai/", account.reauthenticate, name="account_reauthenticate"),
    path("thu-dien-tu/", RedirectView.as_view(pattern_name="orgs:profile"), name="account_email"),
    path("mat-khau/doi/", account.password_change, name="account_change_password"),
    path("mat-khau/dat/", account.password_set, name="account_set_password"),
    path("mat-khau/quen/", account.password_reset, name="account_reset_password"),
    path("mat-khau/quen/da-gui/", account.password_reset_done, name="account_reset_password_done"),
    path("mat-khau/dat-lai/xong/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^mat-khau/dat-lai/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("xac-thuc-hai-buoc/", second_step.index, name="mfa_index"),
    path("xac-thuc-hai-buoc/nhap-ma/", second_step.authenticate, name="mfa_authenticate"),
    path("xac-thuc-hai-buoc/xac-nhan-lai/", second_step.reauthenticate, name="mfa_reauthenticate"),
    path("xac-thuc-hai-buoc/ung-dung/bat/", app.activate_totp, name="mfa_activate_totp"),
    path("xac-thuc-hai-buoc/ung-dung/tat/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("xac-thuc-hai-buoc/ma-du-phong/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("xac-thuc-hai-buoc/ma-du-phong/tao/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("xac-thuc-hai-buoc/ma-du-phong/tai/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("khoa-truy-cap/", keys.list_webauthn, name="mfa_list_webauthn"),
    path("khoa-truy-cap/dang-nhap/", keys.login_webauthn, name="mfa_login_webauthn"),
    path("khoa-truy-cap/them/", keys.add_webauthn, name="mfa_add_webauthn"),
    path("khoa-truy-cap/xac-nhan-lai/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("khoa-truy-cap/<int:pk>/sua/", keys.edit_webauthn, name="mfa_edit_webauthn"),
    path("khoa-truy-cap/<int:pk>/xoa/", keys.remove_webauthn, name="mfa_remove_webauthn"),
    path("thiet-bi/", devices.list_usersessions, name="usersessions_list"),
]
