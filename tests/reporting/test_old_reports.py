"""Whatever is reorganised after a form was closed: what was reported then keeps its figures and the tree of its time."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from caunoi.orgs.models import Unit
from caunoi.orgs.reorganising.steps import Step
from caunoi.reporting.actions.forms import close_form
from caunoi.reporting.queries.totals import branch_table, branch_table_at
from tests.campaigns.running import NOW, TODAY
from tests.orgs.reorganising.at_random import PLANS, SETTINGS, load, possible, prepare
from tests.reporting.filing import Filed, shaken
from tests.reporting.test_reorganising_reports import everything

THEN = TODAY - timedelta(days=1)


def shape(filed: Filed) -> list[Any]:
    """Every kept row, and the table of every unit as it stood then: counted anew, and as kept."""
    units = list(Unit.objects.at(THEN).order_by("code"))
    anew = [(unit.code, cell) for unit in units for cell in branch_table_at(filed.form, unit, THEN).cells]
    kept = [(unit.code, cell) for unit in units for cell in branch_table(filed.form, unit).cells]
    return [*everything(), anew, kept]


@SETTINGS
@given(plan=PLANS, seed=st.integers(0, 9))
def test_old_reports_keep_their_old_shape(filed: Filed, plan: list[list[Step]], seed: int) -> None:
    with transaction.atomic():
        filed.form.refresh_from_db()
        prepare(filed.cast)
        shaken(filed, seed)
        close_form(filed.form, by=filed.cast.superior, now=NOW - timedelta(days=1))
        old = shape(filed)
        kept = possible(plan)
        if kept:
            load(filed.cast, kept)
        assert shape(filed) == old
        transaction.set_rollback(True)
