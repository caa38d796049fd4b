"""The tables of reports and of inspection, by subject."""

from caunoi.reporting.models.branches import BranchTotal
from caunoi.reporting.models.charges import Charge
from caunoi.reporting.models.checklists import Checklist, ChecklistPoint
from caunoi.reporting.models.filings import Correction, Filing, FilingComment, FilingDraft, FilingStep
from caunoi.reporting.models.forms import FormVersion, ReportForm
from caunoi.reporting.models.photographs import InspectionPhoto
from caunoi.reporting.models.recommendations import Recommendation, Remedy
from caunoi.reporting.models.visits import FindingSave, Visit, VisitPoint
from caunoi.reporting.models.wave_reports import (
    ReportChange,
    ReportEdition,
    ReportSentence,
    ReportSource,
    ReportUpload,
    WaveReport,
)

__all__ = [
    "BranchTotal",
    "Charge",
    "Checklist",
    "ChecklistPoint",
    "Correction",
    "Filing",
    "FilingComment",
    "FilingDraft",
    "FilingStep",
    "FindingSave",
    "FormVersion",
    "InspectionPhoto",
    "Recommendation",
    "Remedy",
    "ReportChange",
    "ReportEdition",
    "ReportForm",
    "ReportSentence",
    "ReportSource",
    "ReportUpload",
    "Visit",
    "VisitPoint",
    "WaveReport",
]
