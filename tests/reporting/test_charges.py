"""Charges: several units at once, dated, seen with those nobody looks after."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from caunoi.core.errors import Refused
from caunoi.core.models import AuditEntry
from caunoi.orgs.models import Notice
from caunoi.reporting.actions.charges import charge_units, end_charge
from caunoi.reporting.models import Charge
from caunoi.reporting.permissions import charges_held_by, inspecting_unit, units_to_inspect, visits_led_by
from caunoi.reporting.queries.charges import inspectors_of, units_below
from caunoi.reporting.tasks import tell_charged
from tests.campaigns.running import NOW, TODAY
from tests.campaigns.test_delivery import count_queries
from tests.reporting.inspecting import Inspection, at


def charge(inspection: Inspection, *units: Any, on: date = TODAY, **holder: Any) -> int:
    given = holder or {"department": inspection.department}
    return charge_units(
        units, given_by=inspection.cast.units.P, on=on, by=inspection.cast.superior, now=timezone.now(), **given
    )


def codes(units: Any) -> list[str]:
    return sorted(unit.code for unit in units)


def test_charge_units_gives_each_once_and_tells_the_holders(inspection: Inspection, run_jobs: Any) -> None:
    units = inspection.cast.units
    assert (charge(inspection, units.D, units.G0), charge(inspection, units.D, units.G0)) == (2, 0)
    run_jobs()
    notice = Notice.objects.get(key__startswith="charge.given")
    assert (notice.user, sorted(notice.body.split(", "))) == (
        inspection.clerk,
        sorted([str(at(units.D)), str(at(units.G0))]),
    )
    assert AuditEntry.objects.filter(action="charge.given").count() == 2


def test_charge_units_to_a_person_tells_that_person(inspection: Inspection, run_jobs: Any) -> None:
    assert charge(inspection, inspection.cast.units.D, person=inspection.inspector) == 1
    run_jobs()
    assert Notice.objects.get(key__startswith="charge.given").user == inspection.inspector


@pytest.mark.parametrize(("holder", "code"), [({"department": None}, "holder_missing"), ({}, "units_missing")])
def test_charge_units_is_refused(inspection: Inspection, holder: dict[str, Any], code: str) -> None:
    units = [inspection.cast.units.D] if holder else []
    with pytest.raises(Refused) as refusal:
        charge(inspection, *units, **holder)
    assert refusal.value.code == code


def test_a_charge_of_both_is_refused(inspection: Inspection) -> None:
    with pytest.raises(Refused) as refusal:
        charge(inspection, inspection.cast.units.D, department=inspection.department, person=inspection.inspector)
    assert refusal.value.code == "holder_missing"


def test_end_charge_keeps_the_days_it_held(inspection: Inspection, clock: Any) -> None:
    charge(inspection, inspection.cast.units.D, on=TODAY - timedelta(days=3))
    row = Charge.objects.get()
    end_charge(row, by=inspection.cast.superior, now=NOW)
    assert row.ends_on == TODAY - timedelta(days=1)
    with pytest.raises(Refused) as refusal:
        end_charge(row, by=inspection.cast.superior, now=NOW)
    assert refusal.value.code == "charge_ended"


def test_end_charge_of_today_has_never_been(inspection: Inspection) -> None:
    charge(inspection, inspection.cast.units.D)
    end_charge(Charge.objects.get(), by=inspection.cast.superior, now=NOW)
    assert (Charge.objects.count(), AuditEntry.objects.filter(action="charge.ended").count()) == (0, 1)


def test_a_department_reaches_what_it_is_charged_with(inspection: Inspection) -> None:
    assert codes(units_to_inspect(inspection.clerk, on=TODAY)) == []
    charge(inspection, inspection.cast.units.D)
    assert codes(units_to_inspect(inspection.clerk, on=TODAY)) == ["D", "G1", "G2"]
    assert codes(row.unit for row in charges_held_by(inspection.clerk, on=TODAY)) == ["D"]


def test_nobody_inspects_the_own_unit(inspection: Inspection) -> None:
    cast = inspection.cast
    assert codes(units_to_inspect(cast.superior, on=TODAY)) == ["D", "G0", "G1", "G2"]
    assert codes(units_to_inspect(cast.owner, on=TODAY)) == ["G1", "G2"]
    assert codes(units_to_inspect(cast.chair, on=TODAY)) == []


def test_units_below_say_who_has_nobody(inspection: Inspection) -> None:
    charge(inspection, inspection.cast.units.D)
    province = at(inspection.cast.units.P)
    assert codes(units_below(province, on=TODAY)) == ["D", "G0"]
    assert codes(units_below(province, on=TODAY, bare=True)) == ["G0"]
    assert codes(units_below(province, on=TODAY, search="ba khe")) == ["D"]


def test_inspectors_of_a_unit_and_its_departments(inspection: Inspection) -> None:
    people = inspectors_of(at(inspection.cast.units.P), on=TODAY)
    assert list(people) == [inspection.clerk, inspection.cast.superior, inspection.inspector] or sorted(
        person.email for person in people
    ) == ["can-bo@tinh.example", "kiem-tra@tinh.example", "van-phong@tinh.example"]


def test_charging_through_the_page(client: Client, inspection: Inspection) -> None:
    client.force_login(inspection.cast.superior)
    url = reverse("reporting:list-charges")
    units = inspection.cast.units
    empty = client.post(url, {"units": [units.D.pk], "holder": "", "on": "2026-11-23"})
    assert (empty.status_code, empty.context["ticked"]) == (422, [str(units.D.pk)])
    none = client.post(url, {"holder": f"d{inspection.department.pk}", "on": "2026-11-23"})
    assert none.status_code == 422
    sent = {
        "units": [units.D.pk, units.G0.pk, units.G3.pk],
        "holder": f"d{inspection.department.pk}",
        "on": "2026-11-23",
    }
    assert client.post(url, sent).status_code == 302
    assert codes(row.unit for row in Charge.objects.all()) == ["D", "G0"]
    page = client.get(url, {"state": "bare"})
    assert ([count for _, _, count in page.context["chips"]], page.context["units"]) == ([2, 0], [])
    row = Charge.objects.first()
    assert row is not None
    client.post(reverse("reporting:end-charge", args=[row.pk]))
    assert Charge.objects.count() == 1
    assert client.get(reverse("reporting:download-charges")).status_code == 200


def test_ending_twice_through_the_page_says_so(client: Client, inspection: Inspection) -> None:
    charge(inspection, inspection.cast.units.D, on=TODAY - timedelta(days=3))
    row = Charge.objects.get()
    client.force_login(inspection.cast.superior)
    url = reverse("reporting:end-charge", args=[row.pk])
    assert [client.post(url).status_code for _ in range(2)] == [302, 302]
    assert "Việc phân công này đã kết thúc." in client.get(reverse("reporting:list-charges")).content.decode()


def test_the_list_of_charges_asks_the_same_at_more_rows(client: Client, inspection: Inspection) -> None:
    client.force_login(inspection.cast.superior)
    url = reverse("reporting:list-charges")
    charge(inspection, inspection.cast.units.D)
    first = count_queries(client, url)
    charge(inspection, inspection.cast.units.G0, inspection.cast.units.D, person=inspection.inspector)
    assert count_queries(client, url) == first


def test_charges_that_are_gone_tell_nobody(db: None) -> None:
    assert tell_charged.call([9]) == 0


def test_a_visitor_holds_no_charge_and_leads_no_visit(inspection: Inspection) -> None:
    nobody = AnonymousUser()
    assert (charges_held_by(nobody, on=TODAY).count(), visits_led_by(nobody, on=TODAY).count()) == (0, 0)


def test_a_department_inspects_in_the_name_of_the_unit_above_it(inspection: Inspection) -> None:
    units = [inspecting_unit(at(unit), on=TODAY) for unit in (inspection.department, inspection.cast.units.D)]
    assert units == [inspection.cast.units.P, inspection.cast.units.D]
