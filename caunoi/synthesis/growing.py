"""Arrays that grow at their end: what was there is copied only where the room has run out."""

from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

T = TypeVar("T", bound=np.generic)


class Growing(Generic[T]):
    """``array`` is a view of what was put in so far, until more is put in."""

    def __init__(self, first: npt.NDArray[T]) -> None:
        self._room = self.array = first

    def __len__(self) -> int:
        return len(self.array)

    def extend(self, more: npt.NDArray[Any]) -> None:
        """Put in more at the end. O(more), at times O(all)."""
        known, used = len(self.array), len(self.array) + len(more)
        if used > len(self._room):
            self._room = np.empty((max(used, 2 * known), *self._room.shape[1:]), self._room.dtype)
            self._room[:known] = self.array
        self._room[known:used] = more
        self.array = self._room[:used]
