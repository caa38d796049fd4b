"""Charging several units at once."""

from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from caunoi.orgs.models import Unit, User
from caunoi.reporting.forms.visits import day_field


class ChargeForm(forms.Form):
    """``holder`` is "d" or "p" with a key: departments come before people."""

    holder = forms.ChoiceField(label=gettext_lazy("Who looks after them"))
    on = day_field(pgettext_lazy("charge", "From"))

    def __init__(self, *args: Any, departments: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.departments: dict[str, Unit] = {f"d{each.pk}": each for each in departments}
        self.people: dict[str, User] = {f"p{each.pk}": each for each in people}
        choices: list[Any] = [("", _("Choose a department or a person"))]
        if self.departments:
            choices.append((_("Departments"), [(key, str(each)) for key, each in self.departments.items()]))
        if self.people:
            choices.append((_("People"), [(key, str(each)) for key, each in self.people.items()]))
        cast("Any", self.fields["holder"]).choices = choices

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if not 2000 <= day.year <= 2100:
            raise ValidationError(_("Check the year."))
        return day

    def chosen(self) -> dict[str, Any]:
        key = self.cleaned_data["holder"]
        return {"department": self.departments.get(key), "person": self.people.get(key)}
