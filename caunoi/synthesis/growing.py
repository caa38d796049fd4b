"""Arrays that grow at their end: what was there is copied only where the room has run out."""

from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

T = TypeVar("T", bound=np.generic)


class Growing(Generic[T]):
    """``array`` is a view of what was put in so far, until more is put in."""

    def __init__(self, first: npt.NDArray[T]) -> None:
        self._room, self._used = first, len(first)

    def __len__(self) -> int:
        return self._used

    @property
    def array(self) -> npt.NDArray[T]:
        return self._room[: self._used]

    def extend(self, more: npt.NDArray[Any]) -> None:
        """Put in more at the end. O(more), at times O(all)."""
        used = self._used + len(more)
        if used > len(self._room):
            room = np.empty((max(used, 2 * self._used), *self._room.shape[1:]), self._room.dtype)
            room[: self._used] = self.array
            self._room = room
        self._room[self._used : used] = more
        self._used = used
