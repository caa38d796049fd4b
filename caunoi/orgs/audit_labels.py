"""What the actions of the audit trail are called on the page. Each app names its own in a module ``audit_labels``."""

from functools import cache
from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext_lazy as _

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


def action_choices() -> list[tuple[str, str]]:
    return sorted(((action, str(label)) for action, label in _all_labels().items()), key=lambda choice: choice[1])
