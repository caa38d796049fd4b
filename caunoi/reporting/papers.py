"""The record of a visit as an official paper. It speaks Vietnamese: the text of papers is no interface."""

from datetime import date

from caunoi.campaigns.queries.scope import name_units
from caunoi.core.formatting import format_day
from caunoi.officialdocs.write_record import Part, Record, RecordTable, Signatory, write_record
from caunoi.orgs.models import Unit
from caunoi.reporting.enums import Verdict
from caunoi.reporting.models import Visit, VisitPoint
from caunoi.reporting.queries.visits import points_of

_VERDICTS = {Verdict.MET: "Đạt", Verdict.NOT_MET: "Chưa đạt", Verdict.NOT_APPLICABLE: "Không áp dụng"}


def record_of(visit: Visit, *, on: date) -> bytes:
    """The .docx of a visit on record; ``visit.unit`` has the name of the day (``name_units``)."""
    return write_record(_record(visit, on))


def _record(visit: Visit, on: date) -> Record:
    holder = Unit.objects.at(on).filter(pk=visit.held_by_id).first() or visit.held_by
    above = Unit.objects.at(on).filter(pk=getattr(holder, "parent_id", None)).first()
    points = points_of(visit)
    return Record(
        parent_body=str(above).upper() if above else "",
        issuer=str(holder).upper(),
        symbol="      /BB-ĐKT",
        place=visit.campaign.instrument.place or "…………",
        date=visit.held_on,
        subject=f"Kiểm tra việc thực hiện {_lowered(str(visit.campaign.instrument))} tại {visit.unit}",
        parts=(
            _who(visit),
            _findings([point for point in points if not point.is_remark]),
            _remark(next((point for point in points if point.is_remark), None)),
            _asked(visit, on),
            _answer(visit),
        ),
        closing="Biên bản được lập thành 02 bản, mỗi bên giữ 01 bản có giá trị như nhau./.",
        signatories=(
            Signatory("ĐẠI DIỆN ĐƠN VỊ", str(visit.confirmed_by) if visit.confirmed_by else ""),
            Signatory("ĐẠI DIỆN ĐOÀN KIỂM TRA", str(visit.leader)),
        ),
    )


def _lowered(name: str) -> str:
    return name[:1].lower() + name[1:]


def _who(visit: Visit) -> Part:
    team = [f"- {visit.leader}: Trưởng đoàn;"]
    others = visit.inspectors.exclude(pk=visit.leader_id).order_by("full_name", "pk")
    team += [f"- {person}: thành viên;" for person in others]
    present = [f"- {line.strip()}" for line in visit.present.splitlines() if line.strip()]
    return Part(
        "I. Thành phần và nội dung kiểm tra",
        (
            f"Ngày {format_day(visit.held_on)}, tại {visit.unit}. Nội dung: {visit.purpose}.",
            "1. Đoàn kiểm tra:",
            *team,
            "2. Đại diện đơn vị được kiểm tra:",
            *(present or ["- …"]),
        ),
    )


def _findings(points: list[VisitPoint]) -> Part:
    rows = tuple(
        (
            str(number),
            point.text,
            _VERDICTS.get(Verdict(point.verdict), "") if point.verdict else "Chưa xem",
            point.note,
        )
        for number, point in enumerate(points, start=1)
    )
    judged = [point for point in points if point.verdict and point.verdict != Verdict.NOT_APPLICABLE]
    met = sum(point.verdict == Verdict.MET for point in judged)
    table = RecordTable(("TT", "Nội dung", "Kết quả", "Ghi nhận"), (12, 68, 25, 60), rows)
    return Part("II. Kết quả kiểm tra", (f"Đạt {met}/{len(judged)} nội dung được đánh giá.",), table)


def _remark(point: VisitPoint | None) -> Part:
    lines = [line for line in (point.note if point else "").splitlines() if line.strip()]
    return Part("III. Nhận xét chung", tuple(lines) or ("Không có nhận xét thêm.",))


def _asked(visit: Visit, on: date) -> Part:
    rows = list(visit.recommendations.select_related("unit").order_by("due_on", "pk"))
    name_units(rows, on=on)
    if not rows:
        return Part("IV. Kiến nghị", ("Đoàn không có kiến nghị.",))
    lines = tuple(
        (str(number), row.text, str(row.unit), format_day(row.due_on)) for number, row in enumerate(rows, start=1)
    )
    table = RecordTable(("TT", "Kiến nghị", "Đơn vị thực hiện", "Thời hạn"), (12, 75, 48, 30), lines)
    return Part("IV. Kiến nghị", (), table)


def _answer(visit: Visit) -> Part:
    heading = "V. Ý kiến của đơn vị được kiểm tra"
    if visit.agrees is None:
        return Part(heading, ("…",))
    stance = "Đơn vị nhất trí với biên bản." if visit.agrees else "Đơn vị có ý kiến khác:"
    lines = [line for line in visit.opinion.splitlines() if line.strip()]
    return Part(heading, (stance, *lines))
