"""What is proposed, without the words that propose, by looking at one word after another."""

from itertools import product

from caunoi.synthesis.syllables import parse, plain

BEHIND_NEEDS = ["bộ", "cứ", "thiết", "cù", "câu", "cẩu", "kiệm", "mẫn", "trục", "nhà", "hộ", "tin", "cước"]
BEHIND_SHOULD = ["chăng", "kinh", "móng", "giáo", "hành", "văn", "nông", "công"]


def _one_letter_apart(one: str, other: str) -> bool:
    """Dropped, added, changed or swapped with its neighbor, of two different words."""
    letters = set(one + other)
    dropped = {other[:at] + other[at + 1 :] for at in range(len(other))}
    changed = {
        other[:at] + letter + other[at + size :]
        for at, letter, size in product(range(len(other) + 1), letters, (0, 1))
    }  # fmt: skip
    swapped = {
        other[:at] + other[at + 1] + other[at] + other[at + 2 :] for at in range(len(other) - 1)
    }  # fmt: skip
    return one != other and one in dropped | changed | swapped


def _asks(word: str) -> str:
    """ "nên" or "cần", which a word is or may be."""
    if word in ("nên", "nen", "nê", "ên", "mên", "nêm", "hên"):
        return "nên"
    if word in ("cần", "can", "xần", "ần", "cầ"):
        return "cần"
    mistyped = parse(word) is None and not set("aeiouy") & set(word) and len(word) < 5
    near = [said for said in ("nên", "cần", "nen", "can") if mistyped and _one_letter_apart(word, said)]
    return {"nên": "nên", "nen": "nên", "cần": "cần", "can": "cần"}[near[0]] if near else ""


def matter_of(words: list[str]) -> list[str]:
    """The words without those that propose at their head; all of them where nothing is left."""
    rest = words
    while len(rest) > 1:
        if rest[0] in ("đề", "de", "kiến", "kien") and rest[1] in ("nghị", "nghi", "xuất", "xuat"):
            rest = rest[2:]
            continue
        asks = _asks(rest[0])
        own = BEHIND_NEEDS if asks == "cần" else BEHIND_SHOULD
        adds = rest[2:3] in (["sung"], ["bớt"], ["bot"])
        if not asks or ((rest[1] in own or rest[1] in map(plain, own)) and not adds):
            break
        rest = rest[2:] if asks == "cần" and rest[1] in ("phải", "phai") else rest[1:]
    return rest or words
