"""Which article an opinion that names none is about, learned from those that name it."""

import numpy as np
import pytest

from caunoi.synthesis import attribute, predict, train
from caunoi.synthesis.words import Lexicon

LESSONS = ["tăng lương công nhân", "bỏ đoàn phí", "giảm đoàn phí", "nâng lương tối thiểu", ""]
CLASSES = [0, 1, 1, 0, 0]
ASKED = ["lương công nhân thấp", "đoàn phí cao", ""]


def _numbered(texts: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    lexicon = Lexicon()
    words = [lexicon.add_all(text.split()) for text in texts]
    ends = np.cumsum([len(each) for each in words], dtype=np.int64)
    bounds = np.column_stack([ends - [len(each) for each in words], ends])
    return np.array([word for each in words for word in each], np.int32), bounds, lexicon.hashes


def _predicted(count: int, long: int = 1) -> tuple[np.ndarray, np.ndarray]:
    words, bounds, hashes = _numbered([*LESSONS, *(f"{text} " * long for text in ASKED)])
    lessons = np.arange(len(LESSONS))
    model = train(words, bounds, hashes, lessons, np.array(CLASSES, np.int32), count)
    return predict(model, words, bounds, hashes, len(LESSONS) + np.arange(len(ASKED)))


def test_article_is_learned_from_the_words() -> None:
    best, sure = _predicted(2)
    assert best[:2, 0].tolist() == [0, 1]
    assert best[:2, 1].tolist() == [1, 0]
    assert (best[:, 2] == -1).all()
    assert (sure[:2, 0] > 0.6).all()
    assert np.allclose(sure.sum(axis=1), 1)


def test_many_lessons_are_shared_and_teach_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    words, bounds, hashes = _numbered(LESSONS[:4] * 2)
    lessons, classes = np.repeat(np.arange(4), 2), np.repeat(np.array(CLASSES[:4], np.int32), 2)
    alone = train(words, bounds, hashes, lessons[::2], classes[::2], 2)
    monkeypatch.setattr(attribute, "_MANY", len(lessons))
    shared = train(words, bounds, hashes, lessons, classes, 2)
    assert alone.weights.any()
    assert np.allclose(shared.weights, alone.weights)


def test_words_never_met_leave_it_open() -> None:
    best, sure = _predicted(2)
    assert sure[2].tolist() == [0.5, 0.5, 0]
    assert best[2].tolist() == [0, 1, -1]


def test_long_text_is_read_as_far_as_there_is_room() -> None:
    assert _predicted(2, long=100)[0][:2, 0].tolist() == [0, 1]


def test_one_class_is_always_meant() -> None:
    words, bounds, hashes = _numbered(["tăng lương", "bỏ phí"])
    model = train(words, bounds, hashes, np.array([0]), np.zeros(1, np.int32), 1)
    best, sure = predict(model, words, bounds, hashes, np.array([1]))
    assert (best.tolist(), sure.tolist()) == ([[0, -1, -1]], [[1, 0, 0]])


def test_same_lessons_learn_the_same() -> None:
    one, other = _predicted(2), _predicted(2)
    assert (one[0] == other[0]).all()
    assert (one[1] == other[1]).all()
