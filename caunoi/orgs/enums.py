"""The closed lists of the union's organisation."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class UnitKind(models.TextChoices):
    """Kinds of units before and after the reorganisation of 1 July 2025 (FACTS a)."""

    CONFEDERATION = "confederation", _("General Confederation")
    PROVINCE = "province", _("Provincial federation")
    CENTRAL_SECTOR = "central_sector", _("Central sector union")
    DISTRICT = "district", _("District federation")
    CITY = "city", _("City federation")
    SECTOR = "sector", _("Local sector union")
    OFFICIALS = "officials", _("Union of public officials")
    ZONE = "zone", _("Industrial zone union")
    COMMUNE = "commune", _("Commune or ward union")
    CORPORATION = "corporation", _("Corporation union")
    GRASSROOTS = "grassroots", _("Grassroots union")
    TRADE_GROUP = "trade_group", _("Grassroots trade group")
    DEPARTMENT = "department", _("Department or office")


UPPER_KINDS = frozenset(
    {
        UnitKind.DISTRICT,
        UnitKind.CITY,
        UnitKind.SECTOR,
        UnitKind.OFFICIALS,
        UnitKind.ZONE,
        UnitKind.COMMUNE,
        UnitKind.CORPORATION,
    }
)
GRASSROOTS_KINDS = frozenset({UnitKind.GRASSROOTS, UnitKind.TRADE_GROUP})


class Line(models.TextChoices):
    """A unit may stand in a territory and in a sector: the first line counts its figures, the second informs."""

    TERRITORY = "territory", _("Territorial line")
    SECTOR = "sector", _("Sector line")


class SuccessionKind(models.TextChoices):
    MERGED = "merged", _("Merged into")
    SPLIT = "split", _("Split into")
    DISSOLVED = "dissolved", _("Dissolved")
    RENAMED = "renamed", _("Continued as")


class Role(models.TextChoices):
    """What a post holder may do follows from the role alone: ``orgs/roles.py``."""

    CHAIR = "chair", _("Chair")
    OFFICER = "officer", _("Communications officer")
    EDITOR = "editor", _("Editor")
    INSPECTOR = "inspector", _("Inspector")
    ADMINISTRATOR = "administrator", _("Organisation administrator")
    VIEWER = "viewer", _("Leader (read only)")


class ImportState(models.TextChoices):
    """A sheet of units: checked before it is confirmed; written once."""

    CHECKING = "checking", _("being checked")
    READY = "ready", _("waiting for confirmation")
    REFUSED = "refused", _("has problems")
    WRITING = "writing", _("being written")
    DONE = "done", _("written")
    DISCARDED = "discarded", _("discarded")


class ReorganisationState(models.TextChoices):
    """A reorganisation between its first step and its undoing. ``CHECKING``, ``APPLYING`` and ``UNDOING`` belong to a worker."""

    DRAFT = "draft", pgettext_lazy("reorganisation", "draft")
    CHECKING = "checking", pgettext_lazy("reorganisation", "being checked")
    SCHEDULED = "scheduled", pgettext_lazy("reorganisation", "waiting for its day")
    APPLYING = "applying", pgettext_lazy("reorganisation", "being applied")
    APPLIED = "applied", pgettext_lazy("reorganisation", "applied")
    UNDOING = "undoing", pgettext_lazy("reorganisation", "being undone")
    UNDONE = "undone", pgettext_lazy("reorganisation", "undone")
    DISCARDED = "discarded", pgettext_lazy("reorganisation", "discarded")


class Operation(models.TextChoices):
    """What one step of a reorganisation does to one unit."""

    CREATE = "create", pgettext_lazy("reorganisation", "Set up")
    MERGE = "merge", pgettext_lazy("reorganisation", "Merge into")
    SPLIT = "split", pgettext_lazy("reorganisation", "Split")
    ABOLISH = "abolish", pgettext_lazy("reorganisation", "Abolish")
    CONTINUE = "continue", pgettext_lazy("reorganisation", "Continue as another unit")
    RENAME = "rename", pgettext_lazy("reorganisation", "Rename")
    KIND = "kind", pgettext_lazy("reorganisation", "Change the kind")
    MOVE = "move", pgettext_lazy("reorganisation", "Move under another unit")
    SECTOR = "sector", pgettext_lazy("reorganisation", "Place on the sector line")
    TO_SECTOR = "to_sector", pgettext_lazy("reorganisation", "Hand over to a sector union")
    TO_TERRITORY = "to_territory", pgettext_lazy("reorganisation", "Hand over to a territorial union")


class Below(models.TextChoices):
    """What becomes of the units below one that ends."""

    FOLLOW = "follow", pgettext_lazy("reorganisation", "go to the unit named in this step")
    CLOSE = "close", pgettext_lazy("reorganisation", "end with it")
