"""What changes a cycle or a congress."""

from caunoi.congresses.actions.dates import hold_congress, postpone_congress, set_congress_date, set_congress_dates
from caunoi.congresses.actions.planning import describe_congress, open_cycle, plan_congress, set_deadline

__all__ = [
    "describe_congress",
    "hold_congress",
    "open_cycle",
    "plan_congress",
    "postpone_congress",
    "set_congress_date",
    "set_congress_dates",
    "set_deadline",
]
