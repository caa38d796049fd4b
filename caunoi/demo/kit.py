"""What the demonstration's province gives to its unions to read out and to answer with."""

import tomllib
from datetime import datetime
from pathlib import Path

from caunoi.campaigns.actions.materials import add_material
from caunoi.campaigns.models import Campaign
from caunoi.demo.plan import PROVINCE_EVENT
from caunoi.orgs.models import User

SOURCE = Path(__file__).parent / "data" / "kit.toml"


def fill_kit(campaign: Campaign, by: User, *, now: datetime) -> None:
    waves = {wave.ordinal: wave for wave in campaign.waves.all()}
    for row in tomllib.loads(SOURCE.read_text(encoding="utf-8"))["material"]:
        add_material(
            campaign,
            kind=row["kind"],
            title=row["title"].format(congress=PROVINCE_EVENT),
            text=row["text"],
            wave=waves.get(row.get("wave")),
            by=by,
            now=now,
        )
