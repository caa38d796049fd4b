"""Names of those who are charged: telling them from other titles, and taking a list of them apart."""

import re
from functools import cache

from caunoi.officialdocs.spelling import fold
from caunoi.officialdocs.vocabulary import patterns, words

_LONGEST_NAME = 200


@cache
def _lead() -> re.Pattern[str]:
    leads = "|".join(sorted((re.escape(fold(lead)) for lead in words("units", "leads")), key=len, reverse=True))
    return re.compile(rf"^(?:(?:{leads})\s+)*")


@cache
def _head() -> re.Pattern[str]:
    heads = sorted((re.escape(fold(head)) for head in words("units", "heads")), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(heads)})(?!\w)")


@cache
def _strip() -> re.Pattern[str]:
    leads = "|".join(re.escape(fold(lead)) for lead in words("units", "strip"))
    return re.compile(rf"^(?:(?:{leads})\s+)+")


@cache
def _verb() -> re.Pattern[str]:
    verbs = sorted((re.escape(fold(verb)) for verb in words("units", "verbs")), key=len, reverse=True)
    nouns = "".join(
        rf"(?<!{word}\s)" for word in ("các", "những", "của", "công tác", "việc", "cơ quan", "đơn vị", "và")
    )
    return re.compile(rf"(?<=\s){nouns}(?:{'|'.join(verbs)})(?!\w)")


def names_unit(text: str) -> bool:
    """Whether a text begins with the name of a unit, an office or a group of them."""
    folded = fold(text)
    lead = _lead().match(folded)
    start = lead.end() if lead else 0
    return _head().match(folded, start) is not None and not patterns("units", "not_heads").match(folded, start)


def split_units(text: str) -> tuple[str, ...]:
    """The units of a printed list; a comma parts them only where the name of another unit begins after it.

    "LĐLĐ các huyện, thành phố; Công đoàn ngành" are two: "thành phố" is a level, not a unit.
    """
    text = text.strip().rstrip(":.; ")
    lead = _strip().match(fold(text, squeeze=False))
    text = text[lead.end() :] if lead else text
    units: list[str] = []
    for chunk in re.split(r"\s*;\s*(?:và\s+)?", text):
        units += _split_commas(chunk)
    return tuple(unit.strip(" .:") for unit in units if unit.strip(" .:"))


def split_bearer(text: str) -> tuple[str, str]:
    """The bearer and the duty of a sentence that holds both ("Ban Tuyên giáo chủ trì …"); the bearer may be "".

    "Ban Tuyên giáo: Chủ trì …" is parted at the colon, otherwise at the first verb of duty.
    """
    if not names_unit(text):
        return "", text
    colon = text.find(":")
    folded = fold(text, squeeze=False)
    lead = _lead().match(folded)
    head = _head().match(folded, lead.end() if lead else 0)
    verb = _verb().search(folded, head.end() if head else 0)
    if 0 < colon < _LONGEST_NAME and (verb is None or colon < verb.start() or colon < 60):
        return text[:colon].strip(), text[colon + 1 :].strip()
    if verb and verb.start() < _LONGEST_NAME:
        return text[: verb.start()].strip(" ,"), text[verb.start() :].strip()
    return "", text


def _split_commas(chunk: str) -> list[str]:
    pieces = re.split(r"(\s*,\s*(?:và\s+)?|\s+và\s+)", chunk)
    units = [pieces[0]]
    for separator, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        if _begins_unit(piece):
            units.append(piece)
        else:
            units[-1] += separator + piece
    return units


def _begins_unit(piece: str) -> bool:
    """Another unit begins with a capital, or with "các" and a unit's first word."""
    capital = piece[:1].isupper() or fold(piece).startswith("các ")
    return capital and names_unit(piece)
