"""Decisions on what the units say: they last, they follow the units, they never invent."""

import pytest

from caunoi.core.errors import Refused
from caunoi.reporting.actions.wave_reports.sentences import (
    add_sentence,
    decide_rest,
    decide_sentence,
    refresh_sentences,
)
from caunoi.reporting.actions.wave_reports.writing import begin_report
from caunoi.reporting.enums import FilingState, SentenceState, WaveReportState
from caunoi.reporting.models import ReportSentence, WaveReport
from tests.campaigns.running import NOW
from tests.kept import kept
from tests.reporting.wave_reports.telling import Told


@pytest.fixture
@kept
def report(told: Told) -> WaveReport:
    report = begin_report(told.form, told.unit("D"), by=told.cast.owner, now=NOW)
    refresh_sentences(report, told.unit("D"), now=NOW)
    return report


def states(report: WaveReport, section: str = "difficulties") -> list[tuple[str, int, str]]:
    rows = report.sentences.filter(section=section, gone_at__isnull=True)
    return list(rows.values_list("text", "units", "state"))


def test_sentences_of_children_wait_and_own_ones_are_taken(told: Told, report: WaveReport) -> None:
    told.tell(told.cast.units.D, {"difficulties": "Thiếu cán bộ."})
    refresh_sentences(report, told.unit("D"), now=NOW)
    assert states(report) == [
        ("Kinh phí còn hạn hẹp.", 2, "proposed"),
        ("Thiếu cán bộ.", 1, "accepted"),
        ("Không có loa.", 1, "proposed"),
    ]


def test_decision_outlives_a_new_merging_and_follows_who_says_it(told: Told, report: WaveReport) -> None:
    row = report.sentences.get(text="Kinh phí còn hạn hẹp.")
    decide_sentence(row, SentenceState.EDITED, wording="Kinh phí rất hạn hẹp.", by=told.cast.owner, now=NOW)
    told.tell(told.cast.units.G1, {"difficulties": "Kinh phí còn hạn hẹp"}, state=FilingState.RETURNED)
    refresh_sentences(report, told.unit("D"), now=NOW)
    row.refresh_from_db()
    assert (row.printed, row.units, row.is_taken, row.gone_at) == ("Kinh phí rất hạn hẹp.", 1, True, None)
    assert report.sentences.get(text="Không có loa.").gone_at == NOW
    refresh_sentences(report, told.unit("D"), now=NOW)
    assert report.sentences.filter(gone_at__isnull=False).count() == 2


def test_words_that_are_the_units_own_are_no_other_words(told: Told, report: WaveReport) -> None:
    row = report.sentences.get(text="Không có loa.")
    decided = decide_sentence(row, SentenceState.EDITED, wording=" Không có  loa. ", by=told.cast.owner, now=NOW)
    assert (decided.state, decided.wording, str(decided)) == ("accepted", "", "Không có loa.")


@pytest.mark.parametrize(("state", "code"), [(SentenceState.EDITED, "no_words"), ("proposed", "undecided")])
def test_sentence_without_words_or_decision_is_refused(told: Told, report: WaveReport, state: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        decide_sentence(report.sentences.all()[0], state, wording=" ", by=told.cast.owner, now=NOW)
    assert refusal.value.code == code


def test_rest_of_a_section_is_decided_at_once(told: Told, report: WaveReport) -> None:
    assert decide_rest(report, "difficulties", SentenceState.DROPPED, by=told.cast.owner, now=NOW) == 2
    assert decide_rest(report, "difficulties", SentenceState.DROPPED, by=told.cast.owner, now=NOW) == 0
    assert {state for _text, _units, state in states(report)} == {"dropped"}


def test_own_words_stay_without_a_source(told: Told, report: WaveReport) -> None:
    add_sentence(report, "proposals", "Cấp thêm tài liệu.", by=told.cast.owner, now=NOW)
    refresh_sentences(report, told.unit("D"), now=NOW)
    assert states(report, "proposals") == [("Cấp thêm tài liệu.", 1, "accepted")]
    with pytest.raises(Refused):
        add_sentence(report, "proposals", "  ", by=told.cast.owner, now=NOW)


def test_issued_report_of_a_child_speaks_for_its_branch(told: Told, report: WaveReport) -> None:
    row = report.sentences.get(text="Kinh phí còn hạn hẹp.")
    decide_sentence(row, SentenceState.EDITED, wording="Kinh phí rất hạn hẹp.", by=told.cast.owner, now=NOW)
    WaveReport.objects.filter(pk=report.pk).update(state=WaveReportState.ISSUED, issued_at=NOW)
    told.tell(told.cast.units.G0, {"difficulties": "Xa trung tâm."})
    above = begin_report(told.form, told.unit("P"), by=told.cast.superior, now=NOW)
    refresh_sentences(above, told.unit("P"), now=NOW)
    assert states(above) == [("Kinh phí rất hạn hẹp.", 2, "proposed"), ("Xa trung tâm.", 1, "proposed")]


def test_sentences_of_an_issued_report_are_closed(told: Told, report: WaveReport) -> None:
    WaveReport.objects.filter(pk=report.pk).update(state=WaveReportState.ISSUED, issued_at=NOW)
    row: ReportSentence = report.sentences.all()[0]
    for act in (
        lambda: decide_sentence(row, SentenceState.ACCEPTED, by=told.cast.owner, now=NOW),
        lambda: decide_rest(report, "difficulties", SentenceState.ACCEPTED, by=told.cast.owner, now=NOW),
        lambda: add_sentence(report, "proposals", "Mới.", by=told.cast.owner, now=NOW),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.code == "issued"
