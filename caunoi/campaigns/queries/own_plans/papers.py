"""The unit's paper: letterhead, bases, body and signature, ready to be written as .docx."""

from datetime import date

from caunoi.campaigns.adapting.choices import Choices, additions, decisions, header_of
from caunoi.campaigns.models import Instrument, OwnPlan
from caunoi.campaigns.queries.own_plans.lines import Contents, Line, lines_of
from caunoi.campaigns.queries.own_plans.parts import Days, days_of, parts_of
from caunoi.campaigns.queries.own_plans.wording import people_by_post
from caunoi.campaigns.schedule.spans import iso_day
from caunoi.core.text import nfc
from caunoi.officialdocs.paper import Block, Paper
from caunoi.orgs.enums import GRASSROOTS_KINDS
from caunoi.orgs.models import Unit

KIND = "KẾ HOẠCH"


def cited(instrument: Instrument, issuer: str) -> str:
    """ "Kế hoạch số 12/KH-LĐLĐ ngày 05/10/2026 của Liên đoàn Lao động tỉnh Vĩnh Sơn về …"."""
    number = f" số {instrument.number}" if instrument.number else ""
    day = f" ngày {instrument.issued_on:%d/%m/%Y}" if instrument.issued_on else ""
    subject = instrument.subject
    about = f" {subject if subject.lower().startswith('về ') else f'về {subject[:1].lower()}{subject[1:]}'}"
    return f"{instrument.kind.capitalize()}{number}{day} của {issuer}{about if subject else ''}"


def subject_of(plan: OwnPlan, choices: Choices) -> str:
    """The unit's own words, else those of the superior's paper."""
    return header_of(choices).subject or plan.superior.instrument.subject or plan.superior.name


def people_in(choices: Choices) -> set[int]:
    """Keys of the posts that answer for some part."""
    named = [one.people for one in decisions(choices).values()] + [one.people for one in additions(choices).values()]
    return {post for people in named for post in people}


def contents_of(plan: OwnPlan, choices: Choices, *, on: date, days: Days | None = None) -> Contents:
    posts = people_in(choices)
    superior = plan.superior
    issuer, unit = _name(superior.unit, on), _name(plan.unit, on)
    return Contents(
        parts=parts_of(plan, on=on),
        choices=choices,
        days=days or days_of(plan, choices, on=on),
        themes=tuple(one.title for one in superior.themes.filter(dropped_at__isnull=True)),
        channels=tuple(one.title for one in superior.channels.filter(dropped_at__isnull=True)),
        opening=f"Tổ chức thực hiện {cited(superior.instrument, issuer)} phù hợp với điều kiện của {unit}.",
        names=people_by_post(posts),
    )


def paper_of(plan: OwnPlan, choices: Choices, *, on: date) -> Paper:
    """The paper as the choices say it; ``choices`` are the plan's own, in writing or in force."""
    return paper_with(plan, choices, lines_of(contents_of(plan, choices, on=on)), on=on)


def paper_with(plan: OwnPlan, choices: Choices, lines: list[Line], *, on: date) -> Paper:
    header = header_of(choices)
    standing = Unit.objects.at(on).filter(pk=plan.unit_id).select_related(None).first()
    parent = Unit.objects.at(on).filter(pk=standing.parent_id).first() if standing and standing.parent_id else None
    unit, issuer = standing.name if standing else str(plan.unit), _name(plan.superior.unit, on)
    body = "BAN CHẤP HÀNH" if standing and standing.kind in GRASSROOTS_KINDS else "BAN THƯỜNG VỤ"
    return Paper(
        parent_body=nfc(parent.name).upper() if parent else "",
        issuer=nfc(unit).upper(),
        number=header.number,
        place=header.place,
        date=iso_day(header.signed_on) if header.signed_on else None,
        kind=KIND,
        subject=subject_of(plan, choices),
        bases=(f"Căn cứ {cited(plan.superior.instrument, issuer)}.",),
        opening=f"{unit} xây dựng kế hoạch thực hiện như sau:",
        body=tuple(Block(one.text, one.label, one.level, bold=one.is_heading) for one in lines),
        closing=f"Trên đây là kế hoạch của {unit}, đề nghị các đơn vị triển khai thực hiện.",
        recipients=tuple(filter(None, (f"{issuer} (để báo cáo)", "Các đơn vị trực thuộc", "Lưu: VT"))),
        authority=(f"TM. {body}",),
        title=((header.title or "Chủ tịch").upper(),),
        name=header.name,
    )


def _name(unit: Unit, on: date) -> str:
    standing = Unit.objects.at(on).filter(pk=unit.pk).first()
    return standing.name if standing else str(unit)
