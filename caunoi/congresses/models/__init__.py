"""The tables of congresses, by subject."""

from caunoi.congresses.models.congresses import Congress, CongressDate
from caunoi.congresses.models.cycles import Cycle, Deadline
from caunoi.congresses.models.preparation import AgendaStep, CongressFile, Explanation, SubCommittee
from caunoi.congresses.models.results import News, Result, ResultEntry

__all__ = [
    "AgendaStep",
    "Congress",
    "CongressDate",
    "CongressFile",
    "Cycle",
    "Deadline",
    "Explanation",
    "News",
    "Result",
    "ResultEntry",
    "SubCommittee",
]
