"""Part II: what was done, group by group of the catalogue, in sentences whose figures are tagged."""

from dataclasses import dataclass
from itertools import pairwise

from caunoi.officialdocs.report import Paragraph, Span, plain
from caunoi.reporting.indicators import catalogue
from caunoi.reporting.queries.totals import Cell
from caunoi.reporting.wave_report.facts import Facts
from caunoi.reporting.wave_report.marks import Marks
from caunoi.reporting.wave_report.phrases import filled, lowered, phrases, short_name


@dataclass(frozen=True)
class Group:
    """The lines of one group: those with something done, the rest told apart into nothing done and nothing known."""

    code: str
    title: str
    cells: tuple[Cell, ...]

    @property
    def told(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.together)

    @property
    def is_known(self) -> bool:
        return any(cell.together is not None for cell in self.cells)


def groups_of(facts: Facts) -> list[Group]:
    """In the order of the catalogue, groups of a form's own after it; a group that the form does not ask about is left out."""
    titles = dict(catalogue().groups)
    by_code: dict[str, list[Cell]] = {code: [] for code in titles}
    for cell in facts.table.cells:
        by_code.setdefault(cell.line.group, []).append(cell)
    return [Group(code, titles.get(code, code), tuple(cells)) for code, cells in by_code.items() if cells]


def results(facts: Facts, marks: Marks) -> list[Paragraph]:
    """A numbered heading and a sentence for each group that has something; one sentence for those that have nothing, and one
    for those of which nobody says anything."""
    found: list[Paragraph] = []
    groups = groups_of(facts)
    told = [group for group in groups if group.told]
    for number, group in enumerate(told, start=1):
        found.append(plain(group.title, f"{number}.", 1, bold=True))
        found += [Paragraph(tuple(spans), level=1) for spans in _sentences(group, facts, marks)]
    nothing = [group.title for group in groups if group.is_known and not group.told]
    unknown = [group.title for group in groups if not group.is_known]
    if nothing:
        found.append(plain(f"Không phát sinh trong kỳ báo cáo: {_listed(nothing)}.", level=1))
    if unknown:
        found.append(plain(f"Chưa có số liệu về: {_listed(unknown)}.", level=1))
    return found


def _listed(titles: list[str]) -> str:
    return "; ".join(map(lowered, titles))


def _sentences(group: Group, facts: Facts, marks: Marks) -> list[list[Span]]:
    known, cells = phrases(), facts.cells
    deeds = [cell for cell in group.told if cell.line.code in known.phrases]
    sentences = [_sentence(known.lead_of(group.code), deeds, facts, marks)] if deeds else []
    for cell in group.told:
        code = cell.line.code
        if code in known.facts:
            spans = filled(known.facts[code], {"n": marks.note(marks.figure(cells[code]))})
            sentences.append([*spans, *_stated_by(cell, facts, marks), Span(".")])
        elif code not in known.phrases:
            figure = marks.note(marks.figure(cell))
            measure = f" {cell.line.measure}" if cell.line.measure else ""
            sentences.append([Span(f"{short_name(cell.line)}: "), figure, Span(f"{measure}.")])
    return sentences


def _stated_by(cell: Cell, facts: Facts, marks: Marks) -> list[Span]:
    return [] if facts.is_alone else [Span(" ("), marks.note(marks.stated(cell)), Span(" đơn vị nêu)")]


def _sentence(lead: str, deeds: list[Cell], facts: Facts, marks: Marks) -> list[Span]:
    spans = [Span(lead)] if lead else []
    for place, cell in enumerate(deeds):
        if place:
            spans.append(Span("; "))
        spans += filled(phrases().phrases[cell.line.code], {"n": marks.note(marks.figure(cell))})
        spans += _share_of(cell, facts, marks)
    spans.append(Span("."))
    first = spans[0]
    return _joined([Span(first.text[:1].upper() + first.text[1:], first.tag), *spans[1:]])


def _share_of(cell: Cell, facts: Facts, marks: Marks) -> list[Span]:
    """The share whose numerator the figure is, with both its parts."""
    cells = facts.cells
    for share in facts.table.shares:
        line = share.line
        if line.numerator != cell.line.code or line.denominator not in cells:
            continue
        whole = cells[line.denominator]
        mark = marks.share(line.code, cell, whole)
        if mark is None:
            continue
        template = phrases().phrases.get(line.code, f"{lowered(line.name)}: {{n}} ({{a}}/{{b}})")
        parts = {"a": marks.note(marks.figure(cell)), "b": marks.note(marks.figure(whole))}
        return [Span(", "), *filled(template, {"n": marks.note(mark)} | parts), *_uneven(cell, whole, marks)]
    return []


def _uneven(part: Cell, whole: Cell, marks: Marks) -> list[Span]:
    """Where different numbers of units state the two parts, the paper says so beside the share."""
    if part.stated_together == whole.stated_together:
        return []
    some, every = marks.note(marks.stated(part)), marks.note(marks.stated(whole))
    return [Span(", tử số do "), some, Span(" đơn vị nêu, mẫu số do "), every, Span(" đơn vị nêu")]


def _joined(spans: list[Span]) -> list[Span]:
    """Neighbours without a tag as one."""
    found = spans[:1]
    for former, span in pairwise(spans):
        if former.tag or span.tag:
            found.append(span)
        else:
            found[-1] = Span(found[-1].text + span.text)
    return found
