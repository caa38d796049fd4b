"""Units in time: an identity, and dated rows that say where it stood, what it was called, how many members it counted.

Dated rows hold from ``valid_from`` (included) to ``valid_to`` (excluded; NULL while it lasts).
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import F, FilteredRelation, Q
from django.utils.translation import gettext_lazy as _

from caunoi.core.text import fold
from caunoi.orgs.enums import Line, SuccessionKind, UnitKind


def holds_at(on: date, prefix: str = "") -> Q:
    """Condition: the dated row (reached through ``prefix``) holds on the day ``on``."""
    open_ended = Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": on})
    return Q(**{f"{prefix}valid_from__lte": on}) & open_ended


class UnitQuerySet(models.QuerySet["Unit"]):
    def at(self, on: date, line: str = Line.TERRITORY) -> "UnitQuerySet":
        """Units placed on the day ``on``, each with ``path``, ``depth``, ``parent_id``, ``name``, ``short_name``, ``kind``."""
        untyped: Any = self  # mypy knows no annotations that carry over to other modules: ``Unit`` declares them
        found: UnitQuerySet = (
            untyped.annotate(
                place=FilteredRelation("placements", condition=Q(placements__line=line) & holds_at(on, "placements__")),
                called=FilteredRelation("designations", condition=holds_at(on, "designations__")),
            )
            .filter(place__isnull=False, called__isnull=False)
            .annotate(
                path=F("place__path"),
                depth=F("place__depth"),
                parent_id=F("place__parent_id"),
                name=F("called__name"),
                short_name=F("called__short_name"),
                kind=F("called__kind"),
            )
        )
        return found

    def under(self, path: str) -> "UnitQuerySet":
        """Units of the branch whose top has ``path``, the top included. Use after ``at``."""
        return self.filter(Q(place__path__gte=path, place__path__lt=path_end(path)))

    def below(self, path: str) -> "UnitQuerySet":
        """Units of the branch without its top. Use after ``at``."""
        return self.filter(Q(place__path__gt=path, place__path__lt=path_end(path)))

    def children_of(self, unit: "Unit") -> "UnitQuerySet":
        """Units directly under ``unit``. Use after ``at``."""
        return self.filter(Q(place__parent=unit))

    def tops(self) -> "UnitQuerySet":
        """Units with nothing above them. Use after ``at``."""
        return self.filter(Q(place__parent__isnull=True))

    def of_kinds(self, kinds: Iterable[str]) -> "UnitQuerySet":
        """Units that are of one of ``kinds`` that day. Use after ``at``."""
        return self.filter(Q(called__kind__in=list(kinds)))

    def named_like(self, words: str) -> "UnitQuerySet":
        """Units whose name, short name or code holds every word, whatever its marks and case. Use after ``at``."""
        found = self
        for word in fold(words).split():
            found = found.filter(Q(called__folded__contains=word) | Q(code__icontains=word))
        return found

    def in_tree_order(self) -> "UnitQuerySet":
        """Parents before what is below them, then by name. Use after ``at``."""
        return self.order_by("place__depth", "called__folded", "pk")


_AllUnits = models.Manager.from_queryset(UnitQuerySet)


class UnitManager(_AllUnits["Unit"]):
    """``Unit.objects``."""

    def at(self, on: date, line: str = Line.TERRITORY) -> UnitQuerySet:
        """As ``UnitQuerySet.at``. Every page asks it several times and building it takes longer than the answer: it is built
        once for a day."""
        return _standing(on, line).all() if self is Unit.objects else super().at(on, line)


@lru_cache(maxsize=64)
def _standing(on: date, line: str) -> UnitQuerySet:
    """Never evaluated itself: clones of it are."""
    return UnitQuerySet(Unit).at(on, line)


def line_of(path: str) -> list[int]:
    """Keys of the units on the line from the top of the tree down to the unit with ``path``, that unit included."""
    return [int(pk) for pk in path.split(".") if pk]


def path_end(path: str) -> str:
    """The first string after every path that begins with ``path`` (a path ends with "."; "/" follows "." in the C collation)."""
    return path[:-1] + "/"


class Unit(models.Model):
    """An organisation of the union, for as long as it exists. What it is called and where it stands are dated rows."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    opened_on = models.DateField(_("opened on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    province_code = models.CharField(_("administrative province code"), max_length=10, blank=True)

    objects = UnitManager()

    if TYPE_CHECKING:  # what ``at`` adds
        path: str
        depth: int
        parent_id: int | None
        name: str
        short_name: str
        kind: str

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")), name="unit_closes_after_opening"
            ),
        ]

    def __str__(self) -> str:
        return str(getattr(self, "name", self.code))


class DatedRow(models.Model):
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class Placement(DatedRow):
    """Where a unit stands in the tree. ``path`` is the ids from the top down, each ended by "."; ``depth`` 1 at the top.

    ``path`` is compared byte by byte (COLLATE "C" on PostgreSQL, BINARY on SQLite) and changes when a branch moves:
    nothing may store it elsewhere.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="placements")
    line = models.CharField(max_length=10, choices=Line.choices, default=Line.TERRITORY)
    parent = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="children_placements"
    )
    path = models.CharField(max_length=255)
    depth = models.PositiveSmallIntegerField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["line", "path"], name="placement_path"),
            models.Index(fields=["parent", "line"], name="placement_parent"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "line"], condition=Q(valid_to__isnull=True), name="one_open_placement_per_line"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="placement_span"
            ),
        ]

    def __str__(self) -> str:
        return self.path


class Designation(DatedRow):
    """What a unit is called and of which kind it is."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="designations")
    name = models.CharField(_("name"), max_length=250)
    short_name = models.CharField(_("short name"), max_length=120, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind.choices)
    folded = models.CharField(max_length=400, editable=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind"], name="designation_kind")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit"], condition=Q(valid_to__isnull=True), name="one_open_designation"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="designation_span"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.folded = fold(f"{self.name} {self.short_name}")
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class Succession(models.Model):
    """What became of a unit: merged into, split into, continued as another, or dissolved (no successor).

    ``part`` of ``whole`` is the share of the unit's members that went to this successor; what the shares leave over stayed
    with the unit itself, which then still stands.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="predecessions")
    kind = models.CharField(max_length=12, choices=SuccessionKind.choices)
    effective_on = models.DateField()
    basis = models.CharField(_("deciding document"), max_length=200, blank=True)
    part = models.PositiveIntegerField(default=1)
    whole = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(part__lte=F("whole"), whole__gte=1), name="succession_share"),
            models.CheckConstraint(
                condition=Q(kind=SuccessionKind.DISSOLVED, successor__isnull=True)
                | (~Q(kind=SuccessionKind.DISSOLVED) & Q(successor__isnull=False)),
                name="succession_names_successor",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.kind} {self.successor_id or '-'}"


class MemberCount(models.Model):
    """How many members a unit itself counted on a day, and who says so. Two "current" figures differ by their date and source."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="member_counts")
    counted_on = models.DateField()
    members = models.PositiveIntegerField()
    workers = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "counted_on", "source"], name="one_count_per_day_and_source"),
        ]

    def __str__(self) -> str:
        return f"{self.members} ({self.counted_on})"
