"""An activity as a system states it, put to the form that officers fill in: the same is asked, refused and proposed."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from caunoi.campaigns.actions.activities import Entry
from caunoi.campaigns.figures import ASKED
from caunoi.campaigns.forms.activities import ActivityForm, figure_field
from caunoi.campaigns.forms.particulars import particular_field
from caunoi.campaigns.models import Campaign
from caunoi.campaigns.particulars import Particular, Shape, particulars_of
from caunoi.campaigns.queries.proposals import open_assignments
from caunoi.orgs.models import Unit

PLAIN = ("kind", "title", "done_on", "place", "note", "cost", "theme", "wave")
OF_DISPLAYS = re.compile(r"display(\d+)_(.+)")
NAMES = {figure_field(""): "figures.", particular_field(""): "particulars."}
Problem = tuple[str, str]  # where in what was sent, what is wrong with it in words


class StatedActivity:
    """``said`` of ``unit`` in ``campaign``: text, numbers and days by name; ``duty`` by its key. ``entry`` where there is no
    problem. Nothing that was said is passed over: what the form would not ask of this kind is a problem."""

    def __init__(
        self, said: Mapping[str, Any], *, unit: Unit, campaign: Campaign, client_key: UUID, today: date
    ) -> None:
        self.said = said
        self.given = open_assignments(unit, campaign).filter(duty=said["duty"]).first() if said["duty"] else None
        data = MultiValueDict({"client_key": [str(client_key)]} | self._fields())
        self.form = ActivityForm(data, unit=unit, campaign=campaign, today=today, rows=len(said["displays"]))

    def _fields(self) -> dict[str, list[str]]:
        said = self.said
        fields = {name: [str(said[name])] for name in PLAIN if said[name] is not None}
        fields["links"] = ["\n".join(said["links"])]
        fields["assignment"] = [str(self.given.pk) if self.given else ""]
        fields |= {figure_field(code): [str(value)] for code, value in said["figures"].items()}
        for code, value in said["particulars"].items():
            fields[particular_field(code)] = list(value) if isinstance(value, list) else [str(value)]
        for number, row in enumerate(said["displays"]):
            fields |= {f"display{number}_{part}": [str(value)] for part, value in row.items() if value is not None}
        return fields

    @property
    def problems(self) -> list[Problem]:
        found = list(self._not_asked())
        places = {place for place, _words in found}
        for name, errors in self.form.errors.items():
            place = _place(name)
            found += [(place, str(words)) for words in errors if place not in places]
        return found

    def _not_asked(self) -> Iterator[Problem]:
        """What no field of the form would take up."""
        if self.said["duty"] is not None and self.given is None:
            yield "duty", _("The unit has no such duty that it could log anything for.")
        for code in self.said["figures"]:
            if code not in ASKED:
                yield (
                    f"figures.{code}",
                    _("There is no such figure to be stated. Displays are counted from “displays”."),
                )
        asked = particulars_of(self.said["kind"])
        for code, value in self.said["particulars"].items():
            if code not in asked:
                yield f"particulars.{code}", _("This is not asked of this kind of activity.")
            elif not _fits(asked[code], value):
                yield (
                    f"particulars.{code}",
                    _("This has another shape: a text, a whole number, or a list of languages."),
                )
        if self.said["displays"] and not self.form.asks_displays:
            yield "displays", _("This is not asked of this kind of activity.")

    def entry(self) -> Entry:
        return self.form.entry()


def _fits(asked: Particular, value: Any) -> bool:
    shape = {Shape.NUMBER: int, Shape.LANGUAGES: list}.get(asked.shape, str)
    return isinstance(value, shape)


def _place(name: str) -> str:
    """Of a field of the form, in the words of what was sent."""
    if row := OF_DISPLAYS.fullmatch(name):
        return f"displays.{row[1]}.{row[2]}"
    for start, whole in NAMES.items():
        if name.startswith(start):
            return whole + name.removeprefix(start)
    return {"assignment": "duty"}.get(name, name)
