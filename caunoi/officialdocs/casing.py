"""Names printed in capitals, written as in running text: "LIÊN ĐOÀN LAO ĐỘNG TỈNH LAI CHÂU"."""

import re
from collections import Counter
from functools import cache

from caunoi.officialdocs.spelling import fold, is_upper
from caunoi.officialdocs.vocabulary import words

_WORD = re.compile(r"\w+|\W+")


def written_out(name: str, text: str) -> str:
    """``name`` as ``text`` itself writes it, otherwise by the list of known bodies; unknown words are names of places."""
    found = Counter(text[match.start() : match.end()] for match in re.finditer(re.escape(fold(name)), fold(text)))
    usual = [(count, form) for form, count in found.items() if not is_upper(form) and form[:1].isupper()]
    return max(usual)[1] if usual else by_rule(name)


def by_rule(name: str) -> str:
    """Known bodies as the list writes them, common nouns small, every other word with a capital."""
    pieces, rest = [], " ".join(name.split())
    while rest:
        known = next((form for key, form in _known() if _starts(fold(rest, squeeze=False), key)), None)
        length = len(known) if known else len(_WORD.match(rest).group())  # type: ignore[union-attr]
        pieces.append(known or rest[:length].capitalize())
        rest = rest[length:]
    written = "".join(pieces)
    return written[:1].upper() + written[1:]


def _starts(folded: str, key: str) -> bool:
    return folded.startswith(key) and not folded[len(key) : len(key) + 1].isalnum()


@cache
def _known() -> list[tuple[str, str]]:
    forms = (*words("issuers", "bodies"), *words("issuers", "small"))
    return sorted(((fold(form), form) for form in forms), key=lambda pair: len(pair[0]), reverse=True)
