"""The content themes: what stands under "Nội dung tuyên truyền"."""

from collections.abc import Sequence

from caunoi.officialdocs.headings import is_wave_heading
from caunoi.officialdocs.plan.sections import is_titled, is_within, sections, title_matches
from caunoi.officialdocs.tree import Node, Tree


def find_themes(tree: Tree, waves: Sequence[Node]) -> tuple[str, ...]:
    """The paths of the themes, in order; a section that holds the waves holds no themes."""
    found: list[Node] = []
    for section in sections(tree, "themes"):
        found += _themes_beside_waves(section, waves)
    return tuple(node.path for node in found)


def _themes_beside_waves(section: Node, waves: Sequence[Node]) -> list[Node]:
    """The themes of a section; where it holds the waves too, those of its other parts."""
    if not title_matches(section, "not_themes") and not _belongs_to_waves(section, waves):
        return _themes_of(section)
    parts = [child for child in section.children if is_titled(child, "themes")]
    if parts or title_matches(section, "not_themes") or any(is_within(section, wave) for wave in waves):
        return [theme for part in parts for theme in _themes_beside_waves(part, waves)]
    return [child for child in section.children if child.is_heading and not _belongs_to_waves(child, waves)]


def _belongs_to_waves(section: Node, waves: Sequence[Node]) -> bool:
    return any(is_within(wave, section) or is_within(section, wave) for wave in waves)


def _themes_of(section: Node) -> list[Node]:
    """The most outward kind of clause below; of a section of content and channels, the content only."""
    parts = [child for child in section.children if is_titled(child, "themes")]
    if parts and any(is_titled(child, "channels") for child in section.children):
        return [theme for part in parts if not title_matches(part, "channels") for theme in _themes_of(part)]
    numbered = [child for child in section.children if child.is_heading]
    bullets = [child for child in section.children if child.is_bullet]
    plain = [child for child in section.children if not child.text.endswith(":") and not child.is_row]
    chosen = numbered or bullets or plain
    return [child for child in chosen if not is_titled(child, "channels") and not is_wave_heading(child.text)]
