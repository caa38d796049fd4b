"""``caunoi plan parse FILE``: what was read in a plan; ``caunoi document check FILE.docx``: where it departs from the layout
rules. As JSON or in words for people."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

from caunoi.officialdocs.checking import Departure, check_document
from caunoi.officialdocs.errors import DocumentError
from caunoi.officialdocs.model import Plan, Reporting, Wave
from caunoi.officialdocs.plan.reporting import END_OF_EACH_WAVE
from caunoi.officialdocs.read_plan import read_plan
from caunoi.officialdocs.readers.refusals import MAX_FILE_BYTES, refuse

_MISSING = "(để trống)"
_CHANNELS = {
    "press": "báo chí",
    "broadcast": "phát thanh, truyền hình",
    "portal": "cổng, trang thông tin điện tử",
    "social": "mạng xã hội",
    "conference": "hội nghị, tuyên truyền miệng",
    "loudspeaker": "loa truyền thanh",
    "visual": "cổ động trực quan",
    "culture": "văn hóa, văn nghệ, thể thao",
    "emulation": "thi đua",
    "publication": "ấn phẩm",
}
_RELATIONS = {"before": "trước", "during": "trong", "after": "sau"}


def parse_command(path: str, as_json: bool) -> int:
    """Print what the plan at ``path`` says; 0 when it was read, 2 with a message on standard error when it was not."""
    try:
        plan = read_plan(Path(path))
    except DocumentError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError:
        print(f"Không mở được tệp {path}: kiểm tra lại đường dẫn và quyền đọc.", file=sys.stderr)
        return 2
    print(json.dumps(plan.as_dict(), ensure_ascii=False, indent=1) if as_json else "\n".join(summary(plan)))
    return 0


def summary(plan: Plan) -> Iterator[str]:
    """The plan in Vietnamese, one line a fact, for reading on a terminal."""
    header = plan.header
    yield f"{header.kind or 'VĂN BẢN'} số {header.number or _MISSING}"
    yield f"{header.place or _MISSING}, ngày {_day(header.date)}"
    yield f"Cơ quan ban hành: {header.issuer or _MISSING}"
    yield f"Trích yếu: {header.subject or _MISSING}"
    if header.term:
        yield f"Nhiệm kỳ: {header.term[0]} - {header.term[1]}"
    bases = (" ".join(part for part in (one.kind, one.number) if part) for one in plan.bases)
    yield from _section("Căn cứ", bases)
    yield f"Nội dung: {len(plan.clauses)} điều khoản; {len(plan.themes)} chuyên đề"
    yield from _section("Các đợt", (line for wave in plan.waves for line in _wave(wave)))
    channels = (f"{one.path}: {', '.join(_CHANNELS[kind] for kind in one.kinds)}" for one in plan.channels)
    yield from _section("Hình thức", channels)
    assignments = (f"{one.path}: {'; '.join(one.units)} ({one.duties} nhiệm vụ)" for one in plan.assignments)
    yield from _section("Phân công", assignments)
    yield from _section("Báo cáo", (_report(one) for one in plan.reporting))
    yield from _section("Khẩu hiệu", plan.slogans)
    yield from _section("Nơi nhận", plan.recipients)
    signature = plan.signature
    signed = ", ".join(part for part in (signature.authority, signature.title, signature.name) if part)
    yield f"Người ký: {signed or _MISSING}"
    yield from _section("Cần hỏi lại", (f"{one.path}: {one.message}".removeprefix(": ") for one in plan.warnings))


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = [f"  - {line}" for line in lines]
    if found:
        yield f"{title}:"
        yield from found


def _wave(wave: Wave) -> Iterator[str]:
    start = _bound(wave.start, wave.start_event)
    yield f"Đợt {wave.ordinal} ({wave.path}): từ {start} đến {_bound(wave.end, wave.end_event)}"
    for window in wave.windows:
        yield f"    {window.path}: {_RELATIONS[window.relation]} {window.event}"


def _bound(day: date | None, event: str | None) -> str:
    return " – ".join(part for part in (f"{day:%d/%m/%Y}" if day else "", event or "") if part) or "(không ghi)"


def _report(report: Reporting) -> str:
    when = {END_OF_EACH_WAVE: "kết thúc mỗi đợt", None: "không nêu thời hạn"}.get(report.when, report.when)
    return f"{when}: gửi {report.to or _MISSING}" + (f" (qua {report.via})" if report.via else "")


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else _MISSING


def check_command(path: str, as_json: bool) -> int:
    """Print every departure of the .docx at ``path`` from the layout rules; 0 when there is none, 1 when there are some,
    2 with a message on standard error when it cannot be read."""
    try:
        file = Path(path)
        if file.stat().st_size > MAX_FILE_BYTES:
            refuse("too_large")
        found = check_document(file.read_bytes())
    except DocumentError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError:
        print(f"Không mở được tệp {path}: kiểm tra lại đường dẫn và quyền đọc.", file=sys.stderr)
        return 2
    if as_json:
        print(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
    else:
        print("\n".join(_listed(found)))
    return 1 if found else 0


def _listed(found: Iterable[Departure]) -> Iterator[str]:
    """One line for every kind of departure; a thing done alike at a hundred places is said once, with their number."""
    alike: dict[tuple[str, ...], list[Departure]] = {}
    for one in found:
        alike.setdefault((one.code, one.found, one.required, one.source), []).append(one)
    for group in alike.values():
        more = f" và {len(group) - 1} chỗ khác" if len(group) > 1 else ""
        yield str(replace(group[0], place=group[0].place + more))
    total = sum(map(len, alike.values()))
    if not total:
        yield "Đúng thể thức: không thấy điểm nào khác quy định."
    else:
        more = " Thêm --json để xem từng chỗ." if total > len(alike) else ""
        yield f"Tổng cộng: {total} điểm khác quy định.{more}"
