"""A unit's choices, as kept in ``OwnPlan.choices``:

    {"header": {…}, "parts": {"duty:40": {Decision}}, "additions": {"new:1": {Addition}}, "next": 2}

A day is kept as its sentence ("trước đại hội của đơn vị 30 ngày"): what was typed is what is shown again.
"""

from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from caunoi.campaigns.schedule.expressions import to_json
from caunoi.campaigns.schedule.reading import read_expression

Choices = dict[str, Any]
REACHES = ("self", "child", "branch", "grassroots")


@dataclass(frozen=True)
class Decision:
    """What the unit decided on one part of the superior's plan; the empty one keeps it as it is.

    ``reason`` says why the days leave the superior's window, or why the part does not apply. ``people`` are keys of posts.
    ``hand_on``: also given to the units below that have not got it from above.
    """

    start: str = ""
    end: str = ""
    reason: str = ""
    left_out: bool = False
    hand_on: bool = False
    people: list[int] = field(default_factory=list)

    @property
    def is_dated(self) -> bool:
        return bool(self.start or self.end)

    @property
    def is_adapted(self) -> bool:
        """Whether it departs from the superior's plan; naming people does not."""
        return self.is_dated or self.left_out or self.hand_on


@dataclass(frozen=True)
class Addition:
    """A wave, duty or target of the unit's own. ``wave`` is the key of a wave, inherited or added; ``reach`` says who is
    to do the duty; a target is a ``number`` of a ``figure`` (``figures.FIGURES``)."""

    area: str
    text: str = ""
    wave: str = ""
    reach: str = "branch"
    start: str = ""
    end: str = ""
    figure: str = ""
    number: int = 0
    people: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Header:
    """The letterhead and signature of the unit's paper; ``signed_on`` in ISO form. Empty: still to be filled in by hand."""

    number: str = ""
    signed_on: str = ""
    place: str = ""
    subject: str = ""
    purpose: str = ""
    title: str = ""
    name: str = ""


def decision_on(choices: Choices, key: str) -> Decision:
    return Decision(**choices.get("parts", {}).get(key, {}))


def decisions(choices: Choices) -> dict[str, Decision]:
    return {key: Decision(**value) for key, value in choices.get("parts", {}).items()}


def additions(choices: Choices) -> dict[str, Addition]:
    return {key: Addition(**value) for key, value in choices.get("additions", {}).items()}


def header_of(choices: Choices) -> Header:
    return Header(**choices.get("header", {}))


def with_decision(choices: Choices, key: str, decision: Decision) -> Choices:
    parts = {**choices.get("parts", {}), key: asdict(decision)}
    if decision == Decision():
        del parts[key]
    return {**choices, "parts": parts}


def with_addition(choices: Choices, key: str, addition: Addition) -> Choices:
    """``key`` empty: a new one."""
    number = choices.get("next", 1)
    key, following = (key, number) if key else (f"new:{number}", number + 1)
    return {**choices, "additions": {**choices.get("additions", {}), key: asdict(addition)}, "next": following}


def without_addition(choices: Choices, key: str) -> Choices:
    """Also takes the duties of an added wave out of it: they then hold throughout."""
    kept = {name: one for name, one in choices.get("additions", {}).items() if name != key}
    for name, one in kept.items():
        if one["wave"] == key:
            kept[name] = {**one, "wave": ""}
    return {**choices, "additions": kept}


def with_header(choices: Choices, header: Header) -> Choices:
    return {**choices, "header": asdict(header)}


def with_own_days_gone(choices: Choices, key: str) -> Choices:
    """The part follows the superior's days again."""
    decision = decision_on(choices, key)
    reason = decision.reason if decision.left_out else ""
    return with_decision(choices, key, replace(decision, start="", end="", reason=reason))


def expression_of(sentence: str) -> dict[str, Any] | None:
    """The expression as it is stored with a part; ``NotUnderstood`` where the sentence says no day."""
    return to_json(read_expression(sentence)) if sentence else None


def header_fields() -> list[str]:
    return [one.name for one in fields(Header)]
