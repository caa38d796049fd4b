"""The demonstration's plan: written by us as such plans are written, laid out by ``officialdocs.write_docx``."""

import tomllib
from pathlib import Path

from caunoi.demo.calendar import DemoCalendar, printed
from caunoi.officialdocs.paper import Block, Paper
from caunoi.officialdocs.write_docx import write_docx

SOURCE = Path(__file__).parent / "data" / "plan.toml"
PROVINCE_EVENT = "Đại hội VI Công đoàn tỉnh Vĩnh Sơn"
NATIONAL_EVENT = "Đại hội XV Công đoàn Việt Nam"


def _words(calendar: DemoCalendar) -> dict[str, str]:
    start, end = calendar.first_wave
    term = calendar.term
    return {
        "term": f"nhiệm kỳ {term[0]} - {term[1]}",
        "old_term": f"nhiệm kỳ {term[0] - 5} - {term[0]}",
        "year": str(term[0]),
        "wave_start": printed(start),
        "wave_end": printed(end),
        "plan_due": printed(calendar.first_report_due_on),
        "guide_date": printed(calendar.issued_on.replace(day=1)),
    }


def demo_paper(calendar: DemoCalendar) -> Paper:
    """The plan of the invented province, dated by the calendar."""
    source = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    words = _words(calendar)

    def fill(text: str) -> str:
        for key, value in words.items():
            text = text.replace(f"{{{key}}}", value)
        return " ".join(text.split())

    return Paper(
        parent_body="TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM",
        issuer="LIÊN ĐOÀN LAO ĐỘNG TỈNH VĨNH SƠN",
        number=source["number"],
        place="Vĩnh Sơn",
        date=calendar.issued_on,
        kind="KẾ HOẠCH",
        subject=fill(source["subject"]),
        opening=fill(source["opening"]),
        body=tuple(
            Block(fill(row["text"]), row.get("label", ""), row.get("level", 0), bold=row.get("bold", False))
            for row in source["block"]
        ),
        closing=fill(source["closing"]),
        recipients=tuple(source["recipients"]),
        authority=tuple(source["authority"]),
        title=tuple(source["title"]),
        name=source["name"],
    )


def demo_plan_docx(calendar: DemoCalendar) -> bytes:
    return write_docx(demo_paper(calendar))
