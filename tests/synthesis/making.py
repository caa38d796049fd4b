"""What the tests of the synthesis are made from: texts as Arrow has them, a small draft, opinions in memory and in files."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from caunoi.synthesis import Draft, Opinions, Phrase, Run, group
from caunoi.synthesis.opinions import encode, merge
from caunoi.synthesis.spelling_out import Stream, spell_out
from caunoi.synthesis.tokens import tokenise
from caunoi.synthesis.words import Lexicon

SECTIONS = [
    {"id": "d1", "label": "Điều 1", "text": "Đoàn viên có quyền ứng cử, đề cử vào ban chấp hành", "page": 1},
    {"id": "d2.1", "label": "Khoản 1 Điều 2", "text": "Công đoàn cơ sở họp ban chấp hành hai tháng một lần", "page": 1},
    {"id": "d2.2", "label": "Khoản 2", "text": "Đoàn phí hằng tháng bằng một phần trăm tiền lương", "page": 2},
]
DRAFT = Draft(SECTIONS)
NO_DRAFT = Draft([])
LAYERED = Draft(
    [
        {"id": name, "label": label, "text": "", "page": page}
        for name, label, page in (
            ("1", "Phần thứ nhất", 1), ("1.1", "Phần thứ nhất, mục I", 1), ("1.1.1", "Phần thứ nhất, mục I, 1", 2),
            ("2", "Phần thứ hai", 9), ("2.3", "Phần thứ hai, mục III", 9), ("2.3.1", "Phần thứ hai, mục III, 1", 10),
            ("2.3.1.2", "Phần thứ hai, mục III, 1.2", 10), ("3", "Phần thứ ba", 12),
        )
    ]
)  # fmt: skip


def arrow(*texts: str) -> pa.Array:
    return pa.array(texts, pa.large_string())


def stream_of(*texts: str) -> tuple[Stream, Lexicon]:
    lexicon = Lexicon()
    return spell_out(tokenise(arrow(*texts)), lexicon), lexicon


def table_of(texts: Sequence[str | None], refs: Sequence[str | None] | None = None, ids: Any = None) -> pa.Table:
    columns: dict[str, Any] = {"id": list(range(1, len(texts) + 1)) if ids is None else ids}
    columns["text"] = pa.array(texts, pa.string())
    if refs is not None:
        columns["ref"] = pa.array(refs, pa.string())
    return pa.table(columns)


def opinions_of(texts: Sequence[str | None], refs: Sequence[str | None] | None = None) -> Opinions:
    return merge([encode(table_of(texts, refs))])


def grouped(
    texts: Sequence[str | None], refs: Sequence[str | None] | None = None, draft: Draft = NO_DRAFT, **how: Any
) -> Run:
    return group(opinions_of(texts, refs), draft, **how)


def groups_of(done: Run) -> list[int]:
    """The group of every submission, in the order of the ids."""
    return list(done.table["group_id"].to_pylist())


def phrases(kind: str, *texts: str) -> tuple[Phrase, ...]:
    return tuple(Phrase(kind, text) for text in texts)


def parquet(path: Path, table: pa.Table, rows: int | None = None) -> Path:
    """A file of the table, in row groups of so many rows."""
    pq.write_table(table, path, row_group_size=rows)
    return path
