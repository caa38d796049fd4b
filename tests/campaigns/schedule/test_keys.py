"""Rows asked for by many keys at once."""

from caunoi.campaigns.schedule.keys import Among
from caunoi.orgs.models import Unit
from tests.cast import Cast


def test_exactly_the_rows_with_these_keys_are_found(cast: Cast) -> None:
    wanted = {cast.units.G1.pk, cast.units.D.pk}
    assert set(Unit.objects.filter(Among("pk", [*wanted, 0])).values_list("pk", flat=True)) == wanted
    assert Unit.objects.filter(~Among("pk", wanted)).count() == Unit.objects.count() - 2
    assert not Unit.objects.filter(Among("pk", [])).exists()


def test_keys_are_one_parameter_however_many(cast: Cast) -> None:
    keys = range(cast.units.G1.pk, cast.units.G1.pk + 40_000)  # SQLite takes 32,766 parameters
    found = Unit.objects.filter(Among("pk", keys))
    assert len(found.query.sql_with_params()[1]) == 1
    assert cast.units.G1 in found
