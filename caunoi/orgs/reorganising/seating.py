"""Which units get another place in the tree, and which."""

from caunoi.orgs.enums import Line
from caunoi.orgs.reorganising.shape import Node, Paths, Shape


def reseated(shape: Shape, line: str, ids: dict[int, int]) -> list[tuple[Node, str]]:
    """Units whose row on the line changes, with their new path ("" where the row only ends).

    ``ids`` gives the real keys of units set up. On the sector line a unit without anything above it has no row.
    """
    paths = Paths(shape, line, ids)
    changed = []
    for node in shape.nodes.values():
        seat = node.seat if line == Line.TERRITORY else node.sector_seat
        above = node.parent if line == Line.TERRITORY else node.sector
        seated = not node.ended and (line == Line.TERRITORY or above is not None)
        path = paths.of(node.key) if seated else ""
        if path != seat.path:
            changed.append((node, path))
    return changed
