"""A tag in words, for people: on a page, on the terminal."""

from collections.abc import Iterable
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from caunoi.reporting.enums import SourceKind
from caunoi.reporting.form_lines import FormLine
from caunoi.reporting.wave_report.marks import STATED
from caunoi.reporting.wave_report.tags import BELOW, OWN


class Origin(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def scope(self) -> str: ...
    @property
    def text(self) -> str: ...


def name_of(source: Origin, lines: Iterable[FormLine]) -> str:
    """ "Số bài trên báo (đơn vị cấp dưới)", "Số đơn vị đã gửi báo cáo"; of a sentence its first words."""
    by_code = {line.code: line for line in lines}
    if source.kind in {SourceKind.SENTENCE, SourceKind.OBSTACLE}:
        return source.text if len(source.text) <= 80 else f"{source.text[:79].rstrip()}…"
    if source.kind == SourceKind.COUNT:
        return _count_name(source.code, by_code.values())
    line = by_code.get(source.code)
    name = line.name if line else source.code
    scopes = {OWN: pgettext("figure", "of the unit itself"), BELOW: pgettext("figure", "of the units below")}
    return f"{name} ({scopes[source.scope]})" if source.scope in scopes else name


def _count_name(code: str, lines: Iterable[FormLine]) -> str:
    if code.startswith(STATED):
        line = next((line for line in lines if str(line.slot) == code.removeprefix(STATED)), None)
        return _("Units that state: %(line)s") % {"line": line.name if line else code}
    names = {
        "asked": _("Units that have to report"),
        "sent": _("Units that have sent their report"),
        "approved": _("Reports that are approved"),
        "in_time": _("Reports that were sent in time"),
        "missing": _("Units that have not sent their report"),
        "excused": _("Units that need not report"),
        "obstacles": _("Obstacles without an answer"),
        "obstacle_units": _("Units with obstacles without an answer"),
        "obstacles_overdue": _("Obstacles whose answer is overdue"),
    }
    return names.get(code, code)
