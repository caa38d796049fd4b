"""The worst mistakes of an engine as data, for whoever looks into them."""

from typing import Any

import numpy as np

from benchmarks.opinion_truth.aligned import Aligned, Flags, Numbers
from benchmarks.opinion_truth.model import KINDS, STANCES, WHOLE, Truth
from benchmarks.opinion_truth.units import Cells, Units

Example = dict[str, Any]
IDS = 3  # ids named with an example


class Examples:
    """Up to ``most`` examples of each kind; an example names opinions by their texts and some rows by their ids."""

    def __init__(self, truth: Truth, aligned: Aligned, most: int) -> None:
        self._truth, self._aligned, self._most = truth, aligned, most

    def _text(self, label: int) -> str:
        """The opinion with its section's id, or the opinions of a set joined."""
        truth = self._truth
        if label < len(truth.opinion_section):
            section = int(truth.opinion_section[label])
            return f"{truth.opinion_text[label]} [{'' if section == WHOLE else truth.sections[section]}]"
        row = int(np.flatnonzero(truth.label == label)[0])
        opinions = truth.part_opinion[truth.offsets[row] : truth.offsets[row + 1]]
        return " + ".join(self._text(int(opinion)) for opinion in opinions)

    def _ids(self, rows: Flags) -> list[Any]:
        return [self._truth.ids[int(row)].as_py() for row in np.flatnonzero(rows)[:IDS]]

    def _group(self, group: int) -> Any:
        return self._aligned.groups[group]

    def _worst(self, found: Cells, secondary: Flags) -> Numbers:
        at = np.flatnonzero(secondary)
        return at[np.argsort(-found.count[at], kind="stable")][: self._most]

    def merged(self, found: Cells) -> list[Example]:
        """Opinions that stand in a group which another opinion leads."""
        return [
            self._pair(found, int(at), "merged", {"leader": self._text(self._leader(found, int(at)))})
            for at in self._worst(found, ~found.leads())
        ]

    def _leader(self, found: Cells, at: int) -> int:
        members = np.flatnonzero(found.group == found.group[at])
        return int(found.label[members[np.argmax(found.count[members])]])

    def split(self, found: Cells) -> list[Example]:
        """Rows of an opinion that stand in another group than most of its rows."""
        turned = Cells(found.group, found.label, found.count)
        return [
            self._pair(found, int(at), "split", {"home": self._group(self._home(found, int(at)))})
            for at in self._worst(found, ~turned.leads())
        ]

    def _home(self, found: Cells, at: int) -> int:
        members = np.flatnonzero(found.label == found.label[at])
        return int(found.group[members[np.argmax(found.count[members])]])

    def _pair(self, found: Cells, at: int, kind: str, more: Example) -> Example:
        label, group = int(found.label[at]), int(found.group[at])
        rows = (self._truth.label == label) & (self._aligned.rows.group == group)
        start = {
            "kind": kind,
            "opinion": self._text(label),
            "group_id": self._group(group),
            "rows": int(found.count[at]),
        }
        return start | {"ids": self._ids(rows)} | more

    def lost(self, opinions: Numbers, carried: Cells) -> list[Example]:
        """Minority opinions that no group shows."""
        found = []
        for opinion in opinions[: self._most]:
            rows = np.unique(
                np.searchsorted(self._truth.offsets, np.flatnonzero(self._truth.part_opinion == opinion), "right") - 1
            )
            at = np.flatnonzero(carried.label == opinion)
            more = {"leader": self._text(self._leader(carried, int(at[0])))} if len(at) else {}
            chosen = np.zeros(len(self._truth.ids), bool)
            chosen[rows] = True
            kind = KINDS[self._truth.opinion_kind[opinion]]
            found.append(
                {"kind": "lost", "opinion": self._text(int(opinion)), "made": kind, "ids": self._ids(chosen)} | more
            )
        return found

    def unlike(self, found: Units, what: str) -> list[Example]:
        """Opinions at another section ("section") or of another stance than the true one, those with most such units first."""
        truth = self._truth
        opinion = truth.part_opinion[found.at].astype(np.int64)
        true = (truth.opinion_section if what == "section" else truth.opinion_stance)[opinion]
        said: Numbers = getattr(found.said, what)
        wrong = np.flatnonzero(said != true)
        opinions, first, count = np.unique(opinion[wrong], return_index=True, return_counts=True)
        names = [*STANCES, "?", "?"] if what == "stance" else [*truth.sections, "?", ""]
        examples = []
        for at in np.argsort(-count, kind="stable")[: self._most]:
            unit = wrong[first[at]]
            row = int(np.searchsorted(truth.offsets, found.at[unit], "right") - 1)
            pair = {"expected": names[int(true[unit])], "said": names[int(said[unit])]}
            text = self._text(int(opinions[at]))
            examples.append(
                {"kind": what, "opinion": text, "units": int(count[at]), "ids": [truth.ids[row].as_py()]} | pair
            )
        return examples


assert WHOLE == -1  # the last of the names above is the whole document's
