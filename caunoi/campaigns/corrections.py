"""An officer's corrections to a draft: each takes a draft and gives another, or refuses. Pure.

A change names what it touches: ``kind`` and ``key`` (an index, "wave.window" indexes, a clause path, an audience key), and
what is done with it. Values come from forms that have checked their shape; what needs the rest of the draft is checked here.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from caunoi.campaigns.drafts import Draft, anchors_for, begin_draft, event_key, throughout_of
from caunoi.campaigns.outline import Outline
from caunoi.core.errors import Refused

SET, ADD, REMOVE, RESTORE = "set", "add", "remove", "restore"
LISTS = {
    "basis": "bases",
    "wave": "waves",
    "channel": "channels",
    "assignment": "assignments",
    "reporting": "reporting",
}
WHOLE = ("header", "signature", "slogans", "recipients")  # one thing each: set at once
MARKS = {"theme": "themes", "throughout": "throughout"}  # lists of clause paths: in or out


@dataclass(frozen=True)
class Change:
    kind: str
    key: str = ""
    operation: str = SET
    values: Mapping[str, Any] = field(default_factory=dict)


def corrected(draft: Draft, change: Change, *, reading: Draft) -> Draft:
    """The draft after ``change``; ``Refused`` where it no longer fits (the line has gone, a clause is missing)."""
    new = deepcopy(draft)
    if change.operation == RESTORE:
        _restore(new, change, begin_draft(reading, classification=draft["classification"]))
    else:
        _handler(change.kind)(new, change)
    new["anchors"] = anchors_for(new)
    return new


def _handler(kind: str) -> Callable[[Draft, Change], None]:
    if kind in WHOLE:
        return _set_whole
    if kind in LISTS:
        return _edit_list
    if kind in MARKS:
        return _mark
    return {"window": _edit_window, "clause": _edit_clause, "anchors": _set_anchors, "audience": _set_audience}[kind]


def _set_whole(draft: Draft, change: Change) -> None:
    if change.kind == "header":
        values = dict(change.values)
        draft["classification"] = values.pop("classification", draft["classification"])
        draft["header"] = {**draft["header"], **values}
    elif change.kind == "signature":
        draft["signature"] = {**draft["signature"], **change.values}
    else:
        draft[change.kind] = list(change.values["lines"])


def _edit_list(draft: Draft, change: Change) -> None:
    name = LISTS[change.kind]
    _check(draft, change)
    if change.operation == ADD:
        draft[name].append(dict(change.values))
    elif change.operation == REMOVE:
        del draft[name][_index(draft[name], change.key)]
    else:
        index = _index(draft[name], change.key)
        draft[name][index] = {**draft[name][index], **change.values}
    if change.kind == "wave":
        _settle_waves(draft)


def _settle_waves(draft: Draft) -> None:
    draft["waves"].sort(key=lambda wave: wave["ordinal"])
    ordinals = [wave["ordinal"] for wave in draft["waves"]]
    if len(set(ordinals)) != len(ordinals):
        raise Refused(_("Two waves have the same number. Give each wave a number of its own."), code="same_ordinal")
    tops = {wave["path"] for wave in draft["waves"]}
    draft["throughout"] = [path for path in draft["throughout"] if path not in tops]


def _edit_window(draft: Draft, change: Change) -> None:
    wave_key, _dot, window_key = change.key.partition(".")
    _check(draft, change)
    wave = draft["waves"][_index(draft["waves"], wave_key)]
    windows = wave.setdefault("windows", [])
    if change.operation == ADD:
        windows.append(dict(change.values))
    elif change.operation == REMOVE:
        del windows[_index(windows, window_key)]
    else:
        index = _index(windows, window_key)
        windows[index] = {**windows[index], **change.values}


def _edit_clause(draft: Draft, change: Change) -> None:
    clause = next((clause for clause in draft["clauses"] if clause["path"] == change.key), None)
    if clause is None:
        raise _gone()
    clause["text"] = change.values["text"]


def _mark(draft: Draft, change: Change) -> None:
    name = MARKS[change.kind]
    outline = Outline(draft["clauses"])
    if change.key not in outline.by_path:
        raise _gone()
    marked = {path for path in draft[name] if path != change.key}
    if change.operation == ADD:
        marked.add(change.key)
    draft[name] = sorted(marked, key=lambda path: outline.by_path[path].position)


def _set_anchors(draft: Draft, change: Change) -> None:
    given = {event_key(item["event"]): item for item in change.values["anchors"]}
    draft["anchors"] = [{**anchor, **given.get(event_key(anchor["event"]), {})} for anchor in draft["anchors"]]
    for index, end in change.values.get("wave_ends", {}).items():
        draft["waves"][_index(draft["waves"], index)]["end"] = end


def _set_audience(draft: Draft, change: Change) -> None:
    if change.key not in draft["audiences"]:
        raise _gone()
    draft["audiences"][change.key] = {**draft["audiences"][change.key], **change.values}


def _check(draft: Draft, change: Change) -> None:
    """A path that is given must be a clause of the paper."""
    outline = Outline(draft["clauses"])
    named = [change.values.get("path"), *change.values.get("duty_paths", [])]
    if any(path and path not in outline.by_path for path in named):
        raise _gone()


def _index(items: list[Any], key: str) -> int:
    if not key.isdigit() or int(key) >= len(items):
        raise _gone()
    return int(key)


def _gone() -> Refused:
    return Refused(_("This line is no longer there. Look at the page again and repeat the correction."), code="gone")


def _restore(draft: Draft, change: Change, read: Draft) -> None:
    """Back to what was read: one clause, one line with the same path, or, without a key, the whole list."""
    if change.kind == "clause":
        before = Outline(read["clauses"]).text(change.key)
        _edit_clause(draft, Change("clause", change.key, values={"text": before}))
    elif change.kind == "audience":  # proposed anew by the action, which knows the tree of units
        _set_audience(draft, Change("audience", change.key))
    elif change.kind in LISTS and change.key:
        _restore_line(draft[LISTS[change.kind]], change.key, read[LISTS[change.kind]])
    else:
        name = LISTS.get(change.kind) or MARKS.get(change.kind) or change.kind
        if name not in read:
            raise _gone()
        draft[name] = deepcopy(read[name])
    if change.kind == "wave":
        draft["throughout"] = throughout_of(draft)


def _restore_line(items: list[dict[str, Any]], key: str, read: list[dict[str, Any]]) -> None:
    index = _index(items, key)
    same = [item for item in read if item.get("path") and item.get("path") == items[index].get("path")]
    if not same and index >= len(read):
        raise Refused(_("The paper has nothing to restore this line to. Remove the line instead."), code="not_read")
    items[index] = deepcopy(same[0] if same else read[index])


def differs_from_reading(item: Mapping[str, Any], read: list[dict[str, Any]], index: int) -> bool:
    """Whether a line of a list is no longer as read."""
    same = [other for other in read if other.get("path") and other.get("path") == item.get("path")]
    other = same[0] if same else (read[index] if index < len(read) else None)
    return other != dict(item)


def undo_step(before: Draft, after: Draft) -> dict[str, Any]:
    """What must be put back to undo a correction: the old value of every key that changed."""
    return {key: before[key] for key in before if before[key] != after.get(key)}
