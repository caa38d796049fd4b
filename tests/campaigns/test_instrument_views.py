"""A paper's page: who may read it, the chain it stands in, its versions, its file."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from caunoi.campaigns.actions.amendments import apply_amendment
from caunoi.campaigns.actions.imports import confirm_import
from caunoi.campaigns.actions.issue import issue_campaign
from caunoi.campaigns.models import Campaign, Instrument
from caunoi.campaigns.permissions.imports import instruments_for, may_read
from caunoi.campaigns.queries.instruments import difference_of_versions
from caunoi.officialdocs.model import Clause, Reference
from tests.campaigns.papers import make_import, make_plan
from tests.cast import Cast
from tests.kept import kept


def confirmed(cast: Cast, *, issue: bool = True) -> Campaign:
    now = timezone.now()
    campaign = confirm_import(make_import(cast.units.P, by=cast.superior, now=now), by=cast.superior, now=now)
    if issue:
        issue_campaign(campaign, by=cast.superior, now=now)
    return campaign


@kept
def amended(cast: Cast) -> Campaign:
    campaign = confirmed(cast)
    plan = make_plan()
    clauses = list(plan.clauses)
    clauses[1] = replace(
        clauses[1], text="Vai trò, sứ mệnh vẻ vang của giai cấp công nhân và tổ chức Công đoàn Việt Nam."
    )
    plan = replace(plan, clauses=(*clauses[:2], *clauses[3:]), themes=("I/1",))
    made = make_import(cast.units.P, by=cast.superior, now=timezone.now(), plan=plan, amends=campaign)
    apply_amendment(made, accepted=["theme:dropped:I/2"], by=cast.superior, now=timezone.now())
    campaign.refresh_from_db()
    return campaign


@pytest.mark.parametrize(
    ("who", "before", "after"),
    [
        ("member", False, False),
        ("stranger", False, False),
        ("owner", False, True),
        ("chair", False, True),
        ("superior", True, True),
        ("administrator", True, True),
    ],
)
def test_a_paper_is_read_by_its_unit_and_by_whom_it_was_issued_to(
    cast: Cast, who: str, before: bool, after: bool
) -> None:
    campaign, on, user = confirmed(cast, issue=False), timezone.localdate(), getattr(cast, who)
    assert may_read(user, campaign.instrument, on=on) == before
    issue_campaign(campaign, by=cast.superior, now=timezone.now())
    assert may_read(user, campaign.instrument, on=on) == after


def test_earlier_versions_stay_readable_below(cast: Cast) -> None:
    campaign = amended(cast)
    versions = [campaign.instrument.pk, campaign.instrument.supersedes_id]
    mine = instruments_for(cast.owner, on=timezone.localdate())
    assert sorted(mine.values_list("pk", flat=True)) == sorted(versions)


@pytest.mark.parametrize(
    ("who", "status"),
    [(None, 302), ("member", 403), ("stranger", 404), ("owner", 200), ("chair", 200), ("superior", 200)],
)
@pytest.mark.parametrize("name", ["show-instrument", "compare-versions", "download-instrument"])
def test_pages_of_a_paper(cast: Cast, client: Client, who: str | None, status: int, name: str) -> None:
    campaign = amended(cast)
    if who:
        client.force_login(getattr(cast, who))
    assert client.get(reverse(f"campaigns:{name}", args=[campaign.instrument_id])).status_code == status


def test_the_page_shows_the_chain(cast: Cast, client: Client) -> None:
    campaign = amended(cast)
    plan = make_plan(bases=(Reference("Kế hoạch", "41/KH-LĐLĐ", date(2026, 9, 20)),))
    plan = replace(plan, header=replace(plan.header, number="7/KH-LĐLĐ"))
    lower = confirm_import(
        make_import(cast.units.D, by=cast.owner, now=timezone.now(), plan=plan), by=cast.owner, now=timezone.now()
    )
    client.force_login(cast.superior)
    chain = client.get(reverse("campaigns:show-instrument", args=[campaign.instrument_id])).context["chain"]
    assert [(basis.number, basis.target) for basis in chain.bases] == [("12/HD-TLĐ", None)]
    assert chain.citing == (lower.instrument,)
    assert [one.version for one in chain.versions] == [1, 2]
    assert chain.campaigns == (campaign,)
    client.force_login(cast.owner)
    below = client.get(reverse("campaigns:show-instrument", args=[lower.instrument_id])).context["chain"]
    assert below.readable == {campaign.instrument_id}


def test_a_basis_nobody_may_read_is_as_cited(cast: Cast, client: Client) -> None:
    campaign = confirmed(cast, issue=False)
    plan = make_plan(bases=(Reference("Kế hoạch", "41/KH-LĐLĐ", None),))
    lower = confirm_import(
        make_import(cast.units.D, by=cast.owner, now=timezone.now(), plan=plan), by=cast.owner, now=timezone.now()
    )
    client.force_login(cast.owner)
    response = client.get(reverse("campaigns:show-instrument", args=[lower.instrument_id]))
    assert (lower.instrument.bases.get().target, response.context["chain"].readable) == (
        campaign.instrument,
        frozenset(),
    )
    address = reverse("campaigns:show-instrument", args=[campaign.instrument_id])
    assert f'href="{address}"' not in response.content.decode()


def test_versions_are_compared_clause_by_clause(cast: Cast, client: Client) -> None:
    campaign = amended(cast)
    client.force_login(cast.superior)
    page = client.get(reverse("campaigns:compare-versions", args=[campaign.instrument_id]))
    assert [(one.change, one.title) for one in page.context["differences"]] == [("changed", "I/1"), ("dropped", "I/2")]
    first = campaign.instrument.supersedes
    assert client.get(reverse("campaigns:compare-versions", args=[first.pk])).status_code == 404


def test_the_paper_is_only_ever_downloaded(cast: Cast, client: Client) -> None:
    campaign = confirmed(cast)
    client.force_login(cast.chair)
    response = client.get(reverse("campaigns:download-instrument", args=[campaign.instrument_id]))
    assert response["Content-Disposition"] == 'attachment; filename="ke-hoach.docx"'
    assert response["X-Content-Type-Options"] == "nosniff"
    Instrument.objects.update(file="")
    assert client.get(reverse("campaigns:download-instrument", args=[campaign.instrument_id])).status_code == 404


def test_the_first_version_differs_from_none_and_a_later_one_by_what_it_adds(cast: Cast) -> None:
    campaign = confirmed(cast)
    plan = make_plan()
    added = Clause("IV/3", "Công đoàn cơ sở có trang thông tin mở chuyên mục riêng.", "3.")
    plan = replace(plan, clauses=(*plan.clauses, added))
    made = make_import(cast.units.P, by=cast.superior, now=timezone.now(), plan=plan, amends=campaign)
    apply_amendment(made, accepted=[], by=cast.superior, now=timezone.now())
    campaign.refresh_from_db()
    assert [(one.change, one.title) for one in difference_of_versions(campaign.instrument)] == [("added", "IV/3")]
    assert difference_of_versions(campaign.instrument.supersedes) == []
