"""At which article of the draft each opinion stands, and so which group it is of.

What is said at two places is two opinions only where the words lean on their place ("nội dung này", "nhất trí") or name it in the
text; otherwise everybody who says the same is counted together, at the article that most of them name.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from caunoi.synthesis.citations import PAGE, SHIFTS, joined_places, narrower
from caunoi.synthesis.compiled import compiled
from caunoi.synthesis.draft import Draft
from caunoi.synthesis.grouping import coded
from caunoi.synthesis.one_letter import by_pieces, is_one_mistyped
from caunoi.synthesis.syllables import plain
from caunoi.synthesis.words import INVALID, Lexicon, spell, vocabulary

Ints = npt.NDArray[np.int64]
WHOLE: Final = -2  # the draft as a whole
UNKNOWN: Final = -1
_MOST_PLACES = 6  # named in one article box
_PLACES: Final = 3  # sections at which is said what may be said anywhere
_SLIP: Final = 0.04  # of those who say the same: as many may have written a wrong place into the box
_SHORTEST: Final = 3  # letters of a function word that may be mistyped
_FUNCTIONS: Final = by_pieces(
    said
    for word in dict.fromkeys("".join(vocabulary("functions")).split())
    for said in (spell(word), plain(spell(word)))
    if len(word) >= _SHORTEST
)
_LISTED = re.compile(r"[;\n+&]|\bvà\b")
_WHOLE_DRAFT = re.compile(r"\b(?:toan van|toan bo|ca du thao|du thao|chung|toan dien|tong the|van kien)\b")


class Claims(NamedTuple):
    """One row for each part of each distinct pair of text and article box; all arrays go by claim."""

    content: Ints  # the leader of the wording
    place: Ints  # cited in the text, packed; 0: none
    quoted: Ints  # section quoted, or -1
    boxed: Ints  # section of the article box, WHOLE or UNKNOWN
    only: Ints  # of a text with several parts: the one section that its article box names, else UNKNOWN
    weight: Ints  # submissions


def boxed_sections(refs: Sequence[str], draft: Draft) -> npt.NDArray[np.int64]:
    """The sections that each distinct article box names, in its order: (refs × places), UNKNOWN where there are no more."""
    found = np.full((len(refs), _MOST_PLACES), UNKNOWN, np.int64)
    for number, ref in enumerate(refs):
        pieces = [piece for piece in _LISTED.split(ref.lower()) if piece.strip()]
        sections = [section_of(draft.place_in(piece), draft) for piece in pieces] or [UNKNOWN]
        if sections == [UNKNOWN] and speaks_of_all(ref):
            sections = [WHOLE]
        if UNKNOWN in sections:
            whole = section_of(draft.place_in(ref), draft)
            sections = sections if whole == UNKNOWN else [whole]  # "và" inside the name of one place
        found[number, : min(len(sections), _MOST_PLACES)] = sections[:_MOST_PLACES]
    return found


def speaks_of_all(ref: str) -> bool:
    return _WHOLE_DRAFT.search(" ".join(plain(word) for word in ref.lower().split())) is not None


def section_of(place: int, draft: Draft) -> int:
    """The one section that a place names; UNKNOWN where it names none or several."""
    sections = draft.compatible(place)
    return sections[0] if len(sections) == 1 else UNKNOWN


def silent(words: npt.NDArray[np.int32], bounds: Ints, lexicon: Lexicon) -> npt.NDArray[np.bool_]:
    """Which wordings are of function words only, one of three or more mistyped at most ("nhất trí vớo dự thảo"); half of a pair
    says something by itself: "ủng hộ", but "hộ lý"; so does a word said twice: "nói chung", but "nói chung chung"."""
    firsts, seconds = np.zeros(len(lexicon), np.int64), np.zeros(len(lexicon), np.int64)
    for bit, pair in enumerate(vocabulary("halves")):
        for word, table in zip(pair.split(), (firsts, seconds), strict=True):
            numbers = [lexicon.number(spelled) for spelled in (spell(word), plain(word))]
            table[[number for number in numbers if number >= 0]] |= 1 << bit
    doubled = lexicon.number("".join(vocabulary("doubled")))
    mistyped = np.array(
        [
            bool(flags & INVALID) and _is_function_mistyped(word)
            for word, flags in zip(lexicon.words, lexicon.flags.tolist(), strict=True)
        ],
        np.bool_,
    )
    return np.asarray(_silent(words, bounds, lexicon.flags, firsts, seconds, mistyped, doubled))


@lru_cache(maxsize=1 << 16)
def _is_function_mistyped(word: str) -> bool:
    """Whether a word is one letter, not the first, from a function word of three letters or more."""
    return len(word) >= _SHORTEST and is_one_mistyped(word, _FUNCTIONS)


@compiled
def _silent(words: Any, bounds: Any, flags: Any, firsts: Any, seconds: Any, mistyped: Any, doubled: int) -> Any:
    found = np.ones(len(bounds), np.bool_)
    for form in range(len(bounds)):
        begin, end = bounds[form, 0], bounds[form, 1]
        slips = 0 if end - begin >= 3 else 1
        for at in range(begin, end):
            word = words[at]
            whole = firsts[word] | seconds[word] == 0
            whole = whole or (at + 1 < end and firsts[word] & seconds[words[at + 1]] != 0)
            whole = whole or (at > begin and seconds[word] & firsts[words[at - 1]] != 0)
            whole = whole and not (at > begin and word == doubled == words[at - 1])
            if mistyped[word] and not slips:
                slips = 1
            elif not flags[word] & 32 or not whole:
                found[form] = False
                break
    return found


def lean(words: npt.NDArray[np.int32], bounds: Ints, lexicon: Lexicon) -> npt.NDArray[np.bool_]:
    """Which wordings mean nothing without the place at which they are said: "nội dung này", "ở đây", "nhất trí thôi mà"."""
    pointing, nouns = _marked(lexicon, "pointing"), _marked(lexicon, "pointed_at")
    agreed = [run.split() for run in vocabulary("consents")]
    firsts, seconds = (_any(lexicon, [run[place] for run in agreed]) for place in (0, 1))
    return np.asarray(_lean(words, bounds, nouns, pointing, firsts, seconds, lexicon.flags))


@compiled
def _lean(words: Any, bounds: Any, nouns: Any, pointing: Any, firsts: Any, seconds: Any, flags: Any) -> Any:
    found = np.zeros(len(bounds), np.bool_)
    for form in range(len(bounds)):
        agrees, matter = False, 0  # whether it says yes or no; words that may be of the matter
        for at in range(bounds[form, 0], bounds[form, 1]):
            matter += 0 if flags[words[at]] & 32 else 1
            if at > bounds[form, 0]:
                agrees = agrees or (firsts[words[at - 1]] and seconds[words[at]])
                if nouns[words[at - 1]] and pointing[words[at]]:
                    found[form] = True
                    break
        if agrees and matter <= 1:
            found[form] = True
    return found


def _marked(lexicon: Lexicon, name: str) -> npt.NDArray[np.bool_]:
    """Which words are of a list of the vocabulary, as it spells them or without marks."""
    return _any(lexicon, vocabulary(name))


def _any(lexicon: Lexicon, listed: Sequence[str]) -> npt.NDArray[np.bool_]:
    found = np.zeros(len(lexicon), np.bool_)
    numbers = [lexicon.number(spelled) for word in listed for spelled in (word, plain(word))]
    found[[number for number in numbers if number >= 0]] = True
    return found


def whole_places(claims: Claims, draft: Draft) -> Ints:
    """The places cited in the texts, those that name no section with what their article box names: "điểm b" in "Điều 5"."""
    asks = np.flatnonzero((claims.place != 0) & (claims.boxed >= 0))
    cited, numbers = coded(claims.place[asks])
    pairs, where = coded(numbers * (len(draft) + 1) + claims.boxed[asks])
    number, boxes = np.divmod(pairs, len(draft) + 1)
    together = [joined(*pair, draft) for pair in zip(cited[number].tolist(), boxes.tolist(), strict=True)]
    places = claims.place.copy()
    places[asks] = np.array(together, np.int64)[where]
    return places


def joined(place: int, box: int, draft: Draft) -> int:
    """A place cited in a text, with what the section of its article box tells where it names no section by itself."""
    if not place or box < 0 or place >> SHIFTS[PAGE] or section_of(place, draft) >= 0:
        return place
    return joined_places(place, draft.sections[box].place)


def named_sections(places: Ints, draft: Draft) -> tuple[Ints, Ints]:
    """The section that each place names, UNKNOWN for none or several; and what of the place is narrower than that section."""
    sections = np.array([section_of(int(place), draft) for place in places], np.int64)
    details = [
        narrower(int(place), draft.sections[section].place if section >= 0 else 0)
        for place, section in zip(places.tolist(), sections.tolist(), strict=True)
    ]
    return sections, np.array(details, np.int64)


class Votes(NamedTuple):
    """Sections by content, UNKNOWN where nobody tells: ``given`` by article boxes and quotations of those who name no place in
    the text; ``named`` by those who do. ``open``: some name none, so they need not mean the place that others name."""

    given: Ints
    named: Ints
    open: npt.NDArray[np.bool_]


def vote(claims: Claims, named: Ints, contents: int, sections: int) -> Votes:
    """What those who say the same tell of its article; ``named``: the section of each claim's own citation.

    Who names another place in the text may mean another opinion, so these are counted apart; where fewer name one than do not,
    they speak for themselves only. A quotation counts twice, an article box three times; a draw goes to the earlier section.
    """
    silent = claims.place == 0
    boxed = silent & (claims.boxed >= 0)
    quoted = claims.quoted >= 0
    given = _most(
        np.concatenate([claims.content[boxed], claims.content[quoted]]),
        np.concatenate([claims.boxed[boxed], claims.quoted[quoted]]),
        np.concatenate([claims.weight[boxed] * 3, claims.weight[quoted] * 2]),
        contents,
        sections,
    )
    cites = named >= 0
    by_name = _most(claims.content[cites], named[cites], claims.weight[cites], contents, sections)
    said, unsaid = (np.bincount(claims.content[one], claims.weight[one], contents) for one in (cites, ~cites))
    return Votes(given, np.where(said < unsaid, UNKNOWN, by_name), unsaid > 0)


def rewords(words: npt.NDArray[np.int32], bounds: Ints, lexicon: Lexicon) -> npt.NDArray[np.bool_]:
    """Which wordings are about words of the draft, which may stand at many of its places: "thay cụm từ “được”". O(words)."""
    first, second = (_any(lexicon, [word]) for word in ("cụm", "từ"))
    none = np.zeros(len(lexicon), np.bool_)
    return np.asarray(_lean(words, bounds, first, second, none, none, lexicon.flags))


def spread(
    claims: Claims, contents: int, sections: int, rewording: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Which contents may be said at any place, as their article boxes tell: at several, and by most people at none of these.

    And which claims may stand in a box of their own: more of those who say the same name other places than would by a slip, or
    they are ``rewording`` the draft.
    """
    boxed = np.flatnonzero((claims.place == 0) & (claims.boxed >= 0))
    found, where = coded(claims.content[boxed] * max(sections, 1) + claims.boxed[boxed])
    content, said = found // max(sections, 1), np.bincount(where, claims.weight[boxed], len(found))
    total, most = np.bincount(content, said, contents), np.zeros(contents)
    np.maximum.at(most, content, said)
    own = np.zeros(len(claims.content), np.bool_)
    own[boxed] = ((total - most > _SLIP * total) | rewording)[content[where]]
    return (np.bincount(content, minlength=contents) >= _PLACES) & (2 * most < total), own


def _most(content: Ints, section: Ints, weight: Ints, contents: int, sections: int) -> Ints:
    """The section of most weight for each content."""
    best = np.full(contents, UNKNOWN, np.int64)
    if not len(content):
        return best
    found, where = np.unique(content * sections + section, return_inverse=True)
    totals = np.bincount(where, weights=weight, minlength=len(found))
    order = np.lexsort((found % sections, -totals, found // sections))
    owner = found[order] // sections
    first = np.ones(len(order), np.bool_)
    first[1:] = owner[1:] != owner[:-1]
    best[owner[first]] = found[order][first] % sections
    return best


def settle(
    claims: Claims, named: Ints, best: Ints, by_place: npt.NDArray[np.bool_], near: npt.NDArray[np.bool_],
    boxed: npt.NDArray[np.bool_], of_all: npt.NDArray[np.bool_],
) -> Ints:  # fmt: skip
    """The section of every claim. ``by_place``: contents that lean on their place; ``near``: claims whose citation is compatible
    with the section of their content (the page it stands on, the article it lies in)."""
    own = np.where(named >= 0, named, np.where(claims.quoted >= 0, claims.quoted, claims.boxed))
    own = np.where((own == UNKNOWN) & ~of_all[claims.content], claims.only, own)
    common = best[claims.content]
    apart = (named >= 0) & (named != common) & ~near
    settled = np.where(apart, named, np.where(boxed, claims.boxed, common))
    return np.where(by_place[claims.content], np.where(own == UNKNOWN, WHOLE, own), settled)
