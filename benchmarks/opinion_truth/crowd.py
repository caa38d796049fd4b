"""Who says what how often: form letters, a long tail of popular opinions, and the few who say something else."""

from dataclasses import dataclass
from random import Random

from benchmarks.opinion_truth.model import WHOLE
from benchmarks.opinion_truth.writer import FREE_WHOLE, SIBLINGS, Writer, Written

# Shares of all rows. FCC 2017 (21.7 million comments): the seven commonest texts held 38 %.
FORM_LETTERS = (0.12, 0.08, 0.06, 0.045, 0.035, 0.025, 0.015)
MINORITY_SHARE = 0.05
SIBLING_TRIES = 10
LEAST_POPULAR = 4  # rows; below it an opinion is of a minority
FREE_STANCES = ("agree", "agree", "agree", "disagree", "remove", "clarify")
POPULAR_KINDS = (
    ("single", 52),
    ("free", 12),
    ("whole", 5),
    ("compound", 11),
    ("rider", 8),
    ("sibling", 7),
    ("here", 3),
    ("agreement", 2),
)
MINORITY_KINDS = (
    ("sibling", 58),
    ("single", 18),
    ("here", 4),
    ("rider", 8),
    ("compound", 4),
    ("free", 3),
    ("whole", 5),
)


@dataclass
class Message:
    """A set of opinions said together, and by how many rows. ``style``: single, compound, rider or agreement."""

    parts: tuple[int, ...]
    rows: int
    style: str = "single"


def weighted(kinds: tuple[tuple[str, int], ...]) -> list[str]:
    return [kind for kind, weight in kinds for _ in range(weight)]


class Crowd:
    """Fills the messages of a consultation of ``size`` rows."""

    def __init__(self, size: int, writer: Writer, rng: Random) -> None:
        self.size, self.writer, self.rng = size, writer, rng
        self.messages: list[Message] = []
        self.popular: list[Written] = []
        self._turn = 0  # how many of the popular opinions have had their first sibling
        agreement = writer.free(WHOLE, "agree")
        if agreement is None:
            raise ValueError("the bank must be empty")
        self.agreement = agreement

    def gather(self) -> list[Message]:
        left = self.size
        few = min(left, round(self.size * MINORITY_SHARE))
        left -= self._form_letters(left - few)
        left -= self._popular(left - few)
        left -= self._minority(left)
        if left:
            self.messages[0].rows += left
        return self.messages

    def _say(self, parts: tuple[int, ...], rows: int, style: str = "single") -> None:
        if rows > 0:
            self.messages.append(Message(parts, rows, style))

    def _form_letters(self, most: int) -> int:
        """The largest agrees with the whole draft in a word; one carries two proposals."""
        rows = [min(most, round(self.size * share)) for share in FORM_LETTERS]
        self._say((self.agreement.number,), rows[0])
        for place, count in enumerate(rows[1:]):
            written = self._fresh("single")
            if place == 2:
                self._say((written.number, self._fresh("single").number), count, "compound")
            else:
                self._say((written.number,), count)
        return sum(rows)

    def _fresh(self, kind: str) -> Written:
        written = self.writer.fresh(kind) or self.writer.fresh("single")
        if written is None:
            raise ValueError("the lists of wordings are exhausted: fewer rows, or more wordings")
        if kind != "here":
            self.popular.append(written)
        return written

    def _popular(self, rows: int) -> int:
        """A long tail: the message of rank r has about r ** -0.9 of the rows, none below LEAST_POPULAR."""
        count = min(rows // (2 * LEAST_POPULAR), int(1.2 * self.size**0.62) + 1)
        shares = [(rank + 3) ** -0.9 for rank in range(count)]
        unit = rows / sum(shares) if shares else 0
        kinds, given = weighted(POPULAR_KINDS), 0
        for share in shares:
            wanted = min(rows - given, max(LEAST_POPULAR, int(unit * share)))
            if wanted < LEAST_POPULAR:
                break
            self._popular_one(kinds[int(self.rng.random() * len(kinds))], wanted)
            given += wanted
        if given < rows and shares:
            self.messages[-count // 2].rows += rows - given
            given = rows
        return given

    def _known(self) -> Written:
        """One of the popular opinions, the most popular ones most often."""
        return self.popular[int(len(self.popular) * self.rng.random() ** 2)]

    def _popular_one(self, kind: str, rows: int) -> None:
        if kind == "free":
            section = WHOLE if self.rng.random() < 0.1 else int(self.rng.random() * len(self.writer.sections))
            stances = FREE_WHOLE if section == WHOLE else FREE_STANCES
            written = self.writer.free(section, stances[int(self.rng.random() * len(stances))])
            if written:
                self._say((written.number,), rows)
                return
        if kind == "sibling" and self.popular:
            sibling = self._sibling()
            if sibling:
                self._say((sibling.number,), rows)
                return
        if kind == "rider" and self.popular:
            self._say((self._known().number, self._fresh("single").number), rows, "rider")
        elif kind == "compound":
            self._compound(rows, self._fresh("single").number)
        elif kind == "agreement":
            self._say((self.agreement.number, self._fresh("single").number), rows, "agreement")
        else:
            self._say((self._fresh(kind if kind in {"here", "whole"} else "single").number,), rows)

    def _compound(self, rows: int, first: int) -> None:
        parts = [first]
        for _ in range(1 + int(self.rng.random() ** 2 * 3)):
            other = self._known().number if self.popular else self._fresh("single").number
            if other not in parts:
                parts.append(other)
        self.rng.shuffle(parts)
        self._say(tuple(parts), rows, "compound" if len(parts) > 1 else "single")

    def _sibling(self) -> Written | None:
        """One of each popular opinion in turn, then of some more than of others; of a kind drawn evenly where it can be had."""
        kind = SIBLINGS[int(self.rng.random() * len(SIBLINGS))]
        if self._turn < len(self.popular):
            self._turn += 1
            sibling = self.writer.sibling(self.popular[self._turn - 1], kind)
            if sibling:
                return sibling
        for _ in range(SIBLING_TRIES):
            sibling = self.writer.sibling(self._known(), kind)
            if sibling:
                return sibling
        return self.writer.sibling(self._known(), "object")

    def _minority(self, rows: int) -> int:
        """Opinions given by one, two or three rows each, until ``rows`` are used."""
        kinds, given = weighted(MINORITY_KINDS), 0
        while given < rows:
            wanted = min(rows - given, (1, 1, 1, 1, 1, 1, 2, 2, 2, 3)[int(self.rng.random() * 10)])
            kind = kinds[int(self.rng.random() * len(kinds))]
            self._minority_one(kind, wanted)
            given += wanted
        return given

    def _minority_one(self, kind: str, rows: int) -> None:
        written: Written | None = None
        if kind == "sibling" and self.popular:
            written = self._sibling()
        elif kind == "free":
            section = int(self.rng.random() * len(self.writer.sections))
            written = self.writer.free(section, FREE_STANCES[2 + int(self.rng.random() * 4)])
        elif kind in {"here", "whole"}:
            written = self.writer.fresh(kind)
        written = written or self.writer.fresh("single") or self.writer.fresh("here")
        if written is None:
            raise ValueError("the lists of wordings are exhausted: fewer rows, or more wordings")
        if kind == "rider" and self.popular:
            self._say((self._known().number, written.number), rows, "rider")
        elif kind == "compound" and self.popular:
            self._compound(rows, written.number)
        else:
            self._say((written.number,), rows)
