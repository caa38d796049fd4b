"""What the actions of campaigns are called in the audit trail."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "activity.edited": _("Activity corrected"),
    "activity.logged": _("Activity logged"),
    "activity.restored": _("Activity restored"),
    "activity.withdrawn": _("Activity withdrawn"),
    "amendment.applied": _("Amendment applied"),
    "amendment.kind_chosen": _("Kind of the amendment chosen"),
    "anchor.dated": _("Date of an anchor set"),
    "assignment.completed": _("Duty completed"),
    "assignment.excused": _("Duty marked as not applicable"),
    "assignment.reopened": _("Duty reopened"),
    "campaign.created": _("Campaign created"),
    "campaign.extended": _("Campaign given to further units"),
    "campaign.issued": _("Campaign issued"),
    "campaign.redated": _("Dates of the campaign reckoned anew"),
    "campaign.reminded": _("Units reminded"),
    "delivery.acknowledged": _("Receipt acknowledged"),
    "delivery.opened": _("Instrument opened"),
    "instrument.created": _("Instrument recorded"),
    "obstacle.answered": _("Obstacle answered"),
    "obstacle.asked": _("Obstacle asked"),
    "plan.confirmed": _("Plan confirmed"),
    "plan.corrected": _("Reading of the plan corrected"),
    "plan.discarded": _("Plan discarded"),
    "plan.read_again": _("Plan read again"),
    "plan.refused_secret": _("Secret document refused"),
    "plan.undone": _("Correction undone"),
    "plan.uploaded": _("Plan uploaded"),
    "plan.warning_seen": _("Warning seen"),
}
