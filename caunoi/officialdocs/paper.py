"""An official paper before it is laid out: what is said, by whom, to whom. How it looks is ``write_docx``'s business."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Block:
    """One paragraph of the body.

    ``level`` is the depth of the heading it stands at (0 = "I.", 1 = "1.", 2 = "1.1." …); ``label`` is the number or
    bullet as printed, empty for running text. ``bold`` marks a heading; a bold block of level 0 is set in capitals.
    """

    text: str
    label: str = ""
    level: int = 0
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Paper:
    """A paper in the layout of Decree 30/2020/NĐ-CP, annex I; ``party`` gives the Party's layout (Regulation 66-QĐ/TW).

    ``bases`` ("Căn cứ…", in italics) come before ``opening``, the upright sentence that ends "như sau:".
    ``number`` is the number with its symbol ("05/KH-LĐLĐ"); ``date`` is ``None`` while it is still to be filled in by hand.
    ``recipients`` are the lines of "Nơi nhận" without bullets and end marks; the last is the filing line ("Lưu: VT").
    ``authority`` and ``title`` hold the signature block's capital lines, top down. ``classification`` is printed in a
    box ("LƯU HÀNH NỘI BỘ"). The paper as a whole must be NFC.
    """

    issuer: str
    number: str
    place: str
    kind: str
    subject: str
    date: dt.date | None = None
    parent_body: str = ""
    bases: tuple[str, ...] = ()
    opening: str = ""
    body: tuple[Block, ...] = ()
    closing: str = ""
    recipients: tuple[str, ...] = ()
    authority: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    name: str = ""
    classification: str | None = None
    party: bool = False


def dateline(place: str, day: dt.date | None) -> str:
    """Place and date as the decree prints them: a leading zero for days below 10 and for January and February only."""
    if day is None:
        return f"{place}, ngày      tháng      năm       "
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{place}, ngày {day.day:02d} tháng {month} năm {day.year}"
