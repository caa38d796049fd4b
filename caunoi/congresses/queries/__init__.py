"""Reads of congresses that other apps use too."""

from caunoi.congresses.queries.naming_events import find_congress, find_cycle, ordinal_in, unit_of_event
from caunoi.congresses.queries.news import PublicNews, public_news

__all__ = ["PublicNews", "find_congress", "find_cycle", "ordinal_in", "public_news", "unit_of_event"]
