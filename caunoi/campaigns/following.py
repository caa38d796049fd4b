"""Campaigns follow the congresses they hang on: registered with ``congresses.followers`` by the app's ``ready``."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.campaigns.models import Anchor
from caunoi.campaigns.queries.redating import preview_of_redatings, redatings_of
from caunoi.campaigns.schedule import Redated
from caunoi.campaigns.schedule.redating import Redating
from caunoi.campaigns.schedule.writing import apply_redating
from caunoi.congresses.followers import CongressMove, Follower, Touched, register


def preview(moves: Sequence[CongressMove]) -> list[Touched]:
    """Campaigns, waves, open duties, units and people that the moves would reach; nothing where they reach none."""
    on = timezone.localdate()
    seen = preview_of_redatings(redatings_of(moves, on=on), on=on)
    lines = [
        Touched(_("campaigns"), seen.campaigns),
        Touched(_("waves and their parts"), len(seen.moves)),
        Touched(_("open duties"), seen.assignments),
        Touched(_("units with open duties"), seen.units),
        Touched(_("people who will be told"), seen.people),
    ]
    return [line for line in lines if line.number]


@transaction.atomic
def apply_moves(moves: Sequence[CongressMove], *, by: Any, now: datetime) -> Redated:
    """Re-date what hangs on the congresses and nothing else; note it for the digest. Safe to run twice."""
    redatings = redatings_of(moves, on=timezone.localdate(now))
    for move in moves:
        Anchor.objects.filter(congress=move.congress_id).update(starts_on=move.starts_on, ends_on=move.ends_on)
    return apply_all(redatings, by=by, now=now)


def apply_all(redatings: Sequence[Redating], *, by: Any, now: datetime) -> Redated:
    """Write them, all noted for the digest; return the sum."""
    total = Redated()
    for redating in redatings:
        total += apply_redating(redating, by=by, now=now, telling=True)
    return total


def register_follower() -> None:
    register(Follower(preview, _apply))


def _apply(moves: Sequence[CongressMove], by: Any, now: datetime) -> None:
    apply_moves(moves, by=by, now=now)
