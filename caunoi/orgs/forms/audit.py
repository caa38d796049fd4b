"""The filter above the audit trail."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from caunoi.core.models import AuditEntry
from caunoi.orgs.audit_labels import action_choices


class TrailFilter(forms.Form):
    """Every field may be left empty; both days are included."""

    action = forms.ChoiceField(label=pgettext_lazy("audit", "What"), required=False)
    person = forms.CharField(label=pgettext_lazy("audit", "Who"), required=False, max_length=120)
    since = forms.DateField(
        label=_("From day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("To day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["action"].choices = [("", _("Everything")), *action_choices()]  # type: ignore[attr-defined]

    def narrow(self, entries: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
        """``entries`` that pass. Names are compared as written; an unreadable filter lets everything through."""
        if not self.is_valid():
            return entries
        wanted = self.cleaned_data
        if wanted["action"]:
            entries = entries.filter(action=wanted["action"])
        if wanted["person"]:
            entries = entries.filter(actor_label__icontains=wanted["person"].strip())
        if wanted["since"]:
            entries = entries.filter(at__gte=timezone.make_aware(datetime.combine(wanted["since"], time.min)))
        if wanted["until"]:
            entries = entries.filter(at__lte=timezone.make_aware(datetime.combine(wanted["until"], time.max)))
        return entries
