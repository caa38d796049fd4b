"""What the actions of congresses are called in the audit trail."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "congress.dated": _("Date of the congress set"),
    "congress.planned": _("Congress planned"),
    "cycle.opened": _("Term of congresses opened"),
}
