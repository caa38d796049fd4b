"""What a person types on a report, kept as it is typed. Of two windows of the same person neither writes over the other."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from caunoi.orgs.models import User
from caunoi.reporting.models import Filing, FilingDraft
from caunoi.reporting.queries.drafts import mark_of


def _held(filing: Filing, by: User) -> FilingDraft:
    """The person's draft, to be changed by one window at a time."""
    Filing.objects.select_for_update(no_key=True).get(pk=filing.pk)
    return FilingDraft.objects.filter(filing=filing, user=by).first() or FilingDraft(filing=filing, user=by)


def _write(draft: FilingDraft) -> None:
    if draft.typed or draft.aside:
        draft.save()
    elif draft.pk:
        draft.delete()


@transaction.atomic
def save_draft(
    filing: Filing,
    *,
    typed: dict[str, Any],
    revision: int,
    window: UUID | None = None,
    seen: str | None = None,
    by: User,
    now: datetime,
) -> bool:
    """Keep what ``by`` has typed in ``window``, word for word; the report itself does not change. Nothing typed keeps nothing.

    ``seen`` is the ``mark_of`` the draft that the window began from. Where another window has written since, what was typed
    is kept aside, to be compared and chosen from, and False returned. Without ``seen`` it takes the place of what was kept.
    """
    draft = _held(filing, by)
    is_last = window is not None and draft.window == window
    knows_it = seen is None or not draft.typed or mark_of(draft.typed) in (seen, mark_of(typed))
    draft.aside.pop(str(window), None)
    if is_last or knows_it:
        draft.typed, draft.window, draft.saved_at = typed, window, now
        draft.revision = revision if typed else filing.revision
    elif typed:
        draft.aside[str(window)] = typed
    _write(draft)
    return is_last or knows_it


@transaction.atomic
def settle_windows(filing: Filing, *, window: str, typed: Mapping[str, Any], by: User, now: datetime) -> None:
    """``typed`` is what ``by`` has chosen of their draft and of what ``window`` has kept aside. Windows that are still open
    know neither the one nor the other any more: what is typed there from now on is kept aside again."""
    draft = _held(filing, by)
    draft.aside.pop(window, None)
    draft.typed, draft.window, draft.saved_at = dict(typed), None, now
    _write(draft)


def drop_draft(filing: Filing, *, by: User) -> None:
    """Throw away what ``by`` has typed, at their own wish: what stands is taken instead. What other windows keep stays."""
    drafts = FilingDraft.objects.filter(filing=filing, user=by)
    drafts.filter(aside={}).delete()
    drafts.update(typed={}, window=None)
