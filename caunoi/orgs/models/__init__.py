"""The organisation's tables, by subject."""

from caunoi.orgs.models.audiences import Audience
from caunoi.orgs.models.imports import UnitImport
from caunoi.orgs.models.notices import Notice
from caunoi.orgs.models.people import Invitation, Post, User
from caunoi.orgs.models.reorganisations import Reorganisation, ReorganisationStep
from caunoi.orgs.models.units import Designation, MemberCount, Placement, Succession, Unit, UnitQuerySet

__all__ = [
    "Audience",
    "Designation",
    "Invitation",
    "MemberCount",
    "Notice",
    "Placement",
    "Post",
    "Reorganisation",
    "ReorganisationStep",
    "Succession",
    "Unit",
    "UnitImport",
    "UnitQuerySet",
    "User",
]
