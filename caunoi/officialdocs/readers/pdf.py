from collections.abc import Callable
from caunoi.officialdocs.model import Document
from caunoi.officialdocs.readers.refusals import refuse


def read_pdf(data: bytes, *, progress: Callable[[int, int], None] | None = None) -> Document:
    refuse("wrong_type")
