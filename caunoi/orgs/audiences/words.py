"""A printed name as folded words that remember what was printed, so that what nobody understood can be asked about."""

import re
from collections.abc import Iterator

from caunoi.core.text import fold, nfc
from caunoi.orgs.audiences.vocabulary import vocabulary

_TOKEN = re.compile(r"[\w]+|[,;]")
TAKEN = "|"


def plain(text: str) -> str:
    """``text`` folded, without punctuation, abbreviations written out."""
    return " ".join(word for word, _source in _split(text) if word not in ",;")


def _split(text: str) -> Iterator[tuple[str, str]]:
    for token in _TOKEN.findall(nfc(text)):
        word = fold(token)
        for part in vocabulary().abbreviations.get(word, word).split():
            yield part, token


class Words:
    """The words still free; taking some leaves a barrier that no later match crosses."""

    def __init__(self, printed: str) -> None:
        pairs = list(_split(printed))
        self.words = [word for word, _source in pairs]
        self.sources = [source for _word, source in pairs]

    @property
    def text(self) -> str:
        return " ".join(self.words)

    def take(self, match: re.Match[str]) -> tuple[int, int]:
        """Take the words of a match in ``text``; the span of their places."""
        first = match.string.count(" ", 0, match.start())
        last = first + match.group().strip().count(" ") + 1
        self.words[first:last] = [TAKEN] * (last - first)
        return first, last

    def printed(self, first: int, last: int) -> str:
        """What was printed for the words from ``first`` up to ``last``; an abbreviation is printed once."""
        sources = [
            source
            for place, source in enumerate(self.sources[first:last], first)
            if place == first or source is not self.sources[place - 1]
        ]
        return re.sub(r" ([,;])", r"\1", " ".join(sources)).strip(" ,;")

    def free_runs(self) -> Iterator[tuple[int, int]]:
        """The stretches nobody took, cut at commas, stop words trimmed from their ends and mere stop words left out."""
        stop = vocabulary().stopwords
        first: int | None = None
        for place, word in enumerate([*self.words, TAKEN]):
            if word not in {TAKEN, ",", ";"}:
                first = place if first is None else first
            elif first is not None:
                last = place
                while first < last and self.words[first] in stop:
                    first += 1
                while last > first and self.words[last - 1] in stop:
                    last -= 1
                if first < last:
                    yield first, last
                first = None

    def follows(self, last: int) -> bool:
        """Whether a free word of substance comes right after place ``last``: the name goes on."""
        stop = vocabulary().stopwords - {",", ";"}
        for word in self.words[last:]:
            if word not in stop or word in {",", ";", TAKEN}:
                return word not in {",", ";", TAKEN, "va"}
            if word == "va":
                return False
        return False
