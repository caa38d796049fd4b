"""Consultations with known truth, and the score of an engine that groups their opinions.

    made = make_consultation(100_000, seed=1, wordings="known")    # → Consultation: .draft, .table, .truth
    write(made, folder)                                            # in.parquet, draft.json, truth.npz
    python -m benchmarks.opinion_truth FOLDER --size N --seed S [--wordings known|held_out|all]
    score(made, out, parts).as_dict()                              # `made`, or a Truth from read_truth(folder / "truth.npz")
    approves("opening", "kính gửi ban chấp hành", [])              # the officer to whom phrases are proposed

``table``: id, text, ref (null when the article box is empty), unit, at. ``truth``: columnar, see ``model.Truth``;
``truth.parts(row)`` reads one row.
``Noise`` holds the rate of every kind of noise; ``Noise.none(typo=0.2)`` switches on that kind alone.
Rules that the truth follows:

* two wordings of one content are two opinions (paraphrases are never merged); noise, courtesy and fillers make no difference;
* a text without content ("Nhất trí", "Không có ý kiến gì", "Đề nghị bỏ nội dung này") means its place and its stance: all
  such texts with one place and one stance are one opinion; without a place it is about the whole document;
* one text at two places is two opinions where the texts lean on their place ("nội dung này", "chỗ này") or name it; a place
  named in the text is always right; the article box is now and then wrong, but never for a text that leans on it;
* a compound submission's group is the set of its opinions. A reason that follows ("Lý do: …", "Vì vậy …") is no part of its own;
* to deny a proposal ("Đề nghị không …", "Chưa cần …") is to disagree; to remark without asking for a change is "other".

Known and held-out phrases stand in folders of their own. Whoever writes an engine looks at ``known`` only.
"""

from benchmarks.opinion_truth.approval import approves, is_filler
from benchmarks.opinion_truth.make import make_consultation
from benchmarks.opinion_truth.model import BY_REF, BY_TEXT, KINDS, STANCES, WHOLE, Consultation, Noise, Truth
from benchmarks.opinion_truth.score import Score, score
from benchmarks.opinion_truth.store import read_truth, write

__all__ = [
    "BY_REF",
    "BY_TEXT",
    "KINDS",
    "STANCES",
    "WHOLE",
    "Consultation",
    "Noise",
    "Score",
    "Truth",
    "approves",
    "is_filler",
    "make_consultation",
    "read_truth",
    "score",
    "write",
]
