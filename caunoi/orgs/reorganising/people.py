"""What a reorganisation does to people's posts, invitations, sheets that wait, and audiences that name units."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from caunoi.core.errors import Refused
from caunoi.orgs.consequences import Consequence, Line
from caunoi.orgs.enums import ImportState
from caunoi.orgs.models import Audience, Invitation, Post, UnitImport
from caunoi.orgs.reorganising.planning import Plan
from caunoi.orgs.reorganising.runs import from_runs, to_runs
from caunoi.orgs.unit_import.checking import chunks

SOME = 5_000
WAITING = (ImportState.CHECKING, ImportState.READY)


def _ended(plan: Plan, rows: Any) -> Iterator[Any]:
    for some in chunks(sorted(plan.ended_ids), SOME):
        yield from rows.filter(unit__in=some).order_by("pk")


def _posts(plan: Plan) -> Iterator[Post]:
    """Posts at units that end which would be held on the day."""
    yield from _ended(plan, Post.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=plan.on)))


def _carried(plan: Plan, posts: list[Post]) -> list[Post]:
    """The same roles at the successors, where the step says so; nobody gets a role twice."""
    heirs = {item.unit_id: item.main_heir for item in plan.ended if item.keeps_posts}
    moving = [(post, heirs[post.unit_id]) for post in posts if heirs.get(post.unit_id)]
    held: set[tuple[int, int, str]] = set()
    for some in chunks(sorted({heir for _post, heir in moving if heir and heir > 0}), SOME):
        there = Post.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=plan.on), unit__in=some)
        held |= set(there.values_list("user", "unit", "role"))
    new = []
    for post, heir in moving:
        key = (post.user_id, heir or 0, post.role)
        if key not in held:
            held.add(key)
            new.append(
                Post(
                    user_id=post.user_id,
                    unit_id=heir,
                    role=post.role,
                    title=post.title,
                    starts_on=plan.on,
                    ends_on=post.ends_on,
                )
            )
    return new


def _preview_posts(plan: Plan) -> list[Line]:
    posts = list(_posts(plan))
    carried = _carried(plan, posts)
    return [
        Line(_("posts end the day before"), len(posts)),
        Line(_("people go on in the same role at the successor"), len(carried)),
    ]


def _apply_posts(plan: Plan, by: Any, now: datetime) -> Any:
    posts = list(_posts(plan))
    carried = _carried(plan, posts)
    last = plan.on - timedelta(days=1)
    for some in chunks([post.pk for post in posts], SOME):
        Post.objects.filter(pk__in=some).update(ends_on=last)
    made = Post.objects.bulk_create(carried, batch_size=1000)
    limited = [[post.pk, post.ends_on.isoformat()] for post in posts if post.ends_on]
    openly = to_runs(post.pk for post in posts if not post.ends_on)
    return {"made": to_runs(post.pk for post in made), "open": openly, "limited": limited, "last": last.isoformat()}


def _undo_posts(data: Any, by: Any, now: datetime) -> None:
    made = from_runs(data["made"])
    gone = sum(Post.objects.filter(pk__in=some).delete()[0] for some in chunks(made, SOME))
    if gone != len(made):
        raise Refused(_("Posts at the successors were changed since."), code="posts_changed")
    ended = [*from_runs(data["open"]), *(pk for pk, _day in data["limited"])]
    back = 0
    for some in chunks(ended, SOME):
        back += Post.objects.filter(pk__in=some, ends_on=data["last"]).update(ends_on=None)
    if back != len(ended):
        raise Refused(_("Posts at the successors were changed since."), code="posts_changed")
    for pk, day in data["limited"]:
        Post.objects.filter(pk=pk).update(ends_on=day)


def _open_invitations(plan: Plan) -> list[int]:
    rows = Invitation.objects.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)
    return [row.pk for row in _ended(plan, rows.only("pk"))]


def _preview_invitations(plan: Plan) -> list[Line]:
    return [Line(_("invitations that are still open are withdrawn"), len(_open_invitations(plan)))]


def _apply_invitations(plan: Plan, by: Any, now: datetime) -> Any:
    keys = _open_invitations(plan)
    for some in chunks(keys, SOME):
        Invitation.objects.filter(pk__in=some).update(withdrawn_at=now)
    return to_runs(keys)


def _undo_invitations(data: Any, by: Any, now: datetime) -> None:
    for some in chunks(from_runs(data), SOME):
        Invitation.objects.filter(pk__in=some).update(withdrawn_at=None)


def _sheets(plan: Plan) -> list[UnitImport]:
    return list(_ended(plan, UnitImport.objects.filter(state__in=WAITING).only("pk", "state")))


def _preview_sheets(plan: Plan) -> list[Line]:
    return [Line(_("sheets of units that wait there can no longer be written"), len(_sheets(plan)))]


def _apply_sheets(plan: Plan, by: Any, now: datetime) -> Any:
    sheets = _sheets(plan)
    why = _("The unit ended under %(basis)s.") % {"basis": plan.basis}
    UnitImport.objects.filter(pk__in=[sheet.pk for sheet in sheets]).update(state=ImportState.REFUSED, refusal=why)
    return [[str(sheet.pk), sheet.state] for sheet in sheets]


def _undo_sheets(data: Any, by: Any, now: datetime) -> None:
    for pk, state in data:
        UnitImport.objects.filter(pk=pk, state=ImportState.REFUSED).update(state=state, refusal="")


def _named(plan: Plan, relation: str) -> list[tuple[int, int, int]]:
    """Audience, its row, and the successor that is to be named beside the unit that ends."""
    heirs, through = plan.heir_of, getattr(Audience, relation).through
    found = []
    for some in chunks(sorted(heirs), SOME):
        rows = through.objects.filter(unit__in=some).values_list("audience", "unit").order_by("pk")
        found += [(audience, unit, heirs[unit]) for audience, unit in rows]
    return found


def _preview_audiences(plan: Plan) -> list[Line]:
    number = len({audience for relation in ("included", "excluded") for audience, _u, _h in _named(plan, relation)})
    return [Line(_("groups of recipients name the successor too"), number)]


def _apply_audiences(plan: Plan, by: Any, now: datetime) -> Any:
    """Beside, not instead: what was issued to the unit that ended keeps its recipients."""
    done: dict[str, list[list[int]]] = {}
    for relation in ("included", "excluded"):
        through = getattr(Audience, relation).through
        wanted = {(audience, heir) for audience, _unit, heir in _named(plan, relation)}
        there: QuerySet[Any] = through.objects.filter(audience__in={audience for audience, _heir in wanted})
        new = sorted(wanted - set(there.values_list("audience", "unit")))
        made = through.objects.bulk_create([through(audience_id=audience, unit_id=heir) for audience, heir in new])
        done[relation] = to_runs(row.pk for row in made)
    return done


def _undo_audiences(data: Any, by: Any, now: datetime) -> None:
    for relation, runs in data.items():
        getattr(Audience, relation).through.objects.filter(pk__in=from_runs(runs)).delete()


CONSEQUENCES = (
    Consequence("orgs.posts", 1, _preview_posts, _apply_posts, _undo_posts),
    Consequence("orgs.invitations", 2, _preview_invitations, _apply_invitations, _undo_invitations),
    Consequence("orgs.sheets", 3, _preview_sheets, _apply_sheets, _undo_sheets),
    Consequence("orgs.audiences", 4, _preview_audiences, _apply_audiences, _undo_audiences),
)
