"""What the actions of connections are called in the audit trail."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "api.activity_logged": _("Activity logged through a token"),
    "api.report_sent": _("Report sent through a token"),
    "api.token_made": _("Token made for another system"),
    "api.token_revoked": _("Token revoked"),
    "api.webhook_made": _("Webhook made"),
    "api.webhook_stopped": _("Webhook stopped"),
}
