"""Results out: files that take the place of older ones once all of them are whole."""

import os
import secrets
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq


@contextmanager
def replacing(*paths: str | Path) -> Iterator[list[Path]]:
    """New files beside ``paths`` to write to: they take their places once all are whole, and are gone where that fails."""
    places = [Path(os.path.realpath(path)) for path in paths]
    new = [place.with_name(f".caunoi-{secrets.token_hex(8)}.tmp") for place in places]
    try:
        for one, place in zip(new, places, strict=True):
            one.touch()
            if place.exists():
                shutil.copymode(place, one)  # who may not read the old result may not read the new one
        yield new
        for one, place in zip(new, places, strict=True):
            one.replace(place)
    finally:
        for one in new:
            one.unlink(missing_ok=True)


def write(*files: tuple[str | Path, pa.Table]) -> None:
    """Tables as Parquet, at once: the same table is the same bytes. All of them replace what was there, or none."""
    with replacing(*(path for path, _table in files)) as new, ThreadPoolExecutor() as pool:
        list(pool.map(_write, new, [table for _path, table in files]))


def _write(path: Path, table: pa.Table) -> None:
    numbered = [field.name for field in table.schema if pa.types.is_int64(field.type)]
    coded = [name for name in table.column_names if name != "id" and name not in numbered]
    # Ids stand in their order: what each adds to the one before is little.
    steps = (
        {"id": "DELTA_BINARY_PACKED" if "id" in numbered else "DELTA_BYTE_ARRAY"} if "id" in table.column_names else {}
    )
    pq.write_table(
        table, path, compression="zstd", compression_level=1, use_dictionary=coded, column_encoding=steps,
        write_statistics=False,
    )  # fmt: skip
