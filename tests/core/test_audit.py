"""The audit trail: sealing, and finding out that somebody has been at it."""

from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from caunoi.core import audit
from caunoi.core.models import AuditEntry
from tests.cast import Cast


@pytest.fixture
def trail(cast: Cast, clock: Any) -> list[AuditEntry]:
    actions = ("orgs.invited", "orgs.appointed", "orgs.post_ended")
    return [
        audit.record(name, cast.owner, by=cast.superior, now=timezone.now(), unit_id=cast.units.D.pk, role="chair")
        for name in actions
    ]


def run(command: str, **options: Any) -> str:
    out = StringIO()
    call_command(command, stdout=out, **options)
    return out.getvalue()


def last_seal() -> str:
    last = AuditEntry.objects.order_by("-seal_number").first()
    assert last is not None
    return f"{last.seal_number}:{last.seal}"


def test_record_keeps_plain_values(cast: Cast, clock: Any) -> None:
    row = audit.record(
        "orgs.moved", cast.owner, by=None, now=timezone.now(), unit=cast.units.D, on=timezone.localdate()
    )
    assert row.detail == {"unit": cast.units.D.pk, "on": "2026-11-23"}
    assert (row.actor_id, row.actor_label, row.target_type) == (None, "", "orgs.User")


def test_audit_seal_chains_each_row_once(trail: list[AuditEntry]) -> None:
    assert run("audit_seal") == "Đã niêm phong 3 dòng nhật ký.\n"
    assert run("audit_seal") == "Đã niêm phong 0 dòng nhật ký.\n"
    assert list(AuditEntry.objects.order_by("pk").values_list("seal_number", flat=True)) == [1, 2, 3]


def test_audit_verify_of_an_untouched_trail_names_the_last_seal(trail: list[AuditEntry]) -> None:
    run("audit_seal")
    assert run("audit_verify").splitlines() == [
        "Nhật ký nguyên vẹn. Chờ niêm phong: 0 dòng.",
        f"Niêm phong cuối, hãy ghi ra ngoài cơ sở dữ liệu: {last_seal()}",
    ]


def test_audit_verify_of_an_empty_trail_passes(db: None) -> None:
    assert run("audit_verify") == "Nhật ký nguyên vẹn. Chờ niêm phong: 0 dòng.\n"


def test_sealing_goes_on_where_it_stopped(trail: list[AuditEntry], cast: Cast) -> None:
    run("audit_seal")
    audit.record("orgs.invited", cast.owner, by=None, now=timezone.now())
    run("audit_seal")
    assert list(audit.broken_seals()) == []
    assert AuditEntry.objects.get(seal_number=4).pk == max(AuditEntry.objects.values_list("pk", flat=True))


@pytest.mark.parametrize(
    "forgery",
    [{"actor_label": "Người khác"}, {"detail": {"role": "viewer"}}, {"action": "orgs.invited"}, {"unit_id": None}],
)
def test_audit_verify_finds_a_changed_row(trail: list[AuditEntry], forgery: dict[str, Any]) -> None:
    run("audit_seal")
    AuditEntry.objects.filter(pk=trail[1].pk).update(**forgery)
    with pytest.raises(CommandError, match="1 dòng"):
        run("audit_verify")
    assert [row.pk for row in audit.broken_seals()] == [trail[1].pk]


def test_audit_verify_finds_a_removed_row(trail: list[AuditEntry]) -> None:
    run("audit_seal")
    AuditEntry.objects.filter(pk=trail[1].pk).delete()
    assert [row.pk for row in audit.broken_seals()] == [trail[2].pk]


def test_audit_verify_with_a_noted_seal_finds_rows_cut_off_at_the_end(trail: list[AuditEntry]) -> None:
    run("audit_seal")
    noted = last_seal()
    assert run("audit_verify", expect=noted).startswith("Nhật ký nguyên vẹn.")
    AuditEntry.objects.filter(pk=trail[2].pk).delete()
    assert list(audit.broken_seals()) == []
    with pytest.raises(CommandError, match="không còn trong nhật ký"):
        run("audit_verify", expect=noted)


def test_audit_verify_with_a_noted_seal_finds_a_chain_made_anew(trail: list[AuditEntry]) -> None:
    run("audit_seal")
    noted = last_seal()
    AuditEntry.objects.filter(pk=trail[0].pk).update(actor_label="Người khác")
    AuditEntry.objects.update(seal_number=None, seal="")
    run("audit_seal")
    assert list(audit.broken_seals()) == []
    with pytest.raises(CommandError, match="không còn trong nhật ký"):
        run("audit_verify", expect=noted)


def test_audit_verify_refuses_an_unreadable_seal(db: None) -> None:
    with pytest.raises(CommandError, match="SỐ:NIÊM_PHONG"):
        run("audit_verify", expect="abc")


def test_record_keeps_what_json_does_not_know_as_text(cast: Cast, clock: Any) -> None:
    row = audit.record("orgs.split", cast.owner, by=None, now=timezone.now(), share=Decimal("0.25"))
    assert (row.detail, row.actor_label) == ({"share": "0.25"}, "")
