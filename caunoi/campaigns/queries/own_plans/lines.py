"""The body of the unit's paper, line by line: each line with its place, its text and the part that stands on it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import override

from caunoi.campaigns.adapting.choices import Addition, Choices, additions, decision_on, header_of
from caunoi.campaigns.adapting.snapshots import (
    Snapshot,
    Snapshots,
    area_of,
    in_plan_order,
    in_wave,
    of_area,
    waves_in_order,
    windows_of,
)
from caunoi.campaigns.enums import DutyKind
from caunoi.campaigns.figures import FIGURES
from caunoi.campaigns.queries.own_plans.parts import Days
from caunoi.campaigns.queries.own_plans.wording import capitalised, days_in_words, names_of
from caunoi.campaigns.schedule.spans import OPEN, Span
from caunoi.core.formatting import format_number
from caunoi.officialdocs.dates import find_period

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@dataclass(frozen=True)
class Line:
    """``path`` as CONTRACT.md defines it; ``key`` of the part that it states, empty for running text."""

    path: str
    label: str
    text: str
    level: int
    is_heading: bool = False
    key: str = ""


@dataclass(frozen=True)
class Contents:
    """All that the body is written from. ``themes`` and ``channels`` are the superior's own words; ``names`` by post."""

    parts: Snapshots
    choices: Choices
    days: Days
    themes: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    opening: str = ""
    names: dict[int, str] = field(default_factory=dict)


@dataclass
class Body:
    """Writes lines; ``_counts``: how many lines stand under a path."""

    contents: Contents
    lines: list[Line] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=dict)

    def _next(self, parent: str) -> int:
        self._counts[parent] = self._counts.get(parent, 0) + 1
        return self._counts[parent]

    def section(self, title: str) -> str:
        path = ROMAN[self._next("") - 1]
        self.lines.append(Line(path, f"{path}.", title, 0, is_heading=True))
        return path

    def numbered(self, parent: str, text: str, *, key: str = "", is_heading: bool = False) -> str:
        """A line "1." in a section, "1.1." in a numbered line of one."""
        number = self._next(parent)
        inner = parent.partition("/")[2].split("/")[-1]
        label = f"{inner}.{number}" if inner else str(number)
        path = f"{parent}/{label}"
        self.lines.append(Line(path, f"{label}.", text, path.count("/"), is_heading, key))
        return path

    def dashed(self, parent: str, text: str, *, key: str = "") -> None:
        number = self._next(f"{parent}/-")
        self.lines.append(Line(f"{parent}/-{number}", "-", text, parent.count("/") + 1, key=key))


def lines_of(contents: Contents) -> list[Line]:
    """The whole body: purpose, themes, waves with their duties, forms, targets, charges and reports, what departs."""
    with override("vi"):
        body = Body(contents)
        _purpose(body)
        _listed(body, "NỘI DUNG TUYÊN TRUYỀN", contents.themes)
        _waves(body)
        _throughout(body)
        _listed(body, "HÌNH THỨC TUYÊN TRUYỀN", contents.channels)
        _targets(body)
        _organisation(body)
        _departures(body)
        return body.lines


def _purpose(body: Body) -> None:
    section = body.section("MỤC ĐÍCH, YÊU CẦU")
    body.numbered(section, body.contents.opening)
    if purpose := header_of(body.contents.choices).purpose:
        body.numbered(section, purpose)


def _listed(body: Body, title: str, texts: Iterable[str]) -> None:
    listed = list(texts)
    if listed:
        section = body.section(title)
        for text in listed:
            body.numbered(section, text)


def _waves(body: Body) -> None:
    parts = body.contents.parts
    inherited = waves_in_order(parts)
    added = {key: one for key, one in additions(body.contents.choices).items() if one.area == "wave"}
    if not inherited and not added:
        return
    section = body.section("CÁC ĐỢT TUYÊN TRUYỀN")
    for key, wave in inherited.items():
        path = body.numbered(section, wave_heading(body.contents, key, wave), key=key, is_heading=True)
        _duties(body, path, in_wave(parts, key))
        for inner, window in windows_of(parts, key).items():
            inner_path = body.numbered(path, window["text"], key=inner, is_heading=True)
            _duties(body, inner_path, in_wave(parts, key, inner))
        _added_duties(body, path, key)
    last = max((one["ordinal"] for one in inherited.values()), default=0)
    for number, (key, one) in enumerate(added.items(), last + 1):
        days = body.contents.days.own.get(key, OPEN)
        title = f"Đợt {number}: {capitalised(days_in_words(days))}: {one.text}"
        path = body.numbered(section, title, key=key, is_heading=True)
        _added_duties(body, path, key)


def wave_heading(contents: Contents, key: str, wave: Snapshot) -> str:
    """The superior's own heading where it still says the unit's days; otherwise the days in words."""
    own = contents.days.own.get(key, OPEN)
    period = find_period(wave["text"])
    says = Span(period.start, period.end)
    changed = decision_on(contents.choices, key).is_dated or wave["start_expression"] or wave["end_expression"]
    if own in (says, OPEN) or not (changed or wave["printed_start"] or wave["printed_end"]):
        return str(wave["text"])
    return f"Đợt {wave['ordinal']}: {capitalised(days_in_words(own))}"


def _duties(body: Body, path: str, duties: Snapshots) -> None:
    for key, duty in duties.items():
        if duty["kind"] == DutyKind.CONTENT and not decision_on(body.contents.choices, key).left_out:
            body.dashed(path, _said(body.contents, key, duty["text"]), key=key)


def _added_duties(body: Body, path: str, wave: str) -> None:
    for key, one in additions(body.contents.choices).items():
        if one.area == "duty" and one.wave == wave:
            body.dashed(path, _said_of_own(body.contents, key, one), key=key)


def _said(contents: Contents, key: str, text: str) -> str:
    """The duty with its own days and who answers for it."""
    decision = decision_on(contents.choices, key)
    days = contents.days.own.get(key, OPEN) if decision.is_dated else OPEN
    return _with_details(text, days, names_of(decision.people, contents.names))


def _said_of_own(contents: Contents, key: str, one: Addition) -> str:
    days = contents.days.own.get(key, OPEN) if one.start or one.end else OPEN
    return _with_details(one.text, days, names_of(one.people, contents.names))


def _with_details(text: str, days: Span, people: str) -> str:
    details = [f"Thời gian: {days_in_words(days)}." if days != OPEN else "", f"Phụ trách: {people}." if people else ""]
    end = "" if text.endswith((".", ";", ":", "!", "?")) or not any(details) else "."
    return " ".join(filter(None, [f"{text}{end}", *details]))


def _throughout(body: Body) -> None:
    """What holds through all waves."""
    contents = body.contents
    duties = {
        key: one for key, one in in_wave(contents.parts, "").items()
        if one["kind"] == DutyKind.CONTENT and not decision_on(contents.choices, key).left_out
    }  # fmt: skip
    added = {key: one for key, one in additions(contents.choices).items() if one.area == "duty" and not one.wave}
    if duties or added:
        section = body.section("NHIỆM VỤ CHUNG")
        for key, duty in duties.items():
            body.numbered(section, _said(contents, key, duty["text"]), key=key)
        for key, one in added.items():
            body.numbered(section, _said_of_own(contents, key, one), key=key)


def _targets(body: Body) -> None:
    targets = {key: one for key, one in additions(body.contents.choices).items() if one.area == "target"}
    if targets:
        section = body.section("CHỈ TIÊU")
        for key, one in targets.items():
            body.numbered(section, target_text(one), key=key)


def target_text(one: Addition) -> str:
    """ "Số bài đăng: 40 bài (…)"."""
    figure = FIGURES[one.figure]
    note = f" ({one.text})" if one.text else ""
    return f"{figure.label}: {format_number(one.number)} {figure.measure}{note}."


def _organisation(body: Body) -> None:
    contents = body.contents
    kept = {
        key: one for key, one in of_area(contents.parts, "duty").items()
        if not decision_on(contents.choices, key).left_out
    }  # fmt: skip
    charges = {key: one for key, one in kept.items() if one["kind"] == DutyKind.CHARGE}
    reports = {key: one for key, one in kept.items() if one["kind"] == DutyKind.REPORT}
    section = body.section("TỔ CHỨC THỰC HIỆN")
    for charged in dict.fromkeys(one["audience"] for one in charges.values()):
        path = body.numbered(section, capitalised(charged or "Các đơn vị"), is_heading=True)
        for key, one in charges.items():
            if one["audience"] == charged:
                body.dashed(path, _said(contents, key, one["text"]), key=key)
    for text in dict.fromkeys(one["text"] for one in reports.values()):
        keys = [key for key, one in reports.items() if one["text"] == text]
        body.numbered(section, _said(contents, keys[0], text), key=keys[0])
    body.numbered(section, "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh để được hướng dẫn.")


def _departures(body: Body) -> None:
    """What is not carried out or lies outside the superior's time, with the reason."""
    contents = body.contents
    told = []
    for key, part in in_plan_order(contents.parts).items():
        decision = decision_on(contents.choices, key)
        if decision.left_out:
            told.append(f"Không thực hiện: {part['text'].rstrip('.')}. Lý do: {decision.reason}.")
        elif decision.reason and decision.is_dated:
            told.append(f"{_name(key, part)}: {days_in_words(contents.days.own.get(key, OPEN))}. "
                        f"Lý do: {decision.reason}.")  # fmt: skip
    if told:
        section = body.section("NỘI DUNG ĐIỀU CHỈNH SO VỚI KẾ HOẠCH CỦA CẤP TRÊN")
        for text in told:
            body.numbered(section, text)


def _name(key: str, part: Snapshot) -> str:
    return f"Thời gian đợt {part['ordinal']}" if area_of(key) == "wave" else str(part["text"]).rstrip(".")
