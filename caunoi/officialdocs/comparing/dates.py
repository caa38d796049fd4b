"""The line of place and date, read back."""

import datetime as dt
import re

_LINE = re.compile(
    r"(?P<place>.+?)\s*,?\s*ngày\s*(?P<day>\d{0,2})\s*tháng\s*(?P<month>\d{0,2})\s*năm\s*(?P<year>\d{0,4})\.?"
)


def read_dateline(text: str) -> tuple[str, dt.date | None] | None:
    """Place and day, ``None`` for a day still to be filled in; nothing where the line says neither."""
    match = _LINE.fullmatch(text)
    if match is None:
        return None
    numbers = match["year"], match["month"], match["day"]
    if not any(numbers):
        return match["place"], None
    try:
        return match["place"], dt.date(*map(int, numbers))
    except ValueError:
        return None
