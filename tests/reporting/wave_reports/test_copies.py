"""A copy that was edited comes back: each difference by itself, figures written over marked as such."""

import pytest

from caunoi.core.errors import Refused
from caunoi.reporting.actions.wave_reports.uploads import change_of, decide_changes, receive_upload, settle_upload
from caunoi.reporting.actions.wave_reports.writing import begin_report, write_report_paper
from caunoi.reporting.enums import ChangeVerdict
from caunoi.reporting.models import ReportChange, ReportEdition, ReportUpload
from caunoi.reporting.queries.paper_checks import check_paper
from caunoi.reporting.wave_report.checking import Verdict
from tests.campaigns.running import NOW, TODAY
from tests.kept import kept
from tests.reporting.wave_reports.editing import with_controls, with_paragraph, with_words
from tests.reporting.wave_reports.telling import SLOTS, Told

SHARE = f"s:{SLOTS['oral_listeners']}-{SLOTS['members']}"
BANNERS = f"f:{SLOTS['banners']}"


def written(told: Told, *, anew: bool = False) -> ReportEdition:
    return write_report_paper(told.form, told.unit("D"), by=told.cast.owner, now=NOW, anew=anew)


def edited(edition: ReportEdition) -> bytes:
    docx = with_paragraph(bytes(edition.docx), "Đã treo", "Đoàn viên phấn khởi.")
    docx = with_words(docx, "Đã treo ", "Các cấp đã treo ")
    return with_controls(docx, {BANNERS: "15"})


@pytest.fixture
@kept
def upload(told: Told) -> ReportUpload:
    edition = written(told)
    return receive_upload(edition.report, edited(edition), "sua.docx", by=told.cast.owner, now=NOW)


def settled(upload: ReportUpload, told: Told) -> ReportEdition | None:
    return settle_upload(ReportUpload.objects.get(pk=upload.pk), by=told.cast.owner, now=NOW)


def texts(edition: ReportEdition) -> list[str]:
    return ["".join(span["text"] for span in part["spans"]) for part in edition.content["parts"] if "spans" in part]


def decide(upload: ReportUpload, told: Told, verdict: str, keys: list[int] | None = None) -> int:
    return decide_changes(upload, keys, verdict, by=told.cast.owner, now=NOW)


def test_differences_are_kept_once_for_a_file(told: Told, upload: ReportUpload) -> None:
    again = receive_upload(upload.edition.report, bytes(upload.docx), "khac.docx", by=told.cast.owner, now=NOW)
    assert (again.pk, upload.made_from) == (upload.pk, 1)
    found = [change_of(row) for row in upload.changes.all()]
    assert {(one.kind, one.tag) for one in found} == {("added", ""), ("changed", ""), ("changed", BANNERS)}
    figure = next(one for one in found if one.tag)
    assert (figure.before, figure.after) == ("12", "15")


def test_what_is_accepted_is_taken_over_and_a_figure_stays_marked(told: Told, upload: ReportUpload) -> None:
    assert decide(upload, told, ChangeVerdict.ACCEPTED) == upload.changes.count()
    edition = settled(upload, told)
    assert edition is not None
    assert (edition.revision, edition.has_hand_edits) == (2, True)
    assert "Đoàn viên phấn khởi." in texts(edition)
    assert "Các cấp đã treo 15 băng rôn." in texts(edition)
    source = edition.sources.get(tag=BANNERS)
    assert (source.value, source.text, source.by_hand) == (12, "15", "15")


def test_what_is_refused_stays_as_it_was(told: Told, upload: ReportUpload) -> None:
    (figure,) = [row.pk for row in upload.changes.all() if row.found["tag"]]
    assert decide(upload, told, ChangeVerdict.REFUSED, [figure]) == 1
    decide(upload, told, ChangeVerdict.ACCEPTED)
    edition = settled(upload, told)
    assert edition is not None
    assert "Các cấp đã treo 12 băng rôn." in texts(edition)
    assert not edition.sources.exclude(by_hand="").exists()


def test_nothing_taken_over_makes_no_edition(told: Told, upload: ReportUpload) -> None:
    decide(upload, told, ChangeVerdict.REFUSED)
    assert settled(upload, told) is None
    upload.refresh_from_db()
    assert upload.settled_at == NOW
    for act in (lambda: decide(upload, told, ChangeVerdict.ACCEPTED), lambda: settled(upload, told)):
        with pytest.raises(Refused):
            act()


def test_copy_that_a_colleague_settles_at_the_same_time_is_settled_once(told: Told, upload: ReportUpload) -> None:
    decide(upload, told, ChangeVerdict.REFUSED)
    stale = ReportUpload.objects.get(pk=upload.pk)
    settled(upload, told)
    with pytest.raises(Refused) as refusal:
        settle_upload(stale, by=told.cast.owner, now=NOW)
    assert refusal.value.code == "settled"


def test_edited_words_stay_and_get_the_figures_of_the_day(told: Told, upload: ReportUpload) -> None:
    decide(upload, told, ChangeVerdict.ACCEPTED)
    settled(upload, told)
    told.tell(told.cast.units.G1, guidance_papers=5)
    third = written(told)
    assert (third.revision, third.has_hand_edits) == (3, True)
    assert "Các cấp đã treo 15 băng rôn." in texts(third)
    assert "Đã ban hành 5 văn bản chỉ đạo, kế hoạch." in texts(third)
    assert third.sources.get(tag=BANNERS).by_hand == "15"
    checked = check_paper(bytes(third.docx), third.sha256, today=TODAY)
    assert checked is not None
    wrong = {one.tag: one.verdict for one in checked.wrong}  # G1 states neither listeners nor members any more
    assert (wrong[SHARE], wrong[BANNERS]) == (Verdict.GONE, Verdict.DIFFERS)
    anew = written(told, anew=True)
    assert (anew.has_hand_edits, "Đã treo 12 băng rôn." in texts(anew)) == (False, True)


def test_copy_that_cannot_be_compared_is_refused_in_words(told: Told) -> None:
    report = begin_report(told.form, told.unit("D"), by=told.cast.owner, now=NOW)
    other = write_report_paper(told.form, told.unit("G1"), by=told.cast.chair, now=NOW)
    cases = []

    def code_of(docx: bytes) -> str:
        with pytest.raises(Refused) as refusal:
            receive_upload(report, docx, "x.docx", by=told.cast.owner, now=NOW)
        return refusal.value.code

    cases.append(code_of(bytes(other.docx)))
    edition = written(told)
    cases += [code_of(bytes(edition.docx)), code_of(bytes(other.docx)), code_of(b"%PDF-1.7")]
    assert cases == ["not_written", "no_changes", "other_report", "unreadable"]


def test_report_written_meanwhile_makes_the_comparison_old(told: Told, upload: ReportUpload) -> None:
    with pytest.raises(Refused) as refusal:
        settled(upload, told)
    assert refusal.value.code == "undecided"
    decide(upload, told, ChangeVerdict.ACCEPTED)
    written(told)
    with pytest.raises(Refused) as refusal:
        settled(upload, told)
    assert refusal.value.code == "changed_meanwhile"


def test_difference_that_cannot_be_taken_over_is_only_refused(told: Told, upload: ReportUpload) -> None:
    row = upload.changes.all()[0]
    ReportChange.objects.filter(pk=row.pk).update(found=row.found | {"takeable": False})
    assert decide(upload, told, ChangeVerdict.ACCEPTED, [row.pk]) == 0
    assert decide(upload, told, ChangeVerdict.REFUSED, [row.pk]) == 1
