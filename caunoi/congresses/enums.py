"""The closed lists of congresses."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CongressState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("congress", "Planned")
    MOVED = "moved", pgettext_lazy("congress", "Moved")
    HELD = "held", pgettext_lazy("congress", "Held")
    POSTPONED = "postponed", pgettext_lazy("congress", "Postponed")


class CongressForm(models.TextChoices):
    """Units that cannot hold a congress hold a conference instead (FACTS b: Plan 22/KH-TLĐ, 2025)."""

    DELEGATES = "delegates", _("Congress of delegates")
    PLENARY = "plenary", _("Congress of all members")
    DELEGATE_CONFERENCE = "delegate_conference", _("Conference of delegates")
    MEMBERS_CONFERENCE = "members_conference", _("Conference of all members")
    COMMITTEE_CONFERENCE = "committee_conference", _("Conference of the enlarged committee")


CONFERENCES = frozenset(
    {CongressForm.DELEGATE_CONFERENCE, CongressForm.MEMBERS_CONFERENCE, CongressForm.COMMITTEE_CONFERENCE}
)


class PostponeCause(models.TextChoices):
    """Why a congress is not held in time, as progress reports give it (FACTS c)."""

    MERGING = "merging", _("The unit is being merged or rearranged")
    SUSPENDED = "suspended", _("The unit or its employer has suspended activity")
    NOT_ELIGIBLE = "not_eligible", _("The conditions for a congress are not met")
    OTHER = "other", _("Another reason")


class Body(models.TextChoices):
    """What a congress fills."""

    COMMITTEE = "committee", _("Executive committee")
    STANDING = "standing", _("Standing committee")
    INSPECTION = "inspection", _("Inspection committee")
    CHAIR = "chair", pgettext_lazy("congress body", "Chair")
    VICE_CHAIRS = "vice_chairs", _("Vice-chairs")
    DELEGATES_UP = "delegates_up", _("Delegates to the superior congress")


class Route(models.TextChoices):
    """How a seat is filled: merged and new units do not elect, their congress announces an appointment (FACTS b)."""

    ELECTED = "elected", _("elected")
    APPOINTED = "appointed", _("appointed")
    EX_OFFICIO = "ex_officio", _("ex officio")


class ResultState(models.TextChoices):
    SETTLED = "settled", _("Agreed, waiting for approval")
    APPROVED = "approved", pgettext_lazy("result", "Approved")
    PUBLISHED = "published", pgettext_lazy("result", "Published")
    RETURNED = "returned", pgettext_lazy("result", "Sent back")


class FileKind(models.TextChoices):
    PLAN = "plan", _("Plan of the congress")
    REPORT = "report", _("Draft report to the congress")
    PERSONNEL = "personnel", _("Personnel papers")
    SCRIPT = "script", _("Running order and script")
    MINUTES = "minutes", _("Minutes")
    DECISION = "decision", _("Decision of recognition or appointment")
    OTHER = "other", _("Other paper")


class Classification(models.TextChoices):
    """ "Mật" is no choice: secret papers never enter (DESIGN)."""

    OPEN = "open", pgettext_lazy("classification", "Open")
    INTERNAL = "internal", _("Internal circulation only")
