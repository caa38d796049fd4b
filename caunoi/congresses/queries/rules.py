"""Where a congress departs from the rules that hold for its unit."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from caunoi.congresses.enums import CONFERENCES, CongressForm
from caunoi.congresses.models import Congress, Explanation
from caunoi.congresses.rules import Departure, Subject, departures
from caunoi.orgs.models import MemberCount, Unit

FIGURES: dict[str, Promise] = {
    "committee": _("Members of the executive committee"),
    "standing": _("Members of the standing committee"),
    "standing_needs_committee": _("Members of the executive committee, with a standing committee"),
    "inspection": _("Members of the inspection committee"),
    "convened": _("Delegates convened"),
    "plenary_members": _("Members of a union that meets as a whole"),
    "guests": _("Guests"),
    "sub_committees": _("Sub-committees"),
    "agenda": _("Steps of the running order"),
}


@dataclass(frozen=True)
class RuleWarning:
    """A departure with the unit's word on it, if it has given one for this very figure."""

    departure: Departure
    explanation: Explanation | None

    @property
    def label(self) -> str:
        """What the figure is a number of."""
        return str(FIGURES[self.departure.code])


def subject_of(unit: Unit, *, on: date) -> Subject:
    """What the rules need to know of the unit on the day. Two queries at most."""
    kind = unit.kind if hasattr(unit, "kind") else Unit.objects.at(on).values_list("called__kind").get(pk=unit.pk)[0]
    counts = MemberCount.objects.filter(unit=unit.pk, counted_on__lte=on).order_by("-counted_on", "-pk")
    latest = counts.values_list("members", flat=True).first()
    return Subject(kind=kind, province_code=unit.province_code, members=latest)


def figures_of(congress: Congress, subject: Subject) -> dict[str, int | None]:
    """The numbers of the plan, by the code of the rule that judges them."""
    standing = congress.planned_standing or None
    convened = congress.planned_convened if congress.form != CongressForm.PLENARY else None
    return {
        "committee": congress.planned_committee,
        "standing": standing,
        "standing_needs_committee": congress.planned_committee if standing else None,
        "inspection": congress.planned_inspection,
        "convened": convened,
        "plenary_members": subject.members if congress.form == CongressForm.PLENARY else None,
        "guests": congress.planned_guests,
        "sub_committees": congress.sub_committees.count() or None,
        "agenda": None if congress.form in CONFERENCES else congress.agenda.count() or None,
    }


def departures_of(congress: Congress, *, on: date) -> list[Departure]:
    """Every figure of the plan that lies outside its rule on the day, or on the day of the congress if that is known."""
    day = congress.starts_on or on
    subject = subject_of(congress.unit, on=on)
    return departures(subject, figures_of(congress, subject), on=day)


def warnings_of(congress: Congress, *, on: date) -> list[RuleWarning]:
    """The departures, each with the explanation given for its figure."""
    given = {row.rule: row for row in congress.explanations.select_related("given_by")}
    found = []
    for departure in departures_of(congress, on=on):
        row = given.get(departure.code)
        found.append(RuleWarning(departure, row if row and row.figure == departure.figure else None))
    return found
