"""``caunoi opinions group`` and ``caunoi opinions phrases``: opinions from a file to groups, and to phrases to approve."""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, NoReturn

import numpy as np

from caunoi.synthesis.given import read_draft, read_phrases
from caunoi.synthesis.opinions import OpinionsError
from caunoi.synthesis.writing import replacing, write

_STAGES: Final = {
    "read": "Đang đọc tệp",
    "cut": "Đang tách và chuẩn hóa ý kiến",
    "group": "Đang gộp các ý kiến trùng nhau",
    "place": "Đang xếp vào điều, mục của dự thảo",
    "write": "Đang ghi kết quả",
}


_GROUP_HELP: Final = """\
Gộp các ý kiến trùng nhau và xếp từng nhóm vào điều, mục của dự thảo. Ý kiến nào cũng có mặt trong kết quả.

Cách dùng: caunoi opinions group VÀO.parquet RA.parquet [tùy chọn]

Các tệp:
  VÀO.parquet         Ý kiến thu về, mỗi dòng một ý kiến: id (mã riêng, số nguyên hoặc chữ), text (nguyên văn),
                      ref (ô “điều, mục” trên phiếu, có thể để trống hoặc không có cột này).
  RA.parquet          Kết quả, mỗi dòng một ý kiến: id, group_id (số của nhóm), section_id (phần của dự thảo, để trống
                      nếu nói về cả văn bản), section_score (độ chắc chắn, từ 0 đến 1), canonical (lời của nhóm),
                      stance (thái độ: agree tán thành, disagree không tán thành, add bổ sung, amend sửa, remove bỏ,
                      clarify làm rõ, doubt băn khoăn, other khác).
  RA.parts.parquet    Ghi kèm: từng ý của những người nêu nhiều ý, cùng các cột trên và part (thứ tự của ý).
  RA.changes.parquet  Ghi kèm khi có --before: nhóm nào giữ nguyên, nhập lại hay tách ra so với lần trước.

Tùy chọn:
  --draft DỰ_THẢO.json          Dự thảo lấy ý kiến, các phần theo thứ tự trong văn bản:
                                {"sections": [{"id": …, "label": "Điều 1", "text": …, "page": …}]}
  --phrases CỤM_TỪ.json         Lời chào, lời kết, từ đệm đã duyệt, lấy từ lệnh “caunoi opinions phrases”.
  --decisions QUYẾT_ĐỊNH.json   Quyết định của cán bộ, được áp dụng lại mỗi lần chạy:
                                [{"kind": "together", "one": …, "other": …},   hai ý kiến là một
                                 {"kind": "apart", "one": …, "other": …},      hai ý kiến khác nhau
                                 {"kind": "at", "one": …, "section": …}]       ý kiến thuộc phần này của dự thảo
  --before LẦN_TRƯỚC.parquet    Kết quả của lần chạy trước, để so sánh.
  --engine local|dask           Chạy trên máy này (local, mặc định) hoặc trên nhiều máy bằng Dask (dask).
  -h, --help                    Xem hướng dẫn này.

Tệp kết quả phải khác mọi tệp đưa vào. Kết quả cũ chỉ bị thay khi kết quả mới đã ghi xong."""
_PHRASES_HELP: Final = """\
Tìm lời chào, lời kết, từ đệm, từ nối và từ dẫn trong các ý kiến, để cán bộ duyệt trước khi gộp.

Cách dùng: caunoi opinions phrases VÀO.parquet [RA.json]

Các tệp:
  VÀO.parquet  Ý kiến thu về, mỗi dòng một ý kiến: id (mã riêng), text (nguyên văn).
  RA.json      Các cụm từ đề xuất; không ghi tên tệp thì in ra màn hình. Mỗi cụm có kind (opening lời chào,
               closing lời kết, filler từ đệm, joiner từ nối, lead từ dẫn), text (cụm từ), texts (số văn bản có
               cụm từ), examples (ví dụ), rest (phần còn lại khi bỏ cụm từ). Dấu “…” trong cụm từ thay cho
               lời bất kỳ: “thay mặt … xin có đôi lời” là cả câu bắt đầu và kết thúc như vậy.

Tùy chọn:
  -h, --help   Xem hướng dẫn này.

Xem RA.json, xóa những cụm có nói nội dung, rồi chạy: caunoi opinions group VÀO.parquet RA.parquet --phrases RA.json"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise OpinionsError(f"Lệnh chưa đúng. Cách dùng: {self.usage}")


def group_command(arguments: Sequence[str]) -> int:
    """``IN.parquet OUT.parquet [--draft …] [--phrases …] [--decisions …] [--before …] [--engine local|dask]``."""
    parser = _Parser(
        usage="caunoi opinions group VÀO.parquet RA.parquet [--draft DỰ_THẢO.json] [--phrases CỤM_TỪ.json] "
        "[--decisions QUYẾT_ĐỊNH.json] "
        "[--before LẦN_TRƯỚC.parquet] [--engine local|dask]",
        add_help=False,
    )
    parser.add_argument("source")
    parser.add_argument("target")
    for option in ("--draft", "--phrases", "--decisions", "--before"):
        parser.add_argument(option)
    parser.add_argument("--engine", choices=("local", "dask"), default="local")
    return _guarded(parser, arguments, _group, _GROUP_HELP)


def phrases_command(arguments: Sequence[str]) -> int:
    """``IN.parquet [OUT.json]``: greetings, closings and fillers to approve."""
    parser = _Parser(usage="caunoi opinions phrases VÀO.parquet [RA.json]", add_help=False)
    parser.add_argument("source")
    parser.add_argument("target", nargs="?")
    return _guarded(parser, arguments, _phrases, _PHRASES_HELP)


def _guarded(parser: _Parser, arguments: Sequence[str], work: Callable[[argparse.Namespace], None], told: str) -> int:
    if "-h" in arguments or "--help" in arguments:
        print(told)
        return 0
    try:
        work(parser.parse_args(arguments))
    except OpinionsError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _say(stage: str) -> None:
    print(f"{_STAGES[stage]}…", file=sys.stderr, flush=True)


def _group(options: argparse.Namespace) -> None:
    from caunoi.synthesis import engines
    from caunoi.synthesis.decisions import read_decisions

    targets = _targets(options.target, "parts", *(["changes"] if options.before else []))
    _check_targets(
        targets,
        ("tệp ý kiến", options.source),
        ("tệp dự thảo", options.draft),
        ("tệp cụm từ", options.phrases),
        ("tệp quyết định", options.decisions),
        ("kết quả lần trước", options.before),
    )
    if options.before:
        _check_before(options.before)
    draft = read_draft(options.draft)
    decisions = read_decisions(options.decisions) if options.decisions else ()
    done = engines.run(
        options.source, draft, phrases=read_phrases(options.phrases), decisions=decisions, engine=options.engine, say=_say,
    )  # fmt: skip
    tables = [done.table, done.parts, *([_changes(options.before, done.table)] if options.before else [])]
    try:
        write(*zip(targets, tables, strict=True))
    except OSError:
        raise _unwritten(targets[0]) from None
    _report(done)


def _targets(target: str, *beside: str) -> list[Path]:
    """The file to write, and those with one word more in their names."""
    path = Path(target)
    if target.endswith(("/", os.sep)):
        raise _folder(path)
    return [path, *(path.parent / f"{path.stem}.{word}{path.suffix}" for word in beside)]


def _check_targets(targets: Sequence[Path], *sources: tuple[str, str | None]) -> None:
    """OpinionsError where a target is one of the files that are read, is another target, or cannot be written."""
    taken = [(name, Path(path)) for name, path in sources if path is not None]
    for target in targets:
        for name, path in taken:
            if _same(target, path):
                raise OpinionsError(
                    f"Tệp kết quả “{target}” cũng chính là {name} “{path}”, ghi vào thì mất nội dung của tệp đó. "
                    "Hãy đặt tên khác cho tệp kết quả."
                )
        _check_place(target)
        taken.append(("tệp kết quả", target))


def _same(one: Path, other: Path) -> bool:
    if os.path.realpath(one) == os.path.realpath(other):
        return True
    try:
        return one.samefile(other)
    except OSError:
        return False


def _check_place(target: Path) -> None:
    place = Path(os.path.realpath(target))
    try:
        if place.is_dir():
            raise _folder(target)
        if not place.parent.is_dir():
            raise OpinionsError(
                f"Chưa có thư mục “{place.parent}” để ghi “{target}”. Hãy tạo thư mục đó hoặc chọn thư mục khác."
            )
        if place.exists():
            if not place.is_file():
                raise OpinionsError(f"“{target}” không phải là tệp thường. Hãy chọn tên tệp khác để ghi kết quả.")
            place.open("ab").close()  # refused where the file may not be changed
        tempfile.TemporaryFile(dir=place.parent).close()
    except OSError:
        raise OpinionsError(
            f"Không ghi được “{target}”. Hãy kiểm tra quyền ghi, hoặc chọn thư mục hay tên tệp khác."
        ) from None


def _folder(target: Path) -> OpinionsError:
    return OpinionsError(f"“{target}” là thư mục. Hãy ghi thêm tên tệp kết quả sau tên thư mục.")


def _unwritten(target: str | Path) -> OpinionsError:
    return OpinionsError(
        f"Không ghi được “{target}”; kết quả cũ, nếu có, vẫn còn nguyên. "
        "Hãy kiểm tra chỗ trống trên đĩa và quyền ghi, hoặc chọn thư mục khác."
    )


def _check_before(path: str) -> None:
    """OpinionsError where a file is no result of a run."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        names = pq.read_schema(path).names
    except FileNotFoundError:
        raise OpinionsError(f"Không tìm thấy tệp “{path}”. Hãy kiểm tra lại đường dẫn.") from None
    except (OSError, pa.ArrowException):
        names = []
    if not {"id", "group_id", "section_id"} <= set(names):
        raise _no_result(path)


def _changes(path: str, table: Any) -> Any:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from caunoi.synthesis.runs_compared import difference

    try:
        return difference(pq.read_table(path), table)
    except (OSError, pa.ArrowException):
        raise _no_result(path) from None


def _no_result(path: str) -> OpinionsError:
    return OpinionsError(f"“{path}” không phải kết quả của một lần chạy trước, nên không so sánh được.")


def _report(done: Any) -> None:
    groups = len(np.unique(np.asarray(done.table["group_id"])))
    counts = (f"{count:,}".replace(",", ".") for count in (len(done.opinions), len(done.opinions.texts), groups))
    print("{} ý kiến, {} văn bản khác nhau, {} nhóm.".format(*counts))
    for problem in done.opinions.problems[:20]:
        print(f"  Dòng {problem.row} (mã {problem.id}): {problem.what}.")
    more = len(done.opinions.problems) - 20
    if more > 0:
        print(f"  … và {more} dòng khác cần xem lại.")


def _phrases(options: argparse.Namespace) -> None:
    from caunoi.synthesis.opinions import read
    from caunoi.synthesis.phrases import propose

    targets = _targets(options.target) if options.target is not None else []
    _check_targets(targets, ("tệp ý kiến", options.source))
    _say("read")
    opinions = read(options.source)
    rows = [
        {
            "kind": one.phrase.kind,
            "text": one.phrase.text,
            "texts": one.texts,
            "examples": list(one.examples),
            "rest": one.rest,
        }
        for one in propose(opinions.texts)
    ]
    text = json.dumps(rows, ensure_ascii=False, indent=1)
    if not targets:
        print(text)
        return
    try:
        with replacing(*targets) as (new,):
            new.write_text(text + "\n", encoding="utf-8")
    except OSError:
        raise _unwritten(options.target) from None
    print(
        f"{len(rows)} cụm từ để xem; xóa những dòng không phải lời chào, lời kết, từ đệm, từ nối hay từ dẫn, "
        f"rồi dùng --phrases {options.target}."
    )
