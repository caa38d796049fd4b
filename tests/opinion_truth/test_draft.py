from random import Random

import pytest

from benchmarks.opinion_truth.draft import Place, make_draft, places
from benchmarks.opinion_truth.wordings import load


def _draft(count: int = 120, which: str = "all", seed: int = 5) -> list[tuple[str, str, str, int]]:
    return [tuple(section.as_dict().values()) for section in make_draft(load(which), Random(seed), count)]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("place", "kind", "label"),
    [
        (Place(part=2), "part", "Phần II"),
        (Place(part=2, item=3), "item", "Phần II, mục 3"),
        (Place(article=12), "article", "Điều 12"),
        (Place(article=12, clause=3), "clause", "khoản 3 Điều 12"),
        (Place(article=7, clause=2, point=4), "point", "điểm d khoản 2 Điều 7"),
    ],
)
def test_label_is_as_printed(place: Place, kind: str, label: str) -> None:
    assert (place.kind, place.label) == (kind, label)


def test_places_run_in_reading_order_without_gaps() -> None:
    found = places(40)
    assert len(found) == len(set(found)) == 40
    assert [place.label for place in found[:3]] == ["Phần I", "Phần I, mục 1", "Phần I, mục 2"]
    assert [place.label for place in found[16:24]] == [
        "Điều 1", "khoản 1 Điều 1", "khoản 2 Điều 1", "điểm a khoản 2 Điều 1", "điểm b khoản 2 Điều 1", "điểm c khoản 2 Điều 1",
        "khoản 3 Điều 1", "Điều 2",
    ]  # fmt: skip


@pytest.mark.parametrize("which", ["known", "held_out", "all"])
@pytest.mark.parametrize("count", [8, 60, 120, 200])
def test_draft_has_distinct_sections(which: str, count: int) -> None:
    draft = _draft(count, which)
    assert len(draft) == count
    for column in (0, 1, 2):
        assert len({row[column] for row in draft}) == count
    assert [row[3] for row in draft] == sorted(row[3] for row in draft)
    assert [row[2] for row in draft if "{" in row[2]] == []


def test_headings_have_nothing_to_name_and_others_have() -> None:
    sections = make_draft(load("known"), Random(5), 120)
    empty = [section.place.label for section in sections if not section.objects]
    assert empty[:4] == ["Phần I", "Phần II", "Phần III", "Phần IV"]
    assert "Điều 6" not in empty  # an article without clauses
    assert [section.place.label for section in sections if section.objects and not section.measures] == []


@pytest.mark.parametrize(("count", "words"), [(7, "at least 8"), (2000, "hold 1260 sections")])
def test_draft_of_impossible_size_is_refused(count: int, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        _draft(count, "all")
