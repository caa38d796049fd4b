"""Consultations as files, made once for each size, seed and state of the generator."""

from dataclasses import fields
from functools import cache
from hashlib import blake2b
from pathlib import Path

from benchmarks.opinion_truth import Noise, make_consultation, write

GENERATOR = Path(__file__).parent.parent / "opinion_truth"


@cache
def generator() -> str:
    """A name for the generator as it stands: its sources and its lists of wordings."""
    files = sorted(file for file in GENERATOR.rglob("*") if file.suffix in {".py", ".toml"})
    return blake2b(b"".join(file.read_bytes() for file in files), digest_size=4).hexdigest()


def consultation(base: Path, size: int, seed: int, copies: float | None = None) -> Path:
    """The folder of a consultation (in.parquet, draft.json, truth.npz), made where it is not there.

    ``copies``: share of the rows that repeat a published text, where it is not the usual one.
    """
    shape = "" if copies is None else f"copies-{copies:g}-"
    folder = base / f"{size}-{seed}-{shape}{generator()}"
    if not (folder / "truth.npz").exists():
        noise = None if copies is None else with_copies(copies)
        write(make_consultation(size, seed, wordings="all", noise=noise), folder)
    return folder


def with_copies(share: float) -> Noise:
    """The usual noise with another share of copies: texts that are none are as noisy as ever, boxes as often filled."""
    usual = Noise()
    rest = (1 - share) / (1 - usual.copies)
    kinds = {each.name: getattr(usual, each.name) for each in fields(usual)}
    noisy = {name: rate if name.startswith("ref") else rate * rest for name, rate in kinds.items()}
    return Noise(**noisy | {"copies": share})
