"""The token, units, campaigns and activities as they go out."""

from datetime import date, datetime
from typing import Annotated

from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import ConfigDict, Field

from caunoi.api.views.v1.fields import (
    CLOSED,
    Amount,
    Code,
    Day,
    DisplayOf,
    Id,
    Kind,
    Language,
    Length,
    Link,
    Place,
    Reason,
    Title,
    Told,
)


class TokenOut(Schema):
    name: str = Field(description=_("The system that the token was made for"))
    unit: str = Field(description=_("Code of the unit; the token reaches its branch"))
    scopes: list[str]
    expires_at: datetime


class UnitOut(Schema):
    """A unit as it stands on the day asked for."""

    code: str
    name: str
    short_name: str
    kind: str
    parent: str | None = Field(description=_("Code of the unit directly above"))
    depth: int = Field(description=_("1 at the top of the tree"))
    opened_on: date
    closed_on: date | None


class UnitPage(Schema):
    items: list[UnitOut]
    next: str = Field(description=_("Cursor of the next page; empty on the last"))


class PaperOut(Schema):
    kind: str
    number: str
    issued_on: date | None
    subject: str


class CampaignOut(Schema):
    id: int
    name: str
    unit: str = Field(description=_("Code of the unit that issues it"))
    state: str
    issued_at: datetime | None
    instrument: PaperOut


class CampaignPage(Schema):
    items: list[CampaignOut]
    next: str


class WindowOut(Schema):
    id: int
    relation: str = Field(description=_("before, during or after the event"))
    title: str
    starts_on: date | None
    ends_on: date | None


class WaveOut(Schema):
    id: int
    ordinal: int
    title: str
    starts_on: date | None
    ends_on: date | None
    windows: list[WindowOut]


class ThemeOut(Schema):
    id: int
    position: int
    title: str


class CampaignDetail(CampaignOut):
    waves: list[WaveOut]
    themes: list[ThemeOut]


class DutyOut(Schema):
    id: int
    kind: str
    wave: int | None
    window: int | None
    clause: str = Field(description=_("Where the paper demands it, such as III/1/-2"))
    text: str
    is_mandatory: bool


class DutyPage(Schema):
    items: list[DutyOut]
    next: str


class ActivityOut(Schema):
    id: int
    unit: str
    campaign: int
    wave: int | None
    theme: int | None
    kind: str
    title: str
    done_on: date
    place: str
    cost: int | None = Field(description=_("in đồng"))
    figures: dict[str, int]
    links: list[str]
    logged_at: datetime


class DisplayIn(Schema):
    """What hangs at one site. Lengths in metres."""

    model_config = ConfigDict(extra="forbid")

    kind: DisplayOf
    number: Amount = 1
    width: Length | None = None
    height: Length | None = None
    site: Place = ""
    up_to: Day | None = None
    due_down_on: Day | None = None


class ActivityIn(Schema):
    """An activity to be logged: what the form of officers asks. What is left out of ``theme`` and ``wave`` is proposed."""

    model_config = ConfigDict(extra="forbid")

    unit: Code | None = Field(None, description=_("Code of the unit; the token's own when left out"))
    campaign: Id
    duty: Id | None = Field(None, description=_("The duty that it serves"))
    kind: Kind = Field(examples=["conference"])
    title: Title = Field(examples=["Hội nghị tuyên truyền đại hội công đoàn các cấp"])
    done_on: Day
    place: Place = ""
    note: Told = ""
    cost: Amount | None = Field(None, description=_("in đồng"))
    theme: Id | None = Field(None, description=_("As the duty suggests when left out"))
    wave: Id | None = Field(None, description=_("That of the duty or of the day when left out"))
    figures: Annotated[dict[Code, Amount], Field(default_factory=dict, max_length=50, json_schema_extra=CLOSED)]
    particulars: Annotated[
        dict[Code, Reason | Amount | Annotated[list[Language], Field(max_length=20)]],
        Field(
            default_factory=dict,
            max_length=20,
            json_schema_extra=CLOSED,
            description=_("What the kind asks beside its figures"),
        ),
    ]
    displays: Annotated[list[DisplayIn], Field(default_factory=list, max_length=20, examples=[[]])]
    links: Annotated[list[Link], Field(default_factory=list, max_length=50, examples=[[]])]


class ActivityPage(Schema):
    items: list[ActivityOut]
    next: str
