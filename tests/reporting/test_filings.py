"""A report on its way: sent once, corrected with a reason, returned, approved, reopened; the sums follow each step."""

import random
from typing import Any
from uuid import uuid4

import pytest

from caunoi.campaigns.models import Duty
from caunoi.core.errors import Refused
from caunoi.core.models import AuditEntry
from caunoi.orgs.enums import Role
from caunoi.orgs.models import User
from caunoi.reporting.actions.drafts import save_draft
from caunoi.reporting.actions.filings import (
    Report,
    approve_filing,
    excuse_filing,
    prefill_filing,
    reopen_filing,
    return_filing,
    submit_filing,
)
from caunoi.reporting.actions.forms import close_form
from caunoi.reporting.enums import FilingState
from caunoi.reporting.form_lines import to_json
from caunoi.reporting.models import BranchTotal, Filing, FilingDraft
from caunoi.reporting.packing import unpack
from caunoi.reporting.permissions import filings_for, may_decide, may_file
from caunoi.reporting.queries.whole_tree import differences
from tests.campaigns.running import NOW, TODAY
from tests.cast import Cast, make_officer
from tests.reporting.filing import LINES, Filed


def send(filed: Filed, filing: Filing | None = None, **given: Any) -> Filing:
    filing = filing or filed.of(filed.cast.units.G1)
    report = Report(
        given.pop("values", {"heard": 120}),
        given.pop("narrative", {}),
        given.pop("reasons", {}),
        given.pop("explanations", {}),
    )
    facts = {"client_key": uuid4(), "revision": filing.revision, "by": filed.cast.chair, "now": NOW} | given
    return submit_filing(filing, report, **facts)


def refused(call: Any, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(Refused) as refusal:
        call(*args, **kwargs)
    assert str(refusal.value)
    return refusal.value.code


def heard_by(filed: Filed) -> int | None:
    return unpack(BranchTotal.objects.get(form=filed.form, unit=filed.cast.units.P).values).get(0)


def test_a_sent_report_stands_in_the_sums_above_when_its_transaction_ends(filed: Filed) -> None:
    sent = send(filed, values={"heard": 120, "members": None}, narrative={"done": " Đã họp 3 tổ. ", "other": "x"})
    assert (sent.state, sent.narrative, sent.first_sent_on, sent.sent_by) == (
        "submitted", {"done": "Đã họp 3 tổ."}, TODAY, filed.cast.chair,
    )  # fmt: skip
    assert (heard_by(filed), sent.steps.get().narrative) == (120, {"done": "Đã họp 3 tổ."})
    assert AuditEntry.objects.filter(action="filing.moved").count() == 1


def test_a_report_sent_twice_counts_once_and_answers_as_the_first_time(filed: Filed) -> None:
    key, filing = uuid4(), filed.of(filed.cast.units.G1)
    first = send(filed, filing, client_key=key)
    again = send(filed, filing, client_key=key, values={"heard": 999})
    assert (again.pk, again.revision, heard_by(filed), again.steps.count()) == (first.pk, first.revision, 120, 1)


def test_of_two_who_write_at_once_the_second_sees_the_first(filed: Filed) -> None:
    filing = filed.of(filed.cast.units.G1)
    sent = send(filed, filing)
    assert refused(send, filed, filing) == "not_writable"
    return_filing(sent, reason="Thiếu số người nghe", by=filed.cast.owner, now=NOW)
    assert refused(send, filed, filing) == "changed_meanwhile"
    assert heard_by(filed) is None


def test_what_is_typed_is_kept_for_its_writer_until_it_is_sent(filed: Filed) -> None:
    filing = filed.of(filed.cast.units.G1)
    for typed in ({"heard": "12"}, {"heard": "một trăm hai mươi"}):
        save_draft(filing, typed=typed, revision=0, by=filed.cast.chair, now=NOW)
    save_draft(filing, typed={"heard": "7"}, revision=0, by=filed.cast.owner, now=NOW)
    assert FilingDraft.objects.get(user=filed.cast.chair).typed == {"heard": "một trăm hai mươi"}
    send(filed, filing)
    assert [draft.user for draft in FilingDraft.objects.all()] == [filed.cast.owner]


def test_a_figure_that_differs_from_the_register_needs_a_reason_and_shows_it(filed: Filed) -> None:
    filing = filed.of(filed.cast.units.G1)
    prefill_filing(filing, {"heard": 100, "members": 40, "unheard": 3}, now=NOW)
    assert refused(send, filed, filing, values={"heard": 120, "members": 40}) == "reason_missing"
    sent = send(filed, filing, values={"heard": 120, "members": 40}, reasons={"heard": "Có 1 buổi chưa ghi"})
    row = sent.corrections.get()
    assert (row.code, row.prefilled, row.value, row.reason, row.lifted_at) == (
        "heard", 100, 120, "Có 1 buổi chưa ghi", None,
    )  # fmt: skip
    back = return_filing(sent, reason="Kiểm tra lại", by=filed.cast.owner, now=NOW)
    again = send(filed, back, values={"heard": 120, "members": 40})
    assert (again.corrections.count(), again.corrections.filter(lifted_at=None).count()) == (1, 1)
    back = return_filing(again, reason="Kiểm tra lại", by=filed.cast.owner, now=NOW)
    last = send(filed, back, values={"heard": 100, "members": 40})
    assert last.corrections.filter(lifted_at=None).count() == 0


@pytest.mark.parametrize("values", [{"heard": -1}, {"heard": 2**62}, {"unheard": 1}, {"share": 50}])
def test_a_value_that_cannot_be_is_refused_by_the_name_of_its_line(filed: Filed, values: dict[str, int]) -> None:
    assert refused(send, filed, values=values) == "bad_value"


def test_a_required_line_must_be_filled_with_nought_if_need_be(filed: Filed) -> None:
    rows = to_json(LINES)
    rows[0]["is_required"] = True
    filed.form.versions.update(lines=rows)
    assert refused(send, filed, values={"members": 4}) == "missing_value"
    assert send(filed, values={"heard": 0}).state == "submitted"


def test_nothing_is_sent_on_a_form_that_is_not_open(filed: Filed) -> None:
    filing = filed.of(filed.cast.units.G1)
    sent = send(filed, filed.of(filed.cast.units.G2))
    close_form(filed.form, by=filed.cast.superior, now=NOW)
    codes = [
        refused(send, filed, filing),
        refused(approve_filing, sent, by=filed.cast.owner, now=NOW),
        refused(excuse_filing, filing, reason="Tạm dừng", by=filed.cast.owner, now=NOW),
    ]
    filed.form.opened_at = filed.form.closed_at = None
    filed.form.save()
    assert [*codes, refused(send, filed, filing)] == ["form_not_open"] * 4


def test_an_approved_report_is_locked_until_it_is_reopened_with_a_reason(filed: Filed) -> None:
    facts: dict[str, Any] = {"by": filed.cast.owner, "now": NOW}
    approved = approve_filing(send(filed), **facts)
    assert (refused(send, filed, approved), refused(approve_filing, approved, **facts)) == (
        "not_writable",
        "not_waiting",
    )
    assert refused(reopen_filing, approved, reason=" ", **facts) == "reason_missing"
    opened = reopen_filing(approved, reason="Bổ sung số liệu", **facts)
    assert (opened.state, opened.reason, heard_by(filed)) == ("reopened", "Bổ sung số liệu", None)
    assert refused(approve_filing, opened, **facts) == "not_waiting"
    assert (send(filed, opened).state, heard_by(filed)) == ("submitted", 120)


def test_a_report_of_the_unit_at_the_top_is_approved_by_being_sent(filed: Filed) -> None:
    top = Filing.objects.create(form=filed.form, version=filed.version, unit=filed.cast.units.TLD)
    assert send(filed, top).state == "approved"


def test_who_is_excused_is_not_asked_and_may_be_asked_again(filed: Filed) -> None:
    facts: dict[str, Any] = {"by": filed.cast.owner, "now": NOW}
    filing = filed.of(filed.cast.units.G1)
    excuse_filing(filing, reason="Đơn vị đang sáp nhập", **facts)
    row = BranchTotal.objects.get(unit=filed.cast.units.P)
    assert (row.asked, row.excused) == (3, 1)
    excuse_filing(filing, reason="", **facts)
    row.refresh_from_db()
    assert (row.asked, row.excused, differences(filed.form, TODAY)) == (4, 0, [])


@pytest.mark.parametrize("seed", range(5))
def test_nothing_becomes_approved_but_from_a_report_that_waits_and_sums_always_agree(filed: Filed, seed: int) -> None:
    dice: Any = random.Random(seed)
    units, facts = filed.cast.units, {"by": filed.cast.superior, "now": NOW}
    for _step in range(30):
        filing = filed.of(dice.choice([units.D, units.G0, units.G1, units.G2]))
        was, act = filing.state, dice.choice(["send", "approve", "return", "reopen"])
        try:
            if act == "send":
                now_is = send(filed, filing, values={"heard": dice.randrange(50)}).state
            elif act == "approve":
                now_is = approve_filing(filing, **facts).state
            else:
                change = return_filing if act == "return" else reopen_filing
                now_is = change(filing, reason="Xem lại", **facts).state
        except Refused:
            now_is = filed.of(filing.unit).state
            assert now_is == was
        assert now_is != FilingState.APPROVED or was in (FilingState.SUBMITTED, FilingState.APPROVED)
    assert differences(filed.form, TODAY) == []


def test_the_unit_files_and_only_those_above_decide(filed: Filed, cast: Cast) -> None:
    filing = filed.of(cast.units.G1)
    lead = make_officer("lanh-dao@tinh.example", "Hà Văn Lãnh", cast.units.P, Role.VIEWER)
    people: list[User] = [cast.chair, cast.owner, cast.superior, cast.stranger, cast.member, lead]
    sees = [filings_for(one, on=TODAY).filter(pk=filing.pk).exists() for one in people]
    assert sees == [True, True, True, False, False, True]
    assert [may_file(one, filing, on=TODAY) for one in people] == [True, False, False, False, False, False]
    assert [may_decide(one, filing, on=TODAY) for one in people] == [False, True, True, False, False, False]
    assert not may_decide(cast.owner, filed.of(cast.units.D), on=TODAY)


def test_nobody_decides_on_the_report_of_a_unit_that_no_longer_stands(filed: Filed, cast: Cast) -> None:
    filing = filed.of(cast.units.G1)
    cast.units.G1.placements.update(valid_to=TODAY)
    assert not may_decide(cast.owner, filing, on=TODAY)


def duty_of(filed: Filed) -> tuple[str, bool, str]:
    given = filed.running.given(filed.running.report, filed.cast.units.D)
    return (given.state, given.done_at is not None, given.note)


def test_the_duty_to_report_follows_the_report(filed: Filed) -> None:
    by, states = filed.cast.superior, []
    sent = send(filed, filed.of(filed.cast.units.D))
    states.append(duty_of(filed))
    returned = return_filing(sent, reason="Thiếu", by=by, now=NOW)
    states.append(duty_of(filed))
    approved = approve_filing(send(filed, returned), by=by, now=NOW)
    states.append(duty_of(filed))
    reopen_filing(approved, reason="Bổ sung", by=by, now=NOW)
    states.append(duty_of(filed))
    done, open_ = ("done", True, ""), ("open", False, "")
    assert states == [done, open_, done, open_]
    audited = (
        AuditEntry.objects.filter(action__startswith="assignment.").order_by("pk").values_list("action", flat=True)
    )
    assert list(audited) == [f"assignment.{word}" for word in ("completed", "reopened", "completed", "reopened")]


def test_who_need_not_report_has_no_duty_to(filed: Filed) -> None:
    filing, by = filed.of(filed.cast.units.D), filed.cast.superior
    excused = excuse_filing(filing, reason="Đang sáp nhập", by=by, now=NOW)
    assert duty_of(filed) == ("excused", False, "Đang sáp nhập")
    asked = excuse_filing(excused, reason="", by=by, now=NOW)
    assert duty_of(filed) == ("open", False, "")
    excuse_filing(send(filed, asked), reason="Đã đủ", by=by, now=NOW)
    assert duty_of(filed) == ("done", True, "")


def test_a_duty_for_every_wave_is_not_done_with_one_report(filed: Filed) -> None:
    Duty.objects.filter(pk=filed.running.report.pk).update(wave=None)
    send(filed, filed.of(filed.cast.units.D))
    assert duty_of(filed) == ("open", False, "")


def test_a_dropped_duty_does_not_follow(filed: Filed) -> None:
    Duty.objects.filter(pk=filed.running.report.pk).update(dropped_at=NOW)
    send(filed, filed.of(filed.cast.units.D))
    assert duty_of(filed) == ("open", False, "")
