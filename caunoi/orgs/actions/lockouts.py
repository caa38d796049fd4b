"""Lifting a lock-out before its time is up."""

from datetime import datetime

from axes.utils import reset
from django.db import transaction

from caunoi.core import audit
from caunoi.orgs.models import User


@transaction.atomic
def unlock_account(user: User, *, by: User | None, now: datetime, unit_id: int | None = None) -> int:
    """Forget the failed sign-ins for ``user`` from every network address; return how many rows there were.

    ``by`` None is the command line. Lifting a lock that is not there changes nothing and is not recorded.
    """
    cleared = int(reset(username=user.email))
    if cleared:
        audit.record("orgs.account_unlocked", user, by=by, now=now, unit_id=unit_id)
    return cleared
