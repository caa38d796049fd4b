"""The whole report from what was gathered."""

from dataclasses import dataclass

from caunoi.officialdocs.report import Report
from caunoi.reporting.wave_report.annexes import annexes
from caunoi.reporting.wave_report.body import body
from caunoi.reporting.wave_report.facts import Facts
from caunoi.reporting.wave_report.letterhead import paper_of
from caunoi.reporting.wave_report.marks import Mark, Marks


@dataclass(frozen=True)
class Composed:
    """``marks``: what stands behind each tag of the report."""

    report: Report
    marks: dict[str, Mark]


def compose(facts: Facts, *, revision: int) -> Composed:
    marks = Marks()
    parts = tuple(body(facts, marks, revision))
    report = Report(paper_of(facts), parts, annexes(facts, marks))
    return Composed(report, marks.found)
