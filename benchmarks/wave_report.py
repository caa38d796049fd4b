"""The first draft of a wave's report: a district with 100 child reports, in one action, as .docx, .pdf and .xlsx.

Builds a province, a district and its grassroots unions with a filing each: every line of the catalogue stated, four sections
told in words of which some are alike. Measures ``write_report_paper`` whole (the limit is 10 s) and by its steps. The
yardstick fills a docxtpl template with the same texts and tables: no tags, no .pdf, no provenance.

``--children N`` changes the size; ``--json`` ends with one line of JSON. The load of the machine is told.
"""

import io
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

CHILDREN = int(sys.argv[sys.argv.index("--children") + 1]) if "--children" in sys.argv else 100
ON, NOW = date(2026, 11, 23), datetime.fromisoformat("2026-11-23T08:00:00+07:00")
LIMIT = 10.0
ALIKE = (
    "Kinh phí dành cho công tác tuyên truyền còn hạn hẹp.",
    "Cán bộ công đoàn kiêm nhiệm, thời gian dành cho tuyên truyền còn ít.",
    "Sóng điện thoại yếu, đoàn viên khó xem tin trên mạng xã hội.",
)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def build() -> tuple[Any, Any]:
    """The form, and the district as it stands."""
    from caunoi.campaigns.models import Campaign, Instrument, Wave
    from caunoi.orgs.models import Designation, Placement, Unit
    from caunoi.reporting.actions.forms import SECTIONS, lines_from_catalogue
    from caunoi.reporting.actions.totals import rebuild_totals
    from caunoi.reporting.form_lines import slots_of, to_json
    from caunoi.reporting.models import Filing, FormVersion, ReportForm
    from caunoi.reporting.packing import pack

    def unit(code: str, name: str, kind: str, above: str = "") -> tuple[Any, str]:
        made = Unit.objects.create(code=code, opened_on=ON.replace(year=2020))
        path = f"{above}{made.pk}."
        parent = int(above.split(".")[-2]) if above else None
        since = {"valid_from": ON.replace(year=2020)}
        Placement.objects.create(
            unit=made, parent_id=parent, path=path, depth=path.count("."), line="territory", **since
        )
        Designation.objects.create(unit=made, name=name, kind=kind, **since)
        return made, path

    province, top = unit("P", "Liên đoàn Lao động tỉnh Vĩnh Sơn", "province")
    _district, path = unit("D", "Liên đoàn Lao động huyện Ba Khe", "district", top)
    plan = Instrument.objects.create(
        unit=province, kind="KẾ HOẠCH", number="12/KH-LĐLĐ", subject="Tuyên truyền đại hội"
    )
    campaign = Campaign.objects.create(
        unit=province, instrument=plan, name="Tuyên truyền", created_at=NOW, issued_at=NOW
    )
    wave = Wave.objects.create(campaign=campaign, ordinal=1, title="Đợt 1", starts_on=ON.replace(month=10), ends_on=ON)
    form = ReportForm.objects.create(campaign=campaign, wave=wave, title="Đợt 1", created_at=NOW, opened_at=NOW)
    lines = lines_from_catalogue()
    version = FormVersion.objects.create(
        form=form, number=1, lines=to_json(lines), sections=to_json(SECTIONS), created_at=NOW, published_at=NOW
    )
    dice, slots = random.Random(4), slots_of(lines).values()
    for number in range(CHILDREN):
        child, _path = unit(f"G{number}", f"Công đoàn cơ sở Công ty số {number}", "grassroots", path)
        told = {
            "done": f"Tổ chức {dice.randrange(1, 9)} buổi nói chuyện tại phân xưởng số {number}. Treo băng rôn ở cổng.",
            "models": f"Mô hình loa kéo giữa ca ở tổ {number}.",
            "difficulties": " ".join(dice.sample(ALIKE, 2)),
            "proposals": "Đề nghị cấp trên cấp thêm tài liệu. Đề nghị mở lớp tập huấn.",
        }
        values = pack({slot: dice.randrange(500) for slot in slots})
        Filing.objects.create(
            form=form, version=version, unit=child, state="approved", values=values, narrative=told, sent_at=NOW,
            first_sent_on=ON, due_on=ON,
        )  # fmt: skip
    rebuild_totals(form, by=None, now=NOW)
    return form, Unit.objects.at(ON).get(code="D")


def with_docxtpl(content: dict[str, Any]) -> bytes:
    """The same paragraphs and tables through a template."""
    from docx import Document
    from docxtpl import DocxTemplate

    document = Document()
    document.add_paragraph("{%p for line in lines %}")
    document.add_paragraph("{{ line }}")
    document.add_paragraph("{%p endfor %}")
    tables = [part for annex in content["annexes"] for part in annex["parts"] if part["kind"] == "table"]
    for number, part in enumerate(tables):
        table = document.add_table(rows=3, cols=len(part["headers"]))
        table.rows[0].cells[0].text = f"{{%tr for row in tables[{number}] %}}"
        for column, cell in enumerate(table.rows[1].cells):
            cell.text = f"{{{{ row[{column}][0] }}}}"
        table.rows[2].cells[0].text = "{%tr endfor %}"
    source, target = io.BytesIO(), io.BytesIO()
    document.save(source)
    source.seek(0)
    template = DocxTemplate(source)
    lines = [
        "".join(span["text"] for span in part["spans"]) for part in content["parts"] if part["kind"] == "paragraph"
    ]
    template.render({"lines": lines, "tables": [part["rows"] for part in tables]}, autoescape=True)
    template.save(target)
    return target.getvalue()


def measure() -> dict[str, Any]:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    form, district = build()
    from caunoi.officialdocs.report_json import from_json
    from caunoi.officialdocs.write_report import write_report
    from caunoi.officialdocs.write_report_pdf import write_report_pdf
    from caunoi.reporting.actions.wave_reports.sentences import refresh_sentences
    from caunoi.reporting.actions.wave_reports.writing import write_report_paper
    from caunoi.reporting.queries.wave_reports import composed_now

    draft, edition = timed(lambda: write_report_paper(form, district, by=None, now=NOW))
    edition.report.sentences.update(state="accepted")
    full, edition = timed(lambda: write_report_paper(form, district, by=None, now=NOW))
    report, paper = edition.report, from_json(edition.content)
    steps = {
        "merge": timed(lambda: refresh_sentences(report, district, now=NOW))[0],
        "compose": timed(lambda: composed_now(report, today=ON, revision=9))[0],
        "docx": timed(lambda: write_report(paper))[0],
        "pdf": timed(lambda: write_report_pdf(paper))[0],
    }
    peer, filled = timed(lambda: with_docxtpl(edition.content))
    return {
        "children": CHILDREN, "limit_seconds": LIMIT, "first_draft_seconds": draft, "with_all_sentences_seconds": full,
        "steps": steps, "tags": edition.sources.count(), "sentences": report.sentences.count(), "docx_bytes": len(edition.docx),
        "docxtpl_docx_only_seconds": peer, "docxtpl_bytes": len(filled), "load": os.getloadavg()[0],
    }  # fmt: skip


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "caunoi.config.settings_test"
    with tempfile.TemporaryDirectory() as folder:
        from django.conf import settings

        settings.DATABASES["default"]["NAME"] = f"{folder}/report.sqlite3"
        import django

        django.setup()
        figures = measure()
    print(f"The report of a district with {figures['children']} child reports (load {figures['load']:.1f})")
    print(f"  first draft, .docx + .pdf + .xlsx   {figures['first_draft_seconds']:.2f} s   (limit {LIMIT:.0f} s)")
    print(f"  with every sentence taken over      {figures['with_all_sentences_seconds']:.2f} s")
    print("  of that: " + ", ".join(f"{name} {took:.2f} s" for name, took in figures["steps"].items()))
    print(f"  {figures['tags']} tagged figures and sentences; {figures['sentences']} sentences merged")
    print(f"  docxtpl, the .docx alone, no tags   {figures['docxtpl_docx_only_seconds']:.2f} s")
    if "--json" in sys.argv:
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
