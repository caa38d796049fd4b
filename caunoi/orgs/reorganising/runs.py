"""Keys kept small: the rows that one insert makes have keys in a row."""

from collections.abc import Iterable


def to_runs(keys: Iterable[int]) -> list[list[int]]:
    """``[3, 4, 5, 9]`` → ``[[3, 5], [9, 9]]``."""
    runs: list[list[int]] = []
    for key in sorted(keys):
        if runs and runs[-1][1] == key - 1:
            runs[-1][1] = key
        else:
            runs.append([key, key])
    return runs


def from_runs(runs: Iterable[Iterable[int]]) -> list[int]:
    return [key for first, last in runs for key in range(first, last + 1)]
