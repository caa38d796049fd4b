"""The quick news that everybody may read."""

from dataclasses import dataclass
from datetime import datetime

from caunoi.congresses.models import News

SHOWN = 6


@dataclass(frozen=True)
class PublicNews:
    title: str
    paragraphs: tuple[str, ...]
    published_at: datetime


def public_news(limit: int = SHOWN) -> tuple[PublicNews, ...]:
    """The newest news that stand, newest first. One query."""
    rows = News.objects.filter(withdrawn_at__isnull=True).order_by("-published_at", "-pk")[:limit]
    return tuple(PublicNews(row.title, tuple(row.text.split("\n")), row.published_at) for row in rows)
