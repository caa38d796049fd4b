"""The review screen's two sides: the paper clause by clause, and what was read of it, each line tied to its clause."""

from caunoi.campaigns.queries.review.facts import report_time
from caunoi.campaigns.queries.review.page import open_wave_ends, read_review
from caunoi.campaigns.queries.review.parts import (
    AnchorView,
    Counts,
    Fact,
    Line,
    PaperClause,
    Review,
    Section,
    WarningView,
    slug_of,
)

__all__ = [
    "AnchorView",
    "Counts",
    "Fact",
    "Line",
    "PaperClause",
    "Review",
    "Section",
    "WarningView",
    "open_wave_ends",
    "read_review",
    "report_time",
    "slug_of",
]
