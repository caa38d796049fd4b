"""One small form for each kind of line that was read. ``values()`` is what ``corrections.Change`` takes."""

from caunoi.campaigns.forms.corrections.base import CorrectionForm
from caunoi.campaigns.forms.corrections.fields import DayField, Lines, iso
from caunoi.campaigns.forms.corrections.paper import BasisForm, ClauseForm, HeaderForm, LinesForm, SignatureForm
from caunoi.campaigns.forms.corrections.waves import AnchorsForm, WaveForm, WindowForm
from caunoi.campaigns.forms.corrections.work import AssignmentForm, ChannelForm, MarkForm, ReportingForm

FORMS: dict[str, type[CorrectionForm]] = {
    "header": HeaderForm,
    "basis": BasisForm,
    "wave": WaveForm,
    "window": WindowForm,
    "theme": MarkForm,
    "throughout": MarkForm,
    "channel": ChannelForm,
    "assignment": AssignmentForm,
    "reporting": ReportingForm,
    "slogans": LinesForm,
    "recipients": LinesForm,
    "signature": SignatureForm,
    "clause": ClauseForm,
    "anchors": AnchorsForm,
}

__all__ = [
    "FORMS",
    "AnchorsForm",
    "AssignmentForm",
    "BasisForm",
    "ChannelForm",
    "ClauseForm",
    "CorrectionForm",
    "DayField",
    "HeaderForm",
    "Lines",
    "LinesForm",
    "MarkForm",
    "ReportingForm",
    "SignatureForm",
    "WaveForm",
    "WindowForm",
    "iso",
]
