"""What an activity says, as one value: for the trail, and to know whether it is still what somebody looked at."""

import hashlib
import json
from typing import Any

from caunoi.campaigns.models import Activity

PLAIN = ("kind", "title", "done_on", "place", "note", "cost")
SERVED = ("assignment", "provision", "theme", "wave", "channel", "estimate_item")


def state_of(activity: Activity) -> dict[str, Any]:
    served = {name: getattr(activity, f"{name}_id") for name in SERVED}
    figures = dict(activity.figures.values_list("code", "value"))
    links = sorted(activity.links.values_list("url", flat=True))
    hung = [
        str(each) for each in activity.displays.values_list("kind", "number", "site", "up_from", "up_to", "due_down_on")
    ]
    rows = {"figures": figures, "links": links, "displays": hung, "particulars": activity.particulars}
    return {name: getattr(activity, name) for name in PLAIN} | served | rows


def mark_of(activity: Activity) -> str:
    """Short, and another one as soon as anything that the form shows is another: its words, its files, whether it counts."""
    files = sorted(activity.evidence.values_list("sha256", flat=True))
    facts = [state_of(activity), files, activity.withdrawn_at is not None]
    return hashlib.sha256(json.dumps(facts, default=str, sort_keys=True).encode()).hexdigest()[:20]
