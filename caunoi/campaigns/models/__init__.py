"""The chain's tables, by link."""

from caunoi.campaigns.models.activities import Activity, ActivityFigure, ActivityLink, Evidence, PendingUpload
from caunoi.campaigns.models.campaigns import Anchor, Campaign, Channel, Theme, Wave, Window
from caunoi.campaigns.models.changes import DateChange
from caunoi.campaigns.models.displays import Display
from caunoi.campaigns.models.duties import Assignment, Delivery, Duty
from caunoi.campaigns.models.estimates import Estimate, EstimateItem
from caunoi.campaigns.models.imports import PlanImport
from caunoi.campaigns.models.instruments import Basis, Instrument, Provision
from caunoi.campaigns.models.materials import Material
from caunoi.campaigns.models.obstacles import Guidance, GuidanceMark, Obstacle, ObstacleFile, ObstacleStep
from caunoi.campaigns.models.own_plans import Deviation, OwnPlan, PlanProposal
from caunoi.campaigns.models.reach import ReachFact, SpokenLanguage
from caunoi.campaigns.models.unsaid import SaidBranch, SaidCount, SaidHead, SaidUnit

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
    "Deviation",
    "Display",
    "Duty",
    "Estimate",
    "EstimateItem",
    "Evidence",
    "Guidance",
    "GuidanceMark",
    "Instrument",
    "Material",
    "Obstacle",
    "ObstacleFile",
    "ObstacleStep",
    "OwnPlan",
    "PendingUpload",
    "PlanImport",
    "PlanProposal",
    "Provision",
    "ReachFact",
    "SaidBranch",
    "SaidCount",
    "SaidHead",
    "SaidUnit",
    "SpokenLanguage",
    "Theme",
    "Wave",
    "Window",
]
