"""Runs a Typst template of this package over data. Text is handed over as data and never becomes part of the program."""

from functools import cache
from importlib.resources import files
from typing import Literal

import typst


def typeset(
    template: str, inputs: dict[str, str], *, form: Literal["pdf", "png"] = "pdf", ppi: float | None = None
) -> bytes:
    """One document from ``data/<template>``: "pdf", or "png" of ``ppi``; ``ValueError`` where the data cannot be set."""
    try:
        return typst.compile(_source(template), format=form, ppi=ppi, sys_inputs=inputs)
    except typst.TypstError as error:
        raise ValueError(f"This cannot be laid out: {error}") from error


@cache
def _source(template: str) -> bytes:
    return files("caunoi.officialdocs.data").joinpath(template).read_bytes()
