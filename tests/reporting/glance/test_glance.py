"""The situation at a glance: three sentences, figures with denominators, the units below; for whoever may see the node."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from caunoi.campaigns.models import Theme
from caunoi.campaigns.models.unsaid import SaidCount
from caunoi.orgs.models import Unit
from caunoi.reporting.actions.totals import follow_filing
from caunoi.reporting.enums import FilingState
from caunoi.reporting.form_lines import FormLine, to_json
from caunoi.reporting.glance_charts import small_charts
from caunoi.reporting.glance_words import sentences_of
from caunoi.reporting.models import Filing, FormVersion, ReportForm
from caunoi.reporting.queries.glance import Glance, Multiple, Tile, glance_at, standout_of
from caunoi.reporting.queries.totals import branch_table
from caunoi.reporting.summing import Contribution, contribution_of
from tests.campaigns.running import NOW, TODAY
from tests.reporting.filing import LINES, Filed

PEOPLE = ("superior", "chair", "owner", "stranger", "member", "visitor")


def standing(unit: Unit) -> Unit:
    return Unit.objects.at(TODAY).get(pk=unit.pk)


def second(filed: Filed) -> Filed:
    """The form of wave 2, opened for the same units a day later."""
    form = ReportForm.objects.create(
        campaign=filed.form.campaign, wave=filed.running.later, title="Báo cáo đợt 2", created_at=NOW,
        opened_at=NOW + timedelta(days=1),
    )  # fmt: skip
    version = FormVersion.objects.create(form=form, number=1, lines=to_json(LINES), created_at=NOW, published_at=NOW)
    for unit in (filed.cast.units.D, filed.cast.units.G0, filed.cast.units.G1, filed.cast.units.G2):
        filing = Filing.objects.create(form=form, version=version, unit=unit, due_on=TODAY - timedelta(days=1))
        follow_filing(filing, Contribution(), contribution_of(filing), on=TODAY)
    return replace(filed, form=form, version=version)


def look(filed: Filed, unit: Unit, *, by_need: bool = False, forms: list[ReportForm] | None = None) -> Glance:
    form = ReportForm.objects.select_related("campaign", "wave").get(pk=filed.form.pk)
    return glance_at(forms or [form], form, standing(unit), on=TODAY, by_need=by_need)


def words(glance: Glance, on: date = TODAY) -> list[str]:
    return [sentence.text for sentence in sentences_of(glance, on)]


def page(client: Client, filed: Filed, **query: str) -> HttpResponse:
    client.force_login(filed.cast.superior)
    answer = client.get(reverse("reporting:show-glance"), query)
    assert answer.status_code == 200
    return answer


def test_the_wave_is_told_in_words_with_its_denominators(filed: Filed) -> None:
    units = filed.cast.units
    filed.put(units.G1, FilingState.APPROVED, heard=120)
    filed.put(units.D, heard=7)
    glance = look(filed, units.P)
    assert words(glance)[:2] == [
        "Đợt 1 còn 7 ngày: 2 trên 4 đơn vị đã gửi báo cáo (50%), 1 báo cáo đã được duyệt.",
        "Chưa có báo cáo nào quá hạn; còn 2 báo cáo chưa gửi.",
    ]
    assert [(tile.unit.code, tile.sent, tile.asked, tile.shade, tile.is_late) for tile in (*glance.branches, *glance.single)] == [
        ("D", 2, 3, 2, False), ("G0", 0, 1, 0, False),
    ]  # fmt: skip
    assert glance.multiples == (Multiple(LINES[0], (127,)),)


def test_what_is_late_is_told_with_the_branches_that_miss_most(filed: Filed) -> None:
    Filing.objects.update(due_on=TODAY - timedelta(days=1))
    glance = look(filed, filed.cast.units.P, by_need=True)
    assert (glance.now.late, [tile.unit.code for tile in (*glance.branches, *glance.single)]) == (4, ["D", "G0"])
    assert words(glance)[1].startswith("4 đơn vị đã quá hạn mà chưa gửi; thiếu nhiều báo cáo nhất: ")
    assert look(filed, filed.cast.units.TLD).now.late == 5
    alone = look(filed, filed.cast.units.G1)
    assert (alone.now.whole.asked, alone.now.late, words(alone)[1]) == (1, 1, "1 đơn vị đã quá hạn mà chưa gửi.")


def test_a_branch_that_has_sent_everything_and_a_unit_that_was_not_asked(filed: Filed) -> None:
    units = filed.cast.units
    for unit in (units.D, units.G0, units.G1, units.G2):
        filed.put(unit, FilingState.APPROVED, heard=1)
    done = look(filed, units.P)
    assert (words(done)[1], [tile.shade for tile in (*done.branches, *done.single)], done.now.share) == (
        "Không thiếu báo cáo nào.", [4, 4], 100,
    )  # fmt: skip
    Filing.objects.filter(unit=units.G0).delete()
    nobody = look(filed, units.G0)
    assert words(nobody)[:2] == ["Đợt 1 còn 7 ngày: không đơn vị nào ở đây phải báo cáo.", "Không có việc nào quá hạn."]


@pytest.mark.parametrize(
    ("starts", "ends", "told"),
    [
        (TODAY + timedelta(days=2), None, "Đợt 1 bắt đầu ngày 25/11/2026"),
        (TODAY - timedelta(days=9), TODAY - timedelta(days=2), "Đợt 1 đã kết thúc ngày 21/11/2026"),
        (TODAY - timedelta(days=9), None, "Đợt 1"),
        (None, TODAY + timedelta(days=1), "Đợt 1 còn 1 ngày"),
    ],
)
def test_the_days_of_the_wave_are_told_as_they_are_known(
    filed: Filed, starts: date | None, ends: date | None, told: str
) -> None:
    wave = filed.form.wave
    assert wave
    wave.starts_on, wave.ends_on = starts, ends
    wave.save()
    assert words(look(filed, filed.cast.units.P))[0].split(":")[0] == told


def test_a_form_of_the_whole_campaign_is_called_by_its_title(filed: Filed) -> None:
    ReportForm.objects.update(wave=None)
    assert words(look(filed, filed.cast.units.P))[0].startswith("Báo cáo đợt 1: 0 trên 4 đơn vị")


def test_what_stands_out_against_the_wave_before_is_told_by_the_mean_of_a_report(filed: Filed) -> None:
    units, later = filed.cast.units, second(filed)
    for unit, heard in ((units.G1, 100), (units.G2, 200)):
        filed.put(unit, heard=heard, members=40)
    later.put(units.G1, heard=300, members=400)
    forms = list(ReportForm.objects.select_related("campaign", "wave").order_by("pk"))
    grown = look(later, units.P, forms=forms)
    assert words(grown)[2] == (
        "So với Đợt 1, tăng rõ nhất là “Số lượt người nghe”: bình quân mỗi báo cáo từ 150,0 lên 300,0 lượt người."
    )
    assert grown.multiples == (Multiple(LINES[0], (300, 300)),)
    later.put(units.G1, heard=15)
    assert words(look(later, units.P, forms=forms))[2] == (
        "So với Đợt 1, giảm rõ nhất là “Số lượt người nghe”: bình quân mỗi báo cáo từ 150,0 xuống 15,0 lượt người."
    )
    later.put(units.G1, heard=160)
    same = look(later, units.P, forms=forms)
    assert words(same)[2] == (
        "So với Đợt 1, không chỉ tiêu nào có mức bình quân mỗi báo cáo thay đổi từ một phần tư trở lên."
    )
    assert (same.before and same.before.form.pk, [view.share for view in same.views]) == (filed.form.pk, [50, 25])


def test_a_figure_that_one_of_the_waves_does_not_know_never_stands_out(filed: Filed) -> None:
    units, later = filed.cast.units, second(filed)
    filed.put(units.G1, heard=0, members=40)
    later.put(units.G1, heard=300, members=400)
    tables = [branch_table(each.form, standing(units.P)) for each in (filed, later)]
    assert standout_of(*tables) is None


def test_against_the_plan_its_themes_that_nobody_has_told_are_counted(filed: Filed) -> None:
    glance = look(filed, filed.cast.units.P)
    assert (glance.themes.untold, glance.themes.all) == (1, 1)
    assert (
        words(glance)[-1]
        == "Trong 1 chuyên đề của kế hoạch, còn 1 chuyên đề chưa đơn vị nào ở đây tuyên truyền trong đợt."
    )
    SaidCount.objects.create(
        campaign=filed.form.campaign, unit=filed.cast.units.P, theme=filed.running.theme, wave=filed.running.wave,
        kind="press", number=1, owed=True,
    )  # fmt: skip
    assert words(look(filed, filed.cast.units.P))[-1] == (
        "Cả 1 chuyên đề của kế hoạch đều đã được tuyên truyền trong đợt."
    )
    SaidCount.objects.all().delete()
    Theme.objects.all().delete()
    assert look(filed, filed.cast.units.P).themes.all == 0


def test_who_need_not_file_is_told_with_the_reasons(filed: Filed) -> None:
    units = filed.cast.units
    for unit, reason in ((units.G1, "Đang sáp nhập"), (units.G2, "Đang sáp nhập"), (units.G0, "Tạm dừng hoạt động")):
        filing = filed.of(unit)
        before = contribution_of(filing)
        filing.excused_reason = reason
        filing.save()
        follow_filing(filing, before, contribution_of(filing), on=TODAY)
    glance = look(filed, units.P)
    assert (glance.reasons, glance.now.whole.excused) == ([("Đang sáp nhập", 2), ("Tạm dừng hoạt động", 1)], 3)
    assert [(tile.unit.code, tile.asked, tile.is_excused) for tile in (*glance.branches, *glance.single)] == [
        ("D", 1, False),
        ("G0", 0, True),
    ]


def test_tiles_are_shaded_by_the_share_that_is_sent() -> None:
    tiles = [
        Tile(Unit(), asked, sent, is_late=False, is_excused=False)
        for asked, sent in ((9, 0), (9, 1), (9, 5), (9, 8), (9, 9))
    ]
    assert [tile.shade for tile in tiles] == [0, 1, 2, 3, 4]


def test_bars_are_on_the_scale_of_their_own_figure_and_gaps_stay_gaps() -> None:
    line = FormLine(0, "heard", "Số lượt người nghe", "lượt người", "oral")
    chart = small_charts([Multiple(line, (50, None, 200, 0))], ["Đợt 1", "Đợt 2", "Đợt 3", "Đợt 4"])[0]
    assert [(stave.width, stave.is_now) for stave in chart.staves] == [
        ("25.00%", False), ("", False), ("100.00%", False), ("0.50%", True),
    ]  # fmt: skip


@pytest.mark.parametrize("person", PEOPLE)
def test_the_page_answers_each_of_the_cast_about_a_unit(client: Client, filed: Filed, person: str) -> None:
    filed.put(filed.cast.units.G1, heard=120)
    if person != "visitor":
        client.force_login(getattr(filed.cast, person))
    url = reverse("reporting:show-glance") + "?unit=D"
    expected = dict(zip(PEOPLE, (200, 404, 200, 404, 403, 302), strict=True))
    assert client.get(url).status_code == expected[person]


def test_the_page_names_what_is_looked_at_and_leads_on(client: Client, filed: Filed) -> None:
    second(filed)
    text = page(client, filed, form=str(filed.form.pk), order="need").content.decode()
    board = reverse("reporting:show-board", args=[filed.form.pk])
    assert f'href="{board}?unit=P&amp;state=late"' in text
    assert text.count('class="tile ') == 2
    assert "Toàn cảnh" in text


def test_the_page_without_a_form_says_what_comes(client: Client, filed: Filed) -> None:
    ReportForm.objects.update(opened_at=None)
    assert "Chưa có báo cáo đợt nào" in page(client, filed).content.decode()


def test_a_form_that_is_not_there_is_not_found(client: Client, filed: Filed) -> None:
    client.force_login(filed.cast.superior)
    url = reverse("reporting:show-glance")
    assert [client.get(url, query).status_code for query in ({"form": "999999"}, {"campaign": "x"})] == [404, 404]


def test_the_page_asks_as_many_queries_at_one_child_as_at_two(client: Client, filed: Filed) -> None:
    former = filed.of(filed.cast.units.G2)
    former.delete()
    client.force_login(filed.cast.superior)
    numbers = []
    for _turn in range(2):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(reverse("reporting:show-glance"), {"unit": "D"})
        numbers.append((answer.content.decode().count('class="tile '), len(queries)))
        Filing.objects.get_or_create(form=filed.form, version=filed.version, unit=filed.cast.units.G2)
    assert (numbers[0][0], numbers[1]) == (1, (2, numbers[0][1]))
