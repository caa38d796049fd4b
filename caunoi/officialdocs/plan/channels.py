"""The channels of a plan and their kinds.

A title decides. A title that names a family (word of mouth, mass media) leaves it to the text below to say which of
the family's members are used; only under a title that names no kind at all does the text below decide alone.
"""

import re
from collections.abc import Iterator

from caunoi.officialdocs.model import Channel
from caunoi.officialdocs.plan.sections import is_title, is_titled, sections, title_matches
from caunoi.officialdocs.spelling import fold
from caunoi.officialdocs.tree import Node, Tree
from caunoi.officialdocs.vocabulary import load, patterns, words


def find_channels(tree: Tree) -> tuple[Channel, ...]:
    """Each channel at the lowest heading that tells its kind, in reading order."""
    found: list[Channel] = []
    for section in sections(tree, "channels"):
        if not title_matches(section, "not_channels"):
            found += _of_section(section)
    return tuple(found)


def kinds_in(text: str) -> set[str]:
    """The kinds of channels that a text names."""
    folded = fold(text)
    return {kind for kind in words("channels", "order") if patterns("channels", kind).search(folded)}


def _of_section(section: Node) -> Iterator[Channel]:
    parts = [child for child in section.children if is_titled(child, "channels")]
    if parts and any(is_titled(child, "themes") for child in section.children):
        for part in parts:
            yield from _of_section(part)
        return
    numbered = [child for child in section.children if child.is_heading]
    for child in numbered or section.children:
        yield from _of_clause(child)


def _of_clause(node: Node) -> list[Channel]:
    below = [channel for child in node.children if _is_subheading(child) for channel in _of_clause(child)]
    if below:
        return below
    kinds = _kinds(node)
    return [Channel(node.path, tuple(kind for kind in words("channels", "order") if kind in kinds))] if kinds else []


def _is_subheading(node: Node) -> bool:
    return is_title(node) and bool(node.children or len(node.text) < 60)


def _kinds(node: Node) -> set[str]:
    title = fold(node.text.split(":")[0]) if ":" in node.text[:100] else fold(node.text)
    body = [below.text for below in node.below()]
    if len(title) < len(node.text) - 2:
        body.append(node.text)
    in_body = set().union(*(kinds_in(text) for text in body))
    kinds, families = kinds_in(title), _families(title)
    for family in families:
        kinds |= (in_body & set(family["members"])) or (set() if kinds else set(family["default"]))
    return kinds if kinds or families else in_body


def _families(title: str) -> list[dict[str, list[str]]]:
    return [family for family in load("channels")["family"].values() if _names(title, family["titles"])]


def _names(title: str, expressions: list[str]) -> bool:
    return any(re.search(fold(expression, squeeze=False), title) for expression in expressions)
