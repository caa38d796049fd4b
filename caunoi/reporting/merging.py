"""What the units tell in words, said once: sentences that say the same are joined, with all who say them.

Nothing is written anew: the words are always those of one of the units. Two sentences are joined only where they agree in
every number, every name and every word that turns the sense ("không", "tăng"…), and share at least four words in five.
"""

import hashlib
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from caunoi.officialdocs.spelling import fold

ALIKE = 0.8  # of the words of both together
_NOTHING = frozenset(
    {"không", "không có", "chưa có", "không có gì", "không có ý kiến", "không có kiến nghị", "không phát sinh"}
)
_TURNS = frozenset(
    re.findall(
        r"\w+",
        "không chưa chẳng chỉ ngoài trừ thiếu đủ tăng giảm nhiều ít trước sau trong hết còn khó dễ tốt kém yếu sớm muộn"
        " chậm nhanh đúng sai được mất cao thấp mới cũ thêm bớt tiếp bỏ",
    )
)
_BREAK = re.compile(
    r"(?P<stop>[.!?…][”\"’')\]]*)\s+(?=[\"“‘(]?(?P<next>[^\W\d_])|[-–+*•]\s|\d{1,2}[.)]\s|[a-zđ]\)\s)"
    r"|;\s+(?=[-–+*•]\s)|\s+(?=•\s)|\n+"
)
_ABBREVIATED = re.compile(r"(?:^|[\s(])(?:\w|TP|Tp|TX|TT|ThS|TS|PGS|GS|BS|CN|KS|Đ/c|đ/c|đ|ĐT)\.$")
_BULLET = re.compile(r"^(?:[-–—+*•]\s*|\(?\d{1,2}[.)]\s+|[a-zđ]\)\s+)+")
_LISTED = re.compile(r"[a-zđ]\)\s")
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")


@dataclass(frozen=True)
class Source:
    """Who says it: the filing and its unit, in the words of that unit."""

    filing: int
    unit: int
    text: str


@dataclass(frozen=True)
class Said:
    """One sentence and where it comes from."""

    text: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Merged:
    """One sentence for all that say the same. ``key`` follows from its words."""

    text: str
    sources: tuple[Source, ...]

    @property
    def key(self) -> str:
        return key_of(self.text)

    @property
    def units(self) -> int:
        return len({source.unit for source in self.sources})


def key_of(text: str) -> str:
    return hashlib.sha1(" ".join(_words(text)).encode(), usedforsecurity=False).hexdigest()


def sentences_of(text: str) -> list[str]:
    """The sentences and list items of a narrative, without bullets. What only says that there is nothing is left out."""
    found: list[str] = []
    start = 0
    for match in _BREAK.finditer(text):
        piece = text[start : match.end("stop") if match["stop"] else match.start()]
        goes_on = (match["next"] or "").islower() and not _LISTED.match(text, match.end())
        if match["stop"] and (goes_on or _ABBREVIATED.search(piece)):
            continue
        found.append(piece)
        start = match.end()
    found.append(text[start:])
    stripped = (_BULLET.sub("", " ".join(piece.split())).strip(" ;") for piece in found)
    return [piece for piece in stripped if _words(piece) and fold(piece).strip(" .;!") not in _NOTHING]


def as_sentence(text: str) -> str:
    """With a capital at its head and a mark at its end, as a paper prints it; otherwise the words as they are."""
    text = text.strip().rstrip(";,")
    ended = text if text.endswith((".", "!", "?", "…", ".”", '."')) else f"{text}."
    return ended[:1].upper() + ended[1:]


@dataclass
class _Group:
    leader: str
    words: frozenset[str]
    variants: Counter[str] = field(default_factory=Counter)
    sources: dict[tuple[int, str], Source] = field(default_factory=dict)
    place: int = sys.maxsize  # of the first who says it

    def take(self, said: Said, place: int) -> None:
        self.place = min(self.place, place)
        self.variants[said.text] += len({source.unit for source in said.sources})
        self.sources |= {(source.filing, source.text): source for source in said.sources}


def merge(said: Iterable[Said], known: Sequence[str] = ()) -> list[Merged]:
    """Each thing once, most said first, then in the order given. ``known`` texts lead: what is like one of them keeps its
    words (and so its key); of the others the wording that most units use does. Texts of ``known`` that nobody says are left
    out."""
    exact = {key_of(text): _Group(text, _content(text)) for text in known}
    leading = set(exact)
    for place, one in enumerate(said):
        exact.setdefault(key_of(one.text), _Group(one.text, _content(one.text))).take(one, place)
    order = sorted(exact.items(), key=lambda item: (item[0] not in leading, -item[1].variants.total()))
    groups = sorted(_joined([group for _key, group in order]), key=lambda group: group.place)
    merged = [Merged(group.leader, tuple(group.sources.values())) for group in groups if group.sources]
    return sorted(merged, key=lambda one: -one.units)


def _joined(ordered: Sequence[_Group]) -> list[_Group]:
    """Leaders, each with all that is like it. Two sets that share four words in five share one of the rarest of each:
    only those are compared."""
    rarity = Counter(word for group in ordered for word in group.words)
    leaders: list[_Group] = []
    by_word: dict[tuple[tuple[str, ...], str], list[int]] = defaultdict(list)
    for group in ordered:
        sense = _sense(group.leader)
        rare = sorted(group.words, key=lambda word: (rarity[word], word))
        rare = rare[: len(rare) - int(ALIKE * len(rare)) + 1]
        candidates = sorted({number for word in rare for number in by_word[sense, word]})
        like = next((leaders[number] for number in candidates if _alike(leaders[number].words, group.words)), None)
        if like is not None:
            like.sources |= group.sources
            like.place = min(like.place, group.place)
            continue
        for word in rare:
            by_word[sense, word].append(len(leaders))
        leaders.append(group)
    return leaders


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= ALIKE * len(one | other)


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _content(text: str) -> frozenset[str]:
    return frozenset(_words(text))


def _sense(text: str) -> tuple[str, ...]:
    """What must be the same in both: numbers, names (capitals within the sentence), words that turn the sense."""
    inner = _WORD.findall(text)
    names = [word for word in inner[1:] if word[:1].isupper() or any(letter.isdigit() for letter in word)]
    first = [word for word in inner[:1] if any(letter.isdigit() for letter in word)]
    return tuple(sorted([*first, *names, *(word for word in _words(text) if word in _TURNS)]))
