"""Consultations as files, made once for each size, seed and state of the generator."""

from functools import cache
from hashlib import blake2b
from pathlib import Path

from benchmarks.opinion_truth import make_consultation, write

GENERATOR = Path(__file__).parent.parent / "opinion_truth"


@cache
def generator() -> str:
    """A name for the generator as it stands: its sources and its lists of wordings."""
    files = sorted(file for file in GENERATOR.rglob("*") if file.suffix in {".py", ".toml"})
    return blake2b(b"".join(file.read_bytes() for file in files), digest_size=4).hexdigest()


def consultation(base: Path, size: int, seed: int) -> Path:
    """The folder of a consultation (in.parquet, draft.json, truth.npz), made where it is not there."""
    folder = base / f"{size}-{seed}-{generator()}"
    if not (folder / "truth.npz").exists():
        write(make_consultation(size, seed, wordings="all"), folder)
    return folder
