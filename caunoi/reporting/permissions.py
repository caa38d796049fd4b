"""Who may inspect, who sees a visit, who answers it. Rights come from posts (``orgs``) and from charges held today.

Nobody inspects the own unit: INSPECT reaches what stands below a unit where it is held. A department's inspectors reach,
besides, the units it is charged with and all below these.
"""

from datetime import date

from django.db.models import Q, QuerySet

from caunoi.campaigns.models import Campaign
from caunoi.campaigns.permissions import campaigns_for, may_see_campaign
from caunoi.orgs.enums import UnitKind
from caunoi.orgs.models import Succession, Unit, UnitQuerySet, User
from caunoi.orgs.models.units import path_end
from caunoi.orgs.permissions import Asking, Someone, mandate_of, may, units_for
from caunoi.orgs.roles import Right
from caunoi.reporting.enums import ON_RECORD
from caunoi.reporting.models import (
    Charge,
    Checklist,
    Filing,
    InspectionPhoto,
    Recommendation,
    ReportForm,
    Visit,
    WaveReport,
)


def charges_held_by(user: Someone, *, on: date) -> QuerySet[Charge]:
    """Charges of ``user`` in person, and of departments in whose name ``user`` inspects."""
    if not isinstance(user, User):
        return Charge.objects.none()
    departments = units_for(user, Right.INSPECT, on=on).values("pk")
    own = Charge.objects.held_on(on).filter(Q(person=user) | Q(department__in=departments))
    return own.order_by("starts_on", "pk")


def units_to_inspect(user: Someone, *, on: date) -> UnitQuerySet:
    """Units that ``user`` may visit, as ``at(on)`` gives them. Three queries at once, then one."""
    standing = Unit.objects.at(on)
    below = Q(place__parent__in=units_for(user, Right.INSPECT, on=on).values("pk"))
    charged = standing.filter(pk__in=charges_held_by(user, on=on).values("unit"))
    for unit in charged:
        below |= Q(place__path__gte=unit.path, place__path__lt=path_end(unit.path))
    return standing.filter(below).exclude(Q(called__kind=UnitKind.DEPARTMENT))


def may_inspect(user: Someone, *, on: date) -> bool:
    """Whether there is anything that ``user`` may inspect."""
    return units_to_inspect(user, on=on).exists()


def inspecting_unit(unit: Unit, *, on: date) -> Unit:
    """In whose name somebody of ``unit`` (as ``at`` gives it) inspects: a department acts for the unit above it."""
    if unit.kind == UnitKind.DEPARTMENT and unit.parent_id:
        return Unit.objects.at(on).get(pk=unit.parent_id)
    return unit


def may_charge(user: Someone, unit: Unit, *, on: date) -> bool:
    """Whether ``user`` may say who looks after the units below ``unit``: those who issue in its name."""
    return may(user, Right.ISSUE, unit, on=on)


def _holders(user: Someone, on: date) -> UnitQuerySet:
    """Units in whose name ``user`` inspects: where INSPECT is held, and those above one's departments."""
    held = units_for(user, Right.INSPECT, on=on)
    departments = held.filter(Q(called__kind=UnitKind.DEPARTMENT)).values("place__parent")
    return Unit.objects.at(on).filter(Q(pk__in=held.values("pk")) | Q(pk__in=departments))


def checklists_for(user: Someone, *, on: date) -> QuerySet[Checklist]:
    """Checklists of the units in whose name ``user`` inspects."""
    return Checklist.objects.filter(unit__in=_holders(user, on).values("pk"))


def campaigns_to_inspect(unit: Unit) -> QuerySet[Campaign]:
    """Campaigns that ``unit`` issued or received: what a checklist may be drawn from."""
    return Campaign.objects.filter(Q(unit=unit) | Q(deliveries__unit=unit)).exclude(issued_at=None).distinct()


def visits_led_by(user: Someone, *, on: date) -> QuerySet[Visit]:
    """Visits on which ``user`` may write: as one of the inspectors, or holding INSPECT where the visit is held from."""
    if not isinstance(user, User) or not user.is_active:
        return Visit.objects.none()
    rights = units_for(user, Right.INSPECT, on=on).values("pk")
    return Visit.objects.filter(Q(held_by__in=rights) | Q(pk__in=Visit.objects.filter(inspectors=user).values("pk")))


def visits_for(user: Someone, *, on: date) -> QuerySet[Visit]:
    """Visits that ``user`` may know of: to units one sees or that these go on for, and those one writes on."""
    seen = units_for(user, Right.VIEW, on=on).values("pk")
    known = Q(unit__in=seen) | Q(heir__in=seen)
    return Visit.objects.filter(known | Q(pk__in=visits_led_by(user, on=on).values("pk")))


def may_write(user: Someone, visit: Visit, *, on: date) -> bool:
    return visits_led_by(user, on=on).filter(pk=visit.pk).exists()


def may_confirm(user: Someone, visit: Visit, *, on: date) -> bool:
    """Whether ``user`` answers the record in the name of the inspected unit, or of who goes on for it."""
    return may(user, Right.ACKNOWLEDGE, visit.heir or visit.unit, on=on)


def recommendations_for(user: Someone, *, on: date) -> QuerySet[Recommendation]:
    """Those on record, of visits and of units one sees; the inspectors' own ones before that too."""
    seen = units_for(user, Right.VIEW, on=on).values("pk")
    led = visits_led_by(user, on=on).values("pk")
    known = Q(visit__state__in=ON_RECORD) & (Q(unit__in=seen) | Q(visit__unit__in=seen))
    return Recommendation.objects.filter(known | Q(visit__in=led))


def may_report_remedy(user: Someone, recommendation: Recommendation, *, on: date) -> bool:
    return may(user, Right.LOG_ACTIVITY, recommendation.unit, on=on)


def photos_for(user: Someone, *, on: date) -> QuerySet[InspectionPhoto]:
    """Photographs of findings and remedies that ``user`` may see: findings as soon as they are on record."""
    seen = visits_for(user, on=on).filter(state__in=ON_RECORD).values("pk")
    led = visits_led_by(user, on=on).values("pk")
    known = recommendations_for(user, on=on).values("pk")
    return InspectionPhoto.objects.filter(
        Q(point__visit__in=seen) | Q(point__visit__in=led) | Q(remedy__recommendation__in=known)
    )


def filings_for(user: Asking, *, on: date) -> QuerySet[Filing]:
    """Reports of units that ``user`` sees. What a unit has not sent is read by itself and by those above alike."""
    return Filing.objects.filter(unit__in=units_for(user, Right.VIEW, on=on).values("pk"))


def may_file(user: Someone, filing: Filing, *, on: date) -> bool:
    return may(user, Right.FILE, filing.unit, on=on)


def may_decide(user: Someone, filing: Filing, *, on: date) -> bool:
    """Whether ``user`` approves, returns, reopens or excuses the report: by a post of a unit that stands above its unit.

    Nobody decides on the report of the own unit, whatever the post.
    """
    unit = Unit.objects.at(on).filter(pk=filing.unit_id).first()
    if unit is None:
        return False
    above = Q(pk__in=[int(part) for part in unit.path.split(".") if part][:-1])
    return units_for(user, Right.APPROVE_FILING, on=on).filter(above).exists()


def may_shape_forms(user: Someone, campaign: Campaign, *, on: date) -> bool:
    """Whether ``user`` draws up, changes, opens and closes the report forms of the campaign: those who issue it."""
    return may(user, Right.ISSUE, campaign.unit, on=on)


def forms_to_shape(user: Someone, *, on: date) -> QuerySet[ReportForm]:
    """The forms, opened or not, of the campaigns that ``user`` issues."""
    return ReportForm.objects.filter(campaign__unit__in=units_for(user, Right.ISSUE, on=on).values("pk"))


def forms_for(user: Asking, *, on: date) -> QuerySet[ReportForm]:
    """Forms whose boards and tables ``user`` may open: those opened, of campaigns that one may see."""
    return ReportForm.objects.filter(opened_at__isnull=False, campaign__in=campaigns_for(user, on=on).values("pk"))


def may_open_form(user: Asking, form: ReportForm, *, on: date) -> bool:
    """Whether it is one of ``forms_for``."""
    return form.opened_at is not None and may_see_campaign(user, form.campaign, on=on)


def may_settle_below(user: Asking, unit: Unit, *, on: date) -> bool:
    """Whether ``user`` decides on, and reminds of, the reports of units below ``unit`` (as ``at(on)`` gives it)."""
    return mandate_of(user, on=on).may(Right.APPROVE_FILING, unit)


def wave_reports_for(user: Someone, *, on: date) -> QuerySet[WaveReport]:
    """Consolidated reports of units that ``user`` sees, and of ended ones whose heirs ``user`` sees."""
    seen = units_for(user, Right.VIEW, on=on).values("pk")
    ended = Succession.objects.filter(successor__in=seen, effective_on__lte=on).values("unit")
    return WaveReport.objects.filter(Q(unit__in=seen) | Q(unit__in=ended))


def may_write_report(user: Someone, unit: Unit, *, on: date) -> bool:
    """Whether ``user`` writes the consolidated report of ``unit``: those who file in its name."""
    return may(user, Right.FILE, unit, on=on)


def may_issue_report(user: Someone, unit: Unit, *, on: date) -> bool:
    """Whether ``user`` issues and reopens it: those who issue papers in the unit's name."""
    return may(user, Right.ISSUE, unit, on=on)
