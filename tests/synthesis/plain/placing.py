"""At which article what is said stands, and the numbers of the groups: with dictionaries, one claim after the other."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from caunoi.synthesis import Run
from caunoi.synthesis.settling import UNKNOWN, WHOLE

# Content, section it cites or UNKNOWN, section it quotes, box, the one box of several parts, submissions.
Claim = tuple[int, int, int, int, int, int]


def _most(counted: Iterable[tuple[int, int, int]]) -> dict[int, int]:
    """The section of most weight for each content; the earlier one of two with the same."""
    totals: dict[int, Counter[int]] = defaultdict(Counter)
    for content, section, weight in counted:
        totals[content][section] += weight
    return {content: min(by, key=lambda section: (-by[section], section)) for content, by in totals.items()}


def votes(claims: list[Claim], cites: list[bool]) -> tuple[dict[int, int], dict[int, int], set[int]]:
    """Given by boxes (three each, of who cites nothing) and quotations (two each); named, where no fewer do than do not; contents
    with one who names none."""
    given = [
        (c, box, 3 * w) for (c, _n, _q, box, _o, w), cited in zip(claims, cites, strict=True) if box >= 0 and not cited
    ]
    given += [(content, quoted, 2 * weight) for content, _named, quoted, _box, _only, weight in claims if quoted >= 0]
    named = [(content, section, weight) for content, section, _quoted, _box, _only, weight in claims if section >= 0]
    said: Counter[int] = Counter()
    for content, section, _quoted, _box, _only, weight in claims:
        said[content] += weight if section >= 0 else -weight
    told = {content: section for content, section in _most(named).items() if said[content] >= 0}
    return _most(given), told, {content for content, section, *_ in claims if section < 0}


def section(claim: Claim, best: int, *, leans: tuple[bool, bool], near: bool, boxed: bool) -> int:
    """Words that lean on their place stand at their own, or at the one box of several parts, unless they speak of the draft;
    who cites another place stands there, and who names one in a box of their own; all others stand together.

    ``leans``: whether they lean on their place, whether they speak of all of the draft.
    """
    _content, named, quoted, box, only, _weight = claim
    by_place, of_all = leans
    if by_place:
        own = named if named >= 0 else quoted if quoted >= 0 else box
        own = only if own == UNKNOWN and not of_all else own
        return WHOLE if own == UNKNOWN else own
    if named >= 0 and named != best and not near:
        return named
    return box if boxed else best


def numbers(done: Run) -> list[int]:
    """The number of every group of a run, in order of its number, were they numbered anew: it is 0, 1, 2 …"""
    grouped = done.grouped
    named = [
        grouped.draft.sections[section].id if section >= 0 else str(section)
        for section in grouped.group_section.tolist()
    ]
    wordings, made_of = grouped.group_wording.to_pylist(), dict.fromkeys(range(len(named)), ())
    for parts, group in grouped.compounds.parts_of().items():
        made_of[group] = parts
    names = [
        "; ".join(name for _words, name in sorted((wordings[part], named[part]) for part in made_of[group])) or own
        for group, own in enumerate(named)
    ]
    submissions = Counter(grouped.pair_group[grouped.pair_of].tolist())
    said: Counter[int] = Counter()
    weights = Counter(grouped.pair_of.tolist())
    for pair, (start, end) in enumerate(zip(grouped.claim_offsets[:-1], grouped.claim_offsets[1:], strict=True)):
        for group in grouped.claim_group[start:end].tolist():
            said[group] += weights[pair]
    keys = [(-submissions[group], -said[group], _hash(wordings[group], names[group])) for group in range(len(names))]
    return sorted(range(len(keys)), key=keys.__getitem__)


def _hash(*said: str) -> int:
    """FNV-1a of strings that end with a byte no UTF-8 has, its high bits mixed in behind each."""
    hashed = 0xCBF29CE484222325
    for words in said:
        for byte in (*words.encode(), 0xFF):
            hashed = (hashed ^ byte) * 1099511628211 % (1 << 64)
        hashed ^= hashed >> 29
    return hashed
