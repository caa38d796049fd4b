"""Congresses and their published results, and errors, as they go out."""

from datetime import date, datetime

from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import Field


class CongressOut(Schema):
    id: int
    unit: str
    cycle: str
    title: str
    form: str
    ordinal: str
    term_start: int | None
    term_end: int | None
    starts_on: date | None
    ends_on: date | None
    venue: str
    state: str
    has_result: bool = Field(description=_("whether a result is published"))


class CongressPage(Schema):
    items: list[CongressOut]
    next: str


class NewsOut(Schema):
    title: str
    text: str
    published_at: datetime


class ResultOut(Schema):
    """Counts of a congress as published. Those elected are named only where the published news names them."""

    congress: int
    unit: str
    figures: dict[str, int | None] = Field(description=_("by name; null where it is not stated"))
    news: NewsOut | None


class FieldError(Schema):
    where: str
    code: str
    detail: str


class ProblemOut(Schema):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    code: str = Field(description=_("Stable, made for programs"))
    detail: str = Field(description=_("What is wrong and what to do, for people"))
    errors: list[FieldError] | None = None
