"""Who speaks before an opinion, and to whom: "Tôi là Nguyễn Văn A, thợ lò.", "Em lái xe ở Vinh.", "Kính gửi Tổng Liên đoàn"."""

from typing import Any, Final

from caunoi.synthesis.asking import CONSENT, GREETS, HEAD, OPENING, PROPOSAL, ROLE, SAYS, SPEAKER
from caunoi.synthesis.compiled import uncounted
from caunoi.synthesis.sentences import denies_or_proposes
from caunoi.synthesis.trie import begins_with, longest

_JUDGES: Final = HEAD | SAYS
_SENT: Final = 18  # words of whom a text is sent to
_WHO, _ALONE = 20, 8  # words that say who somebody is, before a mark and to the end of a text


@uncounted
def who_speaks(
    words: Any, plain: Any, gaps: Any, flags: Any, at: int, end: int, runs: Any, begins: Any, exact: Any, by_name: Any
) -> Any:
    """How many words only say who writes, whose opinion it is, or who takes the stand behind them."""
    length = introduced(words, plain, gaps, flags, at, end, runs, begins, exact, by_name)
    if length == 0:
        length = _whose(words, plain, gaps, flags, at, end, runs, begins, exact, by_name)
    return length or _standing(words, plain, gaps, flags, at, end, runs, begins)


@uncounted
def _whose(
    words: Any, plain: Any, gaps: Any, flags: Any, at: int, end: int, runs: Any, begins: Any, exact: Any, by_name: Any
) -> Any:
    """How many words are "ý kiến của chị em chuyền 5" up to a mark; 0 where they deny, propose or judge something, or say what it
    is about."""
    opinion, owner = by_name[14], by_name[15]
    if at + 3 >= end or plain[at + 2] != owner or (gaps[at + 1] | gaps[at + 2]) & 0x1FF:
        return 0
    gives = plain[at] == by_name[16] and plain[at + 1] == by_name[6]  # "góp ý"
    if not gives and not (plain[at] == by_name[6] and plain[at + 1] == opinion):
        return 0
    after = _stop(gaps, at + 3, end)
    if after == end or after - at > _WHO:
        return 0
    for place in range(at + 3, after):
        about = words[place] == by_name[17] or words[place] == by_name[18]  # "ý kiến của tôi về bữa ăn ca: …"
        if about or flags[words[place]] & 16:  # nor where they name a place
            return 0
    says = denies_or_proposes(words, plain, flags, at + 3, after, end, runs, begins, exact, SAYS | PROPOSAL)
    return 0 if says else after - at


@uncounted
def _standing(words: Any, plain: Any, gaps: Any, flags: Any, at: int, end: int, runs: Any, begins: Any) -> Any:
    """How many words say who takes the stand behind them: "chị em chuyền 4 | hoàn toàn đồng ý"; "tôi" alone stays, for who
    mistypes the stand says it too."""
    after, called = at, False
    while after < end and after - at < _ALONE and (after == at or not gaps[after] & 0x1FF):
        if called and begins[plain[after]] & (CONSENT | HEAD):
            length = longest(runs, plain, after, end, CONSENT | HEAD)[0]
            behind = after + length
            if length > 1 and longest(runs, plain, behind - 2, end, CONSENT)[0] == 2:
                return after - at if _says_no_more(words, gaps, flags, behind, end) else 0
        length, kind = (
            longest(runs, plain, after, end, SPEAKER | ROLE) if begins[plain[after]] & (SPEAKER | ROLE) else (0, 0)
        )
        called = called or kind & ROLE != 0
        if length == 0 and after > at and flags[words[after]] & 128:
            length = 1
        if length == 0:
            return 0
        after += length
    return 0


@uncounted
def _says_no_more(words: Any, gaps: Any, flags: Any, at: int, end: int) -> Any:
    """Whether up to the next mark nothing of the matter is said: "… ủng hộ | 2 ngày lương" is no stand."""
    while at < end and not gaps[at] & 0x1FF:
        if not flags[words[at]] & (32 | 64 | 128):
            return False
        at += 1
    return True


@uncounted
def introduced(
    words: Any, plain: Any, gaps: Any, flags: Any, at: int, end: int, runs: Any, begins: Any, exact: Any, by_name: Any
) -> Any:
    """How many words are "tôi tên là" with a name, or "tôi là" with what one is; and what one is behind the name."""
    length, _kind = longest(runs, plain, at, end, 1024)
    name = at + length
    if length == 0 or name + 1 >= end:
        return 0
    after = _stop(gaps, name + 1, end)
    doing = _doing(plain, at, name, runs)
    if doing < name:
        told = after < end and tells_role(words, plain, flags, doing, after, runs, begins, exact, by_name)
        # Behind a comma the sentence may go on: "Tôi làm công đoàn 25 năm, chưa thấy …".
        goes_on = told and not gaps[after] & 0x3E
        if goes_on:
            goes_on = not begins_with(words, plain, after, end, runs, PROPOSAL | SPEAKER | OPENING, begins, exact)
        return after - at if told and not goes_on else 0
    # "Em là Sơn, công nhân chuyền 12."
    called = after == name + 1 < end and gaps[after] & (0x1FF | 512) == 1 and not flags[words[name]] & 3
    if called:
        after = _stop(gaps, after + 1, end)
        called = after < end and tells_role(words, plain, flags, name + 1, after, runs, begins, exact, by_name)
    named = called or flags[plain[name]] & 1024 or flags[words[name + 1]] & 8192 or gaps[name] & gaps[name + 1] & 512
    # Without a mark what is longer says something.
    if after - at > (_WHO if after < end else _ALONE) or not (
        named or (after < end and tells_role(words, plain, flags, name, after, runs, begins, exact, by_name))
    ):
        return 0
    while after < end and gaps[after] & (1 | 64) and not gaps[after] & 0x3E:  # ", công nhân may,"
        stop = _stop(gaps, after + 1, end)
        if stop == end or not tells_role(words, plain, flags, after, stop, runs, begins, exact, by_name):
            break
        after = stop
    return after - at


@uncounted
def _doing(plain: Any, at: int, end: int, runs: Any) -> Any:
    """Where what somebody does begins behind "em" or "chúng tôi"; the end where none stands there: "em là"."""
    for begin in range(at + 1, end):
        if longest(runs, plain, begin, end, ROLE)[0] == end - begin:
            return begin
    return end


@uncounted
def salutation(
    words: Any, plain: Any, gaps: Any, flags: Any, at: int, end: int, runs: Any, begins: Any, exact: Any
) -> Any:  # fmt: skip
    """How many words say to whom a text is sent, up to a mark or to a capital that begins a proposal: "Kính gửi Liên đoàn
    Lao động tỉnh", "Kính gửi: …"; 0 where they say more."""
    length, _kind = longest(runs, plain, at, end, GREETS)
    first = after = at + length
    while length and after < end and (not gaps[after] & 0x3F or (after == first and gaps[after] & 2)):
        if gaps[after] & (512 | 2) and begins_with(words, plain, after, end, runs, HEAD, begins, exact):
            break
        if after - at == _SENT or flags[words[after]] & 3:
            return 0
        if begins_with(words, plain, after, end, runs, _JUDGES, begins, exact):
            return 0
        after += 1
    said_so = after == end and first < end and gaps[first] & 2  # "Kính gửi: đoàn phí còn cao"
    return after - at if length and not said_so else 0


@uncounted
def _stop(gaps: Any, at: int, end: int) -> Any:
    """Where the next mark stands."""
    while at < end and not gaps[at] & 0x1FF:
        at += 1
    return at


@uncounted
def tells_role(
    words: Any, plain: Any, flags: Any, at: int, end: int, runs: Any, begins: Any, exact: Any, by_name: Any
) -> Any:
    """Whether words begin with what somebody is, and neither deny, propose nor judge anything, nor count but years or last."""
    length = 0
    if end - at <= _WHO and begins[plain[at]] & ROLE:
        length, _kind = longest(runs, plain, at, end, ROLE)
    if length == 0:
        return False
    year, full_time = by_name[2], by_name[8]
    for place in range(at + length, end):
        years = plain[place] == year or (place + 1 < end and plain[place + 1] == year)
        counts = flags[words[place]] & 1 and not years and place + 1 < end  # "… Xí nghiệp xe khách số 3"
        # "công nhân ca 9 bên Nhà máy may"; but "tổ 12 tiếng mỗi ca"
        counts = counts and not (begins[plain[place - 1]] & begins[plain[place + 1]] & ROLE)
        counts = counts and not (place + 2 == end and flags[words[place + 1]] & 64)  # "công nhân tổ 5 ạ"
        denies = flags[words[place]] & 2 and not (place + 1 < end and plain[place + 1] == full_time)
        if denies or counts:  # but "cán bộ công đoàn không chuyên trách"
            return False
        # Among words with marks "kho" is no "khổ".
        unlike = (
            words[place] == plain[place]
            and flags[words[place - 1]] & 8
            and longest(runs, plain, place, end, _JUDGES)[0] == 1
        )
        if not unlike and begins_with(words, plain, place, end, runs, _JUDGES, begins, exact):
            return False
    return True
