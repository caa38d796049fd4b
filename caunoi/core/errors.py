"""The one way an action says no."""

from typing import Any


class Refused(Exception):
    """An action that may not be done now. ``message`` tells the person what is wrong and what to do (translated text).

    ``code`` is stable and made for programs. Views show the message beside what was typed; what reaches the middleware
    unhandled becomes a designed 409 page, never a 500.
    """

    def __init__(self, message: Any, *, code: str = "refused") -> None:
        super().__init__(str(message))
        self.message = message
        self.code = code
