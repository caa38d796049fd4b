"""The figures of docs/synthesis.md, between two marks: pictures, and the table of targets."""

from datetime import UTC, datetime
from os.path import relpath
from pathlib import Path
from typing import Any, Final

from benchmarks.opinions_measured.steps import PEERS
from benchmarks.opinions_measured.targets import NAMES, first, peer_seconds, runs_of, sizes, targets, whole_runs

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
    shown = [*told(found), "", *table(found), "", *beside(found), ""]
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


def beside(found: Found) -> list[str]:
    """The engine and its peers, a line for each size."""
    rows = [
        "| | opinions | wall | processor | precision | recall | minority opinions lost |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for size in sizes(found):
        run = first(found, size)
        rows.append(
            f"| Cầu Nối | {size:,} | {run['warm']['seconds']:.2f} s | {run['warm']['cpu']:.1f} s | {good(run['quality'])} |"
        )
        for name in PEERS:
            taken = peer_seconds(found, size, name)
            if taken is None:
                continue
            whole = next(
                (one["peers"][name] for one in runs_of(found, size) if "f" in one.get("peers", {}).get(name, {})), None
            )
            processor = f"{whole['cpu']:,.0f} s" if whole else ""
            seconds = f"{taken[0]:,.0f} s{'' if taken[1] else ' (reckoned)'}"
            rows.append(f"| {NAMES[name]} | {size:,} | {seconds} | {processor} | {good(whole) if whole else ' | | '} |")
    return rows


def good(quality: Found) -> str:
    return f"{quality['precision']:.4f} | {quality['recall']:.4f} | {quality['minority_lost']:,} of {quality['minority']:,}"
