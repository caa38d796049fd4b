"""Whom a duty is for: rules, units taken in, units left out."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caunoi.campaigns.forms.corrections import CorrectionForm, Lines
from caunoi.core.text import fold
from caunoi.orgs.audiences import Rule, rules_from_json, rules_to_json
from caunoi.orgs.enums import UnitKind
from caunoi.orgs.models import Unit, UnitQuerySet


class AudienceForm(CorrectionForm):
    """``standing`` are the units of the branch today; ``meant`` those that the audience means now."""

    own = forms.BooleanField(label=_("The unit itself"), required=False)
    child = forms.MultipleChoiceField(
        label=_("Directly affiliated"), required=False, widget=forms.CheckboxSelectMultiple
    )
    branch = forms.MultipleChoiceField(label=_("Anywhere below"), required=False, widget=forms.CheckboxSelectMultiple)
    excluded = forms.MultipleChoiceField(
        label=_("Left out"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick those to leave out."),
    )
    added = Lines(
        label=_("Taken in by name"), required=False, help_text=_("Code or full name of a unit below, one a line.")
    )

    def __init__(self, data: Any = None, *, standing: UnitQuerySet, meant: list[Unit], **options: Any) -> None:
        self.standing, self.meant = standing, meant
        super().__init__(data, **options)

    def prepare(self) -> None:
        present = set(self.standing.order_by().values_list("called__kind", flat=True).distinct())
        chosen = {kind for rule in rules_from_json(self.item["rules"]) for kind in rule.kinds}
        kinds = [(kind.value, kind.label) for kind in UnitKind if kind in present | chosen]
        left_out = Unit.objects.at(self.on).filter(code__in=self.item["excluded"]) if self.item["excluded"] else []
        units = {unit.code: unit.name for unit in [*self.meant, *left_out]}
        for name, choices in (("child", kinds), ("branch", kinds), ("excluded", sorted(units.items()))):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def on(self) -> Any:
        return timezone.localdate()

    def initial_of(self, item: Any) -> dict[str, Any]:
        kinds: dict[str, list[str]] = {"self": [], "child": [], "branch": []}
        rules = rules_from_json(item["rules"])
        for rule in rules:
            kinds[rule.reach] += list(rule.kinds)
        own = any(rule.reach == "self" for rule in rules)
        added = "\n".join(item["included"])
        return {
            "own": own,
            "child": kinds["child"],
            "branch": kinds["branch"],
            "excluded": item["excluded"],
            "added": added,
        }

    def clean_added(self) -> list[str]:
        """Codes of the units named; each must stand below today."""
        codes = []
        for name in self.cleaned_data["added"]:
            folded = fold(name)
            named = Q(called__folded=folded) | Q(called__folded__startswith=f"{folded} ")
            found = self.standing.filter(Q(code__iexact=name) | named)
            if len(matches := list(found.order_by("pk")[:2])) != 1:
                message = gettext("“%(name)s”: no unit below has this code or full name, or several have.")
                raise forms.ValidationError(message % {"name": name})
            codes.append(matches[0].code)
        return codes

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned[name] for name in ("own", "child", "branch", "added")):
            raise forms.ValidationError(gettext("Choose at least one kind of unit, or name a unit."))
        return cleaned

    def values(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        rules = [Rule(tuple(cleaned[reach]), reach) for reach in ("child", "branch") if cleaned[reach]]
        if cleaned["own"]:
            rules.append(Rule((), "self"))
        return {
            "rules": rules_to_json(rules),
            "included": cleaned["added"],
            "excluded": cleaned["excluded"],
            "unmatched": [],
        }
