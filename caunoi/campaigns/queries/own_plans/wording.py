"""Days and people as the unit's paper prints them. Vietnamese in every language of the interface: it is a paper's language."""

from collections.abc import Collection

from caunoi.campaigns.schedule import Span
from caunoi.orgs.models import Post

UNDATED = "chưa xác định ngày"


def days_in_words(span: Span) -> str:
    """ "từ ngày 01/10/2026 đến ngày 30/11/2026"."""
    start, end = (f"{day:%d/%m/%Y}" if day else "" for day in (span.starts_on, span.ends_on))
    if start and start == end:
        return f"ngày {start}"
    if start and end:
        return f"từ ngày {start} đến ngày {end}"
    if start:
        return f"từ ngày {start}"
    return f"đến ngày {end}" if end else UNDATED


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def people_by_post(posts: Collection[int]) -> dict[int, str]:
    """ "Nguyễn Thị Mai (Chủ tịch)" by the key of the post."""
    rows = Post.objects.filter(pk__in=posts).select_related("user") if posts else []
    return {row.pk: f"{row.user.full_name} ({row.title})" if row.title else row.user.full_name for row in rows}


def names_of(people: Collection[int], names: dict[int, str]) -> str:
    return ", ".join(names[post] for post in people if post in names)
