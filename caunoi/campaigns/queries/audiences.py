"""Who is meant by each duty of a draft, and how many units that is today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from caunoi.campaigns.drafts import CONTENT_AUDIENCE, Draft, report_audience
from caunoi.orgs.audiences import Rule, describe, propose_audience, resolve, rules_from_json, rules_to_json
from caunoi.orgs.enums import GRASSROOTS_KINDS, UPPER_KINDS
from caunoi.orgs.models import Unit, UnitQuerySet

EVERYBODY = Rule(tuple(UPPER_KINDS | GRASSROOTS_KINDS), "branch")
ITSELF = Rule((), "self")
PEEK = 200  # names shown when an audience is opened


def propose_audiences(draft: Draft, unit: Unit, *, on: date) -> dict[str, dict[str, Any]]:
    """An audience for every key a duty may use: the plan's own words for charges, every unit below for content, those
    charged at the clause for reports. Where the words fit no unit, the unit itself is meant until somebody corrects it."""
    below = resolve(unit, [EVERYBODY], on=on).exists()
    general = _audience("", [EVERYBODY if below else ITSELF])
    found = {CONTENT_AUDIENCE: general}
    for item in draft["assignments"]:
        found[item["path"]] = propose_for_words(item["units"], unit, on=on)
    for item in draft["reporting"]:
        found[report_audience(item)] = {**_charged_at(item.get("path") or "", found, general)}
    return found


def propose_for_words(words: Iterable[str], unit: Unit, *, on: date) -> dict[str, Any]:
    """The audience that the printed names mean. ``unmatched`` are the words nobody understood."""
    printed = list(words)
    proposal = propose_audience(printed, unit, on=on)
    rules = list(proposal.rules)
    included = list(Unit.objects.filter(pk__in=proposal.included).order_by("code").values_list("code", flat=True))
    found = _audience("; ".join(printed), rules if rules or included else [ITSELF], included)
    return {**found, "unmatched": list(proposal.unmatched)}


def _audience(printed: str, rules: list[Rule], included: list[str] | None = None) -> dict[str, Any]:
    return {
        "printed": printed[:500],
        "rules": rules_to_json(rules),
        "included": included or [],
        "excluded": [],
        "unmatched": [],
    }


def _charged_at(path: str, found: dict[str, dict[str, Any]], general: dict[str, Any]) -> dict[str, Any]:
    charged = [key for key in found if key != CONTENT_AUDIENCE and path.startswith(f"{key}/")]
    return found[max(charged, key=len)] if charged else general


def units_of(audience: dict[str, Any], base: Unit, *, on: date) -> UnitQuerySet:
    """The units that a draft's audience means on the day."""
    return resolve(
        base,
        rules_from_json(audience["rules"]),
        on=on,
        included=_keys(audience["included"]),
        excluded=_keys(audience["excluded"]),
    )


def _keys(codes: list[str]) -> list[int]:
    return list(Unit.objects.filter(code__in=codes).values_list("pk", flat=True)) if codes else []


@dataclass(frozen=True)
class AudienceView:
    """An audience as the officer sees it."""

    key: str
    printed: str
    words: str
    count: int
    unmatched: tuple[str, ...]
    is_own: bool  # the unit itself, because the words fit no unit below


def audience_views(draft: Draft, base: Unit, *, on: date) -> dict[str, AudienceView]:
    """Every audience of the draft with its size; equal audiences are counted once."""
    counted: dict[str, int] = {}
    found = {}
    for key, audience in draft["audiences"].items():
        same = repr((audience["rules"], audience["included"], audience["excluded"]))
        if same not in counted:
            counted[same] = units_of(audience, base, on=on).count()
        unmatched = tuple(audience.get("unmatched", ()))
        is_own = audience["rules"] == rules_to_json([ITSELF])
        found[key] = AudienceView(key, audience["printed"], _words(audience), counted[same], unmatched, is_own)
    return found


def _words(audience: dict[str, Any]) -> str:
    """The audience in words: its rules, then the units named one by one."""
    named = Unit.objects.at(timezone.localdate()).filter(code__in=audience["included"]) if audience["included"] else []
    return "; ".join(filter(None, [describe(rules_from_json(audience["rules"])), *(unit.name for unit in named)]))


def reached_units(draft: Draft, keys: Iterable[str], base: Unit, *, on: date) -> int:
    """How many different units the audiences ``keys`` mean together."""
    reached: set[int] = set()
    for audience in {repr(draft["audiences"][key]): draft["audiences"][key] for key in keys}.values():
        reached.update(units_of(audience, base, on=on).values_list("pk", flat=True))
    return len(reached)
