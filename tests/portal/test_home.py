"""The front page: what it says, what it weighs, whom it knows."""

import gzip
import re
from datetime import date, datetime
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Site

from caunoi.campaigns.enums import CampaignState
from caunoi.campaigns.models import Activity, Anchor, Campaign, Delivery, Instrument, Provision, Theme, Wave
from caunoi.campaigns.queries.public import find_public_campaign, summarize_campaign
from caunoi.congresses.models import Congress, Cycle
from caunoi.orgs.models import Unit
from caunoi.portal.models import HomePage
from caunoi.portal.setup import ensure_home
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("clock")
TODAY = date(2026, 11, 23)
MOMENT = datetime.fromisoformat("2026-10-01T08:00:00+07:00")


def make_campaign(cast: Cast, *, is_public: bool = True, state: str = CampaignState.ISSUED) -> Campaign:
    paper = Instrument.objects.create(
        unit=cast.units.P, kind="KẾ HOẠCH", number="27/KH-LĐLĐ", issued_on=date(2026, 9, 9), subject="Tuyên truyền"
    )
    campaign = Campaign.objects.create(
        unit=cast.units.P,
        instrument=paper,
        name="Tuyên truyền đại hội công đoàn các cấp",
        state=state,
        created_at=MOMENT,
        issued_at=MOMENT,
        is_public=is_public,
    )
    clause = Provision.objects.create(instrument=paper, position=1, path="II/1", text="Truyền thống Công đoàn Việt Nam")
    Theme.objects.create(campaign=campaign, provision=clause, position=1, title="Truyền thống Công đoàn Việt Nam")
    days = [(date(2026, 10, 1), date(2026, 12, 31)), (date(2027, 1, 1), date(2027, 3, 31)), (None, None)]
    for number, (starts, ends) in enumerate(days, 1):
        Wave.objects.create(campaign=campaign, ordinal=number, title=f"Đợt {number}", starts_on=starts, ends_on=ends)
    return campaign


def deliver(campaign: Campaign, unit: Unit, *, acknowledged: bool = False) -> None:
    Delivery.objects.create(
        campaign=campaign, unit=unit, sent_at=MOMENT, acknowledged_at=MOMENT if acknowledged else None
    )


def log(campaign: Campaign, unit: Unit, *, withdrawn: bool = False) -> None:
    Activity.objects.create(
        unit=unit,
        campaign=campaign,
        kind="conference",
        title="Tọa đàm",
        done_on=TODAY,
        logged_at=MOMENT,
        withdrawn_at=MOMENT if withdrawn else None,
        withdrawn_reason="ghi nhầm" if withdrawn else "",
    )


def hold_congress(unit: Unit, title: str, starts: date | None, *, state: str = "planned") -> Congress:
    cycle, _made = Cycle.objects.get_or_create(ordinal="XIV", name="Nhiệm kỳ 2028", term_start=2028, term_end=2033)
    return Congress.objects.create(unit=unit, cycle=cycle, title=title, starts_on=starts, ends_on=starts, state=state)


@pytest.fixture
def home(db: None) -> HomePage:
    return ensure_home()


def test_home_is_put_in_place_once(home: HomePage) -> None:
    again = ensure_home()
    assert (again.pk, HomePage.objects.count(), Site.objects.get(is_default_site=True).root_page_id) == (
        home.pk,
        1,
        home.pk,
    )


def test_home_is_put_in_place_by_command(db: None) -> None:
    call_command("ensure_home")
    call_command("ensure_home")
    assert (HomePage.objects.count(), HomePage.objects.get().slug) == (1, "trang-chu")


def test_home_leaves_a_first_page_that_somebody_made_theirs(db: None) -> None:
    welcome = Page.objects.get(depth=2, slug="home")
    welcome.add_child(instance=Page(title="Của chúng tôi", slug="cua-chung-toi"))
    ensure_home()
    assert sorted(Page.objects.filter(depth=2).values_list("slug", flat=True)) == ["home", "trang-chu"]


def test_home_keeps_what_editors_wrote(home: HomePage) -> None:
    home.heading = "Lời của biên tập"
    home.save_revision().publish()
    assert ensure_home().heading == "Lời của biên tập"


def test_home_removes_the_page_that_wagtail_ships(home: HomePage) -> None:
    assert [page.specific_class for page in Page.objects.filter(depth=2)] == [HomePage]


def test_home_without_a_campaign_says_so(home: HomePage, client: Client) -> None:
    response = client.get("/")
    page = response.content.decode()
    assert response.status_code == 200
    assert "Chưa có chiến dịch nào công khai" in page
    assert 'href="/tai-khoan/dang-nhap/"' in page


def test_home_says_where_the_campaign_stands(home: HomePage, cast: Cast, client: Client) -> None:
    campaign = make_campaign(cast)
    deliver(campaign, cast.units.D, acknowledged=True)
    deliver(campaign, cast.units.G1)
    log(campaign, cast.units.D)
    hold_congress(cast.units.D, "Đại hội Công đoàn huyện Ba Khe", date(2026, 12, 18))
    page = " ".join(client.get("/").content.decode().split())
    for said in [
        "Liên đoàn Lao động tỉnh Vĩnh Sơn",
        "Tuyên truyền đại hội công đoàn các cấp",
        "Kế hoạch số 27/KH-LĐLĐ, 09/09/2026",
        '<span class="figure__number">1<span class="figure__total">/2</span></span>',
        "01/10/2026 – 31/12/2026",
        "Hôm nay 23/11",
        "Đại hội Công đoàn huyện Ba Khe",
        "Truyền thống Công đoàn Việt Nam",
        "Tính đến 23/11/2026",
    ]:
        assert said in page


def test_home_names_a_second_month_only_when_there_is_one(home: HomePage, cast: Cast, client: Client) -> None:
    make_campaign(cast)
    congress = hold_congress(cast.units.D, "Đại hội Công đoàn huyện", date(2026, 12, 31))
    Congress.objects.filter(pk=congress.pk).update(ends_on=date(2027, 1, 1))
    assert "31/12/2026 – 01/01/2027" in client.get("/").content.decode()


def test_home_leads_nobody_into_the_desk(home: HomePage, cast: Cast, client: Client) -> None:
    make_campaign(cast)
    assert re.findall(r'href="(/ban-lam-viec[^"]*)"', client.get("/").content.decode()) == []


def test_home_sets_no_cookie_and_may_be_kept(home: HomePage, cast: Cast, client: Client) -> None:
    make_campaign(cast)
    response = client.get("/")
    kept = sorted(piece.strip() for piece in response["Cache-Control"].split(","))
    assert (kept, response.cookies) == (["max-age=60", "public"], {})
    assert "cookie" not in response.get("Vary", "").lower()
    assert "csrfmiddlewaretoken" not in response.content.decode()


def test_home_of_a_signed_in_officer_is_not_kept(home: HomePage, cast: Cast, client: Client) -> None:
    client.force_login(cast.owner)
    assert "private" in client.get("/")["Cache-Control"]


def test_home_weighs_less_than_a_hundred_kilobytes(home: HomePage, cast: Cast, client: Client) -> None:
    make_campaign(cast)
    page = client.get("/").content
    addresses = re.findall(rb'(?:<link[^>]* href|<script[^>]* src|<img[^>]* src)="/static/([^"]+)"', page)
    files = [Path(finders.find(address.decode()) or "") for address in addresses]
    assert len(files) >= 6
    assert len(page) + sum(path.stat().st_size for path in files) < 100_000
    assert len(gzip.compress(page)) < 15_000


def test_home_works_without_script(home: HomePage, client: Client) -> None:
    scripts = re.findall(r'<script[^>]*src="([^"]+)"', client.get("/").content.decode())
    assert scripts == ["/static/core/theme.js"]


@pytest.mark.parametrize("units", [1, 3])
def test_home_asks_the_same_of_the_database_however_much_there_is(
    home: HomePage, cast: Cast, client: Client, units: int, django_assert_num_queries: object
) -> None:
    campaign = make_campaign(cast)
    for unit in [cast.units.D, cast.units.G1, cast.units.G2][:units]:
        deliver(campaign, unit, acknowledged=True)
        log(campaign, unit)
        hold_congress(unit, f"Đại hội {unit.code}", date(2026, 12, 18))
    with django_assert_num_queries(12):  # type: ignore[operator]
        summarize_campaign(campaign, on=TODAY)


def test_public_campaign_is_never_one_that_is_not_public(cast: Cast) -> None:
    hidden = make_campaign(cast, is_public=False)
    assert find_public_campaign(hidden.pk) is None


def test_public_campaign_is_never_one_that_is_not_issued(cast: Cast) -> None:
    prepared = make_campaign(cast, state=CampaignState.PREPARED)
    assert find_public_campaign(prepared.pk) is None


def test_public_campaign_chosen_by_the_editor_comes_first(cast: Cast) -> None:
    chosen, newer = make_campaign(cast), make_campaign(cast)
    Campaign.objects.filter(pk=newer.pk).update(issued_at=timezone.now())
    assert (find_public_campaign(chosen.pk), find_public_campaign()) == (chosen, newer)


def test_summary_counts_what_counts(cast: Cast) -> None:
    campaign = make_campaign(cast)
    deliver(campaign, cast.units.D, acknowledged=True)
    deliver(campaign, cast.units.G1, acknowledged=True)
    deliver(campaign, cast.units.G2)
    log(campaign, cast.units.G1)
    log(campaign, cast.units.G1)
    log(campaign, cast.units.G2, withdrawn=True)
    summary = summarize_campaign(campaign, on=TODAY)
    assert (summary.sent, summary.acknowledged, summary.active_units, summary.activities) == (3, 2, 1, 2)
    assert [(tally.count, tally.total) for tally in summary.units_by_kind] == [(1, 1), (1, 2)]
    assert [tally.count for tally in summary.activities_by_kind] == [2]


def test_summary_chart_tells_the_state_of_each_wave_and_has_no_links(cast: Cast) -> None:
    chart = summarize_campaign(make_campaign(cast), on=TODAY).chart
    assert [(bar.state, bar.url) for bar in chart.bars] == [("progress", ""), ("neutral", ""), ("neutral", "")]


def test_summary_lists_coming_congresses_and_those_it_hangs_on(cast: Cast) -> None:
    campaign = make_campaign(cast)
    hold_congress(cast.units.G1, "đã qua", date(2026, 10, 2), state="held")
    hold_congress(cast.units.G2, "sau", date(2027, 1, 5))
    hold_congress(cast.units.D, "trước", date(2026, 12, 5))
    hold_congress(cast.units.G3, "tỉnh khác", date(2026, 12, 1))
    national = hold_congress(cast.units.TLD, "toàn quốc", None)
    Anchor.objects.create(campaign=campaign, event="Đại hội XIV Công đoàn Việt Nam", congress=national)
    summary = summarize_campaign(campaign, on=TODAY)
    assert [congress.title for congress in summary.congresses] == ["trước", "sau", "toàn quốc"]
    assert (summary.congresses_held, summary.congresses_planned) == (1, 3)


def test_summary_of_a_unit_that_is_closed_still_stands(cast: Cast) -> None:
    campaign = make_campaign(cast)
    cast.units.P.placements.update(valid_to=date(2026, 11, 1))
    summary = summarize_campaign(campaign, on=TODAY)
    assert (summary.unit_name, summary.congresses_planned, len(summary.chart.bars)) == ("", 0, 3)
