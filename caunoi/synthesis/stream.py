"""One new opinion to its group while people write: what a full run would say of it, without running it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from caunoi.synthesis.canonical import Canonical, Cutting, proposed
from caunoi.synthesis.citations import narrower
from caunoi.synthesis.differences import Spelling
from caunoi.synthesis.engines import Run
from caunoi.synthesis.group import Grouped
from caunoi.synthesis.grouping import Spellings, bare_of, contexts_of, known_of, looks, packed, pairs_of
from caunoi.synthesis.nearest import Known, nearest, salts_of, shelve_all, shelves, sketches_of
from caunoi.synthesis.parts import assemble, hash_of
from caunoi.synthesis.runs import Phrase
from caunoi.synthesis.settling import UNKNOWN, WHOLE, boxed_sections, joined, section_of
from caunoi.synthesis.words import Lexicon

_GUESTS: Final = 64  # wordings asked about before the marks of what was tested are wiped
_BOXES: Final = 16_384  # article boxes remembered
_ROOM: Final = 4_096  # words of one of them


@dataclass(frozen=True)
class Assigned:
    """The group of a text (numbers of the run, from 1), or None where the run has nobody who says so: the next run decides."""

    group_id: int | None
    canonical: str


class Assigner:
    """Holds what a run said of every distinct text and wording; threads may ask at once. Memory: about 300 bytes for each."""

    def __init__(self, done: Run, phrases: Iterable[Phrase] = ()) -> None:
        grouped, canonical = done.grouped, done.grouped.canonical
        self._lock = Lock()  # what is met while one text is read belongs to all
        self._draft, self._canonical, self._wording = grouped.draft, canonical, grouped.group_wording.to_pylist()
        self._boxes = dict(zip(done.opinions.refs, done.boxes[:, 0].tolist(), strict=True))
        self._new_box = lru_cache(_BOXES)(lambda ref: int(boxed_sections([ref], grouped.draft)[0, 0]))
        self._cutting = Cutting(grouped.draft, phrases, canonical.lexicon.words)
        self._cutting.meet(done.opinions.texts)
        self._forms = {hashed: form for form, hashed in enumerate(canonical.forms.hashes.tolist())}
        self._near = _Near(canonical, self._cutting.lexicon)
        self._places = _places(grouped)
        self._compounds = grouped.compounds.parts_of()
        self._by_place, self._by_box = grouped.by_place, grouped.by_box
        groups = np.full(len(done.opinions.texts), len(self._wording), np.int64)
        np.minimum.at(groups, done.opinions.text_codes, grouped.pair_group[grouped.pair_of])
        texts = done.opinions.texts.to_pylist()
        self._by_text = {
            text: group for text, group in zip(texts, groups.tolist(), strict=True) if group < len(self._wording)
        }
        leans = (self._by_place | self._by_box)[canonical.leader[canonical.form_of]]
        leaning = np.unique(canonical.part_text[leans])
        self._leaning = {texts[place]: place for place in leaning.tolist() if place < len(texts)}
        self._by_pair = _pairs(done, leaning)

    def assign(self, text: str, ref: str | None = None) -> Assigned:
        """The group of a text: at once where the run has just these letters, else by its canonical form. O(words).

        ``ref``: what its article box says; it matters where the words lean on their place ("nhất trí").
        """
        known = self._leaning.get(text)
        group = self._by_text.get(text) if known is None else self._by_pair.get((text, ref or None))
        if group is None and known is not None:
            group = self._elsewhere(known, ref)
        if group is not None:
            return Assigned(group + 1, self._wording[group])
        with self._lock:
            return self._by_wording(text, ref)

    def _elsewhere(self, text: int, ref: str | None) -> int | None:
        """The group of a text of the run, by its number, with an article box that never came with it. O(parts)."""
        canonical = self._canonical
        parts = range(*canonical.parts.offsets[text : text + 2].tolist())
        leaders = canonical.leader[canonical.form_of[parts.start : parts.stop]].tolist()
        places = canonical.parts.places[parts.start : parts.stop].tolist()
        return self._together({self._group(*part, ref) for part in zip(leaders, places, strict=True)})

    def _together(self, groups: set[int | None]) -> int | None:
        """The group of a submission whose parts are of these groups."""
        several = tuple(sorted(group for group in groups if group is not None))
        if len(several) < len(groups):
            return None
        return several[0] if len(several) == 1 else self._compounds.get(several)

    def _by_wording(self, text: str, ref: str | None) -> Assigned:
        """The group of a text by its canonical form. O(words)."""
        lexicon = self._cutting.lexicon
        segments = self._cutting.segments(pa.array([text], pa.large_string()))
        parts = proposed(assemble(segments, lexicon, self._canonical.alone), lexicon)
        bounds = parts.bounds.tolist()
        contents = [self._content(parts.words, begin, end) for begin, end in bounds]
        if len(contents) > 1:
            kept = [place for place, content in enumerate(contents) if content not in self._canonical.courteous] or [0]
        else:
            kept = [0]
        group = self._together({self._group(contents[place], int(parts.places[place]), ref) for place in kept})
        if group is None:
            said = [
                " ".join(lexicon.words[word] for word in parts.words[slice(*bounds[place])].tolist()) for place in kept
            ]
            return Assigned(None, "; ".join(said))
        return Assigned(group + 1, self._wording[group])

    def _content(self, words: npt.NDArray[np.int32], begin: int, end: int) -> int | None:
        """The leader of a wording: by its very words, else the one that explains it."""
        form = self._forms.get(int(hash_of(words, begin, end, self._cutting.lexicon.hashes)))
        if form is None:
            form = self._near.find(words[begin:end])
        return None if form is None else int(self._canonical.leader[form])

    def _box(self, ref: str) -> int:
        """The section that an article box names: as the run read it, if it had it."""
        known = self._boxes.get(ref)
        return self._new_box(ref) if known is None else known

    def _group(self, content: int | None, place: int, ref: str | None) -> int | None:
        """The group of a content at the place it names, else (where it leans on its place) at its box, else where most say it."""
        known = self._places.get(-1 if content is None else content)
        if content is None or known is None:
            return None
        box = self._box(ref) if ref else UNKNOWN
        place = joined(self._draft.meant(place), box, self._draft)
        named = section_of(place, self._draft)
        narrow = 0
        if self._by_place[content]:
            narrow = narrower(place, self._draft.sections[named].place if named >= 0 else 0)
            named = named if named != UNKNOWN else box if box != UNKNOWN else WHOLE
        elif self._by_box[content] and named == UNKNOWN:
            named = box
        return known.get((named, narrow), next(iter(known.values())))


def _pairs(done: Run, texts: npt.NDArray[np.int64]) -> dict[tuple[str, str | None], int]:
    """The group of each of the texts with each article box that came with it."""
    opinions, grouped = done.opinions, done.grouped
    rows = np.flatnonzero(np.isin(opinions.text_codes, texts))
    rows = rows[np.unique(grouped.pair_of[rows], return_index=True)[1]]
    said = opinions.texts.take(pa.array(opinions.text_codes[rows])).to_pylist()
    boxes = [opinions.refs[code] if code >= 0 else None for code in opinions.ref_codes[rows].tolist()]
    return dict(zip(zip(said, boxes, strict=True), grouped.pair_group[grouped.pair_of[rows]].tolist(), strict=True))


def _places(grouped: Grouped) -> dict[int, dict[tuple[int, int], int]]:
    """Of each content: the groups at its sections, and at what is narrower there, the one with most submissions first."""
    canonical = grouped.canonical
    content = canonical.leader[canonical.form_of[grouped.claim_part]].astype(np.int64)
    weight = np.bincount(grouped.pair_of, minlength=len(grouped.claim_offsets) - 1)
    of_claim = np.repeat(weight, np.diff(grouped.claim_offsets))
    keys, where = np.unique(content * len(grouped.group_wording) + grouped.claim_group, return_inverse=True)
    told = np.bincount(where, weights=of_claim, minlength=len(keys))
    found: defaultdict[int, dict[tuple[int, int], int]] = defaultdict(dict)
    for key in keys[np.lexsort((keys, -told))].tolist():
        owner, group = divmod(key, len(grouped.group_wording))
        found[owner].setdefault((int(grouped.group_section[group]), int(grouped.group_narrow[group])), group)
    return dict(found)


class _Near:
    """The leaders of a run on their shelves, to ask which of them explains a wording that nobody had."""

    def __init__(self, canonical: Canonical, lexicon: Lexicon) -> None:
        forms = canonical.forms
        self._lexicon = lexicon
        self._spellings, self._contexts = Spellings(lexicon), contexts_of(forms, lexicon)
        self._pairs = pairs_of(forms, lexicon.skeletons)
        clean, bare = looks(forms, lexicon.flags)
        order = np.lexsort((forms.hashes, -forms.weights, bare, ~clean))
        self._leaders = order[canonical.leader[order] == order]
        own = packed(forms, self._leaders)
        known = known_of(own, bare[self._leaders], np.arange(len(self._leaders)), lexicon)
        self._start = len(known.words)
        self._known = Known(np.concatenate([known.words, np.zeros(_ROOM, np.int32)]), *map(_with_room, known[1:]))
        self._guest, self._tested = 0, np.full(len(self._known.bounds), -1, np.int32)
        self._keys, self._scratch, self._steps = (
            np.empty((2, 7), np.uint64),
            np.zeros((2, 64), np.int32),
            np.zeros((64, 5), np.int64),
        )
        self._shelves = shelves(len(self._leaders))
        shelve_all(self._known, len(self._leaders), lexicon.skeletons, self._pairs, self._shelves)

    def find(self, words: npt.NDArray[np.int32]) -> int | None:
        """The form that leads a wording, or None."""
        if len(words) > _ROOM:
            return None
        spelling, skeletons = self._spellings.now(), self._lexicon.skeletons
        best, _filled = nearest(
            self._seat(words, spelling, skeletons), self._known, skeletons, self._pairs, spelling, self._contexts,
            self._shelves, self._tested, self._keys, self._scratch, self._steps,
        )  # fmt: skip
        return int(self._leaders[best]) if best >= 0 else None

    def _seat(self, words: npt.NDArray[np.int32], spelling: Spelling, skeletons: npt.NDArray[np.uint64]) -> int:
        """Put a wording behind the leaders, as one of the guests; its place."""
        self._guest = (self._guest + 1) % _GUESTS
        if not self._guest:
            self._tested.fill(-1)
        place, known = len(self._leaders) + self._guest, self._known
        known.words[self._start : self._start + len(words)] = words
        known.bounds[place] = self._start, self._start + len(words)
        bounds = known.bounds[place : place + 1]
        flags = self._lexicon.flags
        known.bare[place] = bare_of(known.words, bounds, flags)[0]
        known.sketches[place] = sketches_of(known.words, bounds, skeletons)[0]
        denial = self._lexicon.number("khong")
        known.salts[place] = salts_of(known.words, bounds, flags, spelling.plain, skeletons, denial)[0]
        return place


def _with_room(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The same with room for guests."""
    return np.concatenate([values, np.zeros((_GUESTS, *values.shape[1:]), values.dtype)])
