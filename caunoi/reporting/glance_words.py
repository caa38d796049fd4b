"""What a glance says in three sentences: where the wave stands, what is late, what stands out. Each opens what is behind it."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caunoi.campaigns.queries.wording import wave_name
from caunoi.core.formatting import format_day, format_number, share_of
from caunoi.reporting.models import ReportForm
from caunoi.reporting.queries.glance import Glance, Standout, Tile


@dataclass(frozen=True)
class Sentence:
    """``tone`` as of a badge; ``url`` empty where there is nothing to open."""

    text: str
    url: str = ""
    tone: str = "neutral"


def name_of(form: ReportForm) -> str:
    """ "Wave 1", or the form's own title where it is of the whole campaign."""
    return wave_name(form.wave) if form.wave else form.title


def page_of(name: str, glance: Glance, **query: str) -> str:
    """The address of a page of consolidation for the glance's form and unit."""
    asked = "".join(f"&{key}={value}" for key, value in query.items())
    return reverse(f"reporting:{name}", args=[glance.now.form.pk]) + f"?unit={glance.unit.code}{asked}"


def sentences_of(glance: Glance, on: date) -> list[Sentence]:
    return [_standing(glance, on), _late(glance), *_standing_out(glance)]


def _standing(glance: Glance, on: date) -> Sentence:
    whole, wave = glance.now.whole, glance.now.form.wave
    facts = {
        "name": name_of(glance.now.form),
        "days": _days(wave.starts_on, wave.ends_on, on) if wave else "",
        "sent": format_number(whole.sent),
        "asked": format_number(whole.asked),
        "share": share_of(whole.sent, whole.asked),
        "approved": format_number(whole.approved),
    }
    if not whole.asked:
        return Sentence(_("%(name)s%(days)s: no unit here is asked for a report.") % facts)
    text = _(
        "%(name)s%(days)s: %(sent)s of %(asked)s units have sent their report (%(share)s%%), %(approved)s are approved."
    )
    return Sentence(text % facts, page_of("show-board", glance), "progress" if whole.missing else "done")


def _days(starts: date | None, ends: date | None, on: date) -> str:
    if starts and on < starts:
        return _(" begins on %(day)s") % {"day": format_day(starts)}
    if ends is None:
        return ""
    if on > ends:
        return _(" ended on %(day)s") % {"day": format_day(ends)}
    left = (ends - on).days
    return ngettext(" has %(number)s day left", " has %(number)s days left", left) % {"number": format_number(left)}


def _late(glance: Glance) -> Sentence:
    now = glance.now
    missing = {"late": format_number(now.late), "missing": format_number(now.whole.missing)}
    if not now.whole.missing:
        return Sentence(_("No report is missing.") if now.whole.asked else _("Nothing is late."), tone="done")
    url = page_of("show-board", glance, state="late" if now.late else "not_sent")
    if not now.late:
        text = _("No report is late; %(missing)s are still to come.") % missing
        return Sentence(text, url)
    text = ngettext(
        "%(late)s unit is past its day and has not sent",
        "%(late)s units are past their day and have not sent",
        now.late,
    )
    text = text % missing
    if not glance.needing or glance.children < 2:
        return Sentence(f"{text}.", url, "late")
    where = ", ".join(_unit_with(tile) for tile in glance.needing)
    return Sentence(
        _("%(late)s; most reports are missing from %(where)s.") % {"late": text, "where": where}, url, "late"
    )


def _unit_with(tile: Tile) -> str:
    facts = {"unit": tile.unit.short_name or tile.unit.name, "number": format_number(tile.missing)}
    return _("%(unit)s (%(number)s)") % facts


def _standing_out(glance: Glance) -> list[Sentence]:
    """Against the wave before, and against the plan: at least one of the two."""
    found = []
    if glance.before and glance.now.whole.sent:
        found.append(_against(glance, name_of(glance.before.form), glance.standout))
    themes, wave = glance.themes, glance.now.form.wave
    facts = {"untold": format_number(themes.untold), "all": format_number(themes.all)}
    url = reverse("campaigns:show-unsaid", args=[glance.now.form.campaign_id]) + f"?unit={glance.unit.code}"
    if themes.all and themes.untold and (wave is None or wave.starts_on is None or glance.now.whole.asked):
        text = _("Of the plan's %(all)s themes, %(untold)s have not been told by any unit here in this wave.")
        found.append(Sentence(text % facts, url, "progress"))
    elif themes.all:
        found.append(Sentence(_("All %(all)s themes of the plan have been told in this wave.") % facts, url, "done"))
    return found


def _against(glance: Glance, before: str, standout: Standout | None) -> Sentence:
    if standout is None:
        text = _("Compared with %(before)s, no figure has changed by a quarter or more in the mean of a report.")
        return Sentence(text % {"before": before})
    facts = {
        "before": before,
        "line": standout.line.name,
        "former": number_format(round(standout.before, 1), force_grouping=True),
        "now": number_format(round(standout.now, 1), force_grouping=True),
        "measure": standout.line.measure,
    }
    if standout.has_grown:
        text = _(
            "Compared with %(before)s, “%(line)s” has risen most: from %(former)s to %(now)s %(measure)s a report in the mean."
        )
    else:
        text = _(
            "Compared with %(before)s, “%(line)s” has fallen most: from %(former)s to %(now)s %(measure)s a report in the mean."
        )
    return Sentence(text % facts, page_of("show-totals", glance), "info")
