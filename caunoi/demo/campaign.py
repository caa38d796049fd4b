"""The plan on its way through the real actions: uploaded, read, confirmed, issued, acknowledged."""

import random
from datetime import datetime, timedelta
from io import BytesIO

from caunoi.campaigns.actions.deliveries import acknowledge_delivery, open_delivery
from caunoi.campaigns.actions.imports import confirm_import, correct_import, upload_plan
from caunoi.campaigns.actions.issue import issue_campaign
from caunoi.campaigns.corrections import Change
from caunoi.campaigns.drafts import event_key
from caunoi.campaigns.models import Campaign, Delivery, PlanImport
from caunoi.core.jobs import run_waiting
from caunoi.demo.calendar import DemoCalendar
from caunoi.demo.plan import NATIONAL_EVENT, PROVINCE_EVENT, demo_plan_docx
from caunoi.orgs.models import Post, Unit, User

FILE_NAME = "Ke hoach 118 tuyen truyen dai hoi.docx"


def run_plan(calendar: DemoCalendar, province: Unit, officer: User, *, now: datetime) -> Campaign:
    """The confirmed and issued campaign of the demonstration's plan; ``now`` is when the officer did it."""
    file = BytesIO(demo_plan_docx(calendar))
    upload = upload_plan(unit=province, file=file, name=FILE_NAME, by=officer, now=now)
    run_waiting()
    upload = PlanImport.objects.get(pk=upload.pk)
    days = {
        event_key(PROVINCE_EVENT): calendar.province_congress,
        event_key(NATIONAL_EVENT): calendar.national_congress,
    }
    anchors = [
        {"event": anchor["event"], "starts_on": span[0].isoformat(), "ends_on": span[1].isoformat()}
        for anchor in (upload.draft or {})["anchors"]
        if (span := days.get(event_key(anchor["event"])))
    ]
    change = Change("anchors", values={"anchors": anchors})
    upload = correct_import(upload, change=change, revision=upload.revision, by=officer, now=now)
    campaign = confirm_import(upload, by=officer, now=now)
    issue_campaign(campaign, by=officer, now=now + timedelta(hours=2))
    return campaign


def acknowledge_most(campaign: Campaign, *, now: datetime, seed: int = 41) -> int:
    """Six units in seven have acknowledged within a month, some have only opened, some not even that; return how many."""
    rng = random.Random(seed)  # noqa: S311 - a fixed demonstration, no secret
    chairs = {post.unit_id: post.user for post in Post.objects.select_related("user").order_by("-pk")}
    done = 0
    for delivery in Delivery.objects.filter(campaign=campaign).order_by("pk"):
        officer, luck = chairs.get(delivery.unit_id), rng.random()
        day = now + timedelta(days=1 + int(rng.triangular(0, 30, 3)), hours=rng.randint(0, 8))
        if officer is None or luck > 0.93:
            continue
        if luck > 0.86:
            open_delivery(delivery, by=officer, now=day)
        else:
            acknowledge_delivery(delivery, by=officer, now=day)
            done += 1
    return done
