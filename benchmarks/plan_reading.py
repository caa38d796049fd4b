"""How long a 20-page plan takes to read: ``python -m benchmarks.plan_reading [--json]``.

One process writes a .docx of about 20 pages and reads it again and again: with our reader from file to ``Plan``, and, in
the same run, with python-docx opening the file and walking the text of its paragraphs, which finds no meaning at all.
"""

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from docx import Document

from caunoi.officialdocs.read_plan import read_plan
from caunoi.officialdocs.spelling import fold

PAGES = 20
_WORDS_A_PAGE = 420
_ROUNDS = 15
_SENTENCE = (
    "Tuyên truyền sâu rộng mục đích, ý nghĩa của đại hội công đoàn các cấp và Đại hội XIII Công đoàn tỉnh Suối Hoa theo "
    "Nghị quyết số 02-NQ/TW ngày 12/6/2021; phản ánh tâm tư, nguyện vọng của đoàn viên, người lao động trong tỉnh."
)


def write_sample(path: Path) -> int:
    """A plan of ``PAGES`` pages with sections, waves, channels and duties; the number of its words."""
    document = Document()
    lines = ["Số: 45/KH-LĐLĐ", "Suối Hoa, ngày 10 tháng 10 năm 2022", "KẾ HOẠCH"]
    lines += ["Tuyên truyền đại hội công đoàn các cấp nhiệm kỳ 2023 - 2028"]
    lines += ["Căn cứ Kế hoạch số 12/KH-TLĐ ngày 01/9/2022, Ban Thường vụ ban hành kế hoạch như sau:"]
    lines += ["I. MỤC ĐÍCH, YÊU CẦU", *_bullets(30), "II. NỘI DUNG TUYÊN TRUYỀN", *_numbered(30), "III. CÁC ĐỢT"]
    for wave in range(1, 4):
        lines += [f"{wave}. Đợt {wave}: Từ ngày 01/{wave}/2023 đến ngày 28/{wave}/2023", *_bullets(20)]
    lines += ["IV. HÌNH THỨC TUYÊN TRUYỀN", "1. Trên báo, đài", *_bullets(15), "2. Trên mạng xã hội", *_bullets(15)]
    lines += ["V. TỔ CHỨC THỰC HIỆN"]
    words = sum(len(line.split()) for line in lines)
    unit = 0
    while words < PAGES * _WORDS_A_PAGE:
        unit += 1
        added = [f"{unit}. Công đoàn ngành số {unit}", *_bullets(6)]
        words += sum(len(line.split()) for line in added)
        lines += added
    lines += ["Trên đây là Kế hoạch tuyên truyền./.", "Nơi nhận:", "- Lưu: VT.", "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"]
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))
    return words


def read_as_paragraphs(path: Path) -> int:
    """The peer: python-docx opens the file and gives the text of each paragraph."""
    return sum(len(paragraph.text) for paragraph in Document(str(path)).paragraphs)


def median_seconds(action: Callable[[Path], object], path: Path) -> float:
    """The median of ``_ROUNDS`` runs after one to warm up."""
    action(path)
    times = []
    for _round in range(_ROUNDS):
        fold.cache_clear()  # each round meets the text for the first time
        started = time.perf_counter()
        action(path)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true", help="end with one line of JSON")
    arguments = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.docx"
        words = write_sample(path)
        plan = read_plan(path)
        ours, peer = median_seconds(read_plan, path), median_seconds(read_as_paragraphs, path)
    print(f"{words} words, about {PAGES} pages, {len(plan.clauses)} clauses; median of {_ROUNDS} runs")
    print(f"  caunoi, file to plan              {ours * 1000:8.1f} ms")
    print(f"  python-docx, paragraph text only  {peer * 1000:8.1f} ms")
    if arguments.json:
        result = {"benchmark": "plan_reading", "pages": PAGES, "words": words, "clauses": len(plan.clauses)}
        print(json.dumps(result | {"seconds": round(ours, 4), "peer_python_docx_seconds": round(peer, 4)}))


def _bullets(count: int) -> list[str]:
    return [f"- {_SENTENCE}" for _index in range(count)]


def _numbered(count: int) -> list[str]:
    return [f"{index}. {_SENTENCE}" for index in range(1, count + 1)]


if __name__ == "__main__":
    main()
