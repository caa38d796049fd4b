"""Fields of requests: stricter than pydantic is by itself, so that what is no day or no number is never taken for one."""

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from caunoi.campaigns.enums import ChannelKind, DisplayKind
from caunoi.campaigns.forms.numbers import LIMIT
from caunoi.reporting.actions.comments import LONGEST

if TYPE_CHECKING:
    Kind = str
    DisplayOf = str
else:
    Kind = Literal[tuple(ChannelKind.values)]
    DisplayOf = Literal[tuple(DisplayKind.values)]

MAX_ID = 9_007_199_254_740_991  # what every JSON reader holds exactly
PLAIN = r"^[^\x00]*$"
# No control sign and no kind of space, written out: regular expressions of other languages mean other signs by \s.
UNBROKEN = r"^[^\x00-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+$"
# Of a dict whose keys have a pattern: without this a key that breaks the pattern may hold anything, by JSON Schema.
CLOSED: dict[str, Any] = {"additionalProperties": False}


def _whole(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,20}", value):
        raise PydanticCustomError("whole_number", "whole number")
    return value


def _integer(value: Any) -> Any:
    """JSON knows one kind of number: 12.0 is the integer 12, and some writers send it so."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _day(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise PydanticCustomError("day", "day")
    return value


Id = Annotated[int, Field(ge=1, le=MAX_ID), BeforeValidator(_whole)]
Day = Annotated[date, BeforeValidator(_day)]
Limit = Annotated[int, Field(ge=1, le=200), BeforeValidator(_whole)]
Cursor = Annotated[str, StringConstraints(pattern=r"^[0-9]{0,15}$")]
Code = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=PLAIN)]
Words = Annotated[str, StringConstraints(max_length=100, pattern=PLAIN)]
Count = Annotated[int, Field(strict=True, ge=0, le=MAX_ID), BeforeValidator(_integer)]
Amount = Annotated[int, Field(strict=True, ge=0, lt=LIMIT), BeforeValidator(_integer)]
Length = Annotated[float, Field(strict=True, gt=0, lt=10_000)]
Title = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=300, pattern=PLAIN)]
Place = Annotated[str, StringConstraints(strict=True, max_length=200, pattern=PLAIN)]
Language = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=60, pattern=PLAIN)]
Link = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=500, pattern=UNBROKEN)]
Told = Annotated[str, StringConstraints(strict=True, max_length=20_000, pattern=PLAIN)]
Reason = Annotated[str, StringConstraints(strict=True, max_length=500, pattern=PLAIN)]
Explanation = Annotated[str, StringConstraints(strict=True, max_length=LONGEST, pattern=PLAIN)]
Key = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[\x21-\x7e]+$")]
Tag = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[\x20-\x7e]+$")]
