"""Word's automatic numbers, as Word prints them."""

import pytest

from caunoi.officialdocs.readers import read_bytes
from caunoi.officialdocs.readers.docx_numbering import bullet, format_number
from tests.officialdocs.readers.samples import abstract, docx, item, level, num, paragraph, shown

OUTLINE = abstract(0, level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "decimal", "%2.%3."))


def printed(body: str, numbering: str, styles: str = "") -> list[str]:
    return shown(read_bytes(docx(body, numbering=numbering, styles=styles), "plan.docx"))


def test_levels_count_and_restart_below_a_higher_one() -> None:
    body = item("A", 1) + item("b", 1, 1) + item("c", 1, 2) + item("d", 1, 2) + item("e", 1, 1) + item("f", 1, 2)
    body += item("B", 1) + item("g", 1, 1)
    assert printed(body, OUTLINE + num(1, 0)) == ["I. A", "1. b", "1.1. c", "1.2. d", "2. e", "2.1. f", "II. B", "1. g"]


def test_level_is_kept_with_the_paragraph() -> None:
    document = read_bytes(docx(item("A", 1) + item("b", 1, 1) + paragraph("c"), numbering=OUTLINE + num(1, 0)), "x")
    assert [(found.label, found.level) for found in document.paragraphs] == [("I.", 0), ("1.", 1), ("", -1)]


def test_two_lists_of_one_abstract_list_count_on_unless_one_starts_again() -> None:
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = abstract(0, level(0, "decimal", "%1.")) + num(1, 0) + num(2, 0) + num(3, 0, restart)
    body = item("a", 1) + item("b", 2) + item("c", 3) + item("d", 3) + item("e", 1)
    assert printed(body, numbering) == ["1. a", "2. b", "5. c", "6. d", "7. e"]


def test_override_may_replace_the_whole_level() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "lowerLetter", "%1)")}</w:lvlOverride>'
    assert printed(item("x", 1) + item("y", 1), abstract(0, level(0, "decimal", "%1.")) + num(1, 0, override)) == [
        "a) x",
        "b) y",
    ]


def test_level_that_never_restarts_counts_through() -> None:
    numbering = abstract(0, level(0, "decimal", "%1."), level(1, "decimal", "(%2)", '<w:lvlRestart w:val="0"/>')) + num(
        1, 0
    )
    body = item("a", 1) + item("b", 1, 1) + item("c", 1) + item("d", 1, 1)
    assert printed(body, numbering) == ["1. a", "(1) b", "2. c", "(2) d"]


def test_legal_level_prints_figures_for_roman_parents() -> None:
    numbering = abstract(0, level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2.", "<w:isLgl/>")) + num(1, 0)
    assert printed(item("a", 1) + item("b", 1, 1), numbering) == ["I. a", "1.1. b"]


def test_number_through_the_style_chain_and_its_linked_level() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="h"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="h2"><w:basedOn w:val="h"/></w:style>'
    )
    numbering = abstract(0, level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", '<w:pStyle w:val="h2"/>')) + num(
        1, 0
    )
    body = paragraph("A", '<w:pStyle w:val="h"/>') + paragraph("b", '<w:pStyle w:val="h2"/>')
    body += paragraph("c", '<w:pStyle w:val="h"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert printed(body, numbering, styles) == ["I. A", "1. b", "c"]


def test_list_style_link_is_followed() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="list"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    numbering = abstract(0, level(0, "decimal", "%1)")) + abstract(1, extra='<w:numStyleLink w:val="list"/>')
    assert printed(item("a", 1), numbering + num(1, 1) + num(2, 0), styles) == ["1) a"]


def test_bullets_become_the_signs_of_the_contract() -> None:
    numbering = abstract(
        0, level(0, "bullet", "\uf0b7"), level(1, "bullet", "o"), level(2, "bullet", "\uf0a7"), level(3, "bullet", "–")
    )
    body = "".join(item("x", 1, depth) for depth in range(4))
    assert printed(body, numbering + num(1, 0)) == ["- x", "+ x", "* x", "- x"]


def test_unknown_list_has_no_label() -> None:
    assert printed(item("a", 9) + item("b", 1), '<w:num w:numId="1"/>') == ["a", "b"]


def test_child_before_its_parent_shows_where_the_parent_would_start() -> None:
    assert printed(item("a", 1, 2), OUTLINE + num(1, 0)) == ["1.1. a"]


@pytest.mark.parametrize(
    ("number", "kind", "expected"),
    [
        (14, "upperRoman", "XIV"),
        (49, "lowerRoman", "xlix"),
        (4000, "upperRoman", "4000"),
        (27, "lowerLetter", "aa"),
        (3, "upperLetter", "C"),
        (7, "decimalZero", "07"),
        (7, "none", ""),
        (0, "lowerLetter", "0"),
        (7, "chineseCounting", "7"),
    ],
)
def test_number_is_printed_in_its_format(number: int, kind: str, expected: str) -> None:
    assert format_number(number, kind) == expected


@pytest.mark.parametrize(("glyph", "depth", "sign"), [("+", 0, "+"), ("*", 1, "*"), ("\uf02d", 2, "-"), ("", 8, "*")])
def test_bullet_sign(glyph: str, depth: int, sign: str) -> None:
    assert bullet(glyph, depth) == sign
