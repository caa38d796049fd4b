"""Changing what a report form asks; a line of the unit's own; whom an opening asks."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from caunoi.core.text import fold, nfc
from caunoi.reporting.enums import Aggregation
from caunoi.reporting.form_lines import FormLine, FormSection, lines_of, sections_of
from caunoi.reporting.indicators import catalogue
from caunoi.reporting.models import FormVersion
from caunoi.reporting.natures import mixed_in
from caunoi.reporting.queries.report_forms import Asking, LineGroup, by_group

NEW_SECTIONS = 2
PLACES = 999


def seal_of(version: FormVersion) -> str:
    """Changes with every change of the version: who saved first is never overwritten unseen."""
    told = json.dumps([version.number, version.lines, version.sections], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class LineRow:
    """For the template: one line with its fields. ``is_own``: not of the catalogue."""

    line: FormLine
    is_own: bool
    use: forms.BoundField
    required: forms.BoundField | None
    hint: forms.BoundField
    place: forms.BoundField


class LinesForm(forms.Form):
    """Which lines the form asks, in which order, with which hints; its narrative sections. Lines that are offered: those of
    the version, of ``offered`` and of the catalogue."""

    note = forms.CharField(
        label=gettext_lazy("What has changed"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("One sentence; units read it beside the new version."),
    )
    seal = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, version: FormVersion, offered: Sequence[FormLine] = (), **kwargs: Any) -> None:
        draft = version.published_at is None
        kwargs["initial"] = {"seal": seal_of(version), "note": version.note if draft else ""}
        super().__init__(*args, **kwargs)
        self.version = version
        chosen = {line.code: line for line in lines_of(version)}
        known = {one.code: _of_catalogue(one.code) for one in catalogue().indicators.values()}
        others = {line.code: line for line in offered} | known
        self.lines_offered = {**chosen, **{code: line for code, line in others.items() if code not in chosen}}
        for group in self._grouped():
            for place, line in enumerate(group.lines, start=1):
                self._add_line(line, place, is_used=line.code in chosen)
        told = sections_of(version)
        self.section_codes = [*(one.code for one in told), *self._new_codes({one.code for one in told})]
        for one in [*told, *(FormSection(code, "") for code in self.section_codes[len(told) :])]:
            self._add_section(one)

    def _grouped(self) -> list[LineGroup]:
        return by_group(list(self.lines_offered.values()))

    def _add_line(self, line: FormLine, place: int, *, is_used: bool) -> None:
        self.fields[f"use_{line.code}"] = forms.BooleanField(required=False, initial=is_used, label=line.name)
        if line.is_typed:
            self.fields[f"required_{line.code}"] = forms.BooleanField(
                required=False, initial=line.is_required, label=_("Must be filled in")
            )
        self.fields[f"hint_{line.code}"] = forms.CharField(
            required=False, max_length=300, initial=line.hint, label=pgettext("report form", "Hint for the unit")
        )
        self.fields[f"place_{line.code}"] = forms.IntegerField(
            required=False, min_value=1, max_value=PLACES, initial=place, label=pgettext("report form", "Place in the group"),
            widget=forms.TextInput({"inputmode": "numeric", "class": "field-place"}),
        )  # fmt: skip

    def _add_section(self, section: FormSection) -> None:
        self.fields[f"title_{section.code}"] = forms.CharField(
            required=False, max_length=200, initial=section.title, label=pgettext("report form", "Title of the section")
        )
        self.fields[f"told_{section.code}"] = forms.CharField(
            required=False, max_length=300, initial=section.hint, label=pgettext("report form", "Hint for the unit")
        )

    def _new_codes(self, taken: set[str]) -> list[str]:
        free = (f"part{number}" for number in range(1, len(taken) + NEW_SECTIONS + 1))
        return [code for code in free if code not in taken][:NEW_SECTIONS]

    @property
    def groups(self) -> Iterator[tuple[LineGroup, list[LineRow], int]]:
        """Each group with its rows and how many of them are used, for the template."""
        for group in self._grouped():
            rows = [
                LineRow(
                    line,
                    line.code not in catalogue().indicators,
                    self[f"use_{line.code}"],
                    self[f"required_{line.code}"] if line.is_typed else None,
                    self[f"hint_{line.code}"],
                    self[f"place_{line.code}"],
                )
                for line in group.lines
            ]
            yield group, rows, sum(bool(row.use.value()) for row in rows)

    @property
    def section_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"title_{code}"], self[f"told_{code}"]) for code in self.section_codes]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("seal") != seal_of(self.version):
            text = _(
                "A colleague has changed this form since you opened it. Open it again in another window and compare."
            )
            raise forms.ValidationError(text, code="changed_meanwhile")
        used = {code for code in self.lines_offered if data.get(f"use_{code}")}
        if not used:
            raise forms.ValidationError(_("Choose at least one line."), code="no_line")
        for code in sorted(used):
            line = self.lines_offered[code]
            if not line.is_typed and not {line.numerator, line.denominator} <= used:
                self.add_error(f"use_{code}", self._parts_missing(line))
        return data

    def _parts_missing(self, line: FormLine) -> str:
        names = {
            name: self.lines_offered[code].name
            for name, code in (("some", line.numerator), ("every", line.denominator))
        }
        text = _("This share is computed from “%(some)s” over “%(every)s”. Choose both, or leave the share out.")
        return text % names

    def lines(self) -> list[FormLine]:
        """Those that are used, group by group, by place; equal places keep the order of the page."""
        data = self.cleaned_data
        result: list[FormLine] = []
        for group in self._grouped():
            placed = [
                (data[f"place_{line.code}"] or PLACES, number, line)
                for number, line in enumerate(group.lines)
                if data[f"use_{line.code}"]
            ]
            result += [
                replace(
                    line,
                    is_required=bool(data.get(f"required_{line.code}")),
                    hint=nfc(data[f"hint_{line.code}"]).strip(),
                )
                for _place, _number, line in sorted(placed, key=lambda row: row[:2])
            ]
        return result

    def sections(self) -> list[FormSection]:
        """Those that have a title."""
        data = self.cleaned_data
        return [
            FormSection(code, title, nfc(data[f"told_{code}"]).strip())
            for code in self.section_codes
            if (title := nfc(data[f"title_{code}"]).strip())
        ]


def _of_catalogue(code: str) -> FormLine:
    one = catalogue().indicators[code]
    return FormLine(-1, code, one.name, one.measure, one.group, one.rule, one.numerator, one.denominator)


OWN_RULES = [
    (Aggregation.SUM, pgettext_lazy("own line", "Added up over the units")),
    (Aggregation.LAST, pgettext_lazy("own line", "A stock as it stands: added up over units, never over waves")),
    (Aggregation.MAXIMUM, pgettext_lazy("own line", "The largest of all units")),
    (Aggregation.SHARE, pgettext_lazy("own line", "A share, computed from two other lines")),
]


class OwnLineForm(forms.Form):
    """A line that the catalogue has not. ``lines``: those of the version; ``former``: the one that is changed."""

    name = forms.CharField(label=gettext_lazy("Name of the line"), max_length=200)
    group = forms.ChoiceField(label=gettext_lazy("Group of indicators"))
    rule = forms.ChoiceField(
        label=gettext_lazy("How it adds up"), choices=OWN_RULES, initial=Aggregation.SUM, widget=forms.RadioSelect
    )
    measure = forms.CharField(
        label=gettext_lazy("Unit of measure"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Such as “buổi”, “tấm”, “người”."),
    )
    numerator = forms.ChoiceField(label=gettext_lazy("Numerator (of a share)"), required=False)
    denominator = forms.ChoiceField(label=gettext_lazy("Denominator (of a share)"), required=False)
    is_required = forms.BooleanField(label=gettext_lazy("Must be filled in"), required=False)
    hint = forms.CharField(label=pgettext_lazy("report form", "Hint for the unit"), max_length=300, required=False)

    def __init__(self, *args: Any, lines: Sequence[FormLine], former: FormLine | None = None, **kwargs: Any) -> None:
        if former:
            kwargs["initial"] = {name: getattr(former, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        self.lines, self.former = lines, former
        typed = [(line.code, line.name) for line in lines if line.is_typed]
        for name in ("numerator", "denominator"):
            cast("Any", self.fields[name]).choices = [("", "–"), *typed]
        cast("Any", self.fields["group"]).choices = list(catalogue().groups.items())

    def clean_name(self) -> str:
        name = nfc(self.cleaned_data["name"]).strip()
        if mixed := mixed_in(name):
            text = _(
                "This adds up “%(one)s” and “%(other)s” in one box, and nobody can take them apart again. Make a line of each."
            )
            raise forms.ValidationError(text % {"one": mixed[0], "other": mixed[1]}, code="mixed")
        if any(fold(line.name) == fold(name) for line in self.lines if line != self.former):
            raise forms.ValidationError(_("The form has a line of this name already."), code="twice")
        return name

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("rule") == Aggregation.SHARE:
            for name in ("numerator", "denominator"):
                if not data.get(name):
                    self.add_error(name, _("A share needs both its parts."))
            if data.get("numerator") and data.get("numerator") == data.get("denominator"):
                self.add_error("denominator", _("Choose another line than the numerator."))
        elif not data.get("measure", "").strip():
            self.add_error("measure", _("Say what is counted: the unit of measure."))
        return data

    def line(self) -> FormLine:
        data = self.cleaned_data
        is_share = data["rule"] == Aggregation.SHARE
        return FormLine(
            slot=-1,
            code=self.former.code if self.former else self._code(),
            name=data["name"],
            measure="%" if is_share else nfc(data["measure"]).strip(),
            group=data["group"],
            rule=data["rule"],
            numerator=data["numerator"] if is_share else "",
            denominator=data["denominator"] if is_share else "",
            is_required=data["is_required"] and not is_share,
            hint=nfc(data["hint"]).strip(),
        )

    def _code(self) -> str:
        """Of the name; never one that the catalogue or a line has."""
        base = f"own_{slugify(fold(self.cleaned_data['name'])).replace('-', '_')[:40]}"
        taken = {line.code for line in self.lines}
        return next(
            code
            for number in range(1, len(taken) + 2)
            if (code := base if number == 1 else f"{base}_{number}") not in taken
        )


class AskingForm(forms.Form):
    """Whom an opening asks and by when."""

    whom = forms.ChoiceField(label=gettext_lazy("Who is asked"), widget=forms.RadioSelect, initial="below")
    due_on = forms.DateField(
        label=gettext_lazy("Last day, if it is not the one of the plan"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    days_earlier = forms.IntegerField(
        label=gettext_lazy("Units further below send so many days earlier"),
        required=False,
        min_value=0,
        max_value=60,
        initial=0,
        widget=forms.TextInput({"inputmode": "numeric"}),
        help_text=gettext_lazy("So that the unit above them has the time to look through their reports."),
    )

    def __init__(self, *args: Any, duty_alone: int, below: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("Any", self.fields["whom"]).choices = [
            (
                "below",
                _("The units of the plan's reporting duty and all units below them (%(count)d)") % {"count": below},
            ),
            ("duty", _("The units of the plan's reporting duty alone (%(count)d)") % {"count": duty_alone}),
        ]

    def asking(self) -> Asking:
        data = self.cleaned_data
        return Asking(data["whom"] == "below", data["due_on"], data["days_earlier"] or 0)
