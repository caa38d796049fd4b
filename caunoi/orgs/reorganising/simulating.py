"""Steps played through on the picture of the tree: what each changes, and every reason why it cannot."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from caunoi.orgs.enums import Operation
from caunoi.orgs.models import Unit
from caunoi.orgs.reorganising.ending import end_units, note_end
from caunoi.orgs.reorganising.shape import Node, load_shape
from caunoi.orgs.reorganising.simulation import Simulation
from caunoi.orgs.reorganising.steps import ENDING, NEEDED, Step
from caunoi.orgs.structure import CODE, SECTOR_PARENTS
from caunoi.orgs.unit_import.checking import chunks


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
    end_units(simulation)
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


_OPERATIONS: dict[str, Callable[[Simulation, Step, Node], None]] = {
    Operation.CREATE: _create,
    Operation.MERGE: note_end,
    Operation.SPLIT: note_end,
    Operation.ABOLISH: note_end,
    Operation.CONTINUE: note_end,
    Operation.RENAME: _rename,
    Operation.KIND: _kind,
    Operation.MOVE: _move,
    Operation.SECTOR: _sector,
    Operation.TO_SECTOR: _to_sector,
    Operation.TO_TERRITORY: _to_territory,
}
