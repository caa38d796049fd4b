"""Who must report when, to whom and through whom."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from caunoi.officialdocs.dates import find_points
from caunoi.officialdocs.model import Reporting
from caunoi.officialdocs.plan.sections import section_of, title_matches
from caunoi.officialdocs.plan.units import names_unit, split_bearer
from caunoi.officialdocs.spelling import fold
from caunoi.officialdocs.tree import Node, Tree
from caunoi.officialdocs.vocabulary import fold_pattern, patterns, words

END_OF_EACH_WAVE = "end of each wave"
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=\w)")
_DEADLINE = re.compile(r"(?:trước|chậm nhất|muộn nhất|hạn|đến|vào)\s*(?:cuối\s+)?(?:là\s+|hết\s+)?(?:ngày\s+)?$|\(\s*$")


def find_reporting(tree: Tree, year: int | None, text: str = "") -> tuple[Reporting, ...]:
    """Every duty to report that the body lays down; a sentence with several deadlines yields one for each.

    ``text`` is the whole plan: a unit whose name has a comma is known by standing there more than once.
    """
    folded = fold(text)
    return tuple(report for node in tree.nodes() for report in reports_of(node, year, folded))


def reports_of(node: Node, year: int | None, text: str = "") -> Iterator[Reporting]:
    """The reporting duties of one clause."""
    if node.is_row or not _may_report(node):
        return
    for sentence in _SENTENCE.split(node.text):
        if _is_duty(sentence):
            yield from _of_sentence(sentence, node.path, year, text)


def is_only_reporting(node: Node, year: int | None) -> bool:
    """Whether a clause does nothing but ask for reports, so that it is no duty of the campaign."""
    _bearer, duty = split_bearer(node.text)
    only = any(patterns("reporting", "only").search(fold(text)) for text in (node.text, duty))
    return only and any(reports_of(node, year))


def _may_report(node: Node) -> bool:
    """Reporting is laid down in the organization of the work, or in a section about reports."""
    section = section_of(node)
    if title_matches(section, "organization"):
        return True
    parents = (node.parent, node.parent.parent if node.parent else None)
    return any(parent and parent.parent and title_matches(parent, "reporting") for parent in parents) or (
        node.label is None and not node.children
    )


def _is_duty(sentence: str) -> bool:
    folded = fold(sentence)
    if patterns("reporting", "not_duty").search(folded) or not patterns("reporting", "word").search(folded):
        return False
    return patterns("reporting", "duty").search(folded) is not None


def _of_sentence(sentence: str, path: str, year: int | None, text: str) -> Iterator[Reporting]:
    to, via = _receiver(sentence, text), _via(sentence)
    deadlines = _deadlines(sentence, year)
    if not deadlines and to is None:
        return
    for when in deadlines or [None]:
        yield Reporting(when, to, via, path)


def _deadlines(sentence: str, year: int | None) -> list[str | None]:
    folded = fold(sentence, squeeze=False)
    if patterns("reporting", "end_of_each_wave").search(folded):
        return [END_OF_EACH_WAVE]
    repeated = patterns("reporting", "when").search(folded)
    dates = [day for day in _days(sentence, folded, year) if day]
    if repeated and (re.search(r"(?:hằng|hàng)\s", repeated.group()) or not dates):
        return [sentence[slice(*repeated.span())].strip()]
    return list(dates)


def _days(sentence: str, folded: str, year: int | None) -> Iterator[str | None]:
    for point in find_points(sentence):
        if not _DEADLINE.search(folded[: point.span[0]]) and not folded[point.span[0] :].startswith("ngày"):
            continue
        day = point.last_day() if point.year else None
        if day is None and year and point.month:
            day = replace(point, year=year).last_day()
        yield day.isoformat() if day else None


def _receiver(sentence: str, text: str) -> str | None:
    """The unit that receives the report."""
    folded = fold(sentence, squeeze=False)
    for lead in _leads():
        for match in lead.finditer(folded):
            stop = patterns("reporting", "to_stop").search(folded, match.end())
            end = _name_end(folded, match.end(), stop.start() if stop else len(folded), text)
            name = sentence[match.end() : end].strip()
            if names_unit(name) and len(name) < 120:
                return name
    return None


def _name_end(folded: str, start: int, end: int, text: str) -> int:
    """Beyond a comma when the longer name stands elsewhere in the plan too."""
    while end < len(folded) and folded[end] == ",":
        stop = patterns("reporting", "to_stop").search(folded, end + 1)
        further = stop.start() if stop else len(folded)
        if text.count(fold(folded[start:further])) < 2:
            break
        end = further
    return end


@cache
def _leads() -> tuple[re.Pattern[str], ...]:
    """The ways in which a receiver is introduced, the surest first."""
    return tuple(re.compile(fold_pattern(expression)) for expression in words("reporting", "to_lead"))


def _via(sentence: str) -> str | None:
    """The unit through which the report goes ("qua Ban Tuyên giáo")."""
    folded = fold(sentence, squeeze=False)
    for expression in words("reporting", "via"):
        match = re.search(fold_pattern(expression), folded)
        if match:
            return sentence[slice(*match.span("unit"))].strip()
    return None
