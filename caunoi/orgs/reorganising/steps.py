"""The steps of a reorganisation as plain values, and which cells each operation needs."""

from dataclasses import dataclass
from fractions import Fraction

from caunoi.orgs.enums import Operation
from caunoi.orgs.models import Reorganisation

CELLS = ("operation", "code", "successor", "name", "short_name", "kind", "parent", "share", "below", "keeps_posts")
NEEDED: dict[str, tuple[str, ...]] = {
    Operation.CREATE: ("name", "kind"),
    Operation.MERGE: ("successor",),
    Operation.SPLIT: ("successor", "share"),
    Operation.CONTINUE: ("successor",),
    Operation.RENAME: ("name",),
    Operation.KIND: ("kind",),
    Operation.MOVE: ("parent",),
    Operation.TO_SECTOR: ("parent",),
    Operation.TO_TERRITORY: ("parent",),
}
ENDING = frozenset({Operation.MERGE, Operation.SPLIT, Operation.ABOLISH, Operation.CONTINUE})


@dataclass(frozen=True, slots=True)
class Step:
    """``number`` is what a problem names: the row of the sheet, else the position of the step. Units are named by code."""

    number: int
    operation: str
    code: str
    successor: str = ""
    name: str = ""
    short_name: str = ""
    kind: str = ""
    parent: str = ""
    share: str = ""
    below: str = ""
    keeps_posts: bool = False


@dataclass(frozen=True, slots=True)
class StepProblem:
    """``number`` as in ``Step``; ``column`` one of ``CELLS``; ``code`` is stable."""

    number: int
    column: str
    code: str
    message: str


def steps_of(reorganisation: Reorganisation) -> list[Step]:
    fields = ("row", "position", *CELLS)
    rows = reorganisation.steps.order_by("position").values_list(*fields)
    return [Step(row or position, *cells) for row, position, *cells in rows]


def share_of(text: str) -> tuple[Fraction, bool]:
    """``("40%")`` → 40 and True, ``("1.200")`` → 1200 and False. ValueError for anything else, zero and below included."""
    bare = text.replace(" ", "").replace("\u00a0", "")
    percent = bare.endswith("%")
    digits = bare.removesuffix("%")
    if percent:
        value = Fraction(digits.replace(",", "."))
    else:
        groups = digits.split(".")
        if len(groups) > 1 and any(len(group) != 3 for group in groups[1:]):
            raise ValueError(text)
        value = Fraction(int("".join(groups)))
    if value <= 0 or (percent and value > 100) or value > 99_999_999:
        raise ValueError(text)
    return value, percent
