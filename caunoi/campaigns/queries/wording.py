"""Short names for long printed headings, in the plan's own terms."""

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from caunoi.campaigns.enums import DutyKind, Relation
from caunoi.campaigns.models import Duty, Wave, Window
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


def stretch_name(part: Group | Duty) -> str:
    """What a chair would call the duties of this kind in this wave and window."""
    wave, window = part.wave, part.window
    if part.kind == DutyKind.REPORT:
        return _("Report on %(wave)s") % {"wave": wave_name(wave)} if wave else _("Report of results")
    if wave is None:
        return _("Charges throughout the campaign") if part.kind == DutyKind.CHARGE else _("Throughout the campaign")
    return f"{wave_name(wave)} · {window_name(window)}" if window else wave_name(wave)
