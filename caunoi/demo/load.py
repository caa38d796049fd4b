"""Loading the demonstration: once, through the same actions that people use."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from caunoi.campaigns.models import Campaign
from caunoi.core.jobs import run_waiting
from caunoi.demo.activities import log_activities, prepare_stage, send_first_reports
from caunoi.demo.calendar import DemoCalendar
from caunoi.demo.campaign import acknowledge_most, run_plan
from caunoi.demo.congresses import hold_congresses
from caunoi.demo.inspections import inspect
from caunoi.demo.kit import fill_kit
from caunoi.demo.obstacles import meet_obstacles
from caunoi.demo.own_plans import adopt_plan
from caunoi.demo.places import PROVINCE_CODE
from caunoi.demo.register import fill_register
from caunoi.demo.reports import report_wave
from caunoi.demo.units import create_people, create_units
from caunoi.orgs.enums import GRASSROOTS_KINDS, UPPER_KINDS
from caunoi.orgs.models import Unit
from caunoi.portal.setup import ensure_home


@dataclass(frozen=True)
class Loaded:
    units: int = 0
    acknowledged: int = 0
    activities: int = 0


def is_loaded() -> bool:
    return Unit.objects.filter(code=PROVINCE_CODE).exists()


def load_demo(*, now: datetime) -> Loaded | None:
    """Load the demonstration as of ``now``; None, and nothing changed, when it is there already.

    All of it or nothing: a load that was interrupted leaves no half of a province behind.
    """
    if is_loaded():
        return None
    with transaction.atomic():
        loaded = _load(now)
    run_waiting()
    return loaded


def _load(now: datetime) -> Loaded:
    calendar = DemoCalendar(timezone.localdate(now))
    issued = timezone.make_aware(datetime.combine(calendar.issued_on, time(9)))
    units = create_units(now=issued)
    people = create_people(units, now=issued)
    campaign = run_plan(calendar, units[PROVINCE_CODE], people["tinh"], now=issued)
    fill_kit(campaign, people["tinh"], now=issued)
    acknowledged = acknowledge_most(campaign, now=issued)
    stage = prepare_stage(campaign)
    unions = Unit.objects.at(calendar.today).filter(called__kind__in=GRASSROOTS_KINDS | UPPER_KINDS)
    active = list(unions.filter(assignments__duty__campaign=campaign).distinct().order_by("pk"))
    activities = log_activities(stage, active, now=now)
    activities += fill_register(stage, units, now=now)
    send_first_reports(stage, calendar.first_report_due_on, now=now)
    meet_obstacles(stage, units, people, now=now)
    adopt_plan(campaign, units["VSN-01"], people["phuong"], now=now - timedelta(days=30))
    inspect(campaign, units, people, now=now)
    hold_congresses(units, people, calendar, now=now)
    report_wave(campaign, units, people, calendar, now=now)
    Campaign.objects.filter(pk=campaign.pk).update(is_public=True)
    ensure_home()
    return Loaded(units=len(units), acknowledged=acknowledged, activities=activities)
