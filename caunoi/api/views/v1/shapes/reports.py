"""Forms, reports and consolidated figures as they go out, and a report as it comes in."""

from datetime import date, datetime
from typing import Annotated

from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import ConfigDict, Field

from caunoi.api.views.v1.fields import CLOSED, Code, Count, Explanation, Reason, Told


class IndicatorOut(Schema):
    code: str
    name: str
    measure: str
    group: str
    rule: str = Field(description=_("How values of units add up: sum, last, maximum, distinct, or share of two others"))
    computed_from: str
    numerator: str
    denominator: str
    occasions: str = Field(description=_("Of a share: how often each of the denominator may stand in the numerator"))
    rests_on: str = Field(description=_("What there must be some of before there can be any of this"))


class GroupOut(Schema):
    code: str
    title: str


class CatalogueOut(Schema):
    groups: list[GroupOut]
    indicators: list[IndicatorOut]


class FormOut(Schema):
    id: int
    campaign: int
    wave: int | None
    title: str
    opened_at: datetime
    closed_at: datetime | None


class FormPage(Schema):
    items: list[FormOut]
    next: str


class LineOut(Schema):
    code: str
    name: str
    measure: str
    group: str
    rule: str
    is_required: bool
    numerator: str
    denominator: str


class SectionOut(Schema):
    code: str
    title: str


class FormDetail(FormOut):
    version: int
    lines: list[LineOut]
    sections: list[SectionOut]


class FilingOut(Schema):
    """What one unit itself reports. A line that is not stated is null, never nought."""

    id: int
    form: int
    unit: str
    state: str
    due_on: date | None
    excused_reason: str
    revision: int = Field(description=_("Grows with every change"))
    values: dict[str, int | None]
    narrative: dict[str, str]
    reason: str = Field(description=_("Why it was returned or reopened"))
    first_sent_on: date | None
    sent_at: datetime | None
    decided_at: datetime | None


class FilingPage(Schema):
    items: list[FilingOut]
    next: str


class CorrectionOut(Schema):
    code: str
    prefilled: int | None
    value: int | None
    reason: str


class FilingDetail(FilingOut):
    version: int
    prefilled: dict[str, int] = Field(description=_("What the registers say"))
    corrections: list[CorrectionOut] = Field(description=_("Figures that differ from the registers, and why"))


class ReportIn(Schema):
    """A report to be sent. A line left out or null is not stated; write 0 where there is none."""

    model_config = ConfigDict(extra="forbid")

    values: Annotated[dict[Code, Count | None], Field(max_length=500, json_schema_extra=CLOSED)]
    narrative: Annotated[dict[Code, Told], Field(default_factory=dict, max_length=50, json_schema_extra=CLOSED)]
    reasons: Annotated[dict[Code, Reason], Field(default_factory=dict, max_length=500, json_schema_extra=CLOSED)]
    explanations: Annotated[
        dict[Code, Explanation],
        Field(
            default_factory=dict,
            max_length=500,
            json_schema_extra=CLOSED,
            description=_("What is to be said of figures that look doubtful: a jump, a part larger than its whole"),
        ),
    ]


class CountsOut(Schema):
    """Of the reports below the unit."""

    asked: int
    sent: int
    approved: int
    in_time: int
    excused: int


class CellOut(Schema):
    code: str
    name: str
    measure: str
    own: int | None = Field(description=_("what the unit itself states"))
    below: int | None = Field(description=_("what stands below it"))
    together: int | None
    stated: int = Field(description=_("how many reports below state the line"))


class ShareOut(Schema):
    code: str
    name: str
    numerator: int | None
    denominator: int | None
    percent: float | None


class TotalsOut(Schema):
    form: int
    unit: str
    own_sent: bool
    counts: CountsOut
    lines: list[CellOut]
    shares: list[ShareOut]


class ChildOut(Schema):
    unit: str
    name: str
    state: str = Field(description=_("of the unit's own report; empty where none is asked"))
    counts: CountsOut
    values: dict[str, int | None]


class ChildPage(Schema):
    items: list[ChildOut]
    next: str
