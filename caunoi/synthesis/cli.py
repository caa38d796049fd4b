"""``caunoi opinions group`` and ``caunoi opinions phrases``: opinions from a file to groups, and to phrases to approve."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NoReturn

import numpy as np

from caunoi.synthesis.opinions import OpinionsError

_STAGES: Final = {
    "read": "Đang đọc tệp",
    "cut": "Đang tách và chuẩn hoá ý kiến",
    "group": "Đang gộp các ý kiến trùng nhau",
    "place": "Đang xếp vào điều, mục của dự thảo",
    "write": "Đang ghi kết quả",
}


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise OpinionsError(f"Lệnh chưa đúng. Cách dùng: {self.usage}")


def group_command(arguments: Sequence[str]) -> int:
    """``IN.parquet OUT.parquet [--draft …] [--phrases …] [--decisions …] [--before …] [--engine local|dask]``."""
    parser = _Parser(
        "caunoi opinions group",
        usage="caunoi opinions group VÀO.parquet RA.parquet [--draft DỰ_THẢO.json] [--phrases CỤM_TỪ.json] "
        "[--decisions QUYẾT_ĐỊNH.json] "
        "[--before LẦN_TRƯỚC.parquet] [--engine local|dask]",
    )
    parser.add_argument("source")
    parser.add_argument("target")
    for option in ("--draft", "--phrases", "--decisions", "--before"):
        parser.add_argument(option)
    parser.add_argument("--engine", choices=("local", "dask"), default="local")
    return _guarded(parser, arguments, _group)


def phrases_command(arguments: Sequence[str]) -> int:
    """``IN.parquet [OUT.json]``: greetings, closings and fillers to approve."""
    parser = _Parser("caunoi opinions phrases", usage="caunoi opinions phrases VÀO.parquet [RA.json]")
    parser.add_argument("source")
    parser.add_argument("target", nargs="?")
    return _guarded(parser, arguments, _phrases)


def _guarded(parser: _Parser, arguments: Sequence[str], work: Any) -> int:
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
    from caunoi.synthesis.opinions import write

    target = Path(options.target)
    beside = target.with_name(f"{target.stem}.parts{target.suffix}")
    draft = read_draft(options.draft)
    decisions = read_decisions(options.decisions) if options.decisions else ()
    done = engines.run(
        options.source, draft, phrases=read_phrases(options.phrases), decisions=decisions, engine=options.engine, say=_say,
    )  # fmt: skip
    try:
        write((target, done.table), (beside, done.parts))
        if options.before:
            write((target.with_name(f"{target.stem}.changes{target.suffix}"), _changes(options.before, done.table)))
    except OSError as error:
        raise OpinionsError(f"Không ghi được “{target}”: {error.strerror}. Hãy chọn thư mục khác.") from None
    _report(done)


def _changes(path: str, table: Any) -> Any:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from caunoi.synthesis.runs_compared import difference

    try:
        return difference(pq.read_table(path), table)
    except (OSError, KeyError, pa.ArrowException):
        raise OpinionsError(f"“{path}” không phải kết quả của một lần chạy trước, nên không so sánh được.") from None


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
    if not options.target:
        print(text)
        return
    try:
        Path(options.target).write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise OpinionsError(f"Không ghi được “{options.target}”: {error.strerror}. Hãy chọn thư mục khác.") from None
    print(
        f"{len(rows)} cụm từ để xem; xoá những dòng không phải lời chào, lời kết, từ đệm, từ nối hay từ dẫn, "
        f"rồi dùng --phrases {options.target}."
    )


def read_draft(path: str | None) -> Any:
    """The draft of a JSON file (none: no sections); OpinionsError where it is none."""
    from caunoi.synthesis.citations import Draft

    if path is None:
        return Draft([])
    sections = _json(path).get("sections") if isinstance(_json(path), dict) else None
    wanted = ("id", "label", "text")
    if not isinstance(sections, list) or any(
        not isinstance(one, dict) or any(name not in one for name in wanted) for one in sections
    ):
        raise OpinionsError(
            f"“{path}” không phải dự thảo: cần một đối tượng JSON có “sections”, mỗi phần có id, label, text (và page)."
        )
    ids = [str(one["id"]) for one in sections]
    if len(set(ids)) < len(ids) or "" in ids:
        raise OpinionsError(f"Mã các phần trong “{path}” phải khác nhau và không trống.")
    return Draft(sections)


def read_phrases(path: str | None) -> tuple[Any, ...]:
    """The approved phrases of a JSON file; OpinionsError where it is none."""
    from caunoi.synthesis.runs import KINDS, Phrase

    if path is None:
        return ()
    rows = _json(path)
    if not isinstance(rows, list) or any(
        not isinstance(one, dict) or one.get("kind") not in KINDS or not isinstance(one.get("text"), str)
        for one in rows
    ):
        raise OpinionsError(
            f"“{path}” phải là danh sách JSON các cụm từ, mỗi cụm có kind ({', '.join(KINDS)}) và text."
        )
    return tuple(Phrase(one["kind"], one["text"]) for one in rows)


def _json(path: str) -> Any:
    try:
        return json.loads(Path(path).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise OpinionsError(f"Không tìm thấy tệp “{path}”. Hãy kiểm tra lại đường dẫn.") from None
    except (OSError, ValueError):
        raise OpinionsError(f"Không đọc được “{path}”: tệp phải là JSON, mã UTF-8.") from None
