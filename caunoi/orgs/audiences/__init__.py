"""Audiences: rules that say which units are meant; resolved on a day, described in words, proposed from a plan's own words."""

from caunoi.orgs.audiences.proposing import Proposal, propose_audience
from caunoi.orgs.audiences.rules import (
    REACHES,
    Rule,
    describe,
    resolve,
    resolve_audience,
    rules_from_json,
    rules_to_json,
)

__all__ = [
    "REACHES",
    "Proposal",
    "Rule",
    "describe",
    "propose_audience",
    "resolve",
    "resolve_audience",
    "rules_from_json",
    "rules_to_json",
]
