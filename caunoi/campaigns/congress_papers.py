"""What came out of a congress as campaigns keep it: papers on their way in, and those that are issued."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from caunoi.campaigns.enums import ImportState
from caunoi.campaigns.models import Instrument, PlanImport
from caunoi.campaigns.permissions.imports import imports_for, instruments_for
from caunoi.congresses.models import Congress
from caunoi.congresses.papers import Paper

OVER = (ImportState.CONFIRMED, ImportState.DISCARDED)


def papers_of_congress(congress: Congress, user: Any, on: date) -> list[Paper]:
    """Those that ``user`` may open: on their way in first, then the issued ones; two queries."""
    waiting = imports_for(user, on=on).filter(congress=congress).exclude(state__in=OVER).order_by("uploaded_at", "pk")
    issued = instruments_for(user, on=on).filter(congress=congress, superseded_by__isnull=True)
    return [*map(_of_import, waiting), *map(_of_instrument, issued.order_by("issued_on", "pk"))]


def _of_import(row: PlanImport) -> Paper:
    url = reverse("campaigns:review-import", args=[row.pk])
    return Paper(row.original_name, url, None, row.get_state_display(), "progress")


def _of_instrument(row: Instrument) -> Paper:
    url = reverse("campaigns:show-instrument", args=[row.pk])
    return Paper(str(row), url, row.issued_on, _("In the chain of papers"), "done")
