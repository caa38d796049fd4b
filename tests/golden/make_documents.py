"""Writes the sample plans and their gold from the annotated sources: ``python -m tests.golden.make_documents``.

The .txt and .md files and the gold (.json) are committed; a test says when they are stale. The .docx and .pdf forms
are made when a test asks for them. Nothing here uses the reader that the gold is meant to judge.
"""

import json
import re
import unicodedata
from datetime import date
from pathlib import Path

from caunoi.officialdocs.paper import Block, Paper
from caunoi.officialdocs.write_docx import write_docx
from tests.golden.legacy import to_tcvn3, to_vni
from tests.golden.source import Source, gold, load_sources
from tests.office import convert

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
COLUMN = 62


def text_of(source: Source) -> str:
    """The plan as plain text, as it comes out of a clerk's copy and paste."""
    middle = [
        line.printed
        for line in source.lines
        if line.tag in ("@kind", "@subject", "@basis", "@closing") or line.is_clause
    ]
    parts = [*(line.printed for line in source.all("raw")), *_letterhead(source), *middle, *_foot(source)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _letterhead(source: Source) -> list[str]:
    parent, issuer = source.first("parent"), source.first("issuer")
    number = next(line.printed for line in source.all("number"))
    day = next(line.printed for line in source.all("date"))
    if source.said["letterhead"] == "none":
        return [number, day]
    nation = [PARTY] if source.said.get("party") else [NATION, MOTTO]
    left = [parent, issuer, "*"] if source.said.get("party") else [parent, issuer, "-------"]
    if source.said["letterhead"] == "cells":  # a table copied out cell by cell
        return ["\n".join([*left, number]), "\n".join([*nation, day])]
    if source.said["letterhead"] == "columns":
        rows = [(parent, nation[0]), (issuer, nation[-1]), ("", ""), (number, day)]
        return ["\n".join(f"{a:<{COLUMN}}{b}".rstrip() for a, b in rows)]
    return [parent, issuer, *nation, f"{number}          {day}"]


def _foot(source: Source) -> list[str]:
    recipients = [line.printed for line in source.all("recipient")]
    if recipients:
        recipients.insert(0, "Nơi nhận:")
    authority = [line.printed for part in ("authority", "title") for line in source.all(part)]
    name = [line.printed for line in source.all("name")]
    if source.said.get("foot") == "columns":
        right = [*authority, *[""] * (len(recipients) - len(authority)), *name]
        left = recipients + [""] * (len(right) - len(recipients))
        return ["\n".join(f"{a:<{COLUMN}}{b}".rstrip() for a, b in zip(left, right, strict=True))]
    return ["\n".join(recipients), "\n".join(authority), *name]


def encoded(source: Source) -> bytes:
    text, encoding = text_of(source), source.said.get("encoding", "utf-8")
    if encoding == "tcvn3":
        return to_tcvn3(text)
    if encoding == "vni":
        return to_vni(text).encode()
    if encoding == "nfd":  # every third line decomposed, as when several hands pasted into one file
        rows = text.split("\n")
        rows = [unicodedata.normalize("NFD", row) if index % 3 == 0 else row for index, row in enumerate(rows)]
        return "\n".join(rows).encode()
    return text.encode()


def paper_of(source: Source) -> Paper:
    """The plan as a paper for ``write_docx``."""
    header, bases = source.said["header"], [line.clean for line in source.all("basis")]
    return Paper(
        parent_body=source.first("parent"),
        issuer=source.first("issuer"),
        number=re.sub(r"^Số:? *", "", source.first("number")),
        place=header["place"],
        date=date.fromisoformat(header["date"]) if "date" in header else None,
        kind=source.first("kind"),
        subject=source.first("subject"),
        bases=tuple(basis for basis in bases if not basis.endswith(":")),
        opening=next((basis for basis in bases if basis.endswith(":")), ""),
        body=tuple(
            Block(line.clean, line.label.strip("*"), line.tag.count("/"), _is_heading(line.tag, line.clean))
            for line in source.clauses
        ),
        closing=source.first("closing"),
        recipients=tuple(re.sub(r"^- |[;,.]$", "", line.clean) for line in source.all("recipient")),
        authority=tuple(line.clean for line in source.all("authority")),
        title=tuple(line.clean for line in source.all("title")),
        name=source.first("name"),
        party=bool(source.said.get("party")),
    )


def _is_heading(path: str, text: str) -> bool:
    numbered = re.fullmatch(r"[A-Z0-9.~]+", path.rsplit("/", 1)[-1])
    return bool(numbered) and not text.endswith((".", ";", "!"))


def docx_forms(source: Source) -> list[bool]:
    """The forms in which the source wants its .docx: ``True`` for Word's automatic numbering."""
    return [form == "automatic" for form in source.said.get("docx", [])]


def write_docx_file(source: Source, folder: Path, *, automatic_numbering: bool) -> Path:
    path = folder / f"{source.name}{'-automatic' if automatic_numbering else ''}.docx"
    path.write_bytes(write_docx(paper_of(source), automatic_numbering=automatic_numbering))
    return path


def convert_to_pdf(path: Path) -> Path:
    """Prints the .docx with LibreOffice."""
    convert("pdf", [path], path.parent)
    return path.with_suffix(".pdf")


def main() -> None:
    for source in load_sources():
        source.folder.mkdir(parents=True, exist_ok=True)
        source.text_path.write_bytes(encoded(source))
        source.gold_path.write_text(gold_text(source), encoding="utf-8")


def gold_text(source: Source) -> str:
    return json.dumps(gold(source), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    main()
