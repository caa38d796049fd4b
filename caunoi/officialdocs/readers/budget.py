"""What one .pdf may cost, asked between its pages: pages, letters and time. A small file can hold or cost very much."""

from collections.abc import Callable

from caunoi.officialdocs.readers.layout import Sheet
from caunoi.officialdocs.readers.refusals import MAX_PDF_CHARACTERS, MAX_PDF_PAGES, refuse

_SECONDS_TO_START = 60.0
_SECONDS_A_PAGE = 10.0  # a page of text takes 8 ms, a scanned one about three seconds on one core


class Budget:
    """Runs from its making; each refusal is a DocumentError, "too_many_pages", "too_large" or "too_slow".

    ``clock`` tells seconds and never goes back.
    """

    def __init__(self, pages: int, clock: Callable[[], float]) -> None:
        if pages > MAX_PDF_PAGES:
            refuse("too_many_pages")
        self._characters = 0
        self._clock = clock
        self._until = clock() + _SECONDS_TO_START + _SECONDS_A_PAGE * pages

    def charge(self, sheet: Sheet) -> None:
        """Take the cost of a page that has been read."""
        self._characters += sum(len(word.text) for word in sheet.words)
        if self._characters > MAX_PDF_CHARACTERS:
            refuse("too_large")
        if self._clock() > self._until:
            refuse("too_slow")
