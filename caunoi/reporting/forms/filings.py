"""The form of one report: a figure, its reason and its explanation for every line, a text for every section.

Names of fields: ``value-CODE``, ``reason-CODE``, ``note-CODE`` (explains what looked doubtful), ``text-CODE``.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caunoi.campaigns.forms.numbers import WholeNumberField
from caunoi.core.formatting import format_number
from caunoi.reporting.actions.comments import LONGEST
from caunoi.reporting.actions.filings import REASON, Report
from caunoi.reporting.enums import Aggregation
from caunoi.reporting.form_lines import FormLine, lines_of, sections_of
from caunoi.reporting.forms.visits import SHORT, KeyedForm
from caunoi.reporting.models import Correction, Filing
from caunoi.reporting.packing import unpack
from caunoi.reporting.plausibility import Doubt, comparable, doubts_of
from caunoi.reporting.queries.drafts import mark_of
from caunoi.reporting.queries.filings import Group, Row, Told, Values, former_of, standing_corrections, standing_values
from caunoi.reporting.sheets import MAX_REASON, MAX_TEXT

VALUE, REASON_OF, NOTE, TEXT = "value-", "reason-", "note-", "text-"
CONFIRMED = "confirmed"
PICK = "pick-"  # which of two versions of a field is taken


@dataclass(frozen=True)
class Basis:
    """What a page of the report begins with: what stands, and what it is compared with."""

    filing: Filing
    values: Values
    corrections: Mapping[str, Correction]
    before: Mapping[str, int | None]

    @cached_property
    def lines(self) -> list[FormLine]:
        """The lines that a person writes on."""
        every = lines_of(self.filing.version)
        return [line for line in every if line.is_typed and line.rule != Aggregation.DISTINCT]

    @cached_property
    def labels(self) -> dict[str, str]:
        """What two versions of the report are compared in, by name of the field."""
        labels: dict[str, str] = {}
        for line in self.lines:
            labels[VALUE + line.code] = line.name
            labels[REASON_OF + line.code] = _("Reason: %(line)s") % {"line": line.name}
        return labels | {TEXT + one.code: one.title for one in sections_of(self.filing.version)}

    @cached_property
    def all_labels(self) -> dict[str, str]:
        """``labels``, and what two windows of one person may have typed besides."""
        notes = {NOTE + line.code: _("Explanation: %(line)s") % {"line": line.name} for line in self.lines}
        return self.labels | notes

    @cached_property
    def texts(self) -> dict[str, str]:
        """What stands, as it would be typed."""
        texts: dict[str, str] = {}
        for line in self.lines:
            value, correction = self.values.get(line.code), self.corrections.get(line.code)
            texts[VALUE + line.code] = "" if value is None else format_number(value)
            texts[REASON_OF + line.code] = correction.reason if correction else ""
        told = self.filing.narrative
        return texts | {TEXT + one.code: told.get(one.code, "") for one in sections_of(self.filing.version)}

    def typed_in(self, data: Mapping[str, Any]) -> dict[str, str]:
        """Of what a form sends, word for word, that which says something else than what stands."""
        names = [*self.texts, *(NOTE + line.code for line in self.lines), CONFIRMED]
        sent = {name: str(data[name]).replace("\x00", "") for name in names if name in data}
        return {name: text for name, text in sent.items() if _bare(name, text) != _bare(name, self.texts.get(name, ""))}


def basis_of(filing: Filing) -> Basis:
    corrections, former = standing_corrections(filing), former_of(filing)
    before: Mapping[str, int | None] = former.values if former else {}
    return Basis(filing, standing_values(filing, corrections), corrections, before)


def _bare(name: str, text: str) -> str:
    """Line ends and the points of a number make no difference."""
    lines = "\n".join(text.split("\r\n")).strip()
    return re.sub(r"[.\s]", "", lines) if name.startswith(VALUE) else lines


@dataclass(frozen=True)
class Entry:
    """A line on the page, with the fields to write in; None where the page is only read."""

    row: Row
    value: forms.BoundField | None = None
    reason: forms.BoundField | None = None
    note: forms.BoundField | None = None
    doubts: Sequence[Doubt] = ()

    @property
    def is_open(self) -> bool:
        """Whether something at this line wants to be seen."""
        wrong = any(field is not None and field.errors for field in (self.value, self.reason, self.note))
        return bool(wrong or self.doubts or self.row.open_comments)


class WordsIfNeeded(forms.CharField):
    """Stands on the page only where something asks for words, and the page says when: never called optional."""

    is_conditional = True


class FilingForm(KeyedForm):
    """``basis`` is what stands; ``typed`` what the person had typed before. ``confirmed`` holds the marks of the doubts that
    stood beside the tick (``Doubt.mark``): what has become doubtful since is not confirmed with them."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    window = forms.UUIDField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(
        required=False, max_length=40, widget=forms.HiddenInput
    )  # ``mark_of`` the draft it began from
    confirmed = forms.CharField(
        label=gettext_lazy("I have checked these figures; they are right"), max_length=2000, required=False
    )

    def __init__(self, data: Any = None, *, basis: Basis, typed: Mapping[str, str] | None = None) -> None:
        self.basis, filing = basis, basis.filing
        given = {**basis.texts, **(typed or {})}
        own = {"client_key": uuid4(), "revision": filing.revision, CONFIRMED: given.pop(CONFIRMED, "")}
        own |= {"window": uuid4(), "seen": mark_of(typed or {})}
        super().__init__(data, initial={**given, **own})
        for line in basis.lines:
            self._add_line(line)
        for one in sections_of(filing.version):
            text = forms.CharField(
                label=one.title, help_text=one.hint, required=False, max_length=MAX_TEXT,
                widget=forms.Textarea({"rows": 5, "class": "field-short"}),
            )  # fmt: skip
            self.fields[TEXT + one.code] = text

    def _add_line(self, line: FormLine) -> None:
        known = unpack(self.basis.filing.prefilled).get(line.slot)
        attrs = {"inputmode": "numeric", "autocomplete": "off", "size": 12, "data-value": line.code}
        if known is not None:
            attrs["data-known"] = format_number(known)
        self.fields[VALUE + line.code] = WholeNumberField(label=line.name, widget=forms.TextInput(attrs))
        if known is not None:
            self.fields[REASON_OF + line.code] = WordsIfNeeded(
                label=_("Why it differs from the register: %(line)s") % {"line": line.name},
                required=False, max_length=MAX_REASON, widget=forms.Textarea(SHORT),
            )  # fmt: skip
        self.fields[NOTE + line.code] = WordsIfNeeded(
            label=_("Explanation"), required=False, max_length=LONGEST, widget=forms.Textarea(SHORT)
        )

    def _text(self, name: str) -> str:
        return str(self.data.get(name, "") if self.is_bound else self.initial.get(name, "") or "")

    @cached_property
    def values(self) -> dict[str, int | None]:
        """The figures as far as they can be read, by code; those that come from the registers alone included."""
        found: dict[str, int | None] = {}
        for line in lines_of(self.basis.filing.version):
            field = self.fields.get(VALUE + line.code)
            if field is None:
                found[line.code] = self._counted(line) if line.is_typed else None
                continue
            try:
                found[line.code] = field.clean(self._text(VALUE + line.code))
            except ValidationError:
                found[line.code] = None
        return found

    @property
    def shown(self) -> dict[str, int | None]:
        """``values`` as they are read: of a set, how many things it holds."""
        return {
            code: value if VALUE + code in self.fields else self.basis.values.get(code)
            for code, value in self.values.items()
        }

    def _counted(self, line: FormLine) -> int | None:
        """A set as it is packed, not as it is shown."""
        filing = self.basis.filing
        known = unpack(filing.prefilled).get(line.slot)
        return unpack(filing.values).get(line.slot) if known is None else known

    @cached_property
    def doubts(self) -> list[Doubt]:
        lines = comparable(lines_of(self.basis.filing.version))
        return doubts_of(lines, self.values, self.basis.before, times=settings.REPORT_JUMP_TIMES)

    @property
    def asks(self) -> list[Doubt]:
        """Doubts that are neither explained nor, where that is enough, confirmed."""
        open_ = [doubt for doubt in self.doubts if not self._text(NOTE + doubt.code).strip()]
        return [doubt for doubt in open_ if doubt.needs_words or doubt.mark not in self._confirmed]

    @property
    def _confirmed(self) -> list[str]:
        return self._text(CONFIRMED).split()

    @property
    def ticks(self) -> list[str]:
        """Marks of the doubts for which a tick is enough."""
        return [doubt.mark for doubt in self.doubts if not doubt.needs_words]

    @property
    def is_confirmed(self) -> bool:
        return set(self.ticks) <= set(self._confirmed)

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        known = unpack(self.basis.filing.prefilled)
        for line in self.basis.lines:
            name, said = VALUE + line.code, known.get(line.slot)
            if name not in data:
                continue
            if line.is_required and data[name] is None:
                self.add_error(name, _("Write the figure; write 0 where there is none."))
            elif said is not None and data[name] != said and not data.get(REASON_OF + line.code):
                message = _("The register says %(known)s. Write why your figure differs, or take that of the register.")
                self.add_error(REASON_OF + line.code, message % {"known": format_number(said)})
        return data

    def report(self) -> Report:
        """What is sent. Use after ``is_valid``."""
        data, codes = self.cleaned_data, [line.code for line in self.basis.lines]
        shares = {line.code for line in lines_of(self.basis.filing.version) if not line.is_typed}
        return Report(
            values={code: value for code, value in self.values.items() if code not in shares},
            narrative={one.code: data[TEXT + one.code] for one in sections_of(self.basis.filing.version)},
            reasons={code: data.get(REASON_OF + code, "") for code in codes},
            explanations={code: data[NOTE + code] for code in codes},
        )

    def entry(self, row: Row) -> Entry:
        code = row.line.code
        if VALUE + code not in self.fields:
            return Entry(row)
        reason = self[REASON_OF + code] if REASON_OF + code in self.fields else None
        doubts = [doubt for doubt in self.doubts if doubt.code == code]
        return Entry(row, self[VALUE + code], reason, self[NOTE + code], doubts)


def entries_of(
    groups: Sequence[Group], form: FilingForm | None, doubts: Sequence[Doubt] = ()
) -> Iterator[tuple[Group, list[Entry], bool]]:
    """Each group, its lines as they are shown, and whether it stands open on the page. ``doubts`` of a page that is read."""
    for group in groups:
        entries = [form.entry(row) if form else _read(row, doubts) for row in group.rows]
        required = any(row.line.is_required for row in group.rows)
        yield group, entries, bool(group.filled or required or any(entry.is_open for entry in entries))


def _read(row: Row, doubts: Sequence[Doubt]) -> Entry:
    return Entry(row, doubts=[doubt for doubt in doubts if doubt.code == row.line.code])


def told_fields(told: Sequence[Told], form: FilingForm | None) -> list[tuple[Told, Any]]:
    return [(one, form[TEXT + one.section.code] if form else None) for one in told]


class TalkForm(KeyedForm):
    text = forms.CharField(label=gettext_lazy("What you want to say"), max_length=LONGEST, widget=forms.Textarea(SHORT))


class DecisionForm(forms.Form):
    """Why a report is returned or reopened."""

    reason = forms.CharField(
        label=gettext_lazy("Reason, which the unit reads"), max_length=REASON, widget=forms.Textarea({"rows": 3})
    )


class ExcuseForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why the unit need not file"), max_length=300, widget=forms.Textarea(SHORT)
    )


class UploadForm(forms.Form):
    sheet = forms.FileField(
        label=gettext_lazy("The sheet that was filled in"),
        widget=forms.FileInput({"accept": ".xlsx"}),
        error_messages={
            "required": gettext_lazy("Choose the sheet that you have filled in."),
            "empty": gettext_lazy("This file is empty. Choose the sheet that you have filled in."),
        },
    )
