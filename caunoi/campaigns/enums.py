"""The closed lists of a campaign."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ImportState(models.TextChoices):
    WAITING = "waiting", _("Waiting to be read")
    READING = "reading", _("Being read")
    FAILED = "failed", _("Could not be read")
    REVIEW = "review", _("To be reviewed")
    CONFIRMED = "confirmed", _("Confirmed")
    DISCARDED = "discarded", _("Discarded")


class CampaignState(models.TextChoices):
    PREPARED = "prepared", _("Prepared, not issued")
    ISSUED = "issued", _("Issued")
    CLOSED = "closed", _("Closed")


class Relation(models.TextChoices):
    """Where a window lies beside the event that gives it its name."""

    BEFORE = "before", _("Before")
    DURING = "during", _("During")
    AFTER = "after", _("After")


class ChannelKind(models.TextChoices):
    """Ways of telling that plans name (CONTRACT: ``channels``)."""

    PRESS = "press", _("Press")
    BROADCAST = "broadcast", _("Radio and television")
    PORTAL = "portal", _("Web portal")
    SOCIAL = "social", _("Social networks")
    CONFERENCE = "conference", _("Conferences and talks")
    LOUDSPEAKER = "loudspeaker", _("Loudspeakers")
    VISUAL = "visual", _("Visual displays")
    CULTURE = "culture", _("Culture and sport")
    EMULATION = "emulation", _("Emulation movements")
    PUBLICATION = "publication", _("Publications")
    CARE = "care", _("Care for members")


class DutyKind(models.TextChoices):
    CONTENT = "content", _("Content of the wave")  # what must be told, from the wave's own clauses
    CHARGE = "charge", _("Charge")  # what a unit is charged with, from the plan's assignments
    REPORT = "report", _("Report")  # the plan's reporting duty


class AssignmentState(models.TextChoices):
    OPEN = "open", _("To do")
    DONE = "done", _("Done")
    EXCUSED = "excused", _("Not applicable")


class EvidenceKind(models.TextChoices):
    PHOTO = "photo", _("Photograph")
    FILE = "file", _("File")


class Classification(models.TextChoices):
    """ "Mật" is no choice: secret papers never enter (DESIGN)."""

    OPEN = "open", _("Open")
    INTERNAL = "internal", _("Internal circulation only")


class LinkState(models.TextChoices):
    """What the last look at a link found. A site that answers but refuses us, or does not answer now, is UNKNOWN."""

    UNKNOWN = "unknown", _("Not known")
    REACHABLE = "reachable", _("Reachable")
    GONE = "gone", _("Gone")


class DisplayKind(models.TextChoices):
    """What hangs outdoors. Each counts in a figure of its own (``figures.DISPLAYED``)."""

    BILLBOARD = "billboard", _("Billboard")
    BANNER = "banner", _("Banner")
    STREAMER = "streamer", _("Streamer")
    ELECTRONIC = "electronic", _("Electronic board")
    SLOGAN = "slogan", _("Slogan board")
    POSTER = "poster", _("Poster")
    FLAG = "flag", _("Flag")


class ReachMeans(models.TextChoices):
    """How the people of a unit can be reached."""

    ONLINE = "online", _("By telephone and network")
    LOUDSPEAKER = "loudspeaker", _("By loudspeaker and word of mouth alone: no network or no smartphones")


class PlanArea(models.TextChoices):
    """What a unit decides on in its own plan."""

    WAVE = "wave", _("Wave")
    WINDOW = "window", _("Window")
    DUTY = "duty", _("Duty")
    TARGET = "target", _("Target")


class PlanChange(models.TextChoices):
    """How an own plan departs from the superior's, and what a later amendment proposes to it."""

    DATED = "dated", _("Own dates")
    ADDED = "added", _("Added")
    LEFT_OUT = "left_out", _("Not applicable")
    KEPT = "kept", _("Kept as it was")
    CHANGED = "changed", _("Changed")
    DROPPED = "dropped", _("Dropped")


class ProposalState(models.TextChoices):
    OPEN = "open", _("Waiting for an answer")
    TAKEN = "taken", _("Taken")
    REFUSED = "refused", _("Not taken")


class ObstacleState(models.TextChoices):
    """A question that waits is asked, passed on to a higher unit, asked back for more words, explained with these, or open
    again because the answer did not solve it."""

    ASKED = "asked", pgettext_lazy("obstacle", "Asked")
    PASSED = "passed", _("Passed upward")
    BACK = "back", pgettext_lazy("obstacle", "Asked back")
    EXPLAINED = "explained", pgettext_lazy("obstacle", "Explained")
    REOPENED = "reopened", pgettext_lazy("obstacle", "Open again")
    ANSWERED = "answered", _("Answered")
    WITHDRAWN = "withdrawn", pgettext_lazy("obstacle", "Withdrawn")


PENDING_STATES = (ObstacleState.ASKED, ObstacleState.PASSED, ObstacleState.EXPLAINED, ObstacleState.REOPENED)
WAITING_STATES = (*PENDING_STATES, ObstacleState.BACK)


class GuidanceReach(models.TextChoices):
    """To whom an answer is offered beside those who asked."""

    ASKER = "asker", _("Only to those who asked")
    BRANCH = "branch", _("To every unit below ours with the same duty")
    CAMPAIGN = "campaign", _("To every unit of the campaign with the same duty")


class MaterialKind(models.TextChoices):
    """What a piece of the kit is for, in the order of the page."""

    READ_OUT = "read_out", _("Text to read out")
    OUTLINE = "outline", _("Outline, questions and answers")
    LEAFLET = "leaflet", _("Leaflet or poster to print")
    PICTURE = "picture", _("Picture or pattern for displays")
    FORM = "form", pgettext_lazy("material", "Form to fill in")
    OTHER = "other", pgettext_lazy("material", "Another material")
