"""Units on the sector line."""

from caunoi.orgs.enums import Line
from caunoi.orgs.models import Placement, Unit
from tests.cast import SINCE


def put_in_sector(unit: Unit, parent: Unit) -> None:
    """Below ``parent``, which stands where it stands on the sector line, else at the top of one."""
    placed = Placement.objects.filter(unit=parent, line=Line.SECTOR).first()
    path, depth = (placed.path, placed.depth) if placed else (f"{parent.pk}.", 1)
    Placement.objects.create(
        unit=unit, line=Line.SECTOR, parent=parent, path=f"{path}{unit.pk}.", depth=depth + 1, valid_from=SINCE
    )
