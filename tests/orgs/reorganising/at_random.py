"""Reorganisations made at random: as many of the steps as can be done together, through a sheet as they would come."""

from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from caunoi.orgs.actions.reorganisations import confirm_reorganisation, load_steps, start_reorganisation
from caunoi.orgs.actions.units import count_members
from caunoi.orgs.enums import Below, Operation, UnitKind
from caunoi.orgs.models import Reorganisation, Unit
from caunoi.orgs.reorganising.checking import check_steps
from caunoi.orgs.reorganising.sheet import operation_titles
from caunoi.orgs.reorganising.steps import Step
from tests.cast import SINCE, Cast, make_unit
from tests.conftest import NOW

TODAY = date(2026, 11, 23)
BEFORE = TODAY - timedelta(days=1)
UNITS = ["D", "D2", "GD", "G0", "G1", "G2", "G4", "G5"]
SETTINGS = settings(
    max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
unit = st.sampled_from(UNITS)
new_unit = st.sampled_from(["N1", "N2", "N3"])


def fresh(code: str, kind: str) -> dict[str, Any]:
    return {"successor": code, "name": f"Đơn vị {code}", "kind": kind, "parent": "P"}


@st.composite
def steps(draw: st.DrawFn) -> list[Step]:
    """One thing done to one unit; a split is two rows."""
    code, number = draw(unit), 0
    kind = UnitKind.COMMUNE if code.startswith("D") else UnitKind.GRASSROOTS
    match draw(st.sampled_from(["merge", "merge_new", "continue", "split", "spin_off", "abolish", "move", "other"])):
        case "merge":
            return [Step(number, Operation.MERGE, code, draw(unit))]
        case "merge_new":
            return [Step(number, Operation.MERGE, code, **fresh(draw(new_unit), kind))]
        case "continue":
            return [Step(number, Operation.CONTINUE, code, **fresh(draw(new_unit), kind))]
        case "split":
            share = draw(st.integers(1, 99))
            one, two = fresh("N1", kind), fresh("N2", kind)
            first = Step(number, Operation.SPLIT, code, share=f"{share}%", below=Below.FOLLOW, **one)
            return [first, Step(number, Operation.SPLIT, code, share=f"{100 - share}%", **two)]
        case "spin_off":
            share = draw(st.integers(1, 99))
            stays = Step(number, Operation.SPLIT, code, code, share=f"{share}%")
            return [stays, Step(number, Operation.SPLIT, code, share=f"{100 - share}%", **fresh("N3", kind))]
        case "abolish":
            return [Step(number, Operation.ABOLISH, code, parent=draw(st.sampled_from(["P", "D", "G0", ""])))]
        case "move":
            return [Step(number, Operation.MOVE, code, parent=draw(st.sampled_from(["P", "D", "D2", "G0"])))]
    return [
        draw(
            st.sampled_from(
                [
                    Step(number, Operation.RENAME, code, name="Tên mới"),
                    Step(number, Operation.SECTOR, code, parent="GD"),
                ]
            )
        )
    ]


PLANS = st.lists(steps(), min_size=1, max_size=6)


def prepare(cast: Cast) -> None:
    """Two districts, a sector union, grassroots unions with counts that do not divide well."""
    district = make_unit("D2", "Liên đoàn Lao động huyện Nậm Lay", UnitKind.DISTRICT, cast.units.P)
    make_unit("GD", "Công đoàn ngành Giáo dục", UnitKind.SECTOR, cast.units.P)
    for code in ("G4", "G5"):
        make_unit(code, f"Công đoàn cơ sở {code}", UnitKind.GRASSROOTS, district)
    for place, code in enumerate(["G0", "G1", "G2", "G4", "G5"]):
        standing = Unit.objects.get(code=code)
        count_members(standing, members=37 * place + 11, on=SINCE, source="Sổ", by=None, now=NOW)


def possible(plan: list[list[Step]]) -> list[Step]:
    """As many of the steps as can be done together."""
    under = Unit.objects.at(TODAY).get(code="P")
    kept: list[Step] = []
    for some in plan:
        if not check_steps([*kept, *some], on=TODAY, under=under)[1]:
            kept += some
    return kept


def load(cast: Cast, kept: list[Step]) -> Reorganisation:
    """Through a sheet, as it would come."""
    lines = ["Việc;Mã đơn vị;Mã đơn vị tiếp nhận;Tên mới;Loại;Mã cấp trên;Tỷ lệ;Đơn vị trực thuộc"]
    below = {Below.FOLLOW.value: "Theo", Below.CLOSE.value: "Giải thể cùng", "": ""}
    for step in kept:
        cells = (step.code, step.successor, step.name, step.kind, step.parent, step.share, below[str(step.below)])
        lines.append(";".join((operation_titles()[str(step.operation)], *map(str, cells))))
    reorganisation = start_reorganisation(
        cast.units.P, effective_on=TODAY, basis_number="Số 15/QĐ-LĐLĐ", by=cast.administrator, now=NOW
    )
    assert load_steps(reorganisation, data="\n".join(lines).encode(), by=None, now=NOW) == []
    assert (reorganisation.problems, reorganisation.refusal) == ([], "")
    return confirm_reorganisation(reorganisation, by=cast.administrator, now=NOW)
