"""Is the file of a consolidated report still true?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from caunoi.officialdocs.comparing import read_tags
from caunoi.reporting.models import ReportEdition
from caunoi.reporting.queries.wave_reports import texts_today
from caunoi.reporting.wave_report.checking import Finding, Verdict, check
from caunoi.reporting.wave_report.tags import REPORT, report_in


@dataclass(frozen=True)
class CheckedPaper:
    """A file against the edition that it says it is, and against today. ``is_untouched``: byte by byte as it was given out."""

    edition: ReportEdition
    findings: tuple[Finding, ...]
    is_untouched: bool

    @property
    def wrong(self) -> list[Finding]:
        return [one for one in self.findings if not one.is_right]

    def count(self, verdict: Verdict) -> int:
        return sum(one.verdict == verdict for one in self.findings)


def edition_in(tags: Iterable[str]) -> ReportEdition | None:
    """The edition that a file says it is; None where it does not say, or says what there is not."""
    named = report_in(tags)
    if named is None:
        return None
    editions = ReportEdition.objects.select_related("report__form__campaign__instrument", "report__form__wave")
    return editions.filter(report=named[0], revision=named[1]).first()


def check_paper(docx: bytes, sha256: str, *, today: date) -> CheckedPaper | None:
    """None where the file does not say which report it is. ``DocumentError`` for what is no .docx."""
    tagged = [(one.tag, one.text) for one in read_tags(docx)]
    edition = edition_in(tag for tag, _text in tagged)
    if edition is None:
        return None
    written = dict(edition.sources.values_list("tag", "text"))
    in_file = [(tag, text) for tag, text in tagged if not tag.startswith(REPORT)]
    findings = check(in_file, written, texts_today(edition.report, today=today))
    return CheckedPaper(edition, tuple(findings), edition.sha256 == sha256)
