"""Letterhead, number, title, signature and recipients: what a unit's own papers say, else what is usual for its level."""

import re
from dataclasses import dataclass
from datetime import date

from caunoi.campaigns.models import Instrument
from caunoi.campaigns.queries.own_plans.papers import cited
from caunoi.officialdocs.paper import Paper
from caunoi.officialdocs.vocabulary import load
from caunoi.orgs.enums import GRASSROOTS_KINDS, Role
from caunoi.orgs.models import Post, Unit
from caunoi.reporting.models import ReportForm
from caunoi.reporting.wave_report.facts import Facts, standing_unit
from caunoi.reporting.wave_report.phrases import lowered

KIND, SYMBOL = "BÁO CÁO", "BC"
INTERNAL = "LƯU HÀNH NỘI BỘ"
_SUFFIX = re.compile(r"/[^/]+?-(.+)$")
BLANK_NUMBER, BLANK_PLACE = "      ", "…………"


@dataclass(frozen=True)
class Defaults:
    number: str
    place: str
    authority: str
    title: str
    signer: str
    recipients: str


def defaults_for(unit: Unit, parent: Unit | None, *, on: date) -> Defaults:
    """``unit`` as ``at`` gives it. The number is left open before its symbol ("/BC-LĐLĐ")."""
    issued = Instrument.objects.filter(unit=unit.pk).exclude(number="").order_by("-issued_on", "-pk")
    own = next((paper for paper in issued if paper.place or _SUFFIX.search(paper.number)), None)
    grassroots = unit.kind in GRASSROOTS_KINDS
    organ = "Ban Chấp hành" if grassroots else "Ban Thường vụ"
    chairs = list(Post.objects.held_on(on).filter(unit=unit.pk, role=Role.CHAIR).select_related("user")[:2])
    lines = [f"{parent.name} (để báo cáo)"] if parent else []
    return Defaults(
        number=f"/{SYMBOL}{_suffix(unit, own)}",
        place=own.place if own else "",
        authority=f"TM. {organ.upper()}",
        title="CHỦ TỊCH",
        signer=chairs[0].user.full_name if len(chairs) == 1 else "",
        recipients="\n".join([*lines, f"{organ} (để chỉ đạo)", "Lưu: VT"]),
    )


def _suffix(unit: Unit, own: Instrument | None) -> str:
    """ "-LĐLĐ" as in the unit's own numbers, else the short form of its kind of body; empty where none is known."""
    if own and (match := _SUFFIX.search(own.number)):
        return f"-{match[1]}"
    short = load("issuers")["short"]
    fitting = [key for key, entry in short.items() if unit.name.startswith(str(entry["name"]))]
    best = max(fitting, key=lambda key: len(str(short[key]["name"])), default="")
    return f"-{best}" if best else ""


def printed_number(number: str) -> str:
    """With room for a number that is still to be given."""
    return BLANK_NUMBER + number if number.startswith("/") else number


def wave_name(form: ReportForm) -> str:
    """ "Đợt 1": the head of the wave's title, without its days; empty for a report on the whole campaign."""
    return form.wave.title.split(":")[0].strip() if form.wave else ""


def subject_of(form: ReportForm) -> str:
    """ "Kết quả đợt 1 tuyên truyền đại hội …": the plan's own subject."""
    about = lowered(form.campaign.instrument.subject or form.campaign.name).removeprefix("về ")
    return " ".join(filter(None, ("Kết quả", lowered(wave_name(form)), about)))


def paper_of(facts: Facts) -> Paper:
    report, unit = facts.report, facts.unit
    campaign = report.form.campaign
    issuer = standing_unit(campaign.unit_id, facts.on)
    plan = cited(campaign.instrument, issuer.name if issuer else campaign.instrument.issuer)
    wave = f" {lowered(wave_name(report.form))}" if report.form.wave else ""
    return Paper(
        parent_body=facts.parent.name.upper() if facts.parent else "",
        issuer=unit.name.upper(),
        number=printed_number(report.number),
        place=report.place or BLANK_PLACE,
        date=report.signed_on,
        kind=KIND,
        subject=subject_of(report.form),
        opening=f"Thực hiện {plan}, {unit.name} báo cáo kết quả{wave} như sau:",
        closing=f"Trên đây là báo cáo kết quả tuyên truyền{wave} của {unit.name}./.",
        recipients=tuple(line.strip() for line in report.recipients.splitlines() if line.strip()),
        authority=tuple(filter(None, [report.authority.upper()])),
        title=tuple(filter(None, [report.title.upper()])),
        name=report.signer,
        classification=INTERNAL if report.is_internal else None,
    )
