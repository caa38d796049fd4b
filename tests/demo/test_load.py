"""Loading the demonstration: all of it, once; starting afresh only where nothing else lives."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db.models import Count
from django.test import override_settings
from django.utils import timezone

from caunoi.campaigns.models import Activity, Assignment, Campaign, Delivery, Evidence, Obstacle, OwnPlan, PlanImport
from caunoi.config import start
from caunoi.core.errors import Refused
from caunoi.core.models import AuditEntry, Job
from caunoi.demo.load import is_loaded, load_demo
from caunoi.demo.reset import clear_demo
from caunoi.orgs.models import Unit, User
from caunoi.portal.models import HomePage
from caunoi.reporting.enums import FilingState
from caunoi.reporting.models import Correction, Filing, ReportForm
from caunoi.reporting.queries.whole_tree import differences
from tests.cast import Cast

COUNTED = (
    Unit, User, Campaign, Delivery, Assignment, Activity, Evidence, Obstacle, OwnPlan, PlanImport, ReportForm, Filing,
)  # fmt: skip


def _counts() -> list[int]:
    return [model._base_manager.count() for model in COUNTED]


def _prepare(data: Path, said: pytest.CaptureFixture[str]) -> str:
    """As a start of a prepared house does, with ``--demo`` for the first time: only the demonstration is still missing."""
    (data / "prepared.json").write_text(json.dumps({"fingerprint": start.fingerprint(), "demo": False}), "utf-8")
    assert [start.is_prepared(data, demo=demo) for demo in (False, True)] == [True, False]
    start.prepare(data, demo=True)
    assert [start.is_prepared(data, demo=demo) for demo in (False, True)] == [False, True]
    return said.readouterr().out


@pytest.mark.slow
def test_demo_is_loaded_once_by_the_start_and_cleared(
    db: None, clock: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = _prepare(tmp_path, capsys)
    campaign = Campaign.objects.get(unit__code="VSN")
    assert sorted(campaign.materials.values_list("kind", flat=True)) == ["outline", "read_out"]
    own = OwnPlan.objects.get()
    assert (own.unit.code, own.campaign is not None, own.deviations.count()) == ("VSN-01", True, 3)
    deliveries = Delivery.objects.filter(campaign=campaign)
    late = Assignment.objects.filter(state="open", due_on__lt=timezone.localdate())
    assert (campaign.state, campaign.is_public, campaign.waves.count(), campaign.themes.count()) == (
        "issued", True, 3, 8,
    )  # fmt: skip
    acknowledged = deliveries.filter(acknowledged_at__isnull=False).count()
    assert 0 < acknowledged < deliveries.count()
    counted = f"319 đơn vị, {acknowledged} đơn vị đã tiếp nhận kế hoạch, {Activity.objects.count()} hoạt động."
    assert printed.splitlines() == ["Nạp chiến dịch minh họa…", f"Đã nạp: {counted}"]
    assert (late.exists(), Evidence.objects.exists()) == (True, True)
    assert [Obstacle.objects.filter(answered_at__isnull=waits).count() for waits in (True, False)] == [5, 3]
    assert Job.objects.exclude(status=Job.Status.SUCCESSFUL).count() == 0
    _check_reports(campaign)

    before = _counts()
    assert load_demo(now=timezone.now()) is None
    output = StringIO()
    call_command("demo", stdout=output)
    assert "không thay đổi gì" in output.getvalue()
    assert _counts() == before

    photo = Evidence.objects.first()
    assert photo is not None
    home = HomePage.objects.get()
    HomePage.objects.filter(pk=home.pk).update(owner=User.objects.first())
    clear_demo()
    home.refresh_from_db()
    assert (home.owner_id, home.campaign_id) == (None, None)
    assert _counts() == [0] * len(COUNTED)
    assert (is_loaded(), AuditEntry.objects.count(), storages["private"].exists(photo.file.name)) == (False, 0, False)


def _check_reports(campaign: Campaign) -> None:
    """Every unit of the branch is asked; reports stand in every state, with corrections, open words, and sums that agree."""
    form = ReportForm.objects.get(campaign=campaign)
    filings = Filing.objects.filter(form=form)
    states = dict(filings.order_by().values_list("state").annotate(Count("pk")))
    assert (filings.count(), set(states)) == (312, set(FilingState.values))
    assert states[FilingState.APPROVED] > 80
    told = [text for narrative in filings.values_list("narrative", flat=True) for text in narrative.values()]
    assert (len(told) > 500, [text for text in told if "{" in text]) == (True, [])
    assert (
        filings.exclude(excused_reason="").count(),
        form.filings.filter(comments__settled_at=None, comments__isnull=False).count(),
    ) == (5, 2)
    assert Correction.objects.filter(filing__form=form).exists()
    assert filings.get(unit__code="VSN-01-001").state == FilingState.NOT_SENT
    assert differences(form, timezone.localdate()) == []


def test_reset_is_refused_beside_units_of_others(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        clear_demo()
    assert (refusal.value.code, Unit.objects.count()) == ("not_only_demo", 9)
    with pytest.raises(CommandError, match="không thuộc bản minh họa"):
        call_command("demo", "--reset")


@override_settings(PRODUCTION=True)
def test_reset_is_refused_in_production(db: None) -> None:
    with pytest.raises(Refused) as refusal:
        clear_demo()
    assert refusal.value.code == "production"


def test_accounts_are_listed_without_loading(db: None) -> None:
    output = StringIO()
    call_command("demo", "--accounts", stdout=output)
    assert "tinh@caunoi.example" in output.getvalue()
    assert is_loaded() is False
