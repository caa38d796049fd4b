"""Opinions in: files read in bounded memory, every row accounted for, bad input refused or reported by row."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from caunoi.synthesis.letters import DIGIT, KINDS, LETTER

Ints = npt.NDArray[np.int64]
_CLOSE: Final = 8  # numbers from first to last for each that there is
PARTITION: Final = 1 << 18  # rows held at a time while a file is read
LONG: Final = 20_000  # letters: a text above is read like any other, and reported
# A text without any of these is an empty opinion, to every later step.
_WORDS: Final = f"[{''.join(map(chr, np.flatnonzero((KINDS == LETTER) | (KINDS == DIGIT)).tolist()))}]"
_WRONG: Final = (
    "",
    f"dài hơn {LONG:,} chữ; nên xem có phải cả một văn bản được dán vào".replace(",", "."),
    "không có chữ hay số nào đọc được; được giữ như ý kiến trống",
    "không có nội dung đọc được; được giữ như ý kiến trống",
)


class OpinionsError(Exception):
    """A file that cannot be grouped; its text says in Vietnamese what is wrong and what to do."""


class Problem(NamedTuple):
    """A row that was read although something is wrong with it: ``row`` from 1, ``what`` in Vietnamese."""

    row: int
    id: str
    what: str


class Part(NamedTuple):
    """Rows of a file, equal texts once: what one worker hands back."""

    ids: pa.Array
    texts: pa.Array
    text_codes: Ints
    refs: pa.Array
    ref_codes: Ints
    problems: list[Problem]


@dataclass(frozen=True)
class Opinions:
    """Submissions: ``ids`` (int64 or string); ``texts`` (large_string) and ``refs`` are distinct, codes lead there (-1: none)."""

    ids: pa.Array
    texts: pa.Array
    text_codes: Ints
    refs: list[str]
    ref_codes: Ints
    order: Ints  # of the rows by their ids
    problems: tuple[Problem, ...] = ()

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def weights(self) -> Ints:
        """Submissions of each distinct text."""
        return np.bincount(self.text_codes, minlength=len(self.texts)).astype(np.int64)


def read(path: str | Path, *, each: Callable[..., Iterable[Part]] = map) -> Opinions:
    """Read a Parquet file with the columns ``id``, ``text`` and optionally ``ref``.

    Memory is bounded by one partition and the distinct texts. ``each`` (as ``map``) reads the partitions. Raises OpinionsError
    for a file that is none, is empty, lacks a column or repeats an id; rows with no letter or digit are kept as empty, reported.
    """
    groups = check_file(path)
    each = each if len(groups) > 1 else map  # memory is found faster by the thread that goes on with it
    return merge(list(each(read_part, [str(path)] * len(groups), groups)))


def check_file(path: str | Path) -> list[list[int]]:
    """Row groups of a file by partition; OpinionsError where it cannot be read."""
    try:
        file = pq.ParquetFile(path)
    except FileNotFoundError:
        raise OpinionsError(f"Không tìm thấy tệp “{path}”. Hãy kiểm tra lại đường dẫn.") from None
    except (pa.ArrowInvalid, OSError):
        raise OpinionsError(f"“{path}” không phải tệp Parquet. Hãy xuất lại dữ liệu ở định dạng Parquet.") from None
    with file:
        names = file.schema_arrow.names
        missing = [name for name in ("id", "text") if name not in names]
        if missing:
            raise OpinionsError(
                f"Tệp thiếu cột {' và '.join(missing)}; cần có cột id và text, cột ref nếu có. "
                f"Tệp có: {', '.join(names) or 'không cột nào'}."
            )
        if file.metadata.num_rows == 0:
            raise OpinionsError("Tệp không có dòng nào. Hãy kiểm tra lại việc xuất dữ liệu.")
        return list(
            _by_size([file.metadata.row_group(group).num_rows for group in range(file.metadata.num_row_groups)])
        )


def _by_size(sizes: Sequence[int]) -> Iterator[list[int]]:
    held: list[int] = []
    rows = 0
    for group, size in enumerate(sizes):
        if held and rows + size > PARTITION:
            yield held
            held, rows = [], 0
        held.append(group)
        rows += size
    yield held


def read_part(path: str, groups: list[int]) -> Part:
    """Some row groups of a file."""
    names = pq.read_schema(path).names
    wanted = [name for name in ("id", "text", "ref") if name in names]
    # Equal texts become one while they are read. Threads of the reader's own would take five times as long to find their memory.
    with pq.ParquetFile(path, read_dictionary=wanted[1:]) as file:
        first = sum(file.metadata.row_group(group).num_rows for group in range(groups[0]))
        return encode(file.read_row_groups(groups, columns=wanted, use_threads=False), first)


def encode(table: pa.Table, first: int = 0) -> Part:
    """A table of opinions with equal texts once; ``first`` rows of the file come before it."""
    ids = _ids(table["id"].combine_chunks())
    texts, text_codes = _coded(table["text"])
    problems = _problems(_wrong(texts)[text_codes], ids, first)
    if (text_codes < 0).any():
        text_codes = np.where(text_codes < 0, len(texts), text_codes)
        texts, numbers = _distinct(pa.concat_arrays([texts, pa.array([""], texts.type)]))
        text_codes = numbers[text_codes]
    if "ref" not in table.column_names:
        return Part(ids, texts, text_codes, texts[:0], np.full(len(ids), -1), problems)
    refs, ref_codes = _coded(table["ref"])
    refs, numbers = _distinct(pc.if_else(pc.equal(pc.utf8_trim_whitespace(refs), ""), None, refs))
    return Part(ids, texts, text_codes, refs, numbers[ref_codes], problems)


def _wrong(texts: pa.Array) -> npt.NDArray[np.int8]:
    """What of ``_WRONG`` each text is; one more at the end, for rows without a text."""
    wrong = np.zeros(len(texts) + 1, np.int8)
    wrong[_long(texts)] = 1
    wrong[:-1][~np.asarray(pc.match_substring_regex(texts, _WORDS), np.bool_)] = 2
    wrong[-1] = 3
    return wrong


def _problems(wrong: npt.NDArray[np.int8], ids: pa.Array, first: int) -> list[Problem]:
    rows = np.flatnonzero(wrong)
    found = zip(rows.tolist(), ids.take(pa.array(rows)).to_pylist(), wrong[rows].tolist(), strict=True)
    return [Problem(first + row + 1, str(id_), _WRONG[what]) for row, id_, what in found]


def _long(texts: pa.Array) -> Ints:
    """The places of texts of more than ``LONG`` letters: only those of so many bytes are counted out."""
    places = np.flatnonzero(np.asarray(pc.binary_length(texts)) > LONG)
    return places[np.asarray(pc.greater(pc.utf8_length(texts.take(pa.array(places))), LONG), np.bool_)]


def _ids(ids: pa.Array) -> pa.Array:
    if ids.null_count:
        raise OpinionsError(f"Có {ids.null_count} dòng không có mã (cột id trống). Mỗi ý kiến cần một mã riêng.")
    if pa.types.is_integer(ids.type):
        return ids.cast(pa.int64())
    if pa.types.is_string(ids.type) or pa.types.is_large_string(ids.type):
        return ids.cast(pa.string())
    raise OpinionsError(f"Cột id có kiểu {ids.type}; mã ý kiến phải là số nguyên hoặc chữ.")


def _coded(column: pa.ChunkedArray) -> tuple[pa.Array, Ints]:
    """The distinct texts of a column as large_string, and the place of each row's among them; -1 where it holds no text."""
    if pa.types.is_null(column.type):
        return pa.array([], pa.large_string()), np.full(len(column), -1)
    encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    chunks = encoded.unify_dictionaries().chunks
    codes = np.concatenate([np.asarray(chunk.indices.fill_null(-1)).astype(np.int64) for chunk in chunks])
    values = _texts(chunks[0].dictionary)
    if not values.null_count:
        return values, codes
    values, numbers = _distinct(values)
    return values, numbers[codes]


def _texts(values: pa.Array) -> pa.Array:
    """Values as large_string, null where their bytes are no text; OpinionsError where they are something else."""
    if pa.types.is_string(values.type) or pa.types.is_large_string(values.type):
        try:
            values.validate(full=True)
        except pa.ArrowInvalid:  # a file may call bytes text
            return _decoded(values.cast(pa.large_binary()))
        return values.cast(pa.large_string())
    if pa.types.is_binary(values.type) or pa.types.is_large_binary(values.type):
        return _decoded(values)
    raise OpinionsError(f"Một cột chữ có kiểu {values.type}. Hãy xuất lại cột đó thành chữ (UTF-8).")


def _decoded(values: pa.Array) -> pa.Array:
    def text_of(raw: bytes | None) -> str | None:
        try:
            return None if raw is None else raw.decode()
        except UnicodeDecodeError:
            return None

    return pa.array([text_of(raw) for raw in values.to_pylist()], pa.large_string())


def _distinct(values: pa.Array) -> tuple[pa.Array, Ints]:
    """Values each once, and which each was; one more number at the end, so that the place -1 (none) stays -1."""
    encoded = values.dictionary_encode()
    return encoded.dictionary, np.append(np.asarray(encoded.indices.fill_null(-1)).astype(np.int64), [-1])


def merge(parts: Sequence[Part]) -> Opinions:
    """Parts as one, in their order, equal texts once; OpinionsError where an id stands twice or kinds of ids are mixed."""
    if len({str(part.ids.type) for part in parts}) > 1:
        raise OpinionsError("Mã ý kiến lúc là số, lúc là chữ. Hãy thống nhất cột id.")
    ids = pa.concat_arrays([part.ids for part in parts])
    with ThreadPoolExecutor(1) as pool:
        order = pool.submit(_in_order, ids)
        texts, text_codes = _merged([(part.texts, part.text_codes) for part in parts])
        refs, ref_codes = _merged([(part.refs, part.ref_codes) for part in parts])
    problems = tuple(problem for part in parts for problem in part.problems)
    return Opinions(ids, texts, text_codes, refs.to_pylist(), ref_codes, order.result(), problems)


def _in_order(ids: pa.Array) -> Ints:
    """The places of the ids in their order; OpinionsError where one stands twice."""
    whole = pa.types.is_integer(ids.type)
    order = _by_number(np.asarray(ids)) if whole else np.asarray(pc.sort_indices(ids)).astype(np.int64)
    ordered = ids.take(pa.array(order))
    twice = pc.equal(ordered.slice(1), ordered.slice(0, len(ids) - 1))
    if pc.any(twice).as_py():
        doubled = pc.unique(ordered.slice(1).filter(twice))
        shown = ", ".join(str(one) for one in doubled.slice(0, 3).to_pylist())
        raise OpinionsError(f"Có {len(doubled)} mã ý kiến bị lặp (ví dụ: {shown}). Mỗi ý kiến cần một mã riêng.")
    return order


def _by_number(ids: Ints) -> Ints:
    """The places of numbers in their order: those close together are counted off, which takes a fifth of sorting them."""
    lowest = int(ids.min())
    span = int(ids.max()) - lowest + 1
    if span <= _CLOSE * len(ids):
        places = np.full(span, -1, np.int64)
        places[ids - lowest] = np.arange(len(ids))
        order = places[places >= 0]
        if len(order) == len(ids):
            return order
    return np.argsort(ids)


def _merged(coded: Sequence[tuple[pa.Array, Ints]]) -> tuple[pa.Array, Ints]:
    if len(coded) == 1:
        return coded[0]
    each = [pa.DictionaryArray.from_arrays(pa.array(codes, mask=codes < 0), values) for values, codes in coded]
    unified = pa.chunked_array(each).unify_dictionaries().chunks
    codes = [np.asarray(one.indices.fill_null(-1)).astype(np.int64, copy=False) for one in unified]
    return unified[0].dictionary, np.concatenate(codes)
