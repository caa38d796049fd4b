"""A printed name as folded words that remember what was printed, so that what nobody understood can be asked about."""

import re
from collections.abc import Iterator

from caunoi.core.text import fold, nfc
from caunoi.orgs.audiences.vocabulary import vocabulary

_TOKEN = re.compile(r"[\w]+|[,;]")
TAKEN = "|"
BREAKS = {",", ";", TAKEN}


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
        """The stretches nobody took, cut at commas; joining words cut from their ends, mere stop words left out."""
        start = 0
        for place, word in enumerate([*self.words, TAKEN]):
            if word in BREAKS:
                first, last = self._trimmed(start, place)
                if set(self.words[first:last]) - vocabulary().stopwords:
                    yield first, last
                start = place + 1

    def _trimmed(self, first: int, last: int) -> tuple[int, int]:
        joining = vocabulary().joining
        while first < last and self.words[first] in joining:
            first += 1
        while last > first and self.words[last - 1] in joining:
            last -= 1
        return first, last

    def goes_on(self, last: int) -> bool:
        """Whether the name goes on after place ``last``: a word of substance before the next break or "và"."""
        for word in self.words[last:]:
            if word in BREAKS or word == "va":
                return False
            if word not in vocabulary().stopwords:
                return True
        return False
