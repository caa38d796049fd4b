"""Corrections: one at a time, undone one at a time, never lost to another tab."""

from typing import Any

import pytest
from django.utils import timezone

from caunoi.campaigns.actions.imports import (
    StaleRevision,
    confirm_import,
    correct_import,
    tick_warning,
    undo_correction,
)
from caunoi.campaigns.corrections import ADD, REMOVE, RESTORE, Change
from caunoi.campaigns.drafts import warning_key
from caunoi.campaigns.models import PlanImport
from caunoi.core.errors import Refused
from caunoi.core.models import AuditEntry
from tests.campaigns.papers import NATIONAL_EVENT, PROVINCE_EVENT, make_import
from tests.cast import Cast
from tests.kept import kept

DIRECT = [{"kinds": ["grassroots", "trade_group"], "reach": "child"}]


@pytest.fixture
@kept
def plan_import(cast: Cast) -> PlanImport:
    return make_import(cast.units.P, by=cast.superior, now=timezone.now())


def correct(plan_import: PlanImport, *change: Any, **values: Any) -> PlanImport:
    plan_import.refresh_from_db()
    made = Change(*change, values=values)
    return correct_import(plan_import, change=made, revision=plan_import.revision, by=None, now=timezone.now())


def test_correcting_raises_the_revision_and_is_audited(plan_import: PlanImport) -> None:
    made = correct(plan_import, "header", number="42/KH-LĐLĐ", classification="internal")
    assert (made.revision, made.draft["header"]["number"]) == (1, "42/KH-LĐLĐ")
    assert made.draft["classification"] == "internal"
    assert made.reading["header"]["number"] == "41/KH-LĐLĐ"
    assert AuditEntry.objects.get(action="plan.corrected").detail["values"]["number"] == "42/KH-LĐLĐ"


def test_a_correction_that_changes_nothing_counts_for_nothing(plan_import: PlanImport) -> None:
    made = correct(plan_import, "header", number="41/KH-LĐLĐ")
    assert (made.revision, made.history) == (0, [])


def test_the_second_of_two_tabs_is_refused(plan_import: PlanImport) -> None:
    correct(plan_import, "header", number="42/KH-LĐLĐ")
    with pytest.raises(StaleRevision):
        correct_import(
            plan_import, change=Change("header", values={"place": "X"}), revision=0, by=None, now=timezone.now()
        )
    plan_import.refresh_from_db()
    assert (plan_import.draft["header"]["number"], plan_import.draft["header"]["place"]) == ("42/KH-LĐLĐ", "Vĩnh Sơn")


def test_undo_goes_back_step_by_step(plan_import: PlanImport) -> None:
    before = plan_import.draft
    correct(plan_import, "wave", "0", end="2027-04-30")
    made = correct(plan_import, "theme", "I/1", REMOVE)
    made = undo_correction(made, revision=2, by=None, now=timezone.now())
    assert (made.draft["themes"], made.draft["waves"][0]["end"]) == (["I/1", "I/2"], "2027-04-30")
    made = undo_correction(made, revision=3, by=None, now=timezone.now())
    assert made.draft == before
    with pytest.raises(Refused) as refused:
        undo_correction(made, revision=4, by=None, now=timezone.now())
    assert refused.value.code == "nothing_to_undo"


def test_no_more_than_ten_steps_are_kept(plan_import: PlanImport) -> None:
    for number in range(12):
        made = correct(plan_import, "header", number=f"{number}/KH")
    assert (len(made.history), made.history[0]["before"]["header"]["number"]) == (10, "1/KH")


def test_waves_are_corrected_added_and_taken_out(plan_import: PlanImport) -> None:
    made = correct(plan_import, "wave", "1", end_event="Đại hội mới")
    assert [anchor["event"] for anchor in made.draft["anchors"]][1] == "Đại hội mới"
    made = correct(plan_import, "wave", "", ADD, ordinal=4, path="", start=None, end=None, windows=[])
    assert [wave["ordinal"] for wave in made.draft["waves"]] == [1, 2, 3, 4]
    made = correct(plan_import, "wave", "0", REMOVE)
    assert [wave["ordinal"] for wave in made.draft["waves"]] == [2, 3, 4]
    made = correct(plan_import, "wave", "", RESTORE)
    assert made.draft["waves"] == made.reading["waves"]


def test_two_waves_cannot_share_a_number(plan_import: PlanImport) -> None:
    with pytest.raises(Refused) as refused:
        correct(plan_import, "wave", "0", ordinal=2)
    assert refused.value.code == "same_ordinal"


def test_windows_are_corrected_added_and_taken_out(plan_import: PlanImport) -> None:
    correct(plan_import, "window", "1.0", relation="after")
    made = correct(plan_import, "window", "0", ADD, relation="before", event=PROVINCE_EVENT, path="II/1")
    assert (made.draft["waves"][1]["windows"][0]["relation"], len(made.draft["waves"][0]["windows"])) == ("after", 1)
    made = correct(plan_import, "window", "1.2", REMOVE)
    assert [part["path"] for part in made.draft["waves"][1]["windows"]] == ["II/2/2.1", "II/2/2.2"]


def test_marks_go_in_reading_order(plan_import: PlanImport) -> None:
    correct(plan_import, "theme", "I/1", REMOVE)
    made = correct(plan_import, "theme", "I/1", ADD)
    assert made.draft["themes"] == ["I/1", "I/2"]
    made = correct(plan_import, "throughout", "II/¶1", REMOVE)
    assert made.draft["throughout"] == []
    made = correct(plan_import, "throughout", "", RESTORE)
    assert made.draft["throughout"] == ["II/¶1"]


def test_a_clause_is_mended_and_restored(plan_import: PlanImport) -> None:
    made = correct(plan_import, "clause", "I/1", text="Vai trò của Công đoàn.")
    assert made.draft["clauses"][1]["text"] == "Vai trò của Công đoàn."
    made = correct(plan_import, "clause", "I/1", RESTORE)
    assert made.draft["clauses"] == made.reading["clauses"]


def test_new_printed_units_are_proposed_anew(plan_import: PlanImport) -> None:
    made = correct(plan_import, "assignment", "1", units=["CĐCS trực thuộc"])
    assert made.draft["audiences"]["IV/2"]["rules"] == DIRECT
    rules = [{"kinds": ["district"], "reach": "child"}]
    made = correct(plan_import, "audience", "IV/2", rules=rules)
    assert made.draft["audiences"]["IV/2"]["rules"] == rules
    made = correct(plan_import, "assignment", "1", duty_paths=["IV/2/-1"], duties=1)
    assert made.draft["audiences"]["IV/2"]["rules"] == rules  # what the officer said stays
    made = correct(plan_import, "audience", "IV/2", RESTORE)
    assert made.draft["audiences"]["IV/2"]["rules"] == DIRECT


def test_new_lines_get_audiences(plan_import: PlanImport) -> None:
    made = correct(plan_import, "reporting", "", ADD, when="2027-01-15", to="LĐLĐ tỉnh", via=None, path="IV/2/-1")
    assert made.draft["audiences"]["report:IV/2/-1"]["printed"] == "LĐLĐ các huyện; CĐCS trực thuộc"
    made = correct(
        plan_import, "assignment", "", ADD, path="IV/2/¶1", units=["LĐLĐ các huyện"], duty_paths=[], duties=1
    )
    assert made.draft["audiences"]["IV/2/¶1"]["rules"] == [{"kinds": ["district"], "reach": "branch"}]
    made = correct(plan_import, "reporting", "1", REMOVE)
    assert "report:IV/2/-1" not in made.draft["audiences"]


def test_anchors_keep_their_days_when_waves_change(plan_import: PlanImport) -> None:
    days = [{"event": NATIONAL_EVENT, "starts_on": "2027-12-01", "ends_on": "2027-12-03"}]
    correct(plan_import, "anchors", anchors=days, wave_ends={"2": "2027-12-31"})
    made = correct(plan_import, "wave", "0", end="2027-02-28")
    kept = {anchor["event"]: anchor["starts_on"] for anchor in made.draft["anchors"]}
    assert kept[NATIONAL_EVENT] == "2027-12-01"
    assert made.draft["waves"][2]["end"] == "2027-12-31"


@pytest.mark.parametrize(
    "change",
    [
        ("wave", "9"),
        ("wave", "x", REMOVE),
        ("window", "0.5"),
        ("theme", "XX/1", ADD),
        ("clause", "XX/1"),
        ("audience", "XX"),
        ("channel", "7", REMOVE),
    ],
)
def test_what_is_gone_is_said_so(plan_import: PlanImport, change: tuple[str, ...]) -> None:
    with pytest.raises(Refused) as refused:
        correct(plan_import, *change, text="x")
    assert refused.value.code == "gone"


def test_a_path_must_be_a_clause(plan_import: PlanImport) -> None:
    with pytest.raises(Refused) as refused:
        correct(plan_import, "channel", "0", path="ZZ")
    assert refused.value.code == "gone"


def test_a_single_line_is_restored_by_its_clause(plan_import: PlanImport) -> None:
    correct(plan_import, "channel", "1", kinds=["press"])
    correct(plan_import, "channel", "0", REMOVE)
    made = correct(plan_import, "channel", "0", RESTORE)
    assert made.draft["channels"] == [made.reading["channels"][1]]
    made = correct(plan_import, "basis", "", ADD, kind="Công văn", number="1/CV", date=None)
    with pytest.raises(Refused) as refused:
        correct(plan_import, "basis", "1", RESTORE)
    assert refused.value.code == "not_read"


def test_lists_and_signature(plan_import: PlanImport) -> None:
    correct(plan_import, "recipients", lines=["Lưu: VT."])
    made = correct(plan_import, "signature", name="Trần Văn Bình")
    assert (made.draft["recipients"], made.draft["signature"]["name"]) == (["Lưu: VT."], "Trần Văn Bình")
    made = correct(plan_import, "recipients", "", RESTORE)
    assert made.draft["recipients"] == ["Thường trực Tỉnh ủy", "Lưu: VT, TG."]


def test_warnings_are_ticked_without_touching_the_revision(plan_import: PlanImport) -> None:
    key = warning_key(plan_import.draft["warnings"][0])
    made = tick_warning(plan_import, key=key, is_seen=True, by=None, now=timezone.now())
    made = tick_warning(plan_import, key=key, is_seen=True, by=None, now=timezone.now())
    assert (made.draft["seen"], made.revision) == ([key], 0)
    made = tick_warning(plan_import, key=key, is_seen=False, by=None, now=timezone.now())
    assert made.draft["seen"] == []
    with pytest.raises(Refused) as refused:
        tick_warning(plan_import, key="?", is_seen=True, by=None, now=timezone.now())
    assert refused.value.code == "gone"


def test_nothing_is_corrected_after_confirming(cast: Cast, plan_import: PlanImport) -> None:
    confirm_import(plan_import, by=cast.superior, now=timezone.now())
    with pytest.raises(Refused) as refused:
        correct(plan_import, "header", number="1")
    assert refused.value.code == "not_in_review"


def test_confirming_numbers_that_have_changed_is_refused(cast: Cast, plan_import: PlanImport) -> None:
    correct(plan_import, "theme", "I/1", REMOVE)
    with pytest.raises(StaleRevision):
        confirm_import(plan_import, revision=0, by=cast.superior, now=timezone.now())
