"""How often a token may ask: a count for each minute in the cache, told in every answer."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.cache import cache

WINDOW = 60  # seconds


@dataclass(frozen=True)
class Rate:
    """``reset``: seconds until the count begins anew."""

    limit: int
    used: int
    reset: int

    @property
    def is_over(self) -> bool:
        return self.used > self.limit

    @property
    def headers(self) -> dict[str, str]:
        left = max(0, self.limit - self.used)
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(left),
            "RateLimit-Reset": str(self.reset),
        }


def count_request(token_id: int, *, now: datetime) -> Rate:
    """One more request in this minute. With several processes and no shared cache each counts for itself."""
    window, second = divmod(int(now.timestamp()), WINDOW)
    key = f"api-rate:{token_id}:{window}"
    cache.add(key, 0, timeout=2 * WINDOW)
    try:
        used = cache.incr(key)
    except ValueError:  # thrown out between the two: the cache is full
        used = 1
    return Rate(settings.API_REQUESTS_A_MINUTE, used, WINDOW - second)
