"""The form of an activity: five things to say, everything else proposed."""

from datetime import date
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caunoi.campaigns.actions.activities import Entry
from caunoi.campaigns.enums import ChannelKind
from caunoi.campaigns.figures import ASKED
from caunoi.campaigns.forms.displays import ROWS, DisplayRows
from caunoi.campaigns.forms.numbers import WholeNumberField
from caunoi.campaigns.forms.particulars import particular_field, particular_fields
from caunoi.campaigns.models import Activity, Assignment, Campaign, Display, EstimateItem
from caunoi.campaigns.particulars import PARTICULARS
from caunoi.campaigns.queries.proposals import open_assignments, propose
from caunoi.campaigns.queries.reach import languages_of
from caunoi.campaigns.queries.wording import stretch_name, wave_name
from caunoi.orgs.models import Unit

NONE = "none"
SERVED = ("theme", "wave", "channel")
check_url = URLValidator(schemes=["http", "https"])


def figure_field(code: str) -> str:
    return f"figure_{code}"


class ActivityForm(forms.Form):
    """Bound to one unit and campaign. ``entry()`` after ``is_valid()``; a served part left to us is proposed there."""

    client_key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)  # ``mark_of`` what was looked at
    kind = forms.ChoiceField(label=gettext_lazy("Kind of activity"), widget=forms.RadioSelect)
    title = forms.CharField(
        label=gettext_lazy("What was done"), max_length=300, widget=forms.Textarea({"rows": 2, "class": "field-short"})
    )
    done_on = forms.DateField(
        label=gettext_lazy("Day"), localize=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    place = forms.CharField(label=gettext_lazy("Where"), max_length=200, required=False)
    cost = WholeNumberField(label=gettext_lazy("Cost (đồng)"))
    links = forms.CharField(
        label=gettext_lazy("Links"),
        required=False,
        help_text=gettext_lazy("Addresses of posts or articles, one a line."),
        widget=forms.Textarea({"rows": 2, "inputmode": "url", "class": "field-short"}),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, widget=forms.Textarea({"rows": 3, "class": "field-short"})
    )
    assignment = forms.ChoiceField(label=gettext_lazy("For which duty"), required=False)
    theme = forms.ChoiceField(label=gettext_lazy("Theme"), required=False)
    wave = forms.ChoiceField(label=gettext_lazy("Wave"), required=False)
    channel = forms.ChoiceField(label=gettext_lazy("Form of communication"), required=False)
    estimate_item = forms.ChoiceField(label=gettext_lazy("Item of the estimate"), required=False)

    def __init__(
        self,
        *args: Any,
        unit: Unit,
        campaign: Campaign,
        today: date,
        displays: Any = (),
        own: Assignment | None = None,
        rows: int = ROWS,
        **kwargs: Any,
    ) -> None:
        """``own``: the duty that the activity serves already; it stays on offer whatever has become of it. ``rows``: for how
        many displays there is room."""
        super().__init__(*args, **kwargs)
        self.unit, self.campaign, self.today = unit, campaign, today
        self.assignments = {str(each.pk): each for each in open_assignments(unit, campaign)}
        if own is not None:
            self.assignments.setdefault(str(own.pk), own)
        self.parts: dict[str, dict[str, Any]] = {
            "theme": {str(each.pk): each for each in campaign.themes.filter(dropped_at__isnull=True)},
            "wave": {str(each.pk): each for each in campaign.waves.filter(dropped_at__isnull=True)},
            "channel": {str(each.pk): each for each in campaign.channels.filter(dropped_at__isnull=True)},
        }
        self._offer_kinds()
        self._offer_parts()
        for code, figure in ASKED.items():
            self.fields[figure_field(code)] = WholeNumberField(label=figure.label)
        self.fields |= particular_fields(languages_of(unit, today))
        self.displays = DisplayRows(self, list(displays), rows)
        self._offer_items()
        cast("Any", self.fields["done_on"]).widget.attrs["max"] = today.isoformat()

    def _offer_kinds(self) -> None:
        """The kinds that the plan names come first, in its order."""
        named = [kind for channel in self.parts["channel"].values() for kind in channel.kinds]
        labels = dict(ChannelKind.choices)
        order = [*dict.fromkeys(kind for kind in named if kind in labels), *labels]
        cast("Any", self.fields["kind"]).choices = [(kind, labels[kind]) for kind in dict.fromkeys(order)]

    def _offer_parts(self) -> None:
        sections: dict[str, list[tuple[str, str]]] = {}
        for pk, each in self.assignments.items():
            words = Truncator(each.duty.text).chars(110)
            sections.setdefault(stretch_name(each.duty), []).append((pk, words))
        cast("Any", self.fields["assignment"]).choices = [("", _("No particular duty")), *sections.items()]
        names: dict[str, Any] = {"wave": wave_name}
        for name in SERVED:
            offered = [(pk, names.get(name, _short)(part)) for pk, part in self.parts[name].items()]
            cast("Any", self.fields[name]).choices = [("", _("As proposed")), *offered, (NONE, _("None"))]

    def _offer_items(self) -> None:
        """The unit's own estimate; without one the field is not asked."""
        items = EstimateItem.objects.filter(estimate__unit=self.unit, estimate__campaign=self.campaign)
        self.items = {str(item.pk): item for item in items}
        offered = [(pk, item.title) for pk, item in self.items.items()]
        cast("Any", self.fields["estimate_item"]).choices = [("", _("As the kind says")), *offered]
        if not offered:
            del self.fields["estimate_item"]

    @property
    def lost_duty(self) -> str:
        """The duty as sent, where the unit can no longer log anything for it; else empty."""
        sent = str(self.data.get(self.add_prefix("assignment"), "")) if self.is_bound else ""
        return sent if sent.isdecimal() and sent not in self.assignments else ""

    @property
    def chosen_kind(self) -> str:
        """The kind as sent or proposed; empty while nobody has chosen one."""
        value = str(self["kind"].value() or "")
        return value if value in ChannelKind.values else ""

    @property
    def particular_fields(self) -> list[dict[str, Any]]:
        """For the template: each particular's field with the kinds that ask for it."""
        return [
            {
                "field": self[particular_field(code)],
                "kinds": " ".join(sorted(each.kinds)),
                "asked": self._asks(each.kinds),
            }
            for code, each in PARTICULARS.items()
        ]

    def _asks(self, kinds: frozenset[str]) -> bool:
        return self.chosen_kind in kinds

    @property
    def asks_displays(self) -> bool:
        return self.chosen_kind == ChannelKind.VISUAL

    @property
    def figure_fields(self) -> list[dict[str, Any]]:
        """For the template: each figure's field with the kinds that ask for it."""
        return [
            {
                "field": self[figure_field(code)],
                "kinds": " ".join(sorted(figure.kinds)),
                "measure": figure.measure,
                "asked": self._asks(figure.kinds),
            }
            for code, figure in ASKED.items()
        ]

    @property
    def known_key(self) -> Any:
        """The client key as sent, or None when it makes no sense: photographs are kept under it whatever else is wrong."""
        try:
            return self.fields["client_key"].clean(self.data.get(self.add_prefix("client_key")))
        except ValidationError:
            return None

    def clean_done_on(self) -> date:
        day: date = self.cleaned_data["done_on"]
        if day > self.today:
            raise ValidationError(_("This day is still to come. Log an activity once it has been done."))
        if day.year < self.today.year - 20:
            raise ValidationError(_("Check the year."))
        return day

    def clean_links(self) -> list[str]:
        links = []
        for line in self.cleaned_data["links"].split():
            url = line if "://" in line else f"https://{line}"
            try:
                check_url(url)
            except ValidationError as error:
                raise ValidationError(_("“%(link)s” is no web address.") % {"link": line}) from error
            links.append(url[:500])
        return list(dict.fromkeys(links))

    def clean(self) -> dict[str, Any]:
        """A figure typed for another kind is named, not dropped; of the particulars, the kind's own are asked."""
        data = super().clean() or {}
        kind = data.get("kind")
        for code, asked in PARTICULARS.items():
            if asked.required and kind in asked.kinds and not data.get(particular_field(code)):
                self.add_error(particular_field(code), _("Please say this."))
        if kind == ChannelKind.VISUAL:
            self.displays.clean(data.get("done_on"))
        for code, figure in ASKED.items():
            value = data.get(figure_field(code))
            if kind and value is not None and kind not in figure.kinds:
                message = _("“%(figure)s” does not belong to the kind chosen. Choose another kind, or empty it.")
                self.add_error(figure_field(code), message % {"figure": figure.label})
        return data

    def entry(self) -> Entry:
        data = self.cleaned_data
        assignment: Assignment | None = self.assignments.get(data["assignment"])
        proposal = propose(self.campaign, assignment=assignment, kind=data["kind"], on=data["done_on"])
        served = {name: self._served(name, getattr(proposal, name)) for name in SERVED}
        figures = {code: data[figure_field(code)] for code in ASKED if data[figure_field(code)] is not None}
        said = {
            code: data.get(particular_field(code)) for code, each in PARTICULARS.items() if data["kind"] in each.kinds
        }
        plain = {
            name: data[name] for name in ("kind", "title", "done_on", "place", "note", "cost", "links", "client_key")
        }
        return Entry(
            **plain,
            **served,
            assignment=assignment,
            provision=proposal.provision,
            figures=figures,
            particulars={code: value for code, value in said.items() if value not in (None, "", [])},
            displays=self.displays.hung if data["kind"] == ChannelKind.VISUAL else (),
            estimate_item=self.items.get(data.get("estimate_item", "")),
        )

    def _served(self, name: str, proposed: Any) -> Any:
        chosen = self.cleaned_data[name]
        return proposed if chosen == "" else self.parts[name].get(chosen)


def _short(part: Any) -> str:
    return Truncator(str(part)).chars(110)


def first_values(today: date, assignment: Assignment | None) -> dict[str, Any]:
    """What an empty form already says: a key of its own, today, the duty and its words."""
    values: dict[str, Any] = {"client_key": uuid4(), "done_on": today}
    if assignment:
        values |= {"assignment": assignment.pk, "title": Truncator(assignment.duty.text).chars(140)}
    return values


def values_of(activity: Activity) -> dict[str, Any]:
    """The form's values of a logged activity."""
    values: dict[str, Any] = {name: getattr(activity, name) for name in ("kind", "title", "done_on", "place", "note")}
    values |= {"cost": activity.cost, "client_key": uuid4(), "assignment": activity.assignment_id or ""}
    values |= {name: getattr(activity, f"{name}_id") or NONE for name in SERVED}
    values["links"] = "\n".join(activity.links.order_by("pk").values_list("url", flat=True))
    values["estimate_item"] = activity.estimate_item_id or ""
    values |= {particular_field(code): value for code, value in activity.particulars.items()}
    figures = activity.figures.values_list("code", "value")
    return values | {figure_field(code): value for code, value in figures if code in ASKED}


def displays_of(activity: Activity) -> list[Display]:
    """What the form may still change: displays that are not down."""
    return list(activity.displays.up().order_by("pk"))
