"""All rules over one paper, in the order in which a clerk reads it."""

import datetime as dt
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from caunoi.officialdocs.checking.annex_rules import annex_departures, annex_lines, find_annexes
from caunoi.officialdocs.checking.head_rules import Title, find_title, head_departures, title_departures
from caunoi.officialdocs.checking.measure import measure
from caunoi.officialdocs.checking.model import Departure, Line, Place, Rules, Sheet, rules_from
from caunoi.officialdocs.checking.order_rules import order_departures
from caunoi.officialdocs.checking.party_rules import PartyRules, party_departures, party_rules_from, party_title
from caunoi.officialdocs.checking.sheet_rules import body_departures, sheet_departures
from caunoi.officialdocs.checking.text_rules import (
    basis_departures,
    foot_departures,
    letter_departures,
    numbering_departures,
)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("caunoi.officialdocs.data").joinpath("layout_rules.toml").read_text("utf-8"))


@cache
def rule_sets() -> tuple[Rules, ...]:
    """Every set, the oldest first."""
    return tuple(sorted((rules_from(row) for row in _data()["rules"]), key=lambda one: one.since))


@cache
def party_rules() -> PartyRules:
    """Those of Party bodies; our source knows one set."""
    return party_rules_from(_data()["party"])


def rules_on(day: dt.date | None) -> Rules:
    """The newest set in force that day; without a day the newest, before all of them the oldest."""
    standing = [one for one in rule_sets() if day is None or one.since <= day]
    return standing[-1] if standing else rule_sets()[0]


def check_document(data: bytes, *, on: dt.date | None = None) -> tuple[Departure, ...]:
    """Every departure of the .docx from the layout rules in force on ``on`` (today's where it is empty), in reading order.

    ``DocumentError`` as ``read_docx`` raises it. A number or date that is still blank is no departure: it is filled in by
    hand when the paper is signed. A paper of a Party body is measured by the Party's rules alone.
    """
    sheet, rules = measure(data), rules_on(on)
    if title := party_title(sheet, party_rules()):
        return tuple(party_departures(data, sheet, title, party_rules()))
    return tuple(_departures(data, sheet, rules))


def _departures(data: bytes, sheet: Sheet, rules: Rules) -> Iterator[Departure]:
    title = find_title(sheet)
    yield from sheet_departures(sheet, rules)
    yield from head_departures(sheet, rules)
    yield from order_departures(sheet, rules)
    yield from title_departures(title, rules)
    annexes = find_annexes(sheet)
    body = _running(sheet, title, annex_lines(annexes))
    yield from basis_departures(body, rules)
    yield from body_departures(body, rules)
    yield from numbering_departures(data, rules)
    yield from letter_departures(body, rules)
    yield from foot_departures(sheet, title.kind.shown if title.kind else "", rules)
    yield from annex_departures(sheet, annexes, rules)


def _running(sheet: Sheet, title: Title, annexes: set[Line]) -> list[Line]:
    head = {title.kind, *title.subject} | annexes
    return [line for line in sheet.at(Place.BODY) if line not in head]
