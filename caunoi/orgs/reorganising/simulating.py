"""Steps played through on the picture of the tree: what each changes, and every reason why it cannot."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from caunoi.orgs.enums import Below, Operation, SuccessionKind
from caunoi.orgs.models import Unit
from caunoi.orgs.reorganising.planning import Ended, Heir
from caunoi.orgs.reorganising.shape import Node, Shape, load_shape
from caunoi.orgs.reorganising.steps import ENDING, NEEDED, Step, StepProblem, share_of
from caunoi.orgs.structure import CODE, SECTOR_PARENTS
from caunoi.orgs.unit_import.checking import chunks

_SUCCESSIONS = {
    Operation.MERGE: SuccessionKind.MERGED,
    Operation.SPLIT: SuccessionKind.SPLIT,
    Operation.ABOLISH: SuccessionKind.DISSOLVED,
    Operation.CONTINUE: SuccessionKind.RENAMED,
}


@dataclass
class Simulation:
    """``ends``: key → the steps that end (or split) the unit. ``blame``: key → the step that last touched it."""

    on: date
    shape: Shape
    under: Unit | None
    problems: list[StepProblem] = field(default_factory=list)
    ends: dict[int, list[Step]] = field(default_factory=lambda: defaultdict(list))
    moved: dict[int, Step] = field(default_factory=dict)
    placed: dict[int, Step] = field(default_factory=dict)
    called: dict[tuple[int, str], Step] = field(default_factory=dict)
    blame: dict[int, Step] = field(default_factory=dict)
    makers: dict[int, Step] = field(default_factory=dict)
    gone: list[Ended] = field(default_factory=list)
    shrunk: list[Ended] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)

    def problem(self, step: Step, column: str, code: str, message: str) -> None:
        self.problems.append(StepProblem(step.number, column, code, message))

    def unit(self, step: Step, column: str, code: str) -> Node | None:
        """The unit of that code, standing or to be set up, inside the branch; else a problem of the step."""
        node = self.shape.named(code)
        if node is None:
            if code in self.taken:
                message = _("the unit with this code does not stand on %(day)s") % {"day": f"{self.on:%d/%m/%Y}"}
                self.problem(step, column, "not_standing", message)
            else:
                message = _("there is no unit with the code “%(code)s”") % {"code": code}
                self.problem(step, column, "unknown_unit", message)
            return None
        if self.under is not None and not node.is_new and not node.seat.path.startswith(self.under.path):
            self.problem(step, column, "other_branch", _("the unit with this code is not below yours"))
            return None
        return node


def simulate(steps: Sequence[Step], *, on: date, under: Unit | None) -> Simulation:
    """Play the steps through. ``under`` (as it stands on the day) is the branch in which everything must lie; None: anywhere."""
    codes = {code for step in steps for code in (step.code, step.successor, step.parent) if code}
    simulation = Simulation(on, load_shape(codes, on), under)
    for some in chunks(sorted(codes - set(simulation.shape.keys)), 5000):
        simulation.taken |= set(Unit.objects.filter(code__in=some).values_list("code", flat=True))
    whole = [step for step in steps if _is_whole(simulation, step)]
    _set_up(simulation, whole)
    for step in whole:
        node = simulation.unit(step, "code", step.code)
        if node is not None:
            _OPERATIONS[step.operation](simulation, step, node)
    _end_units(simulation)
    return simulation


def _is_whole(simulation: Simulation, step: Step) -> bool:
    """Whether every cell that the operation needs is there."""
    missing = [column for column in ("code", *NEEDED.get(step.operation, ())) if not getattr(step, column)]
    for column in missing:
        simulation.problem(step, column, "missing", _("is missing"))
    return not missing and step.operation in _OPERATIONS


def _set_up(simulation: Simulation, steps: Iterable[Step]) -> None:
    """Units that begin: those a step sets up, and successors with a code of their own that nobody has yet."""
    shape, parents = simulation.shape, []
    for step in steps:
        creates = step.operation == Operation.CREATE
        code = step.code if creates else step.successor
        if not code or (not creates and step.operation not in ENDING):
            continue
        known = shape.named(code)
        if (known is not None and not known.is_new) or code in simulation.taken:
            if creates:
                message = _("the code %(code)s already belongs to another unit") % {"code": code}
                simulation.problem(step, "code", "code_taken", message)
            continue
        if known is not None:
            _compare(simulation, step, known, creates)
            continue
        if not (step.name and step.kind):
            continue  # named later, or found missing when the step is played
        if not CODE.fullmatch(code):
            simulation.problem(
                step, "code" if creates else "successor", "bad_code", _("may hold letters, digits and . - _ only")
            )
            continue
        key = -1 - len(simulation.makers)
        shape.add(Node(key, code, None, None, step.name, step.short_name, step.kind, simulation.on))
        simulation.makers[key] = simulation.blame[key] = step
        parents.append((key, step))
    for key, step in parents:
        above = simulation.unit(step, "parent", step.parent) if step.parent else None
        if not step.parent and simulation.under is not None:
            simulation.problem(step, "parent", "missing", _("is missing"))
        shape.nodes[key].parent = above.key if above else None


def _compare(simulation: Simulation, step: Step, known: Node, creates: bool) -> None:
    """A unit set up by one step may be named again by others, not set up again or called otherwise."""
    first = simulation.makers[known.key]
    again = creates and first.operation == Operation.CREATE
    if again or (step.name and step.name != known.name) or (step.kind and step.kind != known.kind):
        message = _("“%(code)s” is already set up in row %(row)d") % {"code": known.code, "row": first.number}
        simulation.problem(step, "code" if creates else "successor", "set_up_twice", message)


def _once(simulation: Simulation, done: dict[int, Step], step: Step, node: Node) -> bool:
    """False, and a problem, where an earlier step has done the same to the unit."""
    first = done.setdefault(node.key, step)
    simulation.blame[node.key] = step
    if first is not step:
        message = _("row %(row)d already says this of the unit") % {"row": first.number}
        simulation.problem(step, "code", "twice", message)
    return first is step


def _create(simulation: Simulation, step: Step, node: Node) -> None:
    """Done by ``_set_up``."""


def _move(simulation: Simulation, step: Step, node: Node) -> None:
    above = simulation.unit(step, "parent", step.parent)
    if above is None or not _once(simulation, simulation.moved, step, node):
        return
    if node.parent == above.key:
        simulation.problem(step, "parent", "already_there", _("the unit already stands there on that day"))
    node.parent = above.key


def _sector(simulation: Simulation, step: Step, node: Node) -> None:
    above = simulation.unit(step, "parent", step.parent) if step.parent else None
    if (step.parent and above is None) or not _once(simulation, simulation.placed, step, node):
        return
    if node.sector == (above.key if above else None):
        simulation.problem(step, "parent", "already_there", _("the unit already stands there on that day"))
    node.sector = above.key if above else None


def _to_sector(simulation: Simulation, step: Step, node: Node) -> None:
    """From then on the sector union counts the unit: it stands below it in the tree and needs no seat on the sector line."""
    above = simulation.unit(step, "parent", step.parent)
    if above is not None and above.kind not in SECTOR_PARENTS:
        simulation.problem(step, "parent", "kind_under_parent", _("is not a sector union"))
        return
    _move(simulation, step, node)
    node.sector = None


def _to_territory(simulation: Simulation, step: Step, node: Node) -> None:
    """From then on a territorial union counts the unit; the sector union above it until then keeps it on the sector line."""
    former = simulation.shape.nodes.get(node.parent or 0)
    _move(simulation, step, node)
    if former is not None and former.kind in SECTOR_PARENTS:
        node.sector = former.key
        simulation.placed.setdefault(node.key, step)


def _call(simulation: Simulation, step: Step, node: Node, values: dict[str, str]) -> None:
    for name, value in values.items():
        first = simulation.called.setdefault((node.key, name), step)
        if first is not step:
            message = _("row %(row)d already says this of the unit") % {"row": first.number}
            simulation.problem(step, name, "twice", message)
        setattr(node, name, value)
    simulation.blame[node.key] = step


def _rename(simulation: Simulation, step: Step, node: Node) -> None:
    _call(simulation, step, node, {"name": step.name} | ({"short_name": step.short_name} if step.short_name else {}))


def _kind(simulation: Simulation, step: Step, node: Node) -> None:
    _call(simulation, step, node, {"kind": step.kind} | ({"name": step.name} if step.name else {}))


def _end(simulation: Simulation, step: Step, node: Node) -> None:
    """Note the step; what it does is settled when all are known (``_end_units``)."""
    if node.is_new:
        simulation.problem(step, "code", "new_ends", _("a unit that is set up here cannot end here"))
        return
    if simulation.under is not None and node.key == simulation.under.pk:
        simulation.problem(step, "code", "own_unit", _("your own unit can only be ended by the unit above it"))
        return
    former = simulation.ends[node.key]
    if former and not (step.operation == Operation.SPLIT == former[0].operation):
        message = _("the unit already ends in row %(row)d") % {"row": former[0].number}
        simulation.problem(step, "code", "ends_twice", message)
        return
    former.append(step)


def _end_units(simulation: Simulation) -> None:
    """Which units end, who succeeds them, and where the units below them go: whatever the order of the steps."""
    for key, steps in simulation.ends.items():
        _settle_end(simulation, simulation.shape.nodes[key], steps)
    for key, steps in simulation.ends.items():
        _check_end(simulation, simulation.shape.nodes[key], steps)
    _resettle_below(simulation)
    _leave_sectors(simulation)


def _settle_end(simulation: Simulation, node: Node, steps: list[Step]) -> None:
    heirs = _heirs(simulation, node, steps)
    own = [step for step in steps if step.successor == node.code]
    first = steps[0]
    node.ended = not own
    ended = Ended(
        node.key,
        node.was[2] or node.kind,
        _SUCCESSIONS[Operation(first.operation)],
        tuple(heirs),
        stays=bool(own),
        keeps_posts=any(step.keeps_posts for step in steps) or first.operation == Operation.CONTINUE,
        number=first.number,
    )
    (simulation.shrunk if own else simulation.gone).append(ended)
    simulation.blame.setdefault(node.key, first)


def _heirs(simulation: Simulation, node: Node, steps: list[Step]) -> list[Heir]:
    shares = _shares(simulation, steps) if steps[0].operation == Operation.SPLIT else [(1, 1)] * len(steps)
    heirs = []
    for step, (part, whole) in zip(steps, shares, strict=True):
        if not step.successor or step.successor == node.code:
            continue
        heir = simulation.unit(step, "successor", step.successor)
        if heir is not None:
            heirs.append(Heir(heir.key, heir.kind, part, whole))
    return heirs


def _shares(simulation: Simulation, steps: list[Step]) -> list[tuple[int, int]]:
    """Part and whole of each; a problem where percentages and numbers are mixed, or percentages do not come to 100."""
    values: list[Fraction] = []
    kinds: set[bool] = set()
    for step in steps:
        try:
            value, percent = share_of(step.share)
        except ValueError:
            message = _("“%(text)s” is no share: write 40%% or a number of members") % {"text": step.share}
            simulation.problem(step, "share", "bad_share", message)
            return [(1, len(steps))] * len(steps)
        values.append(value)
        kinds.add(percent)
    if len(kinds) > 1:
        simulation.problem(
            steps[-1], "share", "mixed_shares", _("write all shares of a unit as percentages or all as numbers")
        )
    elif kinds == {True} and sum(values) != 100:
        message = _("the shares of this unit come to %(sum)s%% instead of 100%%") % {"sum": f"{float(sum(values)):g}"}
        simulation.problem(steps[-1], "share", "sum_of_shares", message)
    if len({step.successor for step in steps}) < max(2, len(steps)):
        simulation.problem(
            steps[-1], "successor", "few_successors", _("a split needs two different successors or more")
        )
    scale = max(value.denominator for value in values)
    parts = [int(value * scale) for value in values]
    return [(part, sum(parts)) for part in parts]


def _check_end(simulation: Simulation, node: Node, steps: list[Step]) -> None:
    for step in steps:
        heir = simulation.shape.named(step.successor) if step.successor else None
        if heir is node and step.operation != Operation.SPLIT:
            simulation.problem(step, "successor", "own_successor", _("a unit cannot succeed itself"))
        elif heir is not None and heir is not node and heir.ended:
            simulation.problem(
                step, "successor", "heir_ends", _("this unit ends on the same day: name the one that stays")
            )
    if not node.ended:
        return
    if simulation.on <= node.opened_on:
        simulation.problem(steps[0], "code", "closes_before_opening", _("a unit closes after the day it opened"))
    if earlier := simulation.moved.get(node.key):
        simulation.problem(earlier, "code", "moves_and_ends", _("the unit ends on the same day: leave out this step"))


def _refuge(simulation: Simulation, steps: list[Step]) -> tuple[Node | None, Step]:
    """Where the units below go, by which step: to its successor, to the named unit; None: nowhere, they end or are a problem."""
    first = steps[0]
    if first.operation in (Operation.MERGE, Operation.CONTINUE):
        return simulation.shape.named(first.successor), first
    if first.operation == Operation.SPLIT:
        taking = next((step for step in steps if step.below == Below.FOLLOW), None)
        return (simulation.shape.named(taking.successor) if taking else None), taking or first
    return (simulation.unit(first, "parent", first.parent) if first.parent else None), first


def _resettle_below(simulation: Simulation) -> None:
    below = simulation.shape.children()
    waiting = [(key, steps) for key, steps in simulation.ends.items() if simulation.shape.nodes[key].ended]
    while waiting:
        key, steps = waiting.pop()
        children = [child for child in below.get(key, ()) if not child.ended and child.parent == key]
        refuge, step = _refuge(simulation, steps)
        if not children:
            continue
        if refuge is not None and not refuge.ended:
            for child in children:
                child.parent = refuge.key
                simulation.blame.setdefault(child.key, step)
        elif refuge is None and step.below == Below.CLOSE:
            waiting += [(child.key, [_close_too(simulation, child, step)]) for child in children]
        else:
            message = _("units still stand below it (%(codes)s): say where they go") % {
                "codes": ", ".join(sorted(child.code for child in children)[:5])
            }
            simulation.problem(step, "below", "has_children", message)


def _close_too(simulation: Simulation, child: Node, step: Step) -> Step:
    child.ended = True
    simulation.gone.append(Ended(child.key, child.kind, SuccessionKind.DISSOLVED, number=step.number))
    simulation.blame[child.key] = step
    if child.is_new:
        simulation.problem(step, "below", "new_ends", _("a unit that is set up here cannot end here"))
    return Step(step.number, Operation.ABOLISH, child.code, below=Below.CLOSE)


def _leave_sectors(simulation: Simulation) -> None:
    """Who hung on a unit that ends hangs on its successor where that is a sector union, else stands alone on that line."""
    heirs = {item.unit_id: item.main_heir for item in simulation.gone}
    for node in simulation.shape.nodes.values():
        if node.ended:
            node.sector = None
        elif node.sector in heirs:
            heir = simulation.shape.nodes.get(heirs[node.sector] or 0)
            node.sector = heir.key if heir is not None and heir.kind in SECTOR_PARENTS and heir is not node else None


_OPERATIONS: dict[str, Callable[[Simulation, Step, Node], None]] = {
    Operation.CREATE: _create,
    Operation.MERGE: _end,
    Operation.SPLIT: _end,
    Operation.ABOLISH: _end,
    Operation.CONTINUE: _end,
    Operation.RENAME: _rename,
    Operation.KIND: _kind,
    Operation.MOVE: _move,
    Operation.SECTOR: _sector,
    Operation.TO_SECTOR: _to_sector,
    Operation.TO_TERRITORY: _to_territory,
}
