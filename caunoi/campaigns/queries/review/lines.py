"""What was read of the paper, section by section, each line tied to its clause."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from caunoi.campaigns.blueprint import Blueprint, shortened, spans_of
from caunoi.campaigns.corrections import differs_from_reading
from caunoi.campaigns.drafts import Draft, report_audience
from caunoi.campaigns.enums import ChannelKind, Classification, Relation
from caunoi.campaigns.outline import Outline
from caunoi.campaigns.queries.audiences import AudienceView
from caunoi.campaigns.queries.review.facts import bounds_of, day_in_words, days_of, fact, report_time, wave_name
from caunoi.campaigns.queries.review.parts import Fact, Line, Section

TITLE = 180


class Reader:
    """Lines of each section from a draft."""

    def __init__(self, draft: Draft, read: Draft, audiences: Mapping[str, AudienceView], blueprint: Blueprint) -> None:
        self.draft, self.read, self.audiences, self.blueprint = draft, read, audiences, blueprint
        self.wave_spans, self.window_spans = spans_of(blueprint)
        self.outline = Outline(draft["clauses"])

    def at(self, path: str) -> int | None:
        clause = self.outline.by_path.get(path)
        return clause.position if clause else None

    def sections(self) -> Iterator[Section]:
        yield self._one("header", _("Paper"), self._header())
        yield self._list("basis", "bases", _("Rests on"), tuple(self._bases()), _("Add a paper"))
        yield self._list("wave", "waves", _("Waves"), tuple(self._waves()), _("Add a wave"))
        yield self._list("throughout", "throughout", _("In every wave"), self._marked("throughout"), _("Add a duty"))
        yield self._list("theme", "themes", _("Themes"), self._marked("theme"), _("Add a theme"))
        yield self._list("channel", "channels", _("Channels"), tuple(self._channels()), _("Add a channel"))
        yield self._list("assignment", "assignments", _("Assignments"), tuple(self._charges()), _("Add an assignment"))
        yield self._list("reporting", "reporting", _("Reporting"), tuple(self._reports()), _("Add a report"))
        yield self._one("slogans", _("Slogans"), self._lines("slogans"))
        yield self._one("recipients", _("Recipients"), self._lines("recipients"))
        yield self._one("signature", _("Signature"), self._signature())

    def _one(self, kind: str, title: str, line: Line) -> Section:
        return Section(kind, title, (line,), restores=kind, changed=line.changed)

    def _list(self, kind: str, name: str, title: str, lines: tuple[Line, ...], add_label: str) -> Section:
        changed = self.draft[name] != self.read[name]
        empty = _("The paper names none.")
        return Section(kind, title, lines, empty, kind, add_label, kind, changed)

    def _header(self) -> Line:
        header = self.draft["header"]
        term = header.get("term")
        facts = (
            fact(_("Number"), header["number"]),
            fact(_("Date"), day_in_words(header["date"])),
            fact(_("Place"), header["place"]),
            fact(_("Issuer"), header["issuer"]),
            fact(_("Term"), f"{term[0]} – {term[1]}" if term else ""),
            fact(_("Circulation"), str(Classification(self.draft["classification"]).label)),
        )
        title = " · ".join(filter(None, [header["kind"], header["subject"]])) or _("No title was read")
        changed = header != self.read["header"]
        return Line("header", "", title, facts, changed=changed, removable=False)

    def _bases(self) -> Iterator[Line]:
        for index, basis in enumerate(self.draft["bases"]):
            title = " ".join(filter(None, [basis["kind"], basis["number"]])) or _("Paper without a number")
            changed = basis not in self.read["bases"]
            yield Line("basis", str(index), title, (fact(_("Date"), day_in_words(basis["date"])),), changed=changed)

    def _waves(self) -> Iterator[Line]:
        for index, wave in enumerate(self.draft["waves"]):
            yield Line(
                "wave",
                str(index),
                shortened(wave.get("title") or self.outline.text(wave["path"]), TITLE) or wave_name(wave),
                bounds_of(self.blueprint.waves[index], self.wave_spans[wave["ordinal"]]),
                self.at(wave["path"]),
                differs_from_reading(wave, self.read["waves"], index),
                nested=tuple(self._windows(index, wave)),
            )

    def _windows(self, wave_index: int, wave: dict[str, Any]) -> Iterator[Line]:
        read: list[dict[str, Any]] = next(
            (one.get("windows", []) for one in self.read["waves"] if one["path"] == wave["path"]), []
        )
        for index, part in enumerate(wave.get("windows", [])):
            yield Line(
                "window",
                f"{wave_index}.{index}",
                shortened(self.outline.text(part["path"]), TITLE),
                (
                    Fact(str(Relation(part["relation"]).label), part["event"]),
                    days_of(self.window_spans[wave["ordinal"], index]),
                ),
                self.at(part["path"]),
                part not in read,
            )

    def _marked(self, kind: str) -> tuple[Line, ...]:
        paths = self.draft["themes" if kind == "theme" else kind]
        read = self.read["themes" if kind == "theme" else kind]
        return tuple(
            Line(
                kind,
                path,
                shortened(self.outline.text(path), TITLE),
                (),
                self.at(path),
                path not in read,
                editable=False,
            )
            for path in paths
        )

    def _channels(self) -> Iterator[Line]:
        for index, channel in enumerate(self.draft["channels"]):
            kinds = ", ".join(str(ChannelKind(kind).label) for kind in channel["kinds"])
            yield Line(
                "channel",
                str(index),
                shortened(self.outline.text(channel["path"]), TITLE),
                (fact(_("Kinds"), kinds),),
                self.at(channel["path"]),
                differs_from_reading(channel, self.read["channels"], index),
            )

    def _charges(self) -> Iterator[Line]:
        for index, item in enumerate(self.draft["assignments"]):
            duties = [self.outline.by_path[path] for path in item["duty_paths"] if path in self.outline.by_path]
            yield Line(
                "assignment",
                str(index),
                "; ".join(item["units"]) or self.outline.text(item["path"]),
                (),
                self.at(item["path"]),
                differs_from_reading(item, self.read["assignments"], index),
                audience=self.audiences.get(item["path"]),
                duties=tuple(duties),
            )

    def _reports(self) -> Iterator[Line]:
        for index, item in enumerate(self.draft["reporting"]):
            facts = (fact(_("Sent to"), item.get("to")), fact(_("Through"), item.get("via")))
            yield Line(
                "reporting",
                str(index),
                report_time(item["when"]),
                facts,
                self.at(item.get("path") or ""),
                differs_from_reading(item, self.read["reporting"], index),
                audience=self.audiences.get(report_audience(item)),
            )

    def _lines(self, kind: str) -> Line:
        facts = tuple(Fact("", line) for line in self.draft[kind])
        title = "" if facts else _("The paper names none.")
        return Line(kind, "", title, facts, changed=self.draft[kind] != self.read[kind], removable=False)

    def _signature(self) -> Line:
        signature = self.draft["signature"]
        facts = (
            fact(_("Authority"), signature["authority"]),
            fact(_("Position"), signature["title"]),
            fact(_("Name"), signature["name"]),
        )
        return Line("signature", "", "", facts, changed=signature != self.read["signature"], removable=False)
