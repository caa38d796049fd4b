"""What a new paper changes in a running campaign. Pure: two blueprints in, a list of differences out.

Clauses are matched first (same place, same words elsewhere, similar words); everything else is matched through its clause.
"""

from caunoi.campaigns.comparison.clauses import match_clauses
from caunoi.campaigns.comparison.model import Area, Change, Comparison, Difference
from caunoi.campaigns.comparison.papers import compare_later, compare_version
from caunoi.campaigns.comparison.words import word_changes

__all__ = [
    "Area",
    "Change",
    "Comparison",
    "Difference",
    "compare_later",
    "compare_version",
    "match_clauses",
    "word_changes",
]
