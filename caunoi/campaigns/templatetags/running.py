"""Words and shares of the pages of a running campaign."""

from django import template
from django.utils.translation import gettext as _

from caunoi.campaigns.enums import DutyKind
from caunoi.campaigns.figures import FIGURES
from caunoi.campaigns.models import ActivityFigure, Duty
from caunoi.campaigns.queries.duties import Group, Tally
from caunoi.campaigns.queries.wording import stretch_name, wave_name, window_name
from caunoi.core.formatting import format_number
from caunoi.core.formatting import share_of as whole_percent

register = template.Library()
register.filter("wave_name", wave_name)
register.filter("window_name", window_name)


@register.filter
def stretch(part: Group | Duty) -> str:
    """The wave, window and kind of duties, in a few words."""
    return stretch_name(part)


@register.filter
def work(group: Group | Duty) -> str:
    """As a chair would call it: "Tuyên truyền Đợt 1"."""
    name = stretch_name(group)
    return _("Tell: %(stretch)s") % {"stretch": name} if group.kind == DutyKind.CONTENT and group.wave else name


@register.filter
def amount(group: Group) -> str:
    """ "6 pieces of content", in the field's words."""
    number = group.tally.total
    words = {
        DutyKind.CONTENT: _("%(count)s things to tell"),
        DutyKind.CHARGE: _("%(count)s charges"),
        DutyKind.REPORT: _("%(count)s report"),
    }[DutyKind(group.kind)]
    return words % {"count": format_number(number)}


@register.filter
def share(tally: Tally, part: str) -> str:
    """Width of ``done`` or ``both`` (done and doing) in a drawing 100 wide; never localised."""
    count = tally.done if part == "done" else tally.done + tally.doing
    return str(whole_percent(count, tally.total))


@register.filter
def counted(row: ActivityFigure) -> str:
    """ "45 people": a figure with its unit of measure; the bare number for a code that is no longer asked for."""
    figure = FIGURES.get(row.code)
    return f"{format_number(row.value)} {figure.measure}" if figure else format_number(row.value)
