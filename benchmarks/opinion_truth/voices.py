"""Turns what a row says into the text it was sent as: an opinion's words, spoilt, joined and dressed."""

from collections.abc import Callable, Collection
from random import Random

from benchmarks.opinion_truth import surface
from benchmarks.opinion_truth.bank import Bank
from benchmarks.opinion_truth.citing import Citations
from benchmarks.opinion_truth.crowd import Message
from benchmarks.opinion_truth.draft import Section
from benchmarks.opinion_truth.dress import Dresser
from benchmarks.opinion_truth.folding import bare, in_old_font
from benchmarks.opinion_truth.model import BY_TEXT, KINDS, STANCES, WHOLE, Noise
from benchmarks.opinion_truth.scratch import Scratcher, decomposed
from benchmarks.opinion_truth.wordings import Wordings

Sent = tuple[str, tuple[int, ...]]  # a text, and for each part whether the text cites its place (BY_TEXT or 0)
Change = Callable[[str], str]

CITED_WHERE_NEEDED = (
    0.35  # of the texts that must say where they belong, so many say it themselves; the rest by the article box
)
CLAUSE = KINDS.index("clause")  # the same words at another place: only the text can say so
REMARKS = ("doubt", "other")  # stances of opinions that propose nothing


class Voices:
    """Says messages. ``confused`` and ``vocabulary``: words no slip may touch or make; see `bank`."""

    def __init__(
        self,
        noise: Noise,
        words: Wordings,
        sections: list[Section],
        bank: Bank,
        rng: Random,
        confused: Collection[str],
        vocabulary: Collection[str],
    ) -> None:
        self._bank, self._rng, self._words = bank, rng, words
        short = {long: tuple(forms) for long, forms in words.lists["abbreviations"].items()}
        self._scratch = Scratcher(rng, vocabulary, confused, short)
        self._dress = Dresser(words, sections, rng)
        self.citations = Citations(words, sections, rng)
        individual = max(1e-9, 1 - noise.copies)
        self._p = {name: min(1.0, rate / individual) for name, rate in vars(noise).items()}
        self._spoilers = self._spoiling()
        self._pools = {
            (stance, kind): words.phrases("free", stance, kind)
            for stance in STANCES
            for kind in ("any", "here", "whole")
        }

    def _spoiling(self) -> tuple[tuple[float, Change], ...]:
        scratch, p = self._scratch, self._p
        return (
            (p["typo"], scratch.typo),
            (p["bare_word"], scratch.bare_word),
            (p["tone"], scratch.tone),
            (p["spelling"], scratch.spelling),
            (p["telex"], lambda text: scratch.keys(text, vni=False)),
            (p["vni"], lambda text: scratch.keys(text, vni=True)),
            (p["abbreviation"], scratch.shortened),
            (p["punctuation"], scratch.punctuation),
            (p["filler"], self._dress.filled),
        )

    def published(self, message: Message, *, dressed: bool) -> Sent:
        """As a form letter or a leader's text has it: clean; where ``dressed``, greeted and signed if the noise has that."""
        parts = [self._base(opinion, message.style) for opinion in message.parts]
        placed = [
            self._placed(text, opinion, message, citing=False)
            for text, opinion in zip(parts, message.parts, strict=True)
        ]
        text = self._joined([text for text, _cited in placed], message)
        text += self._ending(text)
        if dressed and self._p["greeting"]:
            text = self._dress.greeted(text, str)
        if dressed and self._p["closing"]:
            text = self._dress.closed(text, str)
        return text, tuple(cited for _text, cited in placed)

    def individual(self, message: Message) -> Sent:
        """As one person types it."""
        rnd, p = self._rng.random, self._p
        spoilers = [change for rate, change in self._spoilers if rnd() < rate]
        hit = int(rnd() * len(message.parts))
        citing = rnd() < p["cite_text"]
        parts, cites = [], []
        for place, opinion in enumerate(message.parts):
            text = self._base(opinion, message.style)
            if place == hit:
                for change in spoilers:
                    text = change(text)
            text, cited = self._placed(text, opinion, message, citing=citing)
            if (
                not cited
                and not self._bank.cites[opinion]
                and self._bank.section[opinion] != WHOLE
                and rnd() < p["cite_page"]
            ):
                text, cited = self.citations.cited_by_page(text, self._bank.section[opinion]), BY_TEXT
            parts.append(text)
            cites.append(cited)
        return self._surfaced(self._dressed(self._joined(parts, message), message), message), tuple(cites)

    def _base(self, opinion: int, style: str) -> str:
        bank = self._bank
        if not bank.free[opinion]:
            return bank.texts[opinion]
        stance = STANCES[bank.stance[opinion]]
        kinds = ("any", "whole") if bank.section[opinion] == WHOLE else ("any", "here")
        if style == "agreement":
            return self._one(self._pools[stance, "whole"])
        return self._one(self._pools[stance, kinds[0]] + self._pools[stance, kinds[1]])

    def _one(self, choices: tuple[str, ...]) -> str:
        return choices[int(self._rng.random() * len(choices))]

    def _joined(self, parts: list[str], message: Message) -> str:
        if len(parts) == 1:
            return parts[0]
        remarks = any(STANCES[self._bank.stance[opinion]] in REMARKS for opinion in message.parts)
        return self._dress.joined(parts, message.style, remarks=remarks)

    def _ending(self, text: str) -> str:
        return "" if text.endswith((".", "?", "!", "…", ";")) or self._rng.random() < 0.4 else "."

    def _placed(self, text: str, opinion: int, message: Message, *, citing: bool) -> tuple[str, int]:
        """The opinion with its place named, where it must be or ``citing``."""
        section, leans = self._bank.section[opinion], self._bank.cites[opinion]
        if section == WHOLE:
            return text, 0
        alone = len(message.parts) == 1
        must = leans and (not alone or self._bank.kind[opinion] == CLAUSE or self._rng.random() < CITED_WHERE_NEEDED)
        return (self.citations.cited(text, section), BY_TEXT) if must or citing else (text, 0)

    def _dressed(self, text: str, message: Message) -> str:
        rnd, p, first = self._rng.random, self._p, message.parts[0]
        alone = len(message.parts) == 1
        if rnd() < p["quotation"] and alone and not self._bank.cites[first] and self._bank.section[first] != WHOLE:
            text = self._dress.quoted(text, self._bank.section[first])
        if rnd() < p["greeting"]:
            text = self._dress.greeted(text, self._slip)
        text = self._dress.closed(text, self._slip) if rnd() < p["closing"] else text + self._ending(text)
        if rnd() < p["doubled"] and alone:
            text = text + ("\n" if rnd() < 0.5 else " ") + text
        return text

    def _slip(self, phrase: str) -> str:
        """A greeting or signature as it is typed: slips fall there too."""
        return self._scratch.typo(phrase) if self._rng.random() < self._p["typo"] / 2 else phrase

    def _surfaced(self, text: str, message: Message) -> str:
        rnd, p, rng = self._rng.random, self._p, self._rng
        if rnd() < p["case"]:
            text = surface.recased(text, rng)
        if rnd() < p["bare"]:
            text = bare(text)
        if rnd() < p["space"]:
            text = surface.respaced(text, rng, several=len(message.parts) > 1)
        if rnd() < p["tcvn3"]:
            return in_old_font(text, vni=False)
        if rnd() < p["vni_font"]:
            return in_old_font(text, vni=True)
        if rnd() < p["emoji"]:
            text = f"{text} {self._one(self._words.phrases('emoji'))}"
        return decomposed(text) if rnd() < p["decomposed"] else text
