"""Writes a consultation with known truth into a folder."""

import argparse
from pathlib import Path

from benchmarks.opinion_truth import make_consultation, write
from benchmarks.opinion_truth.wordings import HALVES


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.opinion_truth", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", type=int, default=100_000, help="rows (100,000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sections", type=int, default=120, help="sections of the draft (120)")
    parser.add_argument("--wordings", choices=sorted(HALVES), default="all")
    parser.add_argument("--string-ids", action="store_true")
    given = parser.parse_args()
    made = make_consultation(
        given.size, given.seed, sections=given.sections, wordings=given.wordings, string_ids=given.string_ids
    )
    write(made, given.folder)
    print(
        f"{given.size} rows, {len(made.truth.opinion_section)} opinions, {int(made.truth.minority.sum())} of minorities"
    )


if __name__ == "__main__":
    main()
