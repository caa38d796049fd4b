"""What is typed about a reorganisation: its paper and day, one step, a sheet."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from caunoi.orgs.enums import Below, Operation, UnitKind
from caunoi.orgs.forms.invitations import CODE_AT_THE_END
from caunoi.orgs.forms.units import day_field, unit_field
from caunoi.orgs.models import Reorganisation, UnitQuerySet
from caunoi.orgs.reorganising.steps import Step, share_of
from caunoi.orgs.structure import CODE
from caunoi.orgs.unit_import.reading import MAX_BYTES

_NEW = ("new_code", "name", "kind", "parent")
FIELDS: dict[str, tuple[str, ...]] = {
    Operation.MERGE: ("unit", "successor", *_NEW, "keeps_posts"),
    Operation.SPLIT: ("unit", "share", "successor", *_NEW, "takes_below"),
    Operation.ABOLISH: ("unit", "parent", "closes_below"),
    Operation.CONTINUE: ("unit", *_NEW),
    Operation.RENAME: ("unit", "name", "short_name"),
    Operation.KIND: ("unit", "kind"),
    Operation.MOVE: ("unit", "parent"),
    Operation.CREATE: ("new_code", "name", "short_name", "kind", "parent"),
    Operation.SECTOR: ("unit", "parent"),
    Operation.TO_SECTOR: ("unit", "parent"),
    Operation.TO_TERRITORY: ("unit", "parent"),
}
_MUST = {
    Operation.RENAME: {"name"},
    Operation.KIND: {"kind"},
    Operation.MOVE: {"parent"},
    Operation.TO_SECTOR: {"parent"},
    Operation.TO_TERRITORY: {"parent"},
    Operation.CREATE: {"new_code", "name", "kind", "parent"},
    Operation.CONTINUE: {"new_code", "name", "kind", "parent"},
    Operation.SPLIT: {"share"},
}
_LABELS = {
    Operation.ABOLISH: {"parent": _("Units below it go to")},
    Operation.SECTOR: {"parent": _("Sector union (empty: taken out of the sector)")},
    Operation.TO_SECTOR: {"parent": _("Sector union")},
    Operation.MERGE: {"successor": _("Merged into an existing unit"), "parent": _("The new unit stands under")},
    Operation.SPLIT: {"successor": _("Part goes to an existing unit"), "parent": _("The new unit stands under")},
    Operation.CONTINUE: {"parent": _("The new unit stands under")},
}


class ReorganisationForm(forms.ModelForm[Reorganisation]):
    effective_on = day_field(_("Takes effect on"), _("The first day on which the new shape holds; past or to come."))
    basis_on = day_field(_("Date of the paper"), required=False)

    class Meta:
        model = Reorganisation
        fields = ("basis_number", "basis_on", "basis_text", "effective_on")
        labels: ClassVar = {
            "basis_number": pgettext_lazy("reorganisation", "Deciding paper"),
            "basis_text": _("Of whom, about what"),
        }
        help_texts: ClassVar = {"basis_number": _("For example: Quyết định số 15/QĐ-LĐLĐ")}


class StepForm(forms.Form):
    """The fields of one operation. ``units``: those that may be named; ``known``: codes that the draft sets up itself."""

    unit = unit_field(_("Unit"))
    share = forms.CharField(
        label=_("Share of the members"),
        max_length=20,
        help_text=_("40% or a number of members; one step for each part."),
    )
    successor = unit_field(_("Goes into"), required=False)
    new_code = forms.CharField(label=_("Code of the new unit"), max_length=40, required=False)
    name = forms.CharField(label=_("Its name"), max_length=250, required=False)
    short_name = forms.CharField(label=_("Short name"), max_length=120, required=False)
    kind = forms.ChoiceField(label=_("Kind of unit"), choices=[("", "—"), *UnitKind.choices], required=False)
    parent = unit_field(_("Goes under"), required=False)
    closes_below = forms.BooleanField(label=_("Units below it end with it"), required=False)
    takes_below = forms.BooleanField(label=_("The units below go to this part"), required=False)
    keeps_posts = forms.BooleanField(
        label=pgettext_lazy("reorganisation", "Its people go on in the same roles"), required=False
    )

    def __init__(self, *args: Any, operation: str, units: UnitQuerySet, known: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.operation, self.units, self.known = operation, units, known
        chosen = FIELDS[operation]
        self.fields = {name: self.fields[name] for name in chosen}
        for name in _MUST.get(operation, set()):  # type: ignore[call-overload]
            self.fields[name].required = True
        for name, label in _LABELS.get(operation, {}).items():  # type: ignore[call-overload]
            self.fields[name].label = label

    def _code(self, name: str) -> str:
        words = str(self.cleaned_data[name]).strip()
        if not words:
            return ""
        found = CODE_AT_THE_END.search(words)
        code = found.group(1) if found else words
        if code not in self.known and not self.units.filter(code=code).exists():
            raise ValidationError(gettext("Choose a unit from the list: yours, or one below it."))
        return code

    def clean_unit(self) -> str:
        return self._code("unit")

    def clean_successor(self) -> str:
        return self._code("successor")

    def clean_parent(self) -> str:
        return self._code("parent")

    def clean_new_code(self) -> str:
        code = str(self.cleaned_data["new_code"]).strip()
        if code and not CODE.fullmatch(code):
            raise ValidationError(gettext("The code may hold letters, digits and . - _ only."))
        return code

    def clean_share(self) -> str:
        share = str(self.cleaned_data["share"]).strip()
        try:
            share_of(share)
        except ValueError as error:
            raise ValidationError(gettext("Write 40% or a number of members.")) from error
        return share

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "successor" in self.fields and not self.errors and bool(data["successor"]) == bool(data["new_code"]):
            message = gettext("Choose an existing unit, or give the code of a new one: one of the two.")
            self.add_error("successor", message)
        if data.get("new_code"):
            for name in ("name", "kind", "parent"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, gettext("A new unit needs this."))
        return data

    def step(self) -> Step:
        """What the form says; call once it is valid."""
        data = self.cleaned_data
        creates = self.operation == Operation.CREATE
        below = Below.CLOSE if data.get("closes_below") else Below.FOLLOW if data.get("takes_below") else ""
        return Step(
            number=0,
            operation=self.operation,
            code=data["new_code"] if creates else data["unit"],
            successor="" if creates else data.get("successor") or data.get("new_code") or "",
            name=data.get("name", ""),
            short_name=data.get("short_name", ""),
            kind=data.get("kind", ""),
            parent=data.get("parent", ""),
            share=data.get("share", ""),
            below=str(below),
            keeps_posts=data.get("keeps_posts", False),
        )


class ReorganisationSheetForm(forms.Form):
    file = forms.FileField(
        label=_("Sheet of the reorganisation"),
        help_text=_("An .xlsx file, or CSV in UTF-8. One row a step. It replaces the steps that are there."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,text/csv"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(gettext("The file is larger than %(limit)d MB.") % {"limit": MAX_BYTES >> 20})
        return file
