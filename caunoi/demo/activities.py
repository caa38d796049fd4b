"""What the invented units did: activities with figures, costs and drawn photographs; first reports sent, or not."""

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from caunoi.campaigns.actions.activities import Entry, log_activity
from caunoi.campaigns.actions.duties import complete_assignment
from caunoi.campaigns.actions.evidence import keep_upload
from caunoi.campaigns.enums import AssignmentState, DutyKind
from caunoi.campaigns.models import Assignment, Campaign, Channel, Theme, Wave
from caunoi.demo.pictures import draw_scene
from caunoi.orgs.models import Post, Unit, User

SOURCE = Path(__file__).parent / "data" / "activities.toml"
SCENES_PER_KIND = 3


@dataclass(frozen=True)
class Stage:
    """What every invented activity needs to know of its campaign."""

    campaign: Campaign
    wave: Wave
    themes: dict[int, Theme]
    channels: dict[str, Channel]
    assignments: dict[tuple[int, int], Assignment]  # (unit, clause of wave 1)
    leaders: dict[int, User]
    templates: list[dict[str, Any]]


def prepare_stage(campaign: Campaign) -> Stage:
    wave = campaign.waves.get(ordinal=1)
    open_content = Assignment.objects.filter(duty__campaign=campaign, duty__wave=wave, duty__kind=DutyKind.CONTENT)
    assignments = {}
    for row in open_content.select_related("duty__provision"):
        assignments[(row.unit_id, int(row.duty.provision.path.rsplit("-", 1)[-1]))] = row
    channels: dict[str, Channel] = {}
    for channel in campaign.channels.all():
        for kind in channel.kinds:
            channels.setdefault(kind, channel)
    return Stage(
        campaign=campaign,
        wave=wave,
        themes=dict(enumerate(campaign.themes.all(), start=1)),
        channels=channels,
        assignments=assignments,
        leaders={post.unit_id: post.user for post in Post.objects.select_related("user").order_by("-pk")},
        templates=tomllib.loads(SOURCE.read_text(encoding="utf-8"))["activity"],
    )


def _figures(template: dict[str, Any], rng: random.Random) -> dict[str, int]:
    drawn = {code: rng.randint(low, high) for code, (low, high) in template["figures"].items()}
    return {code: value for code, value in drawn.items() if value}


def _entries(stage: Stage, unit_id: int, today: date, rng: random.Random) -> Iterator[Entry]:
    """Nothing for one unit in seven, else one to four activities since the wave began."""
    if rng.random() < 0.15:
        return
    start = stage.wave.starts_on or today - timedelta(days=30)
    for template in rng.sample(stage.templates, rng.choice((1, 1, 1, 2, 2, 3, 4))):
        low, high = template["cost"]
        assignment = stage.assignments.get((unit_id, template["clause"]))
        yield Entry(
            kind=template["kind"],
            title=rng.choice(template["titles"]),
            done_on=start + timedelta(days=rng.randint(2, max(3, (today - start).days))),
            place=rng.choice(template["places"]),
            cost=rng.randrange(low, high + 1, 50) * 1000 if high else None,
            assignment=assignment,
            provision=assignment.duty.provision if assignment else None,
            theme=stage.themes.get(template["theme"]),
            wave=stage.wave,
            channel=stage.channels.get(template["kind"]),
            figures=_figures(template, rng),
            client_key=UUID(int=rng.getrandbits(128)),
        )


def log_activities(stage: Stage, units: list[Unit], *, now: datetime, seed: int = 97) -> int:
    """Log every unit's activities on the evening of their day, four in ten with a photograph; return how many."""
    rng = random.Random(seed)  # noqa: S311 - a fixed demonstration, no secret
    scene = cache(draw_scene)  # a few, used by many: drawing takes longer than logging
    logged = 0
    for unit in units:
        leader = stage.leaders[unit.pk]
        for entry in _entries(stage, unit.pk, now.date(), rng):
            moment = now - timedelta(days=(now.date() - entry.done_on).days, minutes=rng.randint(5, 500))
            uploads = []
            if rng.random() < 0.4:
                drawn = scene(entry.kind, rng.randrange(SCENES_PER_KIND))
                photo = SimpleUploadedFile(f"anh-{logged + 1}.jpg", drawn, "image/jpeg")
                uploads.append(keep_upload(photo, client_key=entry.client_key, by=leader, now=moment))
            log_activity(unit, stage.campaign, entry, uploads=uploads, by=leader, now=moment)
            if entry.assignment and rng.random() < 0.3:
                _complete(entry.assignment, leader, moment)
            logged += 1
    return logged


def _complete(assignment: Assignment, leader: User, now: datetime) -> None:
    assignment.refresh_from_db(fields=["state"])
    if assignment.state == AssignmentState.OPEN:
        complete_assignment(assignment, by=leader, now=now)


def send_first_reports(stage: Stage, due_on: date, *, now: datetime, seed: int = 5) -> int:
    """Three units in four have reported how they set to work; the others are late. Return how many have."""
    rng = random.Random(seed)  # noqa: S311 - a fixed demonstration, no secret
    due = Assignment.objects.filter(duty__campaign=stage.campaign, duty__kind=DutyKind.REPORT, due_on=due_on)
    sent = 0
    for assignment in due.order_by("pk"):
        leader = stage.leaders.get(assignment.unit_id)
        if leader is None or rng.random() > 0.75:
            continue
        moment = now - timedelta(days=rng.randint(20, 40))
        complete_assignment(assignment, note="Đã gửi báo cáo.", by=leader, now=moment)
        sent += 1
    return sent
