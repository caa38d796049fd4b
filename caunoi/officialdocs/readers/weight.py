"""Whether lines are set in bold or italic type throughout."""

from collections.abc import Sequence

from caunoi.officialdocs.readers.layout import Line

_MOSTLY = 0.9


def is_bold(lines: Sequence[Line]) -> bool:
    """Whether nine letters in ten are bold."""
    return _share(lines, bold=True) >= _MOSTLY


def is_italic(lines: Sequence[Line]) -> bool:
    """Whether nine letters in ten are italic."""
    return _share(lines, bold=False) >= _MOSTLY


def _share(lines: Sequence[Line], *, bold: bool) -> float:
    words = [word for line in lines for word in line.words]
    chosen = sum(len(word.text) for word in words if (word.bold if bold else word.italic))
    return chosen / max(1, sum(len(word.text) for word in words))
