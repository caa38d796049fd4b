"""The page of one figure on two days: a common base, the mapping under it, the wave before."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from caunoi.orgs.enums import Operation
from caunoi.orgs.models import Unit
from caunoi.orgs.reorganising.steps import Step
from caunoi.reporting.models import ReportForm
from tests.campaigns.running import NOW, TODAY
from tests.reporting.filing import Filed
from tests.reporting.test_totals_lines import reorganise

BEFORE = TODAY - timedelta(days=10)


def ask(client: Client, form: ReportForm, code: str = "heard", **query: str) -> Any:
    days = {"tu": BEFORE.isoformat(), "den": TODAY.isoformat(), "cap": "co-so"}
    return client.get(reverse("reporting:compare-days", args=[form.pk, code]), days | query)


def test_units_that_merged_stand_beside_the_one_they_became(client: Client, filed: Filed) -> None:
    units = filed.cast.units
    filed.put(units.G1, heard=120)
    filed.put(units.G2, heard=7)
    reorganise(filed, Step(0, Operation.MERGE, "G1", successor="G2"))
    client.force_login(filed.cast.superior)
    page = ask(client, filed.form)
    first = page.context["page"][0]
    assert (first.before, first.after, first.difference, first.changed) == (127, 127, 0, True)
    assert [(link.before.code, link.share) for link in page.context["links"]] == [("G1", 100.0)]
    assert (page.context["more"], page.context["former"]) == (0, None)
    name = Unit.objects.at(BEFORE).get(pk=units.G1.pk).name
    assert page.content.decode().count(name) == 2  # in the table and in the mapping


def test_the_first_day_may_be_told_by_the_wave_before(client: Client, filed: Filed) -> None:
    filed.put(filed.cast.units.G1, heard=120)
    later = ReportForm.objects.create(
        campaign=filed.running.campaign, wave=filed.running.later, duty=filed.running.report, title="Đợt 2",
        created_at=NOW, opened_at=NOW,
    )  # fmt: skip
    version = filed.version
    version.pk, version.form = None, later
    version.save()
    client.force_login(filed.cast.superior)
    told = [
        {pair.names_before[0]: pair.before for pair in page.context["page"]}
        for page in (ask(client, later), ask(client, later, former="1"))
    ]
    name = Unit.objects.at(TODAY).get(pk=filed.cast.units.G1.pk).name
    assert [values[name] for values in told] == [None, 120]


def test_a_share_or_an_unknown_line_has_no_two_days(client: Client, filed: Filed) -> None:
    client.force_login(filed.cast.superior)
    assert [ask(client, filed.form, code).status_code for code in ("share", "unheard")] == [404, 404]


def test_a_level_without_units_says_so(client: Client, filed: Filed) -> None:
    client.force_login(filed.cast.owner)
    page = ask(client, filed.form, cap="tinh")
    assert (page.status_code, page.context["page"].paginator.count) == (200, 0)
