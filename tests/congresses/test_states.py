"""Planned, moved, postponed, held: what each leaves behind, what follows, what is refused."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from caunoi.congresses import followers
from caunoi.congresses.actions import (
    describe_congress,
    hold_congress,
    open_cycle,
    postpone_congress,
    set_congress_date,
    set_congress_dates,
    set_deadline,
)
from caunoi.congresses.actions.dates import DateChange, unhold_congress
from caunoi.congresses.actions.results import enter_results
from caunoi.congresses.followers import CongressMove, Follower, Touched, register, touched_by
from caunoi.congresses.models import Congress
from caunoi.core.errors import Refused
from caunoi.core.models import AuditEntry
from caunoi.orgs.models import MemberCount
from tests.cast import Cast
from tests.conftest import NOW
from tests.congresses.conftest import DAY, VALUES, Maker

SOON = date(2026, 12, 1)


def refusal(act: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code


def dated(congress: Congress, day: date | None, reason: str = "") -> bool:
    return set_congress_date(congress, starts_on=day, ends_on=day, reason=reason, by=None, now=NOW)


def state(congress: Congress) -> tuple[str, str, str]:
    congress.refresh_from_db()
    return congress.state, congress.cause, congress.state_reason


def test_a_congress_is_planned_moved_postponed_and_dated_again(maker: Maker, cast: Cast) -> None:
    congress = maker.congress(cast.units.G1)
    dated(congress, SOON)
    assert state(congress) == ("planned", "", "")
    dated(congress, DAY, "Trùng lịch")
    assert state(congress) == ("moved", "", "Trùng lịch")
    postpone_congress(congress, cause="merging", reason="Chờ sáp nhập", by=None, now=NOW)
    assert state(congress) == ("postponed", "merging", "Chờ sáp nhập")
    dated(congress, SOON)
    assert state(congress) == ("moved", "", "")
    assert list(congress.date_history.values_list("starts_on", "state")) == [
        (SOON, "planned"), (DAY, "moved"), (None, "postponed"), (SOON, "moved"),
    ]  # fmt: skip


def test_a_date_taken_away_counts_as_postponed(maker: Maker, cast: Cast) -> None:
    congress = maker.congress(cast.units.G1)
    dated(congress, SOON)
    dated(congress, None, "Chưa xong nhân sự")
    assert state(congress) == ("postponed", "other", "Chưa xong nhân sự")


def test_a_congress_without_a_date_is_postponed_once(maker: Maker, cast: Cast) -> None:
    congress = maker.congress(cast.units.G1)
    for _time in range(2):
        postpone_congress(congress, cause="suspended", reason="Ngừng sản xuất", by=cast.owner, now=NOW)
    assert state(congress) == ("postponed", "suspended", "Ngừng sản xuất")
    assert congress.date_history.count() == 1
    assert AuditEntry.objects.filter(action="congress.postponed").count() == 1


def test_postponing_needs_a_reason(maker: Maker, cast: Cast) -> None:
    congress = maker.congress(cast.units.G1)
    assert refusal(lambda: postpone_congress(congress, cause="other", reason=" ", by=None, now=NOW)) == "no_reason"


def test_holding_records_the_day_and_closes_the_dates(maker: Maker, cast: Cast) -> None:
    congress = maker.congress(cast.units.G1)
    dated(congress, SOON)
    for _time in range(2):
        hold_congress(congress, starts_on=DAY, ends_on=None, by=cast.owner, now=NOW)
    assert state(congress) == ("held", "", "")
    assert (congress.starts_on, congress.ends_on) == (DAY, None)
    assert [row.state for row in congress.date_history.all()] == ["planned", "moved", "held"]
    assert refusal(lambda: dated(congress, SOON, "Nhầm")) == "held"


def test_a_congress_is_not_held_before_its_day(maker: Maker, cast: Cast) -> None:
    congress = maker.congress(cast.units.G1)
    future = {"starts_on": DAY, "ends_on": NOW.date() + timedelta(days=1)}
    assert refusal(lambda: hold_congress(congress, **future, by=None, now=NOW)) == "not_yet"


def test_taking_back_a_held_congress(maker: Maker, cast: Cast) -> None:
    congress = maker.held(cast.units.G1)
    assert refusal(lambda: unhold_congress(congress, reason="", by=None, now=NOW)) == "no_reason"
    unhold_congress(congress, reason="Bấm nhầm", by=cast.owner, now=NOW)
    assert state(congress) == ("planned", "", "Bấm nhầm")
    assert unhold_congress(congress, reason="Bấm nhầm", by=None, now=NOW).state == "planned"
    hold_congress(congress, starts_on=DAY, ends_on=None, by=None, now=NOW)
    enter_results(congress, values=VALUES, by=cast.owner, now=NOW)
    assert refusal(lambda: unhold_congress(congress, reason="Bấm nhầm", by=None, now=NOW)) == "has_results"


@pytest.fixture
def following(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[CongressMove]]:
    seen: list[Sequence[CongressMove]] = []

    def apply(moves: Sequence[CongressMove], by: Any, now: datetime) -> None:
        seen.append(moves)

    monkeypatch.setattr(followers, "_followers", [])
    follower = Follower(preview=lambda moves: [Touched("đợt", len(moves))], apply=apply)
    register(follower)
    register(follower)
    return seen


def test_what_hangs_on_congresses_follows_once_for_all(maker: Maker, cast: Cast, following: Any) -> None:
    one, other = maker.congress(cast.units.G1), maker.congress(cast.units.G2)
    changes = [DateChange(each.pk, SOON, None) for each in (one, other)]
    assert set_congress_dates(changes, by=None, now=NOW) == 2
    assert set_congress_dates(changes, by=None, now=NOW) == 0
    moves = [CongressMove(each.pk, each.unit_id, SOON, None) for each in (one, other)]
    assert following == [moves]
    assert touched_by(moves) == [Touched("đợt", 2)]


def test_moving_many_writes_all_or_none(maker: Maker, cast: Cast, following: Any) -> None:
    one, other = maker.congress(cast.units.G1), maker.congress(cast.units.G2)
    dated(other, SOON)
    following.clear()
    changes = [DateChange(one.pk, DAY, None), DateChange(other.pk, DAY, None)]
    assert refusal(lambda: set_congress_dates(changes, by=None, now=NOW)) == "no_reason"
    assert (state(one)[0], one.starts_on, following) == ("planned", None, [])


def test_moving_many_asks_the_same_number_of_questions(
    maker: Maker, cast: Cast, following: Any, django_assert_num_queries: Any
) -> None:
    congresses = [maker.congress(unit) for unit in (cast.units.G0, cast.units.G1, cast.units.G2)]
    for some, day in ((congresses[:1], SOON), (congresses, DAY)):
        with django_assert_num_queries(6):  # a savepoint opened and released, one read, three writes
            set_congress_dates([DateChange(each.pk, day, None, "Lịch mới") for each in some], by=None, now=NOW)


def test_describing_keeps_what_changed(maker: Maker, cast: Cast) -> None:
    congress = maker.congress(cast.units.G1)
    values = {"form": "plenary", "ordinal": "IV", "term_start": 2025, "term_end": 2028, "venue": "Hội trường  huyện"}
    assert describe_congress(congress, by=cast.owner, now=NOW, **values)
    assert not describe_congress(congress, by=cast.owner, now=NOW, **values)
    congress.refresh_from_db()
    assert (congress.form, congress.term_end, congress.venue) == ("plenary", 2028, "Hội trường huyện")
    assert AuditEntry.objects.get(action="congress.described").detail["after"]["ordinal"] == "IV"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"title": " "}, "no_title"),
        ({"term_start": 2025}, "half_a_term"),
        ({"term_start": 2025, "term_end": 2025}, "term_runs_backwards"),
    ],
)
def test_describing_is_refused(maker: Maker, cast: Cast, values: dict[str, Any], code: str) -> None:
    congress = maker.congress(cast.units.G1)
    assert refusal(lambda: describe_congress(congress, by=None, now=NOW, **values)) == code


def test_describing_knows_its_fields(maker: Maker, cast: Cast) -> None:
    with pytest.raises(TypeError):
        describe_congress(maker.congress(cast.units.G1), by=None, now=NOW, state="held")


def test_a_deadline_names_its_paper_and_runs_forward(maker: Maker, cast: Cast) -> None:
    facts = {"unit": cast.units.P, "kind": "grassroots", "due_on": SOON, "by": None, "now": NOW}
    assert refusal(lambda: set_deadline(maker.cycle, source=" ", **facts)) == "no_source"
    later = SOON + timedelta(days=1)
    assert refusal(lambda: set_deadline(maker.cycle, source="KH 22", opens_on=later, **facts)) == "runs_backwards"


def test_a_cycle_gives_its_motto_to_its_congresses(cast: Cast) -> None:
    cycle = open_cycle(ordinal="XV", term=(2031, 2036), name="Khóa XV", motto="Đoàn kết", by=None, now=NOW)
    congress = Maker(cast, cycle).congress(cast.units.G1)
    assert (congress.motto, MemberCount.objects.count()) == ("Đoàn kết", 0)
