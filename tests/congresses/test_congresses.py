"""Congress dates with their history, and which congress an event means."""

from datetime import date

import pytest
from django.utils import timezone

from caunoi.congresses.actions import open_cycle, plan_congress, set_congress_date
from caunoi.congresses.models import Congress
from caunoi.congresses.permissions import datable_congresses, may_date
from caunoi.congresses.queries import find_congress, find_cycle, ordinal_in, unit_of_event
from caunoi.core.errors import Refused
from caunoi.core.models import AuditEntry
from caunoi.orgs.models import Unit
from tests.cast import Cast

A, B = date(2027, 9, 20), date(2027, 9, 22)


@pytest.fixture
def congress(cast: Cast) -> Congress:
    cycle = open_cycle(ordinal="XIV", term=(2026, 2031), name="Đại hội XIV", by=None, now=timezone.now())
    return plan_congress(cast.units.P, cycle=cycle, title="Đại hội XVII", by=None, now=timezone.now())


def test_cycles_and_congresses_are_made_once(cast: Cast, congress: Congress) -> None:
    again = open_cycle(ordinal="XIV", term=(2026, 2031), name="Khác", by=None, now=timezone.now())
    assert again == congress.cycle
    same = plan_congress(cast.units.P, cycle=again, title="Khác", by=None, now=timezone.now())
    assert (same, same.title) == (congress, "Đại hội XVII")
    assert sorted(AuditEntry.objects.values_list("action", flat=True)) == ["congress.planned", "cycle.opened"]


def test_every_decision_on_a_date_is_kept(cast: Cast, congress: Congress) -> None:
    now = timezone.now()
    assert set_congress_date(congress, starts_on=A, ends_on=B, reason="", by=cast.superior, now=now)
    assert not set_congress_date(congress, starts_on=A, ends_on=B, reason="", by=cast.superior, now=now)
    assert set_congress_date(congress, starts_on=B, ends_on=None, reason="Bão số 9", by=cast.superior, now=now)
    assert set_congress_date(congress, starts_on=None, ends_on=None, reason="Hoãn", by=cast.superior, now=now)
    history = congress.date_history.values_list("starts_on", "ends_on", "reason", "decided_by")
    assert list(history) == [
        (A, B, "", cast.superior.pk),
        (B, None, "Bão số 9", cast.superior.pk),
        (None, None, "Hoãn", cast.superior.pk),
    ]
    congress.refresh_from_db()
    assert (congress.starts_on, congress.ends_on) == (None, None)


@pytest.mark.parametrize(("starts_on", "ends_on"), [(B, A), (None, A)])
def test_a_congress_ends_after_it_starts(congress: Congress, starts_on: date | None, ends_on: date) -> None:
    with pytest.raises(Refused) as refused:
        set_congress_date(congress, starts_on=starts_on, ends_on=ends_on, reason="", by=None, now=timezone.now())
    assert refused.value.code == "ends_before_start"


def test_moving_a_date_needs_a_reason(congress: Congress) -> None:
    set_congress_date(congress, starts_on=A, ends_on=B, reason="", by=None, now=timezone.now())
    with pytest.raises(Refused) as refused:
        set_congress_date(congress, starts_on=B, ends_on=B, reason="  ", by=None, now=timezone.now())
    assert refused.value.code == "no_reason"


def test_a_congress_is_dated_by_its_own_unit(cast: Cast, congress: Congress) -> None:
    on = timezone.localdate()
    people = [cast.superior, cast.owner, cast.stranger, cast.member, cast.administrator]
    assert [may_date(user, congress, on=on) for user in people] == [True, False, False, False, False]
    assert [list(datable_congresses(user, on=on)) for user in people] == [[congress], [], [], [], []]


@pytest.mark.parametrize(
    ("event", "ordinal"),
    [
        ("Đại hội XIII Công đoàn tỉnh Lai Châu", "XIII"),
        ("Đại hội Công đoàn tỉnh Lai Châu lần thứ XIII, nhiệm kỳ 2023 - 2028", "XIII"),
        ("Đại hội đại biểu lần thứ IX Công đoàn tỉnh", "IX"),
        ("đại hội công đoàn cấp trên trực tiếp cơ sở", ""),
    ],
)
def test_ordinal_in(event: str, ordinal: str) -> None:
    assert ordinal_in(event) == ordinal


@pytest.mark.parametrize(
    ("event", "code"),
    [
        ("Đại hội XVII Công đoàn tỉnh Vĩnh Sơn", "P"),
        ("Đại hội XVII Liên đoàn Lao động tỉnh Vĩnh Sơn", "P"),
        ("Đại hội Công đoàn tỉnh Vĩnh Sơn lần thứ XVII, nhiệm kỳ 2026 - 2031", "P"),
        ("Đại hội XIV Công đoàn Việt Nam", "TLD"),
        ("Đại hội XII Công đoàn huyện Ba Khe", "D"),
        ("Đại hội XII Công đoàn tỉnh Đông Thạch", None),
        ("Đại hội XX Đảng bộ tỉnh Vĩnh Sơn", None),
        ("đại hội công đoàn cấp trên trực tiếp cơ sở", None),
    ],
)
def test_unit_of_event(cast: Cast, event: str, code: str | None) -> None:
    line = Unit.objects.at(timezone.localdate()).filter(code__in=["TLD", "P", "D"])
    unit = unit_of_event(event, line)
    assert (unit.code if unit else None) == code


def test_finding_by_term(cast: Cast, congress: Congress) -> None:
    assert find_cycle(term=(2026, 2031)) == congress.cycle
    assert find_cycle(term=(2026, 2031), national_ordinal="XV") is None
    assert (find_cycle(term=None), find_congress(cast.units.P, term=None)) == (None, None)
    assert find_congress(cast.units.P, term=(2026, 2031)) == congress
    assert find_congress(cast.units.D, term=(2026, 2031)) is None
