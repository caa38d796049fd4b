"""What officers decided about groups: kept by the words themselves, and replayed on every run.

A decision names opinions by their text, never by a number of a run, so it holds whatever comes in later. The last one wins.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from caunoi.synthesis.canonical import Canonical
from caunoi.synthesis.opinions import OpinionsError

TOGETHER: Final = "together"
APART: Final = "apart"
AT: Final = "at"
_FIELDS: Final = {TOGETHER: ("one", "other"), APART: ("one", "other"), AT: ("one", "section")}


@dataclass(frozen=True)
class Decision:
    """``together``: ``one`` and ``other`` are one opinion; ``apart``: they are two; ``at``: ``one`` stands at the section."""

    kind: str
    one: str
    other: str = ""
    section: str = ""

    @classmethod
    def read(cls, row: object, number: int) -> Self:
        if not isinstance(row, dict) or row.get("kind") not in _FIELDS:
            raise OpinionsError(f"Quyết định thứ {number} không hợp lệ: “kind” phải là {', '.join(_FIELDS)}.")
        wanted = _FIELDS[row["kind"]]
        empty = [
            name
            for name in wanted
            if not isinstance(row.get(name), str) or not (row[name].strip() or name == "section")
        ]
        if empty:
            raise OpinionsError(f"Quyết định thứ {number} thiếu {' và '.join(empty)}.")
        return cls(row["kind"], **{name: row[name] for name in wanted})


def read_decisions(path: str | Path) -> list[Decision]:
    """Decisions from a JSON list; OpinionsError where it is none."""
    try:
        rows = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise OpinionsError(f"Không đọc được các quyết định trong “{path}”. Tệp phải là một danh sách JSON.") from None
    if not isinstance(rows, list):
        raise OpinionsError(f"“{path}” phải là một danh sách JSON các quyết định.")
    return [Decision.read(row, number) for number, row in enumerate(rows, 1)]


def named_texts(decisions: Sequence[Decision]) -> list[str]:
    """The texts that decisions name, each once."""
    return list(dict.fromkeys(text for decision in decisions for text in (decision.one, decision.other) if text))


def replay(canonical: Canonical, decisions: Sequence[Decision], first: int) -> npt.NDArray[np.int32]:
    """The leaders after the decisions, whose texts (``named_texts``) stand from ``first`` on among the canonical texts."""
    leader = canonical.leader.copy()
    forms = forms_of(canonical, decisions, first)
    for decision in decisions:
        if decision.kind == TOGETHER:
            one, other = leader[forms[decision.one]], leader[forms[decision.other]]
            first_of_both, second = sorted((one, other), key=lambda form: _rank(canonical, form))
            leader[leader == second] = first_of_both
        elif decision.kind == APART:
            _part(canonical, leader, forms[decision.one], forms[decision.other])
    return leader


def _part(canonical: Canonical, leader: npt.NDArray[np.int32], one: int, other: int) -> None:
    """Two wordings of one group to two: the less frequent one leaves, alone."""
    if leader[one] != leader[other] or one == other:
        return
    leaving = max((one, other), key=lambda form: _rank(canonical, form))
    if leader[leaving] != leaving:
        leader[leaving] = leaving
        return
    members = np.flatnonzero((leader == leaving) & (np.arange(len(leader)) != leaving))
    leader[members] = min(members.tolist(), key=lambda form: _rank(canonical, form))


def _rank(canonical: Canonical, form: int) -> tuple[int, int]:
    return -int(canonical.forms.weights[form]), int(canonical.forms.hashes[form])


def forms_of(canonical: Canonical, decisions: Sequence[Decision], first: int) -> dict[str, int]:
    """The wording of each named text: of its first part."""
    return {
        text: int(canonical.form_of[canonical.parts.offsets[first + place]])
        for place, text in enumerate(named_texts(decisions))
    }


def moved(
    canonical: Canonical, decisions: Sequence[Decision], first: int, sections: dict[str, int], whole: int
) -> dict[int, int]:
    """Wordings put at a section by an officer, by their number; OpinionsError where the draft has no such section."""
    forms = forms_of(canonical, decisions, first)
    found = {}
    for decision in decisions:
        if decision.kind != AT:
            continue
        if decision.section and decision.section not in sections:
            raise OpinionsError(
                f"Dự thảo không có phần mang mã “{decision.section}”, nên không xếp ý kiến vào đó được."
            )
        found[forms[decision.one]] = sections.get(decision.section, whole)
    return found
