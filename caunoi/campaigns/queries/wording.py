"""Short names for long printed headings, in the plan's own terms."""

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from caunoi.campaigns.enums import DutyKind, Relation
from caunoi.campaigns.models import Wave, Window
from caunoi.campaigns.queries.duties import Group


def wave_name(wave: Wave) -> str:
    return _("Wave %(ordinal)s") % {"ordinal": wave.ordinal}


def window_name(window: Window) -> str:
    """ "Before the Xth congress…": where the window lies beside its event."""
    words = {
        Relation.BEFORE: _("Before %(event)s"),
        Relation.DURING: _("During %(event)s"),
        Relation.AFTER: _("After %(event)s"),
    }[Relation(window.relation)]
    return words % {"event": window.anchor.event} if window.anchor else Truncator(window.title).chars(80)


def group_name(group: Group) -> str:
    """What a chair would call these duties."""
    if group.kind == DutyKind.REPORT:
        return _("Report on %(wave)s") % {"wave": wave_name(group.wave)} if group.wave else _("Report of results")
    if group.wave is None:
        return _("Charges throughout the campaign") if group.kind == DutyKind.CHARGE else _("Throughout the campaign")
    if group.window:
        return f"{wave_name(group.wave)} · {window_name(group.window)}"
    return wave_name(group.wave)
