"""Rules on the order of the parts: the letterhead from the top down, nothing but an appendix after the signature."""

from collections.abc import Iterator

from caunoi.officialdocs.checking.model import Departure, Line, Place, Rules, Sheet
from caunoi.officialdocs.checking.words import place_of
from caunoi.officialdocs.readers.cleaning import fold

_STATE = ("cong hoa", "doc lap")
_FOOT = (Place.FOOT_LEFT, Place.FOOT_RIGHT)


def order_departures(sheet: Sheet, rules: Rules) -> Iterator[Departure]:
    yield from _state(list(sheet.at(Place.HEAD_RIGHT)), rules)
    yield from _bodies(list(sheet.at(Place.HEAD_LEFT)), rules)
    yield from _end(sheet, rules)


def _state(right: list[Line], rules: Rules) -> Iterator[Departure]:
    """Quốc hiệu, Tiêu ngữ, then place and date."""
    ranks = [_rank(line) for line in right]
    if ranks != sorted(ranks):
        found = " – ".join(f"“{line.shown}”" for line in right)
        yield rules.departure(
            "order_state", "Phần đầu văn bản, bên phải", found, "Quốc hiệu, Tiêu ngữ, địa danh và ngày"
        )


def _rank(line: Line) -> int:
    folded = fold(line.text)
    return next((rank for rank, start in enumerate(_STATE) if folded.startswith(start)), len(_STATE))


def _bodies(left: list[Line], rules: Rules) -> Iterator[Departure]:
    """The parent body (plain), the issuing body (bold), then the number; a box ("LƯU HÀNH NỘI BỘ") may follow."""
    number = next((index for index, line in enumerate(left) if fold(line.text).startswith("so")), len(left))
    above = [line.bold for line in left[:number]]
    wanted = "tên cơ quan chủ quản, tên cơ quan ban hành, số và ký hiệu"
    place = "Phần đầu văn bản, bên trái"
    if not above and len(left) > 1:
        yield rules.departure("order_bodies", place, "số, ký hiệu đứng trên tên cơ quan", wanted)
    elif above != sorted(above):
        found = "tên cơ quan chủ quản đứng dưới tên cơ quan ban hành"
        yield rules.departure("order_bodies", place, found, wanted)


def _end(sheet: Sheet, rules: Rules) -> Iterator[Departure]:
    last = max((index for index, line in enumerate(sheet.lines) if line.place in _FOOT), default=len(sheet.lines))
    after = next((line for line in sheet.lines[last + 1 :] if line.place is Place.BODY), None)
    if after and not fold(after.text).startswith("phu luc"):
        wanted = "chữ ký và Nơi nhận ở cuối văn bản, sau đó chỉ có phụ lục"
        yield rules.departure("order_end", place_of(after), "đứng sau chữ ký và Nơi nhận", wanted)
