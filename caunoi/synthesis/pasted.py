"""What came along when a text was pasted: rows of a table, heads of forwarded messages, feet of scanned pages.

Officers paste rows of their own tables ("Điều 12 | Giữ nguyên phần còn lại | Đề nghị … | Lý do: …"), members what a friend sent
("[08:30, 12/5/2026] Nguyễn Văn A: …"). The cell that proposes is the opinion; numbers, units, the draft's own words and reasons
beside it are not. Where that is not plain, the text stays as it is.
"""

import re
from typing import Final

from caunoi.synthesis.syllables import plain


def _bare(words: str) -> str:
    """The same without marks."""
    return "".join(letter if letter in "| " else plain(letter) for letter in words)


_FLAGS: Final = re.IGNORECASE | re.MULTILINE
_WORDS: Final = frozenset(("Trang", "TRANG", "STT", "TT:", "viết:", "wrote:", "iPhone", "LƯU"))
_FIRST: Final = ("[", "-----", "Fw", "FW", "RE:", "Re:")
_BAR: Final = re.compile(r"[|\t]")
_LABEL: Final = re.compile(r"\s*([^:;|\t\n]{2,40}):\s*")
_OPINION: Final = re.compile(
    r"(?:nội dung )?(?:ý kiến|đề nghị|kiến nghị|góp ý|đề xuất)(?: (?:tham gia|góp ý|đóng góp|sửa đổi|bổ sung))*", _FLAGS
)
_NUMBER: Final = re.compile(r"s?tt\b", _FLAGS)
_SPEAKERS: Final = "xin|tôi|em|chúng tôi|chúng em|đơn vị|kính|rất|tha thiết"
_VERBS: Final = (
    "đề nghị|kiến nghị|đề xuất|cần|nên|mong|xin|yêu cầu|bổ sung|sửa|bỏ|lược bỏ|thay|thêm|làm rõ|ghi rõ|nêu rõ|quy định|tăng|giảm|"
    "nâng|điều chỉnh|xem xét|viết lại"
)
_ASKS: Final = re.compile(rf"(?:(?:{_SPEAKERS}) ){{0,3}}(?:{_VERBS})\b", _FLAGS)
# Without marks "can bo" may be "cán bộ", "can cu" "căn cứ".
_ASKS_BARE: Final = re.compile(
    rf"(?:(?:{_bare(_SPEAKERS)}) ){{0,3}}(?:{_bare(_VERBS)})\b(?<!\bcan(?= (?:bo|cu)\b))", _FLAGS
)
_STANDS: Final = re.compile(
    r"(?:(?:hoàn toàn|cơ bản|rất|không|chưa) )*(?:nhất trí|đồng ý|tán thành|đồng tình|thống nhất|ủng hộ|phản đối)\b",
    _FLAGS,
)
_PLACE: Final = re.compile(
    r"\b(?:điều|khoản|mục|phần|chương|điểm|trang|dieu|khoan|muc|phan|chuong|diem)\b|\b(?:[kđdm]|tr)\.? ?\d|^p?[ivx]+\b",
    _FLAGS,
)
_LEAST, _MOST_OF_PLACE = 4, 9  # words of a proposal; of a cell that names its place
_LEAST_LABELLED: Final = 3  # cells of a row that were copied with the heads of their columns
# What came with a message, and signs in small letters of which one must stand there for it to be worth looking for.
_MESSAGES: Final = (
    (("[",), re.compile(r"^[ \t]*\[\d{1,2}:\d{2},? ?\d{1,2}/\d{1,2}/\d{2,4}\] ?[^:\n]{1,60}: *\n?", _FLAGS)),  # Zalo
    (
        ("[",),
        re.compile(
            r"^[ \t]*\[(?i:(?:tin nhắn )?(?:đã )?chuyển tiếp|forwarded)[^\]\n]{0,100}\][ \t]*"
            r"(?::|(?:[A-ZĐÀ-Ỹ][^\W\d_]*(?: |(?=:))){2,5}:)?[ \t]*\n?",
            re.MULTILINE,
        ),
    ),
    (
        ("-----",),
        re.compile(
            r"^[ \t]*-{5,40}[^\n]{0,80}?-{3,40}[ \t]*\n(?:[ \t]*(?:từ|from|gửi|đến|to|cc|chủ đề|subject|ngày|date|tiêu đề)"
            r"[ \t]*:[^\n]{0,80}\n)*",
            _FLAGS,
        ),
    ),
    (("viết", "wrote"), re.compile(r"^[ \t]*(?:vào|on) [^\n]{5,80}(?:đã viết|wrote)[ \t]*:[ \t]*\n?", _FLAGS)),
    (("từ", "from"), re.compile(r"\n?[ \t]{0,20}(?:(?:đã |được )?gửi từ|sent from) [\w ]{2,30}\.?\s*\Z", _FLAGS)),
    (
        ("@",),
        re.compile(r"(?:\be-?mail\b\s{0,5}:?\s{0,5})?<?[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{0,64}\w>?", _FLAGS),
    ),
)
_SUBJECT: Final = re.compile(r"\A\s*(?:fwd?|re)[ \t]*:([^\n]{0,80})\n", _FLAGS)
_SAYS: Final = re.compile(
    r"đề nghị|kiến nghị|đề xuất|bổ sung|sửa|nhất trí|đồng ý|tán thành|thống nhất|\b(?:bỏ|cần|nên|mong|điều|khoản|mục)\b",
    _FLAGS,
)
_PAGE: Final = re.compile(r"\n[ \t]*(?:trang \d{1,3} ?/ ?\d{1,3}|lưu hành nội bộ)[ \t]*(?=\n|\Z)", _FLAGS)
_PAGE_INSIDE: Final = re.compile(r"(?<=[^.!?:;\n])\n[ \t]*[Tt]rang \d{1,3}[ \t]*\n(?=[ \t]*[^\W\d_A-ZĐÀ-Ỹ])")


def may_be_pasted(run: str) -> bool:
    """Whether a run between spaces is worth asking ``unpasted`` about the text in which it stands."""
    return "|" in run or "@" in run or run in _WORDS or run.startswith(_FIRST)


def unpasted(text: str) -> str:
    """The text (NFC) without what came along; as it was where nothing would be left. O(letters)."""
    found, small = text, text.lower()
    for signs, head in _MESSAGES:
        if any(sign in small for sign in signs):
            found = head.sub("", found)
    subject = _SUBJECT.match(found)
    if subject and not _SAYS.search(subject[1]):  # a line break may be lost, and the opinion stand there too
        found = found[subject.end() :]
    found = _PAGE_INSIDE.sub("\n", _PAGE.sub("", found))
    if found.count("|") + found.count("\t") > 1:
        lines = found.split("\n")
        rows = all(len(_BAR.findall(line)) != 1 for line in lines)
        found = "\n".join(map(_of_row, lines)) if rows else _of_row(" ".join(lines))
    else:
        found = "\n".join(map(_of_labels, found.split("\n")))
    return found if any(letter.isalnum() for letter in found) else text


def _of_row(line: str) -> str:
    """The one cell of a row that proposes, behind the one that names its place; a line that is no such row as it is."""
    cells = [cell.strip() for cell in _BAR.split(line) if cell.strip()]
    said = [_without_label(cell) for cell in cells]
    asking = [place for place, cell in enumerate(said) if _asks(cell)]
    if (
        len(cells) < 2
        or len(asking) != 1
        or not (_STANDS.match(said[asking[0]]) or len(said[asking[0]].split()) >= _LEAST)
    ):
        return line  # "Đề nghị | tăng lương" may be a speck of the scan
    places = [cell for place, cell in enumerate(cells) if place != asking[0] and _is_place(cell)]
    return ": ".join([*places[:1], said[asking[0]]])


def _of_labels(line: str) -> str:
    """The same of "STT 7; Điều khoản: Điều 3; Đơn vị: …; Ý kiến: …; Lý do: …"."""
    if line.count(";") < _LEAST_LABELLED - 1:
        return line
    cells = [cell.strip() for cell in line.split(";") if cell.strip()]
    labels = [_LABEL.match(cell) for cell in cells]
    opinions = [place for place, label in enumerate(labels) if label and _OPINION.fullmatch(label[1])]
    labelled = sum(1 for cell, label in zip(cells, labels, strict=True) if label or _NUMBER.match(cell))
    if len(opinions) != 1 or labelled < _LEAST_LABELLED or labelled < len(cells):
        return line
    values = [cell[label.end() :] if label else "" for cell, label in zip(cells, labels, strict=True)]
    places = [value for place, value in enumerate(values) if place != opinions[0] and _is_place(value)]
    return ": ".join([*places[:1], values[opinions[0]]])


def _without_label(cell: str) -> str:
    label = _LABEL.match(cell)
    return cell[label.end() :] if label and _OPINION.fullmatch(label[1]) else cell


def _asks(cell: str) -> bool:
    """Whether a cell proposes something, or takes a stand."""
    return bool((_ASKS_BARE if cell.isascii() else _ASKS).match(cell) or _STANDS.match(cell))


def _is_place(cell: str) -> bool:
    """Whether a short cell names a place of the draft."""
    return len(cell.split()) <= _MOST_OF_PLACE and bool(_PLACE.search(cell))
