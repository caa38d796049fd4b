"""What the actions of inspections are called in the audit trail."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "charge.ended": _("Charge of a unit ended"),
    "charge.given": _("Charged with looking after a unit"),
    "checklist.changed": _("Checklist changed"),
    "checklist.drawn_up": _("Checklist drawn up"),
    "finding.point_added": _("Point added to a visit"),
    "finding.saved": _("Finding saved"),
    "recommendation.dropped": _("Recommendation taken out"),
    "recommendation.extended": _("Last day of a recommendation moved"),
    "recommendation.made": _("Recommendation made"),
    "remedy.judged": _("Remedy judged"),
    "remedy.reported": _("Remedy reported"),
    "visit.cancelled": _("Visit cancelled"),
    "visit.confirmed": _("Record answered by the unit"),
    "visit.moved": _("Visit moved"),
    "visit.planned": _("Visit planned"),
    "visit.recorded": _("Record of a visit drawn up"),
    "visit.reopened": _("Record taken back for correction"),
}
