"""The figures of docs/synthesis.md, between two marks: pictures, and the table of targets."""

from datetime import UTC, datetime
from os.path import relpath
from pathlib import Path
from typing import Any, Final

from benchmarks.opinions_measured.steps import PEERS, reckoned
from benchmarks.opinions_measured.targets import (
    NAMES,
    copied_runs,
    distinct_share,
    first,
    peer_seconds,
    runs_of,
    sizes,
    targets,
    whole_runs,
)

BEGIN: Final = "<!-- figures: written by benchmarks/opinions.py --page -->"
END: Final = "<!-- end of figures -->"
HOLDS: Final = {True: "yes", False: "**no**", None: "not measured"}
Found = dict[str, Any]


def fill(found: Found, page: Path, pictures: Path) -> None:
    """Replace what stands between the marks of a page. ValueError where it has none."""
    before, _begin, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"{page} has no place for figures")
    where = relpath(pictures, page.parent)
    shown = [*told(found), "", *table(found), "", *beside(found), "", *copied(found)]
    for name, said in (
        ("quality", "Quality against size"),
        ("time", "Time against size"),
        ("stages", "Where the time goes"),
    ):
        shown += [f"![{said}]({where}/opinions-{name}.svg)", ""]
    page.write_text("\n".join([before + BEGIN, *shown]) + END + after, encoding="utf-8")


def told(found: Found) -> list[str]:
    busy = max(one["warm"].get("load", 0) for one in whole_runs(found))
    said = (
        f"Measured on {datetime.now(UTC):%d/%m/%Y}, two cores, wordings of both halves, phrases learned and approved."
    )
    if busy > 3:
        said += (
            f" **The machine was busy with other work (load {busy:.0f} on two cores), so wall times are several times too "
            "long;** processor time says more."
        )
    return [said]


def table(found: Found) -> list[str]:
    """Every target, also those that are missed."""
    rows = [f"| {row.goal} | {row.reached} | {HOLDS[row.holds]} |" for row in targets(found)]
    return ["| goal | reached | holds |", "| --- | --- | --- |", *rows]


HEAD: Final = (
    "| | opinions | wall | processor | precision | recall | minority opinions lost |",
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
)


def beside(found: Found) -> list[str]:
    """The engine and its peers, a line for each size."""
    rows = list(HEAD)
    for size in sizes(found):
        rows.append(ours(first(found, size)))
        for name in PEERS:
            taken = peer_seconds(found, size, name)
            if taken is None:
                continue
            whole = next(
                (one["peers"][name] for one in runs_of(found, size) if "f" in one.get("peers", {}).get(name, {})), None
            )
            rows.append(peer(name, size, taken[0], taken[1], whole))
    return rows


def copied(found: Found) -> list[str]:
    """The same where most rows are copies; nothing where that was not measured."""
    runs = copied_runs(found)
    rows = []
    for run in runs:
        rows.append(ours(run, f", {distinct_share(run)}"))
        for name, one in run.get("peers", {}).items():
            whole = one["rows"] == run["size"]
            seconds = reckoned(one, run["warm"]["rows"], run["warm"]["distinct"])
            rows.append(peer(name, run["size"], seconds, whole, one if "f" in one else None))
    said = (
        "Where most are copies, as in the consultations one reads of (FCC 2017: 6 % of 21.7 million texts were unique):"
    )
    return [said, "", *HEAD, *rows, ""] if rows else []


def ours(run: Found, shape: str = "") -> str:
    warm = run["warm"]
    return (
        f"| Cầu Nối{shape} | {run['size']:,} | {warm['seconds']:.2f} s | {warm['cpu']:.1f} s | {good(run['quality'])} |"
    )


def peer(name: str, size: int, seconds: float, whole: bool, quality: Found | None) -> str:
    """``quality``: of a run over all rows."""
    processor = f"{quality['cpu']:,.0f} s" if quality else ""
    said = f"{seconds:,.0f} s{'' if whole else ' (reckoned)'}"
    return f"| {NAMES[name]} | {size:,} | {said} | {processor} | {good(quality) if quality else ' | | '} |"


def good(quality: Found) -> str:
    return f"{quality['precision']:.4f} | {quality['recall']:.4f} | {quality['minority_lost']:,} of {quality['minority']:,}"
