"""Reads used twice, by subject."""

from caunoi.orgs.queries.notices import inbox_of, unread_notices

__all__ = ["inbox_of", "unread_notices"]
