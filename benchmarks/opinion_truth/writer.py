"""Writes true opinions: fills a template at a section, and makes the siblings that differ from an opinion by one thing."""

from dataclasses import dataclass, field
from random import Random

from benchmarks.opinion_truth.bank import Bank
from benchmarks.opinion_truth.draft import Section
from benchmarks.opinion_truth.model import KINDS, WHOLE
from benchmarks.opinion_truth.numbers import NUMBER_SLOTS, WRITTEN, Figures
from benchmarks.opinion_truth.wordings import Wordings

KIND = {name: number for number, name in enumerate(KINDS)}
OBJECT_SLOTS = ("who", "lvl", "place")
DENIABLE = ("agree", "add", "amend")
SIBLINGS = ("number", "denial", "object", "clause", "condition", "stance")
FREE_WHOLE = ("agree", "disagree", "other")
TRIES = 12


@dataclass
class Written:
    """How an opinion was written, for making siblings of it."""

    number: int
    template: str
    stance: str
    section: int
    picks: "Picks" = field(repr=False)


class Picks(Figures):
    """Fills a template's slots as they are asked for: things of the section, the shared lists, figures."""

    def __init__(self, rng: Random, words: Wordings, section: Section | None) -> None:
        super().__init__(rng)
        self._words, self._section = words, section

    def __missing__(self, slot: str) -> str:
        if slot.removesuffix("2") in WRITTEN:
            return super().__missing__(slot)
        self[slot] = self.another(slot)
        return self[slot]

    def another(self, slot: str) -> str:
        choices = self._words.phrases("slots", slot)
        if self._section is not None and slot in {"o", "m"}:
            choices = self._section.objects if slot == "o" else self._section.measures
        return choices[int(self._rng.random() * len(choices))]

    def copied(self) -> "Picks":
        twin = Picks(self._rng, self._words, self._section)
        twin.update(self)
        return twin

    def another_figure(self, slot: str) -> str:
        """Another figure for a slot that holds one, on the right side of its pair."""
        twin = self.copied()
        pair = {slot, f"{slot[:-1]}" if slot.endswith("2") else f"{slot}2"}
        for each in pair:
            twin.pop(each, None)
        for each in sorted(pair):
            self[each] = twin[each]
        return self[slot]


def sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


class Writer:
    """Adds opinions to a bank. Every method returns None when the bank already holds what came out, after some tries."""

    def __init__(self, words: Wordings, sections: list[Section], bank: Bank, rng: Random) -> None:
        self.words, self.sections, self.bank, self.rng = words, sections, bank, rng
        self.leaves = [section.number for section in sections if section.objects]
        self._stances = {kind: self._pool(kind) for kind in ("templates", "here", "whole")}
        self._denials = words.lists["denials"]

    def _pool(self, kind: str) -> list[tuple[str, str]]:
        return [(stance, text) for stance, texts in self.words.lists[kind].items() for text in texts]

    def _add(
        self, template: str, stance: str, section: int, picks: Picks, kind: str, *, cites: bool = False
    ) -> Written | None:
        text = sentence(template.format_map(picks))
        number = self.bank.add(text, section, stance, KIND[kind], cites=cites)
        return None if number < 0 else Written(number, template, stance, section, picks)

    def fresh(self, kind: str = "single") -> Written | None:
        """An opinion with content, at a section that has a topic (or, of kind "whole", on the whole document; of kind "here"
        leaning on its place)."""
        pool = self._stances[kind if kind in self._stances else "templates"]
        for _ in range(TRIES):
            stance, template = pool[int(self.rng.random() * len(pool))]
            section = WHOLE
            if kind != "whole":
                section = self.leaves[
                    int(len(self.leaves) * self.rng.random() ** 1.5)
                ]  # some sections draw more opinions
            picks = Picks(self.rng, self.words, None if section == WHOLE else self.sections[section])
            written = self._add(template, stance, section, picks, kind, cites=kind == "here")
            if written:
                return written
        return None

    def free(self, section: int, stance: str) -> Written | None:
        """The opinion without content at a section: one for each stance."""
        kinds = ("any", "whole") if section == WHOLE else ("any", "here")
        phrases = [text for kind in kinds for text in self.words.phrases("free", stance, kind)]
        number = self.bank.add(phrases[0], section, stance, KIND["free"], cites=section != WHOLE, free=True)
        picks = Picks(self.rng, self.words, None)
        return None if number < 0 else Written(number, phrases[0], stance, section, picks)

    def sibling(self, of: Written, kind: str) -> Written | None:
        """An opinion that differs from ``of`` by one thing, or None where there is no such thing or it is taken."""
        if of.section == WHOLE and kind in {"clause", "stance"}:
            return None
        makers = {
            "number": self._other_number, "denial": self._denied, "object": self._other_object,
            "clause": self._elsewhere, "condition": self._conditional, "stance": self._other_stance,
        }  # fmt: skip
        return makers[kind](of)

    def _changed(self, of: Written, slots: tuple[str, ...], kind: str) -> Written | None:
        named = [slot for slot in slots if f"{{{slot}}}" in of.template]
        for _ in range(TRIES if named else 0):
            slot = named[int(self.rng.random() * len(named))]
            picks = of.picks.copied()
            picks[slot] = picks.another_figure(slot) if kind == "number" else picks.another(slot)
            written = self._add(of.template, of.stance, of.section, picks, kind, cites=self.bank.cites[of.number])
            if written:
                return written
        return None

    def _other_number(self, of: Written) -> Written | None:
        return self._changed(of, NUMBER_SLOTS, "number")

    def _other_object(self, of: Written) -> Written | None:
        return self._changed(of, OBJECT_SLOTS, "object")

    def _denied(self, of: Written) -> Written | None:
        if of.stance not in DENIABLE:
            return None
        for start, denied in self._denials.items():
            if of.template.startswith(start):
                template = denied + of.template[len(start) :]
                return self._add(template, "disagree", of.section, of.picks, "denial", cites=self.bank.cites[of.number])
        return None

    def _elsewhere(self, of: Written) -> Written | None:
        near = [number for number in range(of.section - 3, of.section + 4) if number != of.section]
        near = [number for number in near if 0 <= number < len(self.sections)]
        section = near[int(self.rng.random() * len(near))]
        return self._add(of.template, of.stance, section, of.picks, "clause", cites=True)

    def _conditional(self, of: Written) -> Written | None:
        if of.template.endswith(("?", "}”")) or "{if}" in of.template or "{reason}" in of.template:
            return None
        template = f"{of.template} {{if}}"
        return self._add(
            template, of.stance, of.section, of.picks.copied(), "condition", cites=self.bank.cites[of.number]
        )

    def _other_stance(self, of: Written) -> Written | None:
        """The same things and measures, said with another intent."""
        slots = {slot for slot in ("o", "m") if f"{{{slot}}}" in of.template}
        pool = [pair for pair in self._stances["templates"] if pair[0] != of.stance]
        for _ in range(TRIES if slots else 0):
            stance, template = pool[int(self.rng.random() * len(pool))]
            if any(f"{{{slot}}}" in template for slot in slots):
                written = self._add(template, stance, of.section, of.picks.copied(), "stance")
                if written:
                    return written
        return None
