"""A plan's meaning from its file: ``Document`` → parts → numbered tree → ``Plan``."""

from collections.abc import Callable
from pathlib import Path

from caunoi.officialdocs.citations import cited_numbers, find_bases
from caunoi.officialdocs.ending import read_recipients, read_signature
from caunoi.officialdocs.header import read_header
from caunoi.officialdocs.model import Document, Plan
from caunoi.officialdocs.numbering import build_tree
from caunoi.officialdocs.parts import Parts, split_parts, starts_basis
from caunoi.officialdocs.plan.assignments import find_assignments
from caunoi.officialdocs.plan.channels import find_channels
from caunoi.officialdocs.plan.events import Events
from caunoi.officialdocs.plan.plan_warnings import plan_warnings
from caunoi.officialdocs.plan.reporting import find_reporting
from caunoi.officialdocs.plan.slogans import find_slogans
from caunoi.officialdocs.plan.themes import find_themes
from caunoi.officialdocs.plan.waves import find_waves
from caunoi.officialdocs.readers import read_bytes, read_document

Progress = Callable[[int, int], None]


def read_plan(path: Path, progress: Progress | None = None) -> Plan:
    """The plan in a .docx, .pdf, .txt or .md file; ``DocumentError`` when it cannot be read as a document.

    ``progress`` is called with pages done and pages in all while a .pdf is read.
    """
    return read_plan_document(read_document(path, progress=progress))


def read_plan_bytes(data: bytes, name: str, progress: Progress | None = None) -> Plan:
    """The plan in the bytes of an uploaded file called ``name``."""
    return read_plan_document(read_bytes(data, name, progress=progress))


def read_plan_document(document: Document) -> Plan:
    """The plan in paragraphs already read. Never raises: what is missing is empty and warned about."""
    parts = split_parts(document)
    heading = read_header(parts)
    header = heading.header
    year = header.date.year if header.date else None
    tree, annexes = build_tree(parts.body), build_tree(parts.annexes)
    events = Events(_running_text(parts), [one.text for one in (*parts.subject, *parts.preamble)])
    waves = find_waves(tree, events, year)
    assignments = find_assignments(tree, year)
    plan = Plan(
        header=header,
        bases=find_bases(_basis_parts(parts)),
        citations=cited_numbers(_cited_texts(parts), header.number),
        clauses=tree.clauses(),
        waves=tuple(found.wave for found in waves),
        themes=find_themes(tree, [found.node for found in waves]),
        channels=find_channels(tree),
        assignments=tuple(found.assignment for found in assignments),
        reporting=find_reporting(tree, year, _running_text(parts)),
        slogans=find_slogans((tree, annexes)),
        recipients=read_recipients(parts.ending),
        signature=read_signature(parts.ending),
        source=document.source,
    )
    warnings = plan_warnings(plan, tree, waves, assignments, events, document.notes)
    return Plan(**{**vars(plan), "warnings": (*heading.warnings, *tree.warnings, *warnings)})


def _basis_parts(parts: Parts) -> list[str]:
    """The pieces of the preamble that each name a basis: one for every "Căn cứ …" and for every ";" in it."""
    found: list[str] = []
    for paragraph in parts.preamble:
        if starts_basis(paragraph.text) or (found and paragraph.text[:1].islower()):
            found += [piece.strip() for piece in paragraph.text.split(";") if piece.strip()]
    return found


def _cited_texts(parts: Parts) -> list[str]:
    sequence = (parts.subject, parts.preamble, parts.body, parts.closing, parts.annexes)
    return [paragraph.text for part in sequence for paragraph in part]


def _running_text(parts: Parts) -> str:
    return "\n".join(_cited_texts(parts))
