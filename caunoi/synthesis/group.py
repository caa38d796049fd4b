"""From canonical texts to groups: every submission in exactly one, the same whoever runs it and in whatever order they came."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from caunoi.synthesis import attribute, settling
from caunoi.synthesis.canonical import Canonical, printed
from caunoi.synthesis.compounds import Compounds
from caunoi.synthesis.draft import Draft
from caunoi.synthesis.grouping import coded, packed
from caunoi.synthesis.numbering import Placed, number
from caunoi.synthesis.stances import AMEND, OTHER, PROPOSE, meant_by

Ints = npt.NDArray[np.int64]


class Pairs(NamedTuple):
    """Distinct pairs of text and article box: that of every submission; how many have each, its text, its box (-1: empty)."""

    of: Ints
    weight: Ints
    text: Ints
    box: Ints


@dataclass(frozen=True)
class Grouped:
    """Groups of parts (``part_*`` by claim) and of submissions (by pair of text and article box)."""

    canonical: Canonical
    pair_of: Ints  # by submission
    claim_offsets: Ints  # cut the claims by pair
    claim_group: Ints
    claim_part: Ints  # the part of the canonical texts that a claim is
    pair_group: Ints
    group_section: Ints  # a section's number, WHOLE or UNKNOWN
    group_score: npt.NDArray[np.float64]
    group_stance: Ints
    group_wording: pa.Array  # large_string
    compounds: Compounds  # which groups these are, and the groups that each is made of
    group_narrow: Ints  # what its texts name below its section, packed; 0 for nothing
    by_place: npt.NDArray[np.bool_]  # by wording, of the leading ones: means nothing without its place
    by_box: npt.NDArray[np.bool_]  # … stands where its article box says
    draft: Draft = field(repr=False)


def paired(text_codes: Ints, ref_codes: Ints, boxes: int) -> Pairs:
    """Submissions given as codes into distinct texts and into so many article boxes (-1: the box is empty), as pairs. O(n)."""
    keys, pair_of = coded(text_codes * (boxes + 1) + ref_codes + 1)
    return Pairs(pair_of, np.bincount(pair_of, minlength=len(keys)), keys // (boxes + 1), keys % (boxes + 1) - 1)


def group_pairs(
    canonical: Canonical, pairs: Pairs, boxes: Ints, draft: Draft, moved: Mapping[int, int] = MappingProxyType({})
) -> Grouped:
    """Group submissions of canonical texts.

    ``boxes``: the sections that each article box names (``settling.boxed_sections``).
    ``moved``: wordings that an officer put at a section, by the number of the wording.
    """
    claims, claim_part, offsets = _claims(canonical, draft, pairs, boxes)
    placed = _sections(canonical, draft, claims, moved)
    of = number(canonical, draft, claims, placed, claim_part, offsets, pairs.weight)
    return Grouped(
        canonical, pairs.of, offsets, of.claim_group, claim_part, of.pair_group, of.section, of.score, of.stance,
        of.wording, of.compounds, of.narrow, placed.by_place, placed.by_box, draft,
    )  # fmt: skip


def _claims(canonical: Canonical, draft: Draft, pairs: Pairs, boxes: Ints) -> tuple[settling.Claims, Ints, Ints]:
    parts = canonical.parts
    counts = np.diff(parts.offsets)[pairs.text]
    offsets = np.concatenate([[0], np.cumsum(counts)])
    pair = np.repeat(np.arange(len(pairs.text)), counts)
    place_in_pair = np.arange(offsets[-1]) - offsets[pair]
    claim_part = parts.offsets[pairs.text][pair] + place_in_pair
    boxes = np.vstack([boxes, np.full((1, boxes.shape[1]), settling.UNKNOWN)])
    named = (boxes != settling.UNKNOWN).sum(axis=1)
    ref = pairs.box[pair]
    fits = (named[ref] == counts[pair]) & (place_in_pair < boxes.shape[1])
    boxed = np.where(fits, boxes[ref, np.minimum(place_in_pair, boxes.shape[1] - 1)], settling.UNKNOWN)
    only = np.where((counts[pair] > 1) & (named[ref] == 1), boxes[ref, 0], settling.UNKNOWN)
    leader = canonical.leader[canonical.form_of[claim_part]].astype(np.int64)
    cited, which = coded(parts.places)
    claims = settling.Claims(
        leader,
        np.array([draft.meant(place) for place in cited.tolist()], np.int64)[which[claim_part]],
        parts.quoted[claim_part].astype(np.int64),
        boxed,
        only,
        pairs.weight[pair].astype(np.int64),
    )
    return claims, claim_part, offsets


def _sections(canonical: Canonical, draft: Draft, claims: settling.Claims, moved: Mapping[int, int]) -> Placed:
    """Of every claim: its section, how sure that is, its content (contents that say nothing of the matter are one by stance)."""
    forms, lexicon = canonical.forms, canonical.lexicon
    empty = settling.silent(forms.words, forms.bounds, lexicon)  # what these mean is their article and their stance
    wide, boxed = settling.spread(
        claims, len(forms.bounds), len(draft), settling.rewords(forms.words, forms.bounds, lexicon)
    )
    by_place = empty | wide | settling.lean(forms.words, forms.bounds, lexicon)
    places, where = coded(settling.whole_places(claims, draft))
    named, detail = (column[where] for column in settling.named_sections(places, draft))
    votes = settling.vote(claims, named, len(forms.bounds), len(draft))
    best, sure = _place_contents(canonical, draft, claims, votes, by_place)
    for form, put in moved.items():
        best[canonical.leader[form]] = put
    common = best[claims.content]
    compatible = draft.compatible_with(places)
    near = (common >= 0) & compatible[where, common]
    if len(draft):  # a wider or narrower place around that of the others is theirs
        boxed &= (common < 0) | ~draft.related()[common, claims.boxed]
    of_all = np.zeros(len(by_place), np.bool_)
    leaning = np.flatnonzero(by_place & (canonical.leader == np.arange(len(by_place))))
    of_all[leaning] = [settling.speaks_of_all(words) for words in canonical.wordings(leaning).to_pylist()]
    section = settling.settle(claims, named, best, by_place, near, boxed, of_all)
    # Who names a page (or part) on which their content does not stand means another one: the first section there.
    wide = np.where(compatible.any(axis=1), compatible.argmax(axis=1), settling.UNKNOWN)[where]
    section = np.where((named < 0) & (wide >= 0) & ~near & ~by_place[claims.content], wide, section)
    content = claims.content.copy()
    if empty.any():
        silent = np.flatnonzero(empty)
        meant = meant_by(forms.words, forms.bounds[silent], lexicon)
        stances = np.where((meant < 0) | (meant == PROPOSE), OTHER, meant)
        mapped = np.arange(len(forms.bounds))
        several = forms.bounds[silent, 1] - forms.bounds[silent, 0] > 2
        own = (stances == AMEND) | ((stances == OTHER) & several)  # "viết gọn hơn" is not "viết rõ hơn"
        mapped[silent] = np.where(own, silent, -1 - stances)
        content = mapped[content]
    # Of two items of one section, which the draft does not tell apart, each is a place of its own: "đề nghị bỏ điểm a".
    narrow = np.where(by_place[claims.content], detail, 0)
    certain = np.where(by_place[claims.content], 1.0, sure[claims.content])
    return Placed(section, certain, content, narrow, by_place, np.bincount(claims.content, boxed, len(by_place)) > 0)


def _place_contents(
    canonical: Canonical, draft: Draft, claims: settling.Claims, votes: settling.Votes, by_place: npt.NDArray[np.bool_]
) -> tuple[Ints, npt.NDArray[np.float64]]:
    """The section of every content and how sure it is: as its people tell, else as the model learned from the others says.

    Where only some name a place in the text, and the rest name none, the model is asked whether that place is theirs too.
    """
    told = np.where(votes.given >= 0, votes.given, np.where(votes.open, settling.UNKNOWN, votes.named))
    best, sure = told.copy(), np.where(told >= 0, 1.0, 0.0)
    whole = np.zeros(len(told), np.bool_)
    whole[claims.content[claims.boxed == settling.WHOLE]] = True
    leads = (canonical.leader == np.arange(len(told))) & ~by_place
    known = np.flatnonzero(leads & ((told >= 0) | whole & (votes.named < 0)))
    asked = np.flatnonzero(leads & (told < 0))
    if len(draft) and len(known) and len(asked):
        found, confidence = _predicted(
            canonical, draft, known, np.where(told[known] >= 0, told[known], len(draft)), asked
        )
        fits = (found == votes.named[asked, None]) & (votes.named[asked, None] >= 0)
        first = np.where(fits.any(axis=1), fits.argmax(axis=1), 0)
        rows = np.arange(len(asked))
        best[asked] = np.where(found[rows, first] == len(draft), settling.WHOLE, found[rows, first])
        sure[asked] = confidence[rows, first]
    best = np.where((best == settling.UNKNOWN) & (votes.named >= 0), votes.named, best)
    return best, sure


def _predicted(
    canonical: Canonical, draft: Draft, known: Ints, sections: Ints, asked: Ints
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]:
    """Three sections for each asked content, learned from the known ones and the draft; ``len(draft)`` is the whole of it."""
    forms, lexicon = canonical.forms, canonical.lexicon
    order = np.argsort(forms.hashes[known], kind="stable")[: attribute.MOST_LESSONS]
    own = printed(draft, lexicon)
    hashes = lexicon.skeletons
    told = packed(forms, np.concatenate([known[order], asked]))
    bounds = np.concatenate([np.column_stack([own.offsets[:-1], own.offsets[1:]]), told.bounds + len(own.words)])
    words = np.concatenate([own.words, told.words])
    lessons, rest = np.split(np.arange(len(bounds)), [len(draft) + len(order)])
    classes = np.concatenate([np.arange(len(draft)), sections[order]]).astype(np.int32)
    model = attribute.train(words, bounds, hashes, lessons, classes, len(draft) + 1)
    return attribute.predict(model, words, bounds, hashes, rest)
