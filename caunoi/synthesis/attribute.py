"""Which article an opinion that names none is about: a linear model learned from those that do name it, and from the draft.

Words and pairs of neighboring words, hashed; a multiclass perceptron whose weights are averaged (Freund and Schapire
1999; Collins 2002). Many lessons are shared between two, whatever the machine, and their mean is taken (McDonald, Hall
and Mann 2010). Learned anew for every run, in a fixed order, so that its answer depends on nothing but the opinions.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from caunoi.synthesis.compiled import compiled, uncounted

BUCKETS: Final = 1 << 15  # the tables of two learners lie in the cache of a processor
ROUNDS: Final = 3
_LEARNERS, _MANY = 2, 4_000  # so many lessons are shared among learners
MOST_LESSONS: Final = 20_000


class Model(NamedTuple):
    """``weights`` (buckets × classes, float32)."""

    weights: npt.NDArray[np.float32]


def train(
    words: npt.NDArray[np.int32],
    bounds: npt.NDArray[np.int64],
    hashes: npt.NDArray[np.uint64],
    lessons: npt.NDArray[np.int64],
    classes: npt.NDArray[np.int32],
    count: int,
) -> Model:
    """Learn from ``lessons`` (places in ``bounds``), each of a class below ``count``. O(rounds × words × classes)."""
    learners = _LEARNERS if len(lessons) >= _MANY else 1
    halves = [(lessons[first::learners].copy(), classes[first::learners].copy()) for first in range(learners)]
    with ThreadPoolExecutor(learners) as pool:
        learned = list(pool.map(lambda half: _learn(words, bounds, hashes, half[0], half[1], count), halves))
    weights, touched = learned[0]
    for other, also in learned[1:]:
        _average(weights, other, touched | also)
    return Model(weights)


def _learn(
    words: npt.NDArray[np.int32], bounds: npt.NDArray[np.int64], hashes: npt.NDArray[np.uint64],
    lessons: npt.NDArray[np.int64], classes: npt.NDArray[np.int32], count: int,
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.bool_]]:  # fmt: skip
    """The weights that some lessons teach, and which buckets have any."""
    # Made here, not in the kernel: pages of memory that no feature leads to are never touched.
    weights, late = np.zeros((BUCKETS, count), np.float32), np.zeros((BUCKETS, count), np.float32)
    return weights, _train(words, bounds, hashes, lessons, classes, weights, late)


def predict(
    model: Model,
    words: npt.NDArray[np.int32],
    bounds: npt.NDArray[np.int64],
    hashes: npt.NDArray[np.uint64],
    asked: npt.NDArray[np.int64],
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]:
    """For each asked: the best three classes and their confidence (softmax of margins), best first."""
    with ThreadPoolExecutor(_LEARNERS) as pool:
        told = pool.map(
            lambda some: _predict(model.weights, words, bounds, hashes, some), np.array_split(asked, _LEARNERS)
        )
        best, sure = zip(*told, strict=True)
    return np.concatenate(best), np.concatenate(sure)


@uncounted
def _features(words: Any, begin: int, end: int, hashes: Any, out: Any) -> Any:
    """Buckets of the words and pairs of a wording; each once."""
    count = 0
    for at in range(begin, end):
        if count + 2 > len(out):
            break
        one = hashes[words[at]]
        out[count] = np.int64((one * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(49))
        count += 1
        if at + 1 < end:
            pair = (one ^ (hashes[words[at + 1]] >> np.uint64(3))) * np.uint64(0xD6E8FEB86659FD93)
            out[count] = np.int64(pair >> np.uint64(49))
            count += 1
    return count


@uncounted
def _scores(weights: Any, features: Any, count: int, scores: Any) -> None:
    scores[:] = 0
    for place in range(count):
        row = weights[features[place]]
        for each in range(len(scores)):
            scores[each] += row[each]


@uncounted
def _average(weights: Any, other: Any, touched: Any) -> None:
    """The mean of both, into the first."""
    for bucket in range(len(touched)):
        if touched[bucket]:
            for each in range(weights.shape[1]):
                weights[bucket, each] = weights[bucket, each] / np.float32(2) + other[bucket, each] / np.float32(2)


@compiled
def _train(words: Any, bounds: Any, hashes: Any, lessons: Any, classes: Any, weights: Any, late: Any) -> Any:
    """Into ``weights``; which buckets were touched. ``late``: what to take off for the average, each change by when it came."""
    count = weights.shape[1]
    touched = np.zeros(len(weights), np.bool_)
    features, scores = np.empty(512, np.int64), np.empty(count, np.float32)
    step = np.float32(1)
    for _round in range(3):
        for lesson in range(len(lessons)):
            at, right = lessons[lesson], classes[lesson]
            filled = _features(words, bounds[at, 0], bounds[at, 1], hashes, features)
            if filled == 0:
                continue
            _scores(weights, features, filled, scores)
            margin = np.float32(0.1) * filled
            wrong, best = -1, np.float32(-1e30)
            for each in range(count):
                if each != right and scores[each] > best:
                    wrong, best = each, scores[each]
            if wrong >= 0 and scores[right] - best < margin:
                rate = min(np.float32(1), (margin - scores[right] + best) / (2 * filled))
                for place in range(filled):
                    feature = features[place]
                    touched[feature] = True
                    weights[feature, right] += rate
                    weights[feature, wrong] -= rate
                    late[feature, right] += rate * step
                    late[feature, wrong] -= rate * step
            step += np.float32(1)
    for bucket in np.flatnonzero(touched):
        for each in range(count):
            weights[bucket, each] -= late[bucket, each] / step
    return touched


@compiled
def _predict(weights: Any, words: Any, bounds: Any, hashes: Any, asked: Any) -> Any:
    count = weights.shape[1]
    best, sure = np.full((len(asked), 3), -1, np.int32), np.zeros((len(asked), 3), np.float32)
    features, scores = np.empty(512, np.int64), np.empty(count, np.float32)
    for row in range(len(asked)):
        at = asked[row]
        filled = _features(words, bounds[at, 0], bounds[at, 1], hashes, features)
        _scores(weights, features, filled, scores)
        total, highest = np.float64(0), scores.max()
        scale = 8.0 / max(filled, 1)
        for each in range(count):
            total += np.exp((scores[each] - highest) * scale)
        for rank in range(min(3, count)):
            top = np.argmax(scores)
            best[row, rank] = top
            sure[row, rank] = np.exp((scores[top] - highest) * scale) / total
            scores[top] = np.float32(-1e30)
    return best, sure
