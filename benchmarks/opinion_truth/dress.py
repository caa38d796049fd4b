"""What people put round and between their opinions: greetings, signatures, fillers, joiners, the draft's own words."""

from collections.abc import Callable, Sequence
from random import Random
from typing import Any, TypeVar

from benchmarks.opinion_truth.draft import Section
from benchmarks.opinion_truth.folding import lowered
from benchmarks.opinion_truth.wordings import Wordings

Choice = TypeVar("Choice")


class Names:
    """Fills {name}, {unit}, {body} of a greeting or closing."""

    def __init__(self, words: Wordings, rng: Random) -> None:
        self._words, self._rng = words, rng

    def one(self, *path: str) -> str:
        choices = self._words.phrases(*path)
        return choices[int(self._rng.random() * len(choices))]

    def name(self) -> str:
        return f"{self.one('people', 'family')} {self.one('people', 'middle')} {self.one('people', 'given')}"

    def employer(self) -> str:
        return self.one("units", "frames").format(self.one("units", "names"))

    def filled(self, phrase: str) -> str:
        if "{" not in phrase:
            return phrase
        return phrase.format(
            name=self.name() if "{name}" in phrase else "",
            unit=self.one("units", "prefixes") + self.employer() if "{unit}" in phrase else "",
            body=self.one("units", "bodies") if "{body}" in phrase else "",
            place=self.one("units", "towns") if "{place}" in phrase else "",
            date=f"ngày {1 + int(self._rng.random() * 28)} tháng 3 năm 2026" if "{date}" in phrase else "",
        )


class Dresser:
    """Everything round an opinion that says nothing of its own."""

    def __init__(self, words: Wordings, sections: list[Section], rng: Random) -> None:
        self._rng, self._names, self._sections = rng, Names(words, rng), sections
        self._after_agreement = words.phrases("joining", "after_agreement")
        self._between = words.phrases("joining", "between")
        self._inline = words.phrases("joining", "inline")
        self._enumerations: tuple[Any, ...] = words.phrases("joining", "enumerations")

    def _one(self, choices: Sequence[Choice]) -> Choice:
        return choices[int(self._rng.random() * len(choices))]

    def greeted(self, text: str, typed: Callable[[str], str]) -> str:
        """``typed`` is how the greeting itself is written."""
        greeting = typed(self._names.filled(self._names.one("greetings")))
        return greeting + self._one((" ", " ", "\n")) + text

    def closed(self, text: str, typed: Callable[[str], str]) -> str:
        closing = typed(self._names.filled(self._names.one("closings")))
        stop = "" if text.endswith((".", "!", "?", "…", ";")) else "."
        return text + stop + self._one((" ", " ", "\n", "\n\n")) + closing

    def filled(self, text: str) -> str:
        """A filler before, after, or behind a comma."""
        kind = int(self._rng.random() * 3)
        if kind == 0 and not text.endswith(("?", ".", "!")):
            return f"{text} {self._names.one('fillers', 'tail')}"
        if kind == 1 and text.count(", ") == 1:
            return text.replace(", ", f", {self._names.one('fillers', 'middle')}, ")
        lead = self._names.one("fillers", "lead")
        return f"{lead[:1].upper()}{lead[1:]}, {lowered(text)}"

    def quoted(self, text: str, section: int) -> str:
        """The first sentence of the section itself, quoted before the opinion."""
        sentences = self._sections[section].text.rstrip(".").split(". ")
        return self._names.one("quotes").format(quote=sentences[min(1, len(sentences) - 1)]) + " " + text

    def joined(self, parts: list[str], style: str, *, remarks: bool) -> str:
        """One text of several parts. ``remarks``: some part proposes nothing, so a word must show where it begins."""
        if style == "agreement":
            return parts[0].rstrip(".") + self._one(self._after_agreement) + lowered(parts[1])
        kind = self._rng.random()
        if style == "compound" and kind < 0.5:
            return self._listed(parts)
        if kind < 0.7 and not any("." in part or "?" in part for part in parts[:-1]):
            joiner = self._one(self._inline)
            return parts[0] + "".join(joiner + lowered(part) for part in parts[1:])
        text = parts[0]
        joiners = [joiner for joiner in self._between if joiner] if remarks else self._between
        for part in parts[1:]:
            joiner = self._one(joiners)
            stop = "" if text.endswith((".", "?", "!")) else "."
            text += stop + self._one((" ", " ", "\n")) + joiner + (lowered(part) if joiner else part)
        return text

    def _listed(self, parts: list[str]) -> str:
        marks = self._one(self._enumerations)
        lines = self._one(("\n", "\n", " ")) if marks[0] != "- " else "\n"
        items = []
        for mark, part in zip(marks, parts, strict=False):
            text = lowered(part) if mark.endswith(", ") else part
            items.append(mark + text + ("" if text.endswith((".", "?", "!")) else self._one((".", ".", ";"))))
        return lines.join(items)
