"""Plans typed in tests: lines of text made into paragraphs without any reader."""

from textwrap import dedent

from caunoi.officialdocs.model import Document, Paragraph, Plan
from caunoi.officialdocs.numbering import build_tree
from caunoi.officialdocs.read_plan import read_plan_document
from caunoi.officialdocs.tree import Tree


def paragraphs(text: str) -> list[Paragraph]:
    return [Paragraph(line.strip()) for line in dedent(text).splitlines() if line.strip()]


def tree(text: str) -> Tree:
    """The numbered tree of a body typed line by line."""
    return build_tree(paragraphs(text))


def paths(text: str) -> list[str]:
    return [clause.path for clause in tree(text).clauses()]


def plan(body: str, *, head: str = "", ending: str = "") -> Plan:
    """A whole plan read from its body; without ``head`` it has no letterhead."""
    head = head or "KẾ HOẠCH\nTuyên truyền đại hội công đoàn các cấp\nBan Thường vụ ban hành kế hoạch như sau:"
    lines = (*paragraphs(head), *paragraphs(body), *paragraphs(ending))
    return read_plan_document(Document("txt", lines))


def codes(found: Plan) -> set[tuple[str, str]]:
    return {(warning.code, warning.path) for warning in found.warnings}
