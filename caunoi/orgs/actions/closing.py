"""Closing a unit, with what becomes of it and of those below it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caunoi.core import audit
from caunoi.core.errors import Refused
from caunoi.core.text import nfc
from caunoi.orgs.enums import Line, SuccessionKind
from caunoi.orgs.models import Placement, Post, Succession, Unit, User
from caunoi.orgs.models.units import holds_at
from caunoi.orgs.placing import check_kind, end_rows, refuse_out_of_order, replant, root_of, standing, take_turn


@transaction.atomic
def close_unit(
    unit: Unit,
    *,
    on: date,
    by: User | None,
    now: datetime,
    successors: Sequence[Unit] = (),
    kind: str = "",
    basis: str = "",
    children_to: Unit | None = None,
) -> Unit:
    """End ``unit``: ``on`` is the first day on which it no longer stands; its posts end the day before.

    No successor means dissolved, one merged into (or ``kind`` RENAMED), several split into. Units still below it go to
    ``children_to`` on that day, and without it are the reason for a refusal. ``basis`` is the deciding document.
    """
    take_turn()
    stands = standing(unit, on)
    if on <= unit.opened_on:
        raise Refused(_("A unit closes after the day it opened."), code="closes_before_opening")
    heirs = [standing(successor, on) for successor in successors]
    if unit in heirs:
        raise Refused(_("A unit cannot succeed itself."), code="own_successor")
    moved = _send_children(stands, children_to, on)
    for line in Line:
        root_of(unit, on, line)
        end_rows(unit.placements.filter(line=line), on)
    _end_designations(unit, on)
    ended = _end_posts(unit, on)
    _record_successions(unit, heirs, kind, on, nfc(basis))
    unit.closed_on = on
    unit.save(update_fields=["closed_on"])
    detail = {"on": on, "successors": [heir.pk for heir in heirs], "basis": basis, "moved": moved, "posts_ended": ended}
    audit.record("orgs.unit_closed", unit, by=by, now=now, unit_id=unit.pk, **detail)
    return unit


def _send_children(unit: Unit, to: Unit | None, on: date) -> int:
    rows = Placement.objects.filter(holds_at(on), parent=unit)
    if to is None:
        if count := rows.count():
            message = ngettext(
                "%(count)d unit still stands below it: move it or say where it goes.",
                "%(count)d units still stand below it: move them or say where they go.",
                count,
            )
            raise Refused(message % {"count": count}, code="has_children")
        return 0
    heir = standing(to, on)
    for row in rows.select_related("unit"):
        check_kind(standing(row.unit, on).kind, heir, row.line)
        replant(row.unit, to, on=on, line=row.line)
    return len(rows)


def _end_designations(unit: Unit, on: date) -> None:
    later = unit.designations.filter(valid_from__gt=on).first()
    if later is not None:
        refuse_out_of_order(unit, later.valid_from)
    unit.designations.filter(valid_from=on).delete()
    unit.designations.filter(holds_at(on)).update(valid_to=on)


def _end_posts(unit: Unit, on: date) -> int:
    """Posts that begin on the closing day or later would end before they begin: they are refused, not bent."""
    open_posts = Post.objects.filter(unit=unit).exclude(ends_on__lt=on)
    if open_posts.filter(starts_on__gte=on).exists():
        raise Refused(_("Somebody takes up a post there on or after that day: end it first."), code="later_post")
    return open_posts.filter(starts_on__lt=on).update(ends_on=on - timedelta(days=1))


def _record_successions(unit: Unit, heirs: Sequence[Unit], kind: str, on: date, basis: str) -> None:
    if not heirs:
        kind = SuccessionKind.DISSOLVED
    elif not kind or kind == SuccessionKind.DISSOLVED:
        kind = SuccessionKind.MERGED if len(heirs) == 1 else SuccessionKind.SPLIT
    became: list[Unit | None] = [*heirs] or [None]
    share = {"part": 1, "whole": len(became)}
    rows = [Succession(unit=unit, successor=heir, kind=kind, effective_on=on, basis=basis, **share) for heir in became]
    Succession.objects.bulk_create(rows)
