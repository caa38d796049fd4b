"""What a careful clerk would ask about a plan's meaning: dates, terms, waves, duties, endings."""

import re
from collections.abc import Iterable, Iterator, Sequence

from caunoi.officialdocs.citations import find_citations
from caunoi.officialdocs.dates import find_points
from caunoi.officialdocs.headings import refers_to_all_waves
from caunoi.officialdocs.labels import any_number
from caunoi.officialdocs.model import Plan, PlanWarning
from caunoi.officialdocs.plan.assignments import FoundAssignment
from caunoi.officialdocs.plan.events import Events
from caunoi.officialdocs.plan.sections import is_within
from caunoi.officialdocs.plan.wave_warnings import wave_warnings
from caunoi.officialdocs.plan.waves import FoundWave
from caunoi.officialdocs.spelling import fold
from caunoi.officialdocs.tree import Node, Tree

_NTH = r"(?:đại hội\s+(?P<nth>[ivxl]+)|lần\s+thứ\s+(?P<nthly>\w+))(?!\w)"
_ORDINAL = re.compile(_NTH)
_TERM_BESIDE = re.compile(r"[^;.:“”]{0,90}?nhiệm\s+kỳ\s*(?P<first>\d{4})\s*[-–]\s*(?P<last>\d{4})")
_NOTES = {
    "ocr": ("ocr_used", "Văn bản là ảnh quét, chữ do máy nhận dạng: cần đối chiếu với bản gốc."),
    "legacy_tcvn3": ("legacy_converted", "Văn bản dùng bảng mã TCVN3 cũ, đã chuyển sang Unicode: cần rà lại chữ."),
    "legacy_vni": ("legacy_converted", "Văn bản dùng bảng mã VNI cũ, đã chuyển sang Unicode: cần rà lại chữ."),
}


def plan_warnings(
    plan: Plan,
    tree: Tree,
    waves: Sequence[FoundWave],
    assignments: Sequence[FoundAssignment],
    events: Events,
    notes: Iterable[str],
) -> tuple[PlanWarning, ...]:
    """Every question about the plan as read, the numbering and the header apart."""
    return (
        *(PlanWarning(_NOTES[note][0], "", _NOTES[note][1]) for note in notes if note in _NOTES),
        *_late_citations(plan, tree),
        *_contradicted_terms(plan, tree),
        *_impossible_dates(tree),
        *wave_warnings(waves, events),
        *_unnumbered_duties(tree, waves),
        *_unknown_units(assignments),
        *_endings(plan),
    )


def _late_citations(plan: Plan, tree: Tree) -> Iterator[PlanWarning]:
    day = plan.header.date
    if day is None:
        return
    for basis in plan.bases:
        if basis.date and basis.date > day:
            yield _late(basis.number or basis.kind or "", "", basis.date.strftime("%d/%m/%Y"))
    for node in tree.nodes():
        for citation in find_citations(node.text):
            if citation.date and citation.date > day:
                yield _late(citation.number, node.path, citation.date.strftime("%d/%m/%Y"))


def _late(number: str, path: str, day: str) -> PlanWarning:
    return PlanWarning("cited_after_plan", path, f"Văn bản {number} ghi ngày {day}, sau ngày ban hành kế hoạch.")


def _contradicted_terms(plan: Plan, tree: Tree) -> Iterator[PlanWarning]:
    """The congress of the title, named with its number, beside a term that is not the title's."""
    term = plan.header.term
    own = {ordinal for ordinal, _end in _ordinals(plan.header.subject or "")}
    if not own or term is None:
        return
    for node in tree.nodes():
        for printed in _terms_beside(node.text, own):
            if printed != term:
                message = f"Ghi nhiệm kỳ {printed[0]} - {printed[1]}, khác nhiệm kỳ {term[0]} - {term[1]} ở trích yếu."
                yield PlanWarning("term_contradicts_title", node.path, message)
                break


def _terms_beside(text: str, own: set[int]) -> Iterator[tuple[int, int]]:
    """The terms printed after a congress with one of these numbers, no other congress standing between."""
    folded = fold(text)
    for ordinal, end in _ordinals(text):
        match = _TERM_BESIDE.match(folded, end)
        if match and ordinal in own and not _ORDINAL.search(match.group()):
            yield int(match["first"]), int(match["last"])


def _ordinals(text: str) -> Iterator[tuple[int, int]]:
    for match in _ORDINAL.finditer(fold(text)):
        word = match["nth"] or match["nthly"]
        yield any_number(word.upper() if set(word) <= set("ivxl") else word), match.end()


def _impossible_dates(tree: Tree) -> Iterator[PlanWarning]:
    for node in tree.nodes():
        for point in find_points(node.text):
            if point.is_impossible():
                printed = node.text[slice(*point.span)].strip()
                yield PlanWarning("date_impossible", node.path, f"Ngày “{printed}” không có trên lịch.")


def _unnumbered_duties(tree: Tree, waves: Sequence[FoundWave]) -> Iterator[PlanWarning]:
    """Unmarked paragraphs that follow a list: duties easily overlooked, above all those that hold for every wave."""
    for node in tree.nodes():
        if node.label is not None or node.is_row or node.holds or node.text.endswith(":") or not _follows_list(node):
            continue
        beside = any(found.node.parent is node.parent for found in waves)
        if beside or (refers_to_all_waves(node.text) and any(is_within(node, found.node) for found in waves)):
            yield PlanWarning(
                "cross_wave_duty", node.path, "Nhiệm vụ áp dụng cho mọi đợt, đứng sau đợt cuối, không đánh số."
            )
        else:
            yield PlanWarning(
                "unnumbered_duty", node.path, "Đoạn không đánh số đứng sau danh sách: dễ bị bỏ sót khi giao việc."
            )


def _follows_list(node: Node) -> bool:
    siblings = node.parent.children if node.parent else []
    return any(other.label is not None for other in siblings[: siblings.index(node)])


def _unknown_units(assignments: Sequence[FoundAssignment]) -> Iterator[PlanWarning]:
    for found in assignments:
        if not found.known:
            units = ", ".join(found.assignment.units)
            yield PlanWarning(
                "unknown_unit", found.assignment.path, f"Không rõ “{units}” có phải đơn vị được giao việc."
            )


def _endings(plan: Plan) -> Iterator[PlanWarning]:
    if not plan.waves:
        yield PlanWarning("no_waves", "", "Kế hoạch không chia đợt hay giai đoạn.")
    for report in plan.reporting:
        if report.when is None:
            yield PlanWarning("reporting_without_deadline", report.path, "Yêu cầu báo cáo nhưng không nêu thời hạn.")
    if not plan.recipients:
        yield PlanWarning("no_recipients", "", "Không tìm thấy “Nơi nhận”.")
    if plan.signature.name is None:
        yield PlanWarning("no_signature", "", "Không tìm thấy họ tên người ký.")
