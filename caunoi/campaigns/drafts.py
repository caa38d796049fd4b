"""The officer's working copy of a reading: ``Plan.as_dict()`` and what only an officer can add. Pure.

Keys beyond CONTRACT.md: ``anchors`` (each event once: ``event``, ``starts_on``, ``ends_on``), ``audiences`` (key →
``printed``, ``rules``, ``included``, ``excluded`` unit codes), ``throughout`` (paths of duties that hold in every wave),
``seen`` (warnings ticked off), ``classification``, ``amends_as`` ("version" of the running plan or a "later" paper).
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from caunoi.campaigns.enums import Classification
from caunoi.campaigns.outline import Outline
from caunoi.core.text import fold

Draft = dict[str, Any]

CONTENT_AUDIENCE = "content"  # key of the audience of what the waves ask of everybody
EVENT_LENGTH = 250
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def event_key(event: str) -> str:
    """The same event however its name is cased, marked or spaced."""
    return _NOT_WORD.sub(" ", fold(event)).strip()


def events_of(draft: Draft) -> list[str]:
    """Every event that a wave or window hangs on, once each, in order of first mention."""
    found: dict[str, str] = {}
    for event in _mentions(draft):
        found.setdefault(event_key(event), event)
    return list(found.values())


def _mentions(draft: Draft) -> Iterator[str]:
    for wave in draft["waves"]:
        named = [wave.get("start_event"), wave.get("end_event"), *(part["event"] for part in wave.get("windows", []))]
        yield from (event[:EVENT_LENGTH] for event in named if event)


def anchors_for(draft: Draft) -> list[dict[str, Any]]:
    """One anchor for each event; days already given are kept, and an event that bounds a printed day takes that day."""
    known = {event_key(anchor["event"]): anchor for anchor in draft.get("anchors", [])}
    return [
        {
            "event": event,
            "starts_on": known.get(event_key(event), {}).get("starts_on"),
            "ends_on": known.get(event_key(event), {}).get("ends_on") or _printed_end(draft, event),
        }
        for event in events_of(draft)
    ]


def _printed_end(draft: Draft, event: str) -> str | None:
    """The day by which the paper says the event is over: the printed end of a wave that ends with it."""
    key = event_key(event)
    ends = (wave.get("end") for wave in draft["waves"] if event_key(wave.get("end_event") or "") == key)
    return next((end for end in ends if end), None)


def throughout_of(draft: Draft) -> list[str]:
    """Clauses beside the waves, after the first of them, that hold in every wave (FACTS e: printed after the last)."""
    paths = [wave["path"] for wave in draft["waves"] if wave["path"]]
    outline = Outline(draft["clauses"])
    if not paths or paths[0] not in outline.by_path:
        return []
    first = outline.by_path[paths[0]]
    beside = [clause for clause in outline.children(first.parent) if clause.position > first.position]
    duties = [clause for clause in beside if clause.path not in paths and clause.parent]
    return [clause.path for clause in duties if not clause.text.endswith(":")]


def begin_draft(reading: dict[str, Any], *, classification: str = Classification.OPEN) -> Draft:
    """The draft of a fresh reading; audiences are proposed apart, since they need the tree of units."""
    draft: Draft = deepcopy(reading)
    draft |= {"classification": classification, "seen": [], "audiences": {}, "amends_as": ""}
    for item in draft["reporting"]:
        item["when"] = item["when"] or ""  # a duty to report whose time the paper leaves open
    draft["throughout"] = throughout_of(draft)
    draft["anchors"] = anchors_for(draft)
    return draft


def warning_key(warning: dict[str, Any]) -> str:
    return f"{warning['code']}|{warning['path']}|{warning['message']}"


def report_audience(item: dict[str, Any]) -> str:
    """Key of the audience of a reporting duty."""
    return f"report:{item.get('path') or ''}"
