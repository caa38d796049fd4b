"""The dry run of a reorganisation: everything that speaks against it, and the plan when nothing does."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from caunoi.orgs.enums import Line
from caunoi.orgs.models import Designation, Placement, Post, Unit
from caunoi.orgs.models.units import holds_at
from caunoi.orgs.reorganising.counts import latest_counts
from caunoi.orgs.reorganising.planning import Plan
from caunoi.orgs.reorganising.seating import reseated
from caunoi.orgs.reorganising.shape import Node
from caunoi.orgs.reorganising.simulating import simulate
from caunoi.orgs.reorganising.simulation import Simulation
from caunoi.orgs.reorganising.steps import CELLS, Step, StepProblem, share_of
from caunoi.orgs.structure import fits
from caunoi.orgs.unit_import.checking import chunks


def check_steps(
    steps: Sequence[Step], *, on: date, under: Unit | None, basis: str = ""
) -> tuple[Plan, list[StepProblem]]:
    """The plan, and the problems in order of row. A plan with problems is for showing only."""
    simulation = simulate(steps, on=on, under=under)
    if not steps:
        simulation.problems.append(StepProblem(0, "operation", "no_steps", _("There is no step yet.")))
    _check_heirs(simulation)
    if not _check_circles(simulation):
        for node in simulation.shape.nodes.values():
            if not node.ended:
                _check_place(simulation, node)
        _check_later_changes(simulation)
    _check_posts(simulation)
    _check_numbers(simulation)
    problems = sorted(simulation.problems, key=lambda item: (item.number, CELLS.index(item.column)))
    ended = tuple(sorted(simulation.gone, key=lambda item: (item.number, item.unit_id)))
    return Plan(on, basis, simulation.shape, ended, tuple(simulation.shrunk)), problems


def _blame(simulation: Simulation, node: Node) -> Step | None:
    """The step that touched the unit, or one above it: a branch moves because its top does."""
    seen: Node | None = node
    while seen is not None:
        if seen.key in simulation.blame:
            return simulation.blame[seen.key]
        seen = simulation.shape.nodes.get(seen.parent or 0)
    return next(iter(simulation.blame.values()), None)


def _problem(simulation: Simulation, node: Node, column: str, code: str, message: str) -> None:
    step = _blame(simulation, node)
    if step is not None:
        simulation.problem(step, column, code, message)


def _check_heirs(simulation: Simulation) -> None:
    """A successor that ends because what stands above it does is no successor."""
    told = {(item.number, item.code) for item in simulation.problems}
    for item in [*simulation.gone, *simulation.shrunk]:
        for heir in item.heirs:
            if simulation.shape.nodes[heir.unit_id].ended and (item.number, "heir_ends") not in told:
                message = _("this unit ends on the same day: name the one that stays")
                simulation.problems.append(StepProblem(item.number, "successor", "heir_ends", message))


def _check_circles(simulation: Simulation) -> bool:
    """Whether a unit would stand below itself on either line; each circle is one problem."""
    found = False
    for line in Line:
        safe: set[int] = set()
        for node in simulation.shape.nodes.values():
            way: set[int] = set()
            above: int | None = node.key
            while above is not None and above in simulation.shape.nodes and above not in safe and above not in way:
                way.add(above)
                passed = simulation.shape.nodes[above]
                above = passed.parent if line == Line.TERRITORY else passed.sector
            if above in way:
                _problem(
                    simulation, simulation.shape.nodes[above], "parent", "cycle", _("the unit would stand below itself")
                )
                found = True
            safe |= way
    return found


def _check_place(simulation: Simulation, node: Node) -> None:
    nodes = simulation.shape.nodes
    above = nodes.get(node.parent or 0)
    changed = node.is_new or node.parent != node.seat.parent or node.kind != node.was[2]
    rootless = node.is_new and node.parent is None and simulation.under is not None  # already told
    if not rootless and (above is None or not above.ended):
        new_above = above is not None and not above.is_new and above.kind != above.was[2]
        known = above is not None or node.parent is None
        if known and (changed or new_above) and not fits(node.kind, above.kind if above else None):
            message = _("%(unit)s cannot stand there: a unit of this kind does not stand below one of that kind")
            _problem(simulation, node, "parent", "kind_under_parent", message % {"unit": node.code})
    guide = nodes.get(node.sector or 0)
    moved = guide is not None and node.sector != node.sector_seat.parent
    if guide is not None and moved and not fits(node.kind, guide.kind, Line.SECTOR):
        _problem(simulation, node, "parent", "kind_under_parent", _("is not a sector union"))


def _check_later_changes(simulation: Simulation) -> None:
    """Changes are recorded in order of date: a later one on record stops every step that touches the same unit."""
    nodes = simulation.shape.nodes
    for line in Line:
        moved = [node for node, _path in reseated(simulation.shape, line, {}) if not node.is_new]
        above = {
            (node.parent if line == Line.TERRITORY else node.sector)
            for node, path in reseated(simulation.shape, line, {})
        }
        keys = {node.key for node in moved} | {key for key in above if key is not None and key > 0}
        rows = Placement.objects.filter(line=line)
        later = set(_changing_later(rows, "unit", keys, simulation.on))
        for some in chunks(sorted(node.key for node in moved), 5000):
            later |= set(rows.filter(parent__in=some, valid_from__gt=simulation.on).values_list("parent", flat=True))
        _report_later(simulation, later & set(nodes))
    called = {node.key for node in nodes.values() if node.is_renamed or (node.ended and not node.is_new)}
    _report_later(simulation, set(_changing_later(Designation.objects.all(), "unit", called, simulation.on)))


def _changing_later(rows: object, field: str, keys: Iterable[int], on: date) -> Iterator[int]:
    ends = Q(valid_to__isnull=False) & holds_at(on) | Q(valid_from__gt=on)
    for some in chunks(sorted(keys), 5000):
        yield from rows.filter(ends, **{f"{field}__in": some}).values_list(field, flat=True)  # type: ignore[attr-defined]


def _report_later(simulation: Simulation, keys: set[int]) -> None:
    for key in sorted(keys):
        node = simulation.shape.nodes[key]
        message = _("“%(code)s” has a later change on record; record changes in order of date") % {"code": node.code}
        _problem(simulation, node, "code", "later_change", message)


def _check_posts(simulation: Simulation) -> None:
    ended = {item.unit_id: item for item in simulation.gone}
    for some in chunks(sorted(ended), 5000):
        begun = Post.objects.filter(unit__in=some, starts_on__gte=simulation.on)
        for key in sorted(set(begun.values_list("unit", flat=True))):
            node = simulation.shape.nodes[key]
            message = _("somebody takes up a post at %(unit)s on or after that day: end it first") % {"unit": node.code}
            simulation.problems.append(StepProblem(ended[key].number, "code", "later_post", message))


def _check_numbers(simulation: Simulation) -> None:
    """Numbers of members shared out must come to what the unit counted last, where it has counted."""
    splits = {key: steps for key, steps in simulation.ends.items() if len(steps) > 1}
    counts = latest_counts(splits, simulation.on)
    for key, steps in splits.items():
        try:
            shares = [share_of(step.share) for step in steps]
        except ValueError:
            continue
        given = int(sum(value for value, _percent in shares))
        if not any(percent for _value, percent in shares) and key in counts and given != counts[key]:
            message = _("the shares come to %(sum)d members, the unit counted %(count)d") % {
                "sum": given,
                "count": counts[key],
            }
            simulation.problem(steps[-1], "share", "sum_of_shares", message)
