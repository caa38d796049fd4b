"""Which runs of words, found where leaving them out leaves a text of its own, are likely to be greetings and fillers.

A run is none that people say alone, or that begins or ends with what they say alone: that is an opinion beside another. Where
what is left says nothing of the matter ("đề nghị bỏ"), the run is the matter. What always stands beside the same word is a piece
of a longer run. A long closing stands behind a full stop somewhere; what never does limits the sentence ("kể cả lao động tạm").
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from caunoi.synthesis.finding import run_hash
from caunoi.synthesis.spelling_out import Stream
from caunoi.synthesis.words import FILLER, FUNCTION, LEAD, PREPOSITION, Lexicon

Ints = npt.NDArray[np.int64]
_CLOSING, _FILLER = 1, 2
_ALONE: Final = 2  # distinct texts that say a run and nothing else
_SAME: Final = 0.75  # share of one neighbor
_SAYS: Final = 0.2  # share of the texts that say something of the matter without the run
_LONG, _STOPS = 4, 0.2  # words of a long closing, and the share of it that stands behind a stop
_WHOLE: Final = 1 << 32


def weighed(found: Ints, stream: Stream, ends: Ints, lexicon: Lexicon, whole: npt.NDArray[np.uint64]) -> Ints:
    """Of rows (kind, hash of the run, text, begin and end of the run, words) those of likely openings, closings and fillers.

    ``whole``: a hash of every text, made odd. O(rows log rows).
    """
    found = found[np.unique(found[:, :3], axis=0, return_index=True)[1]]  # a run may be found in a text in two ways
    _runs, first, run = np.unique(found[:, :2], axis=0, return_index=True, return_inverse=True)
    kind = found[first, 0]
    likely = np.bincount(run, _says_something(found, stream, ends, lexicon), len(kind)) >= _SAYS * np.bincount(run)
    likely &= ~_is_piece(found, stream, ends, run, kind, lexicon)
    likely &= ~((kind == _CLOSING) & _limits(found, stream, run, len(kind), lexicon))
    likely &= ~_is_idle_word(found, stream, run, kind, lexicon)
    alone, counts = np.unique(whole, return_counts=True)
    said = frozenset(alone[counts >= _ALONE].tolist())
    hashes = lexicon.skeletons
    for place in np.flatnonzero(likely).tolist():
        _kind, _hash, _text, begin, end, _size = found[first[place]].tolist()
        likely[place] = not _says_alone(stream.words[begin:end], hashes, int(kind[place]), said)
    return found[likely[run]]


def _says_something(found: Ints, stream: Stream, ends: Ints, lexicon: Lexicon) -> npt.NDArray[np.bool_]:
    """Whether what is left without the run is not of function words only."""
    matter = np.concatenate([[0], np.cumsum(lexicon.flags[stream.words] & FUNCTION == 0)])
    text, begin, end = found[:, 2], found[:, 3], found[:, 4]
    before, behind = matter[begin] - matter[stream.offsets[text]], matter[ends[text]] - matter[end]
    return np.asarray(before + behind > 0)


def _is_piece(
    found: Ints, stream: Stream, ends: Ints, run: Ints, kind: Ints, lexicon: Lexicon
) -> npt.NDArray[np.bool_]:  # fmt: skip
    """Whether the same word stands nearly always before the run, or behind it."""
    piece = np.zeros(len(kind), np.bool_)
    sizes = np.bincount(run, minlength=len(kind))
    for side, places in ((0, found[:, 3] - 1), (1, found[:, 4])):
        inside = (places >= stream.offsets[found[:, 2]]) if side == 0 else (places < ends[found[:, 2]])
        beside = lexicon.plain[stream.words[np.where(inside, places, 0)]].astype(np.int64)
        each, counts = np.unique(run[inside] * _WHOLE + beside[inside], return_counts=True)
        most = np.zeros(len(kind), np.int64)
        np.maximum.at(most, each // _WHOLE, counts)
        piece |= most > _SAME * sizes
    return piece


def _limits(found: Ints, stream: Stream, run: Ints, count: int, lexicon: Lexicon) -> npt.NDArray[np.bool_]:
    """Whether a run of several words hardly ever stands behind a stop, and begins with no particle ("nhé anh chị")."""
    begins = found[:, 3]
    stops = np.bincount(run, stream.gaps[begins] & 0x3C != 0, count)
    long = np.bincount(run, found[:, 4] - begins >= _LONG, count) > 0
    particle = np.bincount(run, lexicon.flags[stream.words[begins]] & FILLER != 0, count) > 0
    return np.asarray(long & ~particle & (stops < _STOPS * np.bincount(run, minlength=count)))


def _is_idle_word(found: Ints, stream: Stream, run: Ints, kind: Ints, lexicon: Lexicon) -> npt.NDArray[np.bool_]:
    """Whether a run is one function word that is no filler by itself ("của", "với"), or one before a citation ("tại"); but "xin"
    asks as "mong" does."""
    words = stream.words[found[:, 3]]
    flags = np.where(words == lexicon.number("xin"), FILLER, lexicon.flags[words])

    def is_often(what: int) -> npt.NDArray[np.bool_]:  # "cần" without its mark may be "căn"
        return np.bincount(run, flags & what != 0, len(kind)) * 2 > np.bincount(run, minlength=len(kind))

    single = np.bincount(run, found[:, 4] - found[:, 3] == 1, len(kind)) > 0
    idle = is_often(PREPOSITION | LEAD) | ((kind == _FILLER) & is_often(FUNCTION))
    return np.asarray(single & idle & ~is_often(FILLER))


def _says_alone(words: npt.NDArray[np.int32], hashes: npt.NDArray[np.uint64], kind: int, said: frozenset[int]) -> bool:
    """Whether people say the run alone, or of an opening its first words, of a closing its last ones; two words at least."""
    count = len(words)
    for size in range(count if kind == _FILLER else 2, count + 1):
        begin = count - size if kind == _CLOSING else 0
        if size > 1 and int(run_hash(words, begin, begin + size, hashes)) | 1 in said:
            return True
    return False
