"""The house stands: the database migrates and the cast can be made."""

from caunoi.orgs.models import Unit
from tests.cast import Cast


def test_cast_has_its_units(cast: Cast) -> None:
    assert Unit.objects.count() == 9
