"""The tables of inspection, by subject."""

from caunoi.reporting.models.charges import Charge
from caunoi.reporting.models.checklists import Checklist, ChecklistPoint
from caunoi.reporting.models.photographs import InspectionPhoto
from caunoi.reporting.models.recommendations import Recommendation, Remedy
from caunoi.reporting.models.visits import FindingSave, Visit, VisitPoint

__all__ = [
    "Charge",
    "Checklist",
    "ChecklistPoint",
    "FindingSave",
    "InspectionPhoto",
    "Recommendation",
    "Remedy",
    "Visit",
    "VisitPoint",
]
