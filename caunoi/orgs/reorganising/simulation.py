"""What is known while the steps are played through: the picture of the tree, what each step did to it, every problem."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from caunoi.orgs.models import Unit
from caunoi.orgs.reorganising.planning import Ended
from caunoi.orgs.reorganising.shape import Node, Shape
from caunoi.orgs.reorganising.steps import Step, StepProblem


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
