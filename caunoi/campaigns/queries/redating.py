"""What would move if a day were another: worked out without writing anything, by the very steps that would be written."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from caunoi.campaigns.enums import CampaignState
from caunoi.campaigns.models import Anchor, Campaign, Duty, Wave, Window
from caunoi.campaigns.schedule import Span, expressions
from caunoi.campaigns.schedule.expressions import Event
from caunoi.campaigns.schedule.keys import Among
from caunoi.campaigns.schedule.redating import Redating
from caunoi.campaigns.schedule.situations import cycle_of
from caunoi.campaigns.schedule.steps import touched_by
from caunoi.congresses.followers import CongressMove
from caunoi.congresses.models import Congress
from caunoi.congresses.permissions import may_date
from caunoi.orgs.models import Post, Unit, User
from caunoi.orgs.models.units import path_end
from caunoi.orgs.permissions import Someone
from caunoi.orgs.roles import Right, roles_with

FEW = 10_000  # up to so many units are asked for by their keys


@dataclass(frozen=True)
class Move:
    """One wave or window with its days now and then."""

    title: str
    before: Span
    after: Span


@dataclass(frozen=True)
class Preview:
    """``units`` are those with an open duty that gets other days; ``people`` those who would be told."""

    moves: tuple[Move, ...] = ()
    assignments: int = 0
    units: int = 0
    people: int = 0
    campaigns: int = 0


def preview_of(anchor: Anchor, *, starts_on: date | None, ends_on: date | None, by: Someone, on: date) -> Preview:
    """What would get other days: in every campaign tied to the congress where ``by`` may date that, else in this one."""
    if anchor.congress and may_date(by, anchor.congress, on=on):
        move = CongressMove(anchor.congress.pk, anchor.congress.unit_id, starts_on, ends_on)
        return preview_of_redatings(redatings_of([move], on=on), on=on)
    events: dict[expressions.Anchor, Span] = {Event(anchor.event): Span(starts_on, ends_on)}
    return preview_of_redatings([Redating(anchor.campaign, on, events=events, only_moved=True)], on=on)


def redatings_of(moves: Sequence[CongressMove], *, on: date) -> list[Redating]:
    """One for each campaign that hangs on a moved congress: through an event tied to it, or through an expression."""
    rounds = dict(Congress.objects.filter(pk__in=[move.congress_id for move in moves]).values_list("pk", "cycle_id"))
    tied: dict[int, dict[expressions.Anchor, Span]] = {}
    for anchor in Anchor.objects.filter(congress__in=rounds):
        move = next(one for one in moves if one.congress_id == anchor.congress_id)
        tied.setdefault(anchor.campaign_id, {})[Event(anchor.event)] = Span(move.starts_on, move.ends_on)
    found = []
    running = Campaign.objects.exclude(state=CampaignState.CLOSED).select_related("instrument", "unit")
    hanging = _with_expressions() & _in_line_with({move.unit_id for move in moves}, on)
    for campaign in running.filter(Q(pk__in=tied) | hanging).order_by("pk"):
        cycle = cycle_of(campaign)
        moved = {
            move.unit_id: Span(move.starts_on, move.ends_on)
            for move in moves
            if cycle and rounds.get(move.congress_id) == cycle.pk
        }
        found.append((campaign, moved, tied.get(campaign.pk, {})))
    return [
        Redating(campaign, on, moved=moved, events=events, only_moved=True)
        for campaign, moved, events in found
        if moved or events
    ]


def _with_expressions() -> Q:
    said = Q(start_expression__isnull=False) | Q(end_expression__isnull=False)
    waves = Wave.objects.filter(said, campaign=OuterRef("pk"))
    windows = Window.objects.filter(said, wave__campaign=OuterRef("pk"))
    duties = Duty.objects.filter(said, campaign=OuterRef("pk"), dropped_at__isnull=True)
    return Q(Exists(waves)) | Q(Exists(windows)) | Q(Exists(duties))


def _in_line_with(units: set[int], on: date) -> Q:
    """Campaigns of units above, below or at one of ``units``."""
    standing = Unit.objects.at(on)
    above: set[int] = set()
    below = Q(pk__in=[])
    for path in standing.filter(pk__in=units).values_list("path", flat=True):
        above.update(int(part) for part in path.split(".") if part)
        below |= Q(place__path__gte=path, place__path__lt=path_end(path))
    return Q(unit__in=above) | Q(unit__in=standing.filter(below).values("pk"))


def preview_of_redatings(redatings: Iterable[Redating], *, on: date) -> Preview:
    moves: list[Move] = []
    campaigns = 0
    duties: Counter[int] = Counter()  # by unit
    for redating in redatings:
        shifted, touched = _moves(redating), touched_by(redating.steps())
        moves += shifted
        duties += touched
        campaigns += bool(shifted or touched)
    return Preview(tuple(moves), duties.total(), len(duties), people_at(set(duties), on=on), campaigns)


def _moves(redating: Redating) -> list[Move]:
    waves, windows = redating.spans()
    moves = []
    for wave in redating.waves:
        parts: list[tuple[Wave | Window, Mapping[int, Span]]] = [(wave, waves)]
        parts += [(part, windows) for part in wave.windows.all()]
        for part, spans in parts:
            before, after = Span(part.starts_on, part.ends_on), spans[part.pk]
            moves += [Move(part.title, before, after)] if before != after else []
    return moves


def people_at(units: set[int], *, on: date) -> int:
    """How many people hold a post that works on the duties of one of ``units``."""
    posts = Post.objects.held_on(on).filter(role__in=roles_with(Right.LOG_ACTIVITY))
    if len(units) <= FEW:
        posts = posts.filter(Among("unit", units))
        return User.objects.filter(is_active=True, pk__in=posts.values("user")).count()
    holders = posts.filter(user__is_active=True).values_list("unit_id", "user_id")
    return len({user for unit, user in holders if unit in units})
