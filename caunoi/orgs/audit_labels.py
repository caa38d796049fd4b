"""What the actions of the audit trail are called on the page. Each app names its own in a module ``audit_labels``."""

from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from caunoi.orgs.enums import Role

LABELS = {
    "orgs.appointed": _("Appointed to a post"),
    "orgs.post_ended": _("Post ended"),
    "orgs.invited": _("Invited"),
    "orgs.invitation_resent": _("Invitation sent again"),
    "orgs.invitation_withdrawn": _("Invitation withdrawn"),
    "orgs.invitation_accepted": _("Invitation accepted"),
    "orgs.account_opened": _("Account opened"),
    "orgs.account_unlocked": _("Account unlocked"),
    "orgs.profile_changed": _("Profile changed"),
    "orgs.deletion_requested": _("Deletion of the account requested"),
    "orgs.data_exported": _("Personal data taken out"),
    "orgs.unit_created": _("Unit created"),
    "orgs.unit_renamed": _("Unit renamed"),
    "orgs.unit_kind_changed": _("Kind of the unit changed"),
    "orgs.unit_moved": _("Unit moved in the tree"),
    "orgs.unit_closed": _("Unit closed"),
    "orgs.members_counted": _("Members counted"),
    "orgs.unit_sheet_uploaded": _("List of units uploaded"),
    "orgs.unit_sheet_confirmed": _("List of units confirmed"),
    "orgs.unit_sheet_discarded": _("List of units discarded"),
    "orgs.units_imported": _("Units imported"),
    "orgs.reorganisation_started": _("Reorganisation drafted"),
    "orgs.reorganisation_loaded": _("Sheet of a reorganisation loaded"),
    "orgs.reorganisation_confirmed": _("Reorganisation confirmed"),
    "orgs.reorganisation_recalled": _("Reorganisation called back"),
    "orgs.reorganisation_discarded": _("Reorganisation discarded"),
    "orgs.reorganised": _("Units reorganised"),
    "orgs.reorganisation_undone": _("Reorganisation undone"),
}


@cache
def _all_labels() -> dict[str, str]:
    """``LABELS`` of every installed app's ``audit_labels``: the apps above need not be known here."""
    found: dict[str, str] = {}
    for config in apps.get_app_configs():
        if config.name.startswith("caunoi.") and module_has_submodule(config.module, "audit_labels"):
            found |= import_module(f"{config.name}.audit_labels").LABELS
    return found


def action_label(action: str) -> str:
    """The name in the reader's language, or the code itself where nobody has named it."""
    return str(_all_labels().get(action, action))


# What the details of an entry are called; other names are shown as they are, for technicians.
DETAILS = {
    "role": _("role"),
    "on": _("day"),
    "fields": _("fields"),
    "user": _("account number"),
    "name": _("name"),
    "reason": _("reason"),
    "count": pgettext_lazy("audit", "number"),
}


def detail_text(detail: dict[str, Any]) -> str:
    """ "role: Chair; day: 2026-11-23" from the detail of an entry."""
    parts = []
    for name, value in detail.items():
        shown = ", ".join(map(str, value)) if isinstance(value, list) else value
        if name == "role" and value in Role.values:
            shown = Role(value).label
        parts.append(f"{DETAILS.get(name, name)}: {shown}")
    return "; ".join(parts)


def action_choices() -> list[tuple[str, str]]:
    return sorted(((action, str(label)) for action, label in _all_labels().items()), key=lambda choice: choice[1])
