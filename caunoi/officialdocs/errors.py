"""The one family of errors that reading an official document may raise."""


class DocumentError(Exception):
    """A document that cannot be read; ``str(error)`` is one Vietnamese sentence: what is wrong and what to do.

    ``code`` is stable and made for programs: ``empty``, ``too_large``, ``too_many_pages``, ``too_slow``, ``wrong_type``,
    ``damaged``, ``unsafe``, ``encrypted``, ``ocr_missing``, ``no_text``.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
