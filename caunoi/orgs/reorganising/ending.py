"""Units that end: who succeeds each and with what share, where the units below it go, and every reason why it cannot."""

from fractions import Fraction

from django.utils.translation import gettext as _

from caunoi.orgs.enums import Below, Operation, SuccessionKind
from caunoi.orgs.reorganising.planning import Ended, Heir
from caunoi.orgs.reorganising.shape import Node
from caunoi.orgs.reorganising.simulation import Simulation
from caunoi.orgs.reorganising.steps import Step, share_of
from caunoi.orgs.structure import SECTOR_PARENTS

_SUCCESSIONS = {
    Operation.MERGE: SuccessionKind.MERGED,
    Operation.SPLIT: SuccessionKind.SPLIT,
    Operation.ABOLISH: SuccessionKind.DISSOLVED,
    Operation.CONTINUE: SuccessionKind.RENAMED,
}


def note_end(simulation: Simulation, step: Step, node: Node) -> None:
    """Note the step; what it does is settled when all are known (``end_units``)."""
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


def end_units(simulation: Simulation) -> None:
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
