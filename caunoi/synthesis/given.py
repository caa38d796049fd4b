"""What a run is given beside the opinions, as JSON: the draft, and the phrases that an officer approved."""

import json
from pathlib import Path
from typing import Any

from caunoi.synthesis.opinions import OpinionsError


def read_draft(path: str | None) -> Any:
    """The draft of a JSON file (none: no sections); OpinionsError where it is none."""
    from caunoi.synthesis.draft import Draft

    if path is None:
        return Draft([])
    draft = _json(path)
    sections = draft.get("sections") if isinstance(draft, dict) else None
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
