"""The groups of a run and their numbers, whatever the order of the texts: what most people gave comes first."""

from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from caunoi.synthesis.canonical import Canonical
from caunoi.synthesis.citations import written
from caunoi.synthesis.compiled import uncounted
from caunoi.synthesis.compounds import Compounds, compounds_of
from caunoi.synthesis.draft import Draft
from caunoi.synthesis.grouping import coded
from caunoi.synthesis.segments import ASKS, PROPOSES
from caunoi.synthesis.settling import UNKNOWN, WHOLE, Claims
from caunoi.synthesis.stances import stances_of
from caunoi.synthesis.tokens import buffers

Ints = npt.NDArray[np.int64]
_PROPOSALS: Final = ("đề nghị ", "de nghi ")  # before a wording with marks, and without
_NARROW: Final = 31  # bits: no run has more contents, and places


class Placed(NamedTuple):
    """Of every claim; ``by_place`` and ``by_box`` go by content: those that mean nothing without their place, and those of which
    each stands where its article box says."""

    section: Ints
    sure: npt.NDArray[np.float64]
    content: Ints
    narrow: Ints  # what the text names below that section, packed; 0 for nothing
    by_place: npt.NDArray[np.bool_]
    by_box: npt.NDArray[np.bool_]


class Numbered(NamedTuple):
    """The group of every claim and of every pair; all else goes by group, in the order of their numbers."""

    claim_group: Ints
    pair_group: Ints
    section: Ints
    score: npt.NDArray[np.float64]
    stance: Ints
    wording: pa.Array  # large_string
    compounds: Compounds
    narrow: Ints


def number(
    canonical: Canonical, draft: Draft, claims: Claims, placed: Placed, claim_part: Ints, offsets: Ints, weights: Ints
) -> Numbered:
    """Number the groups: the more frequent first, then by a hash of what they say and where. O(claims).

    ``claim_part``: the part of the canonical texts that a claim is; ``offsets`` cut the claims by pair, ``weights``: submissions
    of each pair.
    """
    first, of_claim = _single(claims, placed, canonical.forms.hashes)
    pair_group, compounds = compounds_of(offsets, of_claim, len(first))
    heads = compounds.parts[compounds.offsets[:-1]]
    said = np.bincount(of_claim, weights=claims.weight)
    asks, proposes = (
        _most(canonical.parts.flags[claim_part] & flag, claims.weight, of_claim) for flag in (ASKS, PROPOSES)
    )
    forms, leading, narrow = canonical.forms, claims.content[first], placed.narrow[first]
    stance = stances_of(forms.words, forms.bounds[leading], canonical.lexicon, asks, proposes)
    section, sure = placed.section[first], placed.sure[first]
    least = np.minimum.reduceat(sure[compounds.parts], compounds.offsets[:-1])
    wording, names = _written(canonical, leading, narrow, proposes), _names(section, draft)
    together, places = _joined(compounds, wording, names)
    wording, names = pa.concat_arrays([wording, together]), pa.concat_arrays([names, places])
    submissions = np.bincount(pair_group, weights=weights, minlength=len(wording))
    none = np.zeros(len(compounds.group), np.int64)
    order = np.lexsort((_hashes(wording, names), -np.append(said, none), -submissions))
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return Numbered(
        rank[of_claim], rank[pair_group], np.append(section, section[heads])[order], np.append(sure, least)[order],
        np.append(stance, stance[heads])[order], wording.take(pa.array(order)), compounds.numbered(rank),
        np.append(narrow, none)[order],
    )  # fmt: skip


def _most(flags: Ints, weights: Ints, groups: Ints) -> npt.NDArray[np.bool_]:
    """Of which groups most submissions have a flag."""
    return np.asarray(np.bincount(groups, np.where(flags, weights, 0)) * 2 > np.bincount(groups, weights))


def _single(claims: Claims, placed: Placed, hashes: npt.NDArray[np.uint64]) -> tuple[Ints, Ints]:
    """Claims of one content at one place are one group: a claim of each group, and the group of each claim.

    In an order that the order of the texts does not change: what most people say comes first, and lends a group its wording.
    """
    section, matter, narrow = placed.section, placed.content, placed.narrow
    weight = np.bincount(claims.content, claims.weight, len(hashes))
    sections = int(section.max(initial=0)) + 3
    keys = coded(matter * sections + section + 2)[1]
    if narrow.any():
        keys = coded(keys + (coded(narrow)[1] << _NARROW))[1]
    told, which = coded(claims.content + (keys << _NARROW))  # what is said, and where
    claim = np.empty(len(told), np.int64)
    claim[which] = np.arange(len(which))
    content = claims.content[claim]
    fixed = np.lexsort((narrow[claim], section[claim], hashes[content], -weight[content]))
    _keys, first, of_fixed = np.unique(keys[claim][fixed], return_index=True, return_inverse=True)
    group = np.empty_like(of_fixed)
    group[fixed] = np.argsort(np.argsort(first))[of_fixed]
    return claim[fixed[np.sort(first)]], group[which]


def _written(canonical: Canonical, forms: Ints, narrow: Ints, proposes: npt.NDArray[np.bool_]) -> pa.Array:
    """Wordings, "đề nghị" before those that most propose, and behind them what is named below their section."""
    wordings = canonical.wordings(forms)
    heads = pa.array([*_PROPOSALS, ""], wordings.type).take(pa.array(np.where(proposes, canonical.bare()[forms], 2)))
    wordings = pc.binary_join_element_wise(heads, wordings, pa.scalar("", wordings.type))
    below = np.flatnonzero(narrow)
    if not len(below):
        return wordings
    items = [written(item) for item in narrow[below].tolist()]
    said = [f"{words} {item}".strip() for words, item in zip(wordings.take(below).to_pylist(), items, strict=True)]
    return pc.replace_with_mask(wordings, narrow != 0, pa.array(said, wordings.type))


def _names(sections: Ints, draft: Draft) -> pa.Array:
    """The id of every section, or a number where it is none."""
    known = [str(WHOLE), str(UNKNOWN), *(section.id for section in draft.sections)]
    return pa.array(known, pa.large_string()).take(pa.array(sections - WHOLE))


def _joined(compounds: Compounds, wording: pa.Array, names: pa.Array) -> tuple[pa.Array, pa.Array]:
    """The wordings and the sections of every compound, in the order of the wordings."""
    used, where = np.unique(compounds.parts, return_inverse=True)
    said = pa.table({"words": wording.take(pa.array(used)), "name": names.take(pa.array(used))})
    rank = np.empty(len(used), np.int64)
    rank[np.asarray(pc.sort_indices(said, [("words", "ascending"), ("name", "ascending")]))] = np.arange(len(used))
    owner = compounds.owners()
    parts = pa.array(compounds.parts[np.lexsort((rank[where], owner))])
    words, sections = (
        pc.binary_join(
            pa.LargeListArray.from_arrays(pa.array(compounds.offsets), values.take(parts)), pa.scalar("; ", values.type)
        )
        for values in (wording, names)
    )
    return words, sections


def _hashes(wording: pa.Array, names: pa.Array) -> npt.NDArray[np.uint64]:
    """64 bits of what is said and where."""
    hashed = np.full(len(wording), 0xCBF29CE484222325, np.uint64)
    for said in (wording, names):
        _hash(*buffers(said), hashed)
    return hashed


@uncounted
def _hash(data: Any, starts: Any, hashed: Any) -> None:
    """Go on with the hashes by a string each, and by its end (FNV-1a, its high bits mixed in)."""
    for at in range(len(hashed)):
        value = hashed[at]
        for place in range(starts[at], starts[at + 1]):
            value = (value ^ np.uint64(data[place])) * np.uint64(1099511628211)
        value = (value ^ np.uint64(0xFF)) * np.uint64(1099511628211)
        hashed[at] = value ^ (value >> np.uint64(29))
