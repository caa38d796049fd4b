"""A change of text word by word."""

from difflib import SequenceMatcher


def word_changes(old: str, new: str) -> list[tuple[str, str]]:
    before, after = old.split(), new.split()
    found: list[tuple[str, str]] = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("same", " ".join(before[i:j])))
            continue
        if j > i:
            found.append(("del", " ".join(before[i:j])))
        if m > k:
            found.append(("ins", " ".join(after[k:m])))
    return found
