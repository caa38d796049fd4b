import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from benchmarks.opinion_truth import BY_REF, BY_TEXT, KINDS, STANCES, WHOLE, Consultation, Noise, make_consultation
from benchmarks.opinion_truth.citing import Citations
from benchmarks.opinion_truth.draft import make_draft
from benchmarks.opinion_truth.wordings import load

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def made() -> Consultation:
    return make_consultation(40_000, 21)


def test_table_has_the_columns_of_a_consultation(made: Consultation) -> None:
    kinds = dict(zip(made.table.column_names, map(str, made.table.schema.types), strict=True))
    assert kinds == {"id": "int64", "text": "string", "ref": "string", "unit": "string", "at": "timestamp[ms]"}
    ids = made.table["id"].to_numpy()
    assert (len(np.unique(ids)), made.table.num_rows) == (40_000, 40_000)
    assert not np.array_equal(ids, np.sort(ids))
    assert ids.max() > 80_000  # with gaps
    assert made.table["text"].null_count == made.table["unit"].null_count == made.table["at"].null_count == 0


def test_ids_may_be_texts() -> None:
    made = make_consultation(50, 1, string_ids=True)
    assert made.table["id"].type == pa.string()
    assert made.table["id"].to_pylist() == made.truth.ids.to_pylist()


def test_truth_fits_table_and_draft(made: Consultation) -> None:
    truth = made.truth
    assert truth.ids.to_pylist() == made.table["id"].to_pylist()
    assert truth.sections == tuple(section["id"] for section in made.draft["sections"])
    assert np.diff(truth.offsets).min() == 1
    assert truth.offsets[-1] == len(truth.part_opinion) == len(truth.part_cite)
    assert truth.opinion_section.min() == WHOLE
    assert truth.opinion_section.max() < len(truth.sections)
    assert set(np.unique(truth.opinion_stance)) == set(range(len(STANCES)))
    assert set(np.unique(truth.opinion_kind)) == set(range(len(KINDS)))


def test_crowd_has_the_shape_that_was_promised(made: Consultation) -> None:
    truth, rows = made.truth, made.table.num_rows
    counts = np.sort(np.bincount(truth.label))[::-1]
    assert 0.36 < counts[:7].sum() / rows < 0.40
    row_of = np.repeat(np.arange(rows), np.diff(truth.offsets))
    assert 0.04 < len(np.unique(row_of[truth.minority[truth.part_opinion]])) / rows < 0.06
    assert 0.3 < pc.count_distinct(made.table["text"]).as_py() / rows < 0.45
    assert 0.10 < (np.diff(truth.offsets) > 1).mean() < 0.25
    assert np.diff(truth.offsets).max() == 4


def test_siblings_of_every_kind_are_minorities(made: Consultation) -> None:
    kinds = made.truth.opinion_kind[made.truth.minority]
    share = np.bincount(kinds, minlength=len(KINDS)) / len(kinds)
    assert [KINDS[number] for number in np.flatnonzero(share < 0.01)] == []


def test_denied_opinions_disagree(made: Consultation) -> None:
    stances = made.truth.opinion_stance[made.truth.opinion_kind == KINDS.index("denial")]
    assert set(stances) == {STANCES.index("disagree")}


def test_place_is_named_where_it_is_needed(made: Consultation) -> None:
    """What leans on its place says so in the text or the box; the same words at another place say so in the text."""
    truth = made.truth
    kind, section = truth.opinion_kind[truth.part_opinion], truth.opinion_section[truth.part_opinion]
    assert truth.part_cite[kind == KINDS.index("clause")].min() & BY_TEXT == BY_TEXT
    assert truth.part_cite[kind == KINDS.index("here")].min() > 0
    assert truth.part_cite[(kind == KINDS.index("free")) & (section != WHOLE)].min() > 0


def test_box_holds_a_spelling_of_its_section_where_the_truth_says_so() -> None:
    made = make_consultation(6_000, 8, sections=60, wordings="known")
    words = load("known")
    from random import Random

    spelled = Citations(words, make_draft(words, Random(8), 60), Random(1)).spellings
    whole = set(words.phrases("citations", "whole"))
    refs = made.table["ref"].to_pylist()
    rights = 0
    for row, ref in enumerate(refs):
        parts = made.truth.parts(row)
        if not parts[0][3] & BY_REF:
            continue
        rights += 1
        for part, (_opinion, section, _stance, bits) in enumerate(parts):
            assert bits & BY_REF
            entry = ref.split("; ")[part] if "; " in ref else ref
            allowed = whole if section == "" else set(spelled[made.truth.sections.index(section)])
            assert entry in allowed or any(each in allowed for each in ref.split("; "))
    assert 0.2 < rights / len(refs) < 0.45


def test_box_is_now_and_then_wrong_but_never_for_texts_that_need_it() -> None:
    made = make_consultation(6_000, 8, noise=Noise(ref=0, ref_wrong=0.2, ref_senseless=0.2, cite_text=0, cite_page=0))
    truth, filled = made.truth, np.array(made.table["ref"].is_valid())
    first = truth.part_opinion[truth.offsets[:-1]]
    wrong = filled & (truth.part_cite[truth.offsets[:-1]] & BY_REF == 0)
    assert 0.25 < wrong.mean() < 0.41
    single = np.diff(truth.offsets) == 1
    leaning = np.isin(truth.opinion_kind[first], [KINDS.index("here"), KINDS.index("free")])
    assert wrong[single & leaning].sum() == 0


def test_bytes_depend_on_arguments_only(tmp_path: Path) -> None:
    """Also not on the order in which Python happens to walk through a set."""
    for salt in ("1", "2"):
        command = [
            sys.executable,
            "-m",
            "benchmarks.opinion_truth",
            str(tmp_path / salt),
            "--size",
            "2000",
            "--seed",
            "5",
        ]
        subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": salt})
    for name in ("in.parquet", "draft.json"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()
    one, two = (np.load(tmp_path / salt / "truth.npz") for salt in ("1", "2"))
    assert {name for name in one.files if not np.array_equal(one[name], two[name])} == set()


def test_another_seed_gives_other_rows() -> None:
    one, two = (make_consultation(500, seed).table["text"] for seed in (1, 2))
    assert not one.equals(two)


@pytest.mark.parametrize("size", [1, 2, 7, 30, 200])
def test_small_consultations_hold_their_size(size: int) -> None:
    made = make_consultation(size, 3)
    assert (made.table.num_rows, len(made.truth.label)) == (size, size)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"size": 0}, "at least one row"),
        ({"size": 5, "wordings": "x"}, "wordings must be"),
        ({"size": 5, "sections": 3}, "at least 8"),
    ],
)
def test_impossible_consultation_is_refused(given: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        make_consultation(**({"seed": 1} | given))  # type: ignore[arg-type]


def test_known_wordings_hold_no_phrase_of_the_other_half() -> None:
    texts = " ".join(make_consultation(3_000, 4, wordings="known").table["text"].to_pylist())
    kept = load("held_out")
    assert [
        text
        for text in (*kept.phrases("slots", "who"), *kept.phrases("joining", "inline"))
        if text in texts and text != "; "
    ] == []
