"""What stands in the way of a duty: asked upward, passed on, answered once, the answer offered to others."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from caunoi.campaigns.enums import PENDING_STATES, WAITING_STATES, GuidanceReach, ObstacleState
from caunoi.campaigns.models.activities import StoredFile
from caunoi.campaigns.models.duties import Assignment, Duty
from caunoi.campaigns.obstacle_kinds import label_of
from caunoi.orgs.models import Unit


class Guidance(models.Model):
    """An answer in the name of ``unit``, to one question or to several alike at once.

    ``folded`` is what people search: question, answer and duty without marks. ``question`` is what others read of what was
    asked: it names no unit. Superseded when a later answer takes its place.
    """

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="guidance")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="guidance_given")
    kind = models.CharField(max_length=20)
    question = models.TextField(blank=True)
    text = models.TextField(_("answer"))
    folded = models.TextField(default="", editable=False)
    reach = models.CharField(max_length=8, choices=GuidanceReach.choices, default=GuidanceReach.ASKER)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-given_at", "-pk"]
        verbose_name_plural = "guidance"

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def kind_label(self) -> str:
        return label_of(self.kind)


class GuidanceMark(models.Model):
    """What a unit that was offered the answer made of it: useful, or put away (no longer shown at its duty)."""

    guidance = models.ForeignKey(Guidance, on_delete=models.CASCADE, related_name="marks")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    is_useful = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["guidance", "unit"], name="guidance_marked_once")]

    def __str__(self) -> str:
        return f"{self.guidance_id} {self.unit_id}"


class ObstacleQuerySet(models.QuerySet["Obstacle"]):
    def waiting(self) -> "ObstacleQuerySet":
        """Asked, and neither answered nor withdrawn."""
        return self.filter(state__in=WAITING_STATES)

    def pending(self) -> "ObstacleQuerySet":
        """Waiting, and it is the level above that has to speak next."""
        return self.filter(state__in=PENDING_STATES)

    def overdue(self, on: date) -> "ObstacleQuerySet":
        return self.waiting().filter(due_on__lt=on)


class Obstacle(models.Model):
    """A question asked upward from the very duty it concerns, answered once.

    ``lies_with`` is the unit above that has to answer; ``due_on`` its last day. ``client_key`` is made by the sender: the
    same form sent twice asks once. ``kind`` is a code of ``obstacle_kinds``.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="obstacles")
    kind = models.CharField(_("kind"), max_length=20, default="other")
    text = models.TextField(_("what stands in the way"))
    proposal = models.TextField(_("what is proposed"), blank=True)
    state = models.CharField(max_length=10, choices=ObstacleState.choices, default=ObstacleState.ASKED)
    lies_with = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="obstacles_to_answer"
    )
    due_on = models.DateField(null=True, blank=True)
    client_key = models.UUIDField(null=True, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    guidance = models.ForeignKey(
        Guidance, on_delete=models.PROTECT, null=True, blank=True, related_name="obstacles"
    )  # of the last answer, also while the question is open again
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    solved_at = models.DateTimeField(null=True, blank=True)  # the unit that asked says that the answer solved it
    solved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reminded_on = models.DateField(null=True, blank=True)  # at most once a week

    objects = ObstacleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-asked_at"]
        indexes: ClassVar = [models.Index(fields=["lies_with", "state", "due_on"], name="obstacle_lies_with")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assignment", "client_key"], name="obstacle_asked_once"),
            models.CheckConstraint(
                condition=(Q(answered_at__isnull=True) & Q(answer="")) | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="answered_obstacle_has_answer",
            ),
            models.CheckConstraint(
                condition=(Q(state=ObstacleState.ANSWERED) & Q(answered_at__isnull=False))
                | (~Q(state=ObstacleState.ANSWERED) & Q(answered_at__isnull=True)),
                name="answered_obstacle_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def kind_label(self) -> str:
        return label_of(self.kind)

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING_STATES

    def is_overdue(self, on: date) -> bool:
        return self.is_waiting and self.due_on is not None and self.due_on < on


class ObstacleStep(models.Model):
    """One thing that happened to the question, and where it stood afterwards: any earlier day can be told from these.

    ``unit`` had the question then: a reorganisation may give it to a successor.
    """

    obstacle = models.ForeignKey(Obstacle, on_delete=models.CASCADE, related_name="steps")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=ObstacleState.choices)
    lies_with = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        indexes: ClassVar = [models.Index(fields=["obstacle", "at"], name="obstacle_step_at")]

    def __str__(self) -> str:
        return f"{self.obstacle_id} {self.state}"


class ObstacleFile(StoredFile):
    """A photograph or file that shows the obstacle."""

    obstacle = models.ForeignKey(Obstacle, on_delete=models.CASCADE, related_name="files")
