"""A consultation as files: what an engine reads, and apart from it the truth."""

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.opinion_truth.model import Consultation, Truth

_COLUMNS = ("offsets", "part_opinion", "part_cite", "opinion_section", "opinion_stance", "opinion_kind")


def write(consultation: Consultation, folder: Path) -> None:
    """``in.parquet``, ``draft.json``, ``truth.npz`` into ``folder``, which is made where it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(consultation.table, folder / "in.parquet", compression="zstd")
    draft = json.dumps(consultation.draft, ensure_ascii=False, indent=1)
    (folder / "draft.json").write_text(draft + "\n", encoding="utf-8")
    truth = consultation.truth
    columns = {name: getattr(truth, name) for name in _COLUMNS}
    lists = {"ids": truth.ids.to_pylist() if pa.types.is_string(truth.ids.type) else truth.ids.to_numpy()}
    lists |= {"sections": list(truth.sections), "opinion_text": truth.opinion_text.to_pylist()}
    packed = {
        name: np.frombuffer("\n".join(values).encode(), np.uint8) if isinstance(values, list) else values
        for name, values in lists.items()
    }
    np.savez(folder / "truth.npz", allow_pickle=False, **columns, **packed)


def _lines(data: np.ndarray) -> list[str]:
    return data.tobytes().decode().split("\n")


def read_truth(path: Path) -> Truth:
    """The truth that ``write`` kept."""
    with np.load(path, allow_pickle=False) as found:
        ids = found["ids"]
        return Truth(
            ids=pa.array(_lines(ids), pa.string()) if ids.dtype == np.uint8 else pa.array(ids, pa.int64()),
            sections=tuple(_lines(found["sections"])),
            opinion_text=pa.array(_lines(found["opinion_text"]), pa.string()),
            **{name: found[name] for name in _COLUMNS},
        )
