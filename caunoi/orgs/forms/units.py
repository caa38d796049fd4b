"""What is typed about units: from which day, under whom, called how; sheets; appointments."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caunoi.orgs.enums import Role, UnitKind
from caunoi.orgs.forms.invitations import CODE_AT_THE_END
from caunoi.orgs.models import Unit, UnitQuerySet, User
from caunoi.orgs.unit_import.reading import MAX_BYTES


def day_field(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, required=required, widget=widget)


def unit_field(label: Any, *, required: bool = True) -> forms.CharField:
    """A unit typed with the help of suggestions; the page holds ``<datalist id="unit-options">``."""
    attrs = {
        "list": "unit-options",
        "autocomplete": "off",
        "hx-get": reverse_lazy("orgs:suggest-units"),
        "hx-trigger": "input changed delay:250ms, focus once",
        "hx-target": "#unit-options",
    }
    return forms.CharField(
        label=label,
        max_length=300,
        required=required,
        help_text=_("Type a part of the name, with or without marks, and choose."),
        widget=forms.TextInput(attrs=attrs),
    )


class ScopedForm(forms.Form):
    """``units``: those that may be named in the field ``unit``."""

    def __init__(self, *args: Any, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = units

    def clean_unit(self) -> Unit | None:
        words = self.cleaned_data["unit"].strip()
        if not words:
            return None
        found = CODE_AT_THE_END.search(words)
        unit = self.units.filter(code=found.group(1) if found else words).first()
        if unit is None:
            raise ValidationError(gettext("Choose a unit from the list: yours, or one below it."))
        return unit


class NewUnitForm(ScopedForm):
    code = forms.CharField(label=_("Code"), max_length=40, help_text=_("Stays for ever, whatever the unit is called."))
    name = forms.CharField(label=_("Name of the unit"), max_length=250)
    short_name = forms.CharField(label=_("Short name"), max_length=120, required=False)
    kind = forms.ChoiceField(label=_("Kind of unit"), choices=UnitKind.choices)
    on = day_field(_("Founded on"))


class RenameForm(ScopedForm):
    name = forms.CharField(label=_("Name of the unit"), max_length=250)
    short_name = forms.CharField(label=_("Short name"), max_length=120, required=False)
    on = day_field(_("First day of the new name"))


class MoveForm(ScopedForm):
    unit = unit_field(_("Goes under"))
    on = day_field(_("First day there"), _("Until then the tree keeps its old shape."))


class CountForm(ScopedForm):
    members = forms.IntegerField(label=_("Members"), min_value=0, max_value=99_999_999)
    workers = forms.IntegerField(label=_("Workers"), min_value=0, max_value=99_999_999, required=False)
    on = day_field(_("Counted on"))
    source = forms.CharField(label=_("Source"), max_length=200, help_text=_("For example: Báo cáo quý II năm 2026"))


class AppointForm(forms.Form):
    """An existing account, by its whole address: the list of people is not for browsing."""

    person = forms.EmailField(
        label=_("E-mail address of the account"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    title = forms.CharField(label=_("Title as printed"), max_length=120, required=False)
    on = day_field(_("From day"))

    def __init__(self, *args: Any, roles: list[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label) for role in roles]  # type: ignore[attr-defined]

    def clean_person(self) -> User:
        user = User.objects.filter(email__iexact=self.cleaned_data["person"], is_active=True).first()
        if user is None:
            raise ValidationError(gettext("No account has this address. Invite the person instead."))
        return user


class EndPostForm(forms.Form):
    on = day_field(_("Last day in the post"))


class SheetForm(forms.Form):
    file = forms.FileField(
        label=_("Sheet of units"),
        help_text=_("An .xlsx file, or CSV in UTF-8. The first row holds the names of the columns."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,text/csv"}),
    )
    on = day_field(_("Holds from day"), _("From this day on the units stand there and are called so."))

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(gettext("The file is larger than %(limit)d MB.") % {"limit": MAX_BYTES >> 20})
        return file


class TreeForm(forms.Form):
    """What stands above the tree; unreadable input shows the tree of today."""

    q = forms.CharField(required=False, max_length=120)
    ngay = forms.DateField(required=False)

    def read(self, today: date) -> tuple[str, date]:
        words = str(self.cleaned_data.get("q") or "") if self.is_valid() else ""
        return words.strip(), self.cleaned_data.get("ngay") or today
