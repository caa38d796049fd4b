"""Who is charged with what: the section that organizes the work."""

from collections.abc import Iterator
from dataclasses import dataclass

from caunoi.officialdocs.model import Assignment
from caunoi.officialdocs.plan.reporting import is_only_reporting
from caunoi.officialdocs.plan.sections import is_title, sections, title_matches
from caunoi.officialdocs.plan.units import names_unit, split_bearer, split_units
from caunoi.officialdocs.spelling import is_ended
from caunoi.officialdocs.tree import Node, Tree


@dataclass(frozen=True)
class FoundAssignment:
    """``known`` is false where the title looks like a bearer of duties but begins with no known kind of unit."""

    assignment: Assignment
    known: bool = True


def find_assignments(tree: Tree, year: int | None) -> list[FoundAssignment]:
    """Every charge in reading order, at the clause that names the bearers."""
    return [found for section in sections(tree, "organization") for found in _below(section, year)]


def _below(section: Node, year: int | None) -> Iterator[FoundAssignment]:
    for child in section.children:
        if child.is_row or title_matches(child, "not_units") or is_only_reporting(child, year):
            continue
        yield from _of_clause(child, year)


def _of_clause(node: Node, year: int | None) -> Iterator[FoundAssignment]:
    if _holds_units(node):
        yield from _below(node, year)
        return
    duties = [child for child in node.children if not _is_intro(child) and not is_only_reporting(child, year)]
    units, duty = _bearers(node)
    if not units:
        return
    own = 1 if duty and not duty.endswith(":") else 0
    paths = ((node.path,) if own else ()) + tuple(child.path for child in duties)
    if paths:
        yield FoundAssignment(Assignment(node.path, units, len(paths), paths), names_unit(node.text))


def _holds_units(node: Node) -> bool:
    """The clauses below name units themselves: "1. Liên đoàn Lao động tỉnh" over "1.1. Ban Tuyên giáo"."""
    headings = [child for child in node.children if child.is_heading or child.is_bullet]
    naming = [child for child in headings if _is_bare_unit(child)]
    return bool(naming) and 2 * len(naming) >= len(headings)


def _is_bare_unit(node: Node) -> bool:
    if not names_unit(node.text):
        return False
    bearer, duty = split_bearer(node.text)
    return (is_title(node) and bool(node.children)) or (
        bool(bearer) and ":" in node.text[: len(bearer) + 1] and bool(duty)
    )


def _bearers(node: Node) -> tuple[tuple[str, ...], str]:
    """The units a clause charges, and the duty that the same paragraph gives them."""
    bearer, duty = split_bearer(node.text)
    is_list = bool(node.children) and not is_ended(node.text) and ":" not in node.text
    if bearer and not is_list:
        return split_units(bearer), duty
    if node.children and (names_unit(node.text) or _may_be_unit(node)):
        return split_units(node.text), ""
    return (), ""


def _may_be_unit(node: Node) -> bool:
    """A title over duties that begins with no known word: asked about rather than lost."""
    return is_title(node) and len(node.text) < 80 and not node.text.endswith(":")


def _is_intro(node: Node) -> bool:
    return node.label is None and node.text.endswith(":")
