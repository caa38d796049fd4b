"""The chain's tables, by link."""

from caunoi.campaigns.models.activities import Activity, ActivityFigure, ActivityLink, Evidence, PendingUpload
from caunoi.campaigns.models.campaigns import Anchor, Campaign, Channel, Theme, Wave, Window
from caunoi.campaigns.models.changes import DateChange
from caunoi.campaigns.models.duties import Assignment, Delivery, Duty, Obstacle
from caunoi.campaigns.models.imports import PlanImport
from caunoi.campaigns.models.instruments import Basis, Instrument, Provision

__all__ = [
    "Activity",
    "ActivityFigure",
    "ActivityLink",
    "Anchor",
    "Assignment",
    "Basis",
    "Campaign",
    "Channel",
    "DateChange",
    "Delivery",
    "Duty",
    "Evidence",
    "Instrument",
    "Obstacle",
    "PendingUpload",
    "PlanImport",
    "Provision",
    "Theme",
    "Wave",
    "Window",
]
