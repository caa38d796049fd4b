"""A picture of the part of the tree that a reorganisation can touch, as it stands on the day before anything is written."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from caunoi.orgs.enums import Line
from caunoi.orgs.models import Placement, Unit
from caunoi.orgs.models.units import holds_at, path_end
from caunoi.orgs.unit_import.checking import chunks

WHOLE_TREE_FROM = 200  # branches: more of them are read faster as the whole tree


@dataclass(slots=True)
class Seat:
    """A placement as it stands: the key of its row (None: no row), the first day of the row, its path."""

    row: int | None = None
    since: date | None = None
    parent: int | None = None
    path: str = ""


@dataclass(slots=True)
class Node:
    """A unit: what it was (``was_…``, ``seat``) and what it becomes. ``key`` is below zero for a unit to be set up."""

    key: int
    code: str
    parent: int | None
    sector: int | None
    name: str
    short_name: str
    kind: str
    opened_on: date
    seat: Seat = field(default_factory=Seat)
    sector_seat: Seat = field(default_factory=Seat)
    was: tuple[str, str, str] = ("", "", "")
    named: int | None = None  # the row of its designation, and the first day of it
    named_since: date | None = None
    ended: bool = False

    @property
    def is_new(self) -> bool:
        return self.key < 0

    @property
    def is_renamed(self) -> bool:
        return not self.is_new and self.was != (self.name, self.short_name, self.kind)


@dataclass
class Shape:
    """``nodes`` by key; ``keys`` by code: both of the units that stand on the day and were named, or hang on those."""

    on: date
    nodes: dict[int, Node] = field(default_factory=dict)
    keys: dict[str, int] = field(default_factory=dict)

    def named(self, code: str) -> Node | None:
        return self.nodes.get(self.keys.get(code, 0))

    def add(self, node: Node) -> None:
        self.nodes[node.key] = node
        self.keys[node.code] = node.key

    def children(self, line: str = Line.TERRITORY) -> dict[int, list[Node]]:
        """Key → units directly below it that still stand."""
        below: dict[int, list[Node]] = defaultdict(list)
        for node in self.nodes.values():
            above = node.parent if line == Line.TERRITORY else node.sector
            if above is not None and not node.ended:
                below[above].append(node)
        return below


def load_shape(codes: Iterable[str], on: date) -> Shape:
    """The named units, all below them on both lines, and what stands directly above each."""
    shape = Shape(on)
    tops: dict[int, str] = {}
    above: set[int] = set()
    for some in chunks(sorted(set(codes)), 5000):
        for key, path, parent in Unit.objects.at(on).filter(code__in=some).values_list("pk", "path", "parent_id"):
            tops[key] = path
            above |= {parent} if parent else set()
    _load_branches(shape, tops)
    _load_keys(shape, above)
    _load_sectors(shape)
    return shape


def _load_branches(shape: Shape, tops: dict[int, str]) -> None:
    paths: list[str] = []
    for path in sorted(tops.values()):
        if not paths or not path.startswith(paths[-1]):
            paths.append(path)
    if len(paths) > WHOLE_TREE_FROM:
        _read(shape, Q())
        return
    for some in chunks(paths, 50):
        wanted = Q(pk__in=[])
        for path in some:
            wanted |= Q(place__path__gte=path, place__path__lt=path_end(path))
        _read(shape, wanted)


def _load_keys(shape: Shape, keys: set[int]) -> None:
    for some in chunks(sorted(keys - set(shape.nodes)), 5000):
        _read(shape, Q(pk__in=some))


def _read(shape: Shape, wanted: Q) -> None:
    units: Any = Unit.objects.at(shape.on).filter(wanted).order_by()
    fields = (
        *("pk", "code", "opened_on", "parent_id", "path", "place__id", "place__valid_from"),
        *("name", "short_name", "kind", "called__id", "called__valid_from"),
    )
    for row in units.values_list(*fields).iterator(chunk_size=5000):
        key, code, opened, parent, path, place, since, name, short, kind, called, called_since = row
        seat = Seat(place, since, parent, path)
        shape.add(
            Node(
                key,
                code,
                parent,
                None,
                name,
                short,
                kind,
                opened,
                seat,
                Seat(),
                (name, short, kind),
                called,
                called_since,
            )
        )


def _load_sectors(shape: Shape) -> None:
    """Every seat on the sector line that a unit of the picture holds or that hangs on one of them."""
    rows = Placement.objects.filter(holds_at(shape.on), line=Line.SECTOR)
    found = list(rows.values_list("unit", "pk", "valid_from", "parent", "path").iterator(chunk_size=5000))
    wanted = [row for row in found if any(int(part) in shape.nodes for part in row[4].split(".") if part)]
    _load_keys(shape, {row[0] for row in wanted})
    for unit, row, since, parent, path in wanted:
        node = shape.nodes.get(unit)
        if node is not None:
            node.sector, node.sector_seat = parent, Seat(row, since, parent, path)
    _load_keys(shape, {node.sector for node in shape.nodes.values() if node.sector})


class Paths:
    """Where each unit stands in the end, on one line: paths computed from the parents, each once."""

    def __init__(self, shape: Shape, line: str, ids: dict[int, int]) -> None:
        self.shape, self.line, self.ids = shape, line, ids
        self._known: dict[int, str] = {}

    def of(self, key: int) -> str:
        """``ids``: key below zero → the real one. A unit outside the picture's branches stands where it stood."""
        way: list[Node] = []
        path = ""
        above: int | None = key
        while above is not None and above not in self._known:
            node = self.shape.nodes[above]
            seat = node.seat if self.line == Line.TERRITORY else node.sector_seat
            parent = node.parent if self.line == Line.TERRITORY else node.sector
            if parent == seat.parent and parent is not None and parent not in self.shape.nodes:
                self._known[above] = seat.path
                break
            way.append(node)
            above = parent
        path = self._known.get(above, "") if above is not None else ""
        for node in reversed(way):
            path += f"{self.ids.get(node.key, node.key)}."
            self._known[node.key] = path
        return self._known[key]
