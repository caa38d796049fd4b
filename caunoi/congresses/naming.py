"""What a congress is called, and its ordinal. The words are those that papers print, hence Vietnamese. Pure."""

from caunoi.congresses.enums import CongressForm

_OPENINGS = {
    CongressForm.DELEGATES: "Đại hội đại biểu",
    CongressForm.PLENARY: "Đại hội toàn thể đoàn viên",
    CongressForm.DELEGATE_CONFERENCE: "Hội nghị đại biểu",
    CongressForm.MEMBERS_CONFERENCE: "Hội nghị toàn thể đoàn viên",
    CongressForm.COMMITTEE_CONFERENCE: "Hội nghị Ban Chấp hành mở rộng",
}
_NUMERALS = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_HIGHEST = 89  # the numerals above suffice for twelve centuries of congresses


def body_of_congress(unit_name: str) -> str:
    """The union as its congress names it: "Liên đoàn Lao động tỉnh Vĩnh Sơn" meets as "Công đoàn tỉnh Vĩnh Sơn"."""
    for office in ("Tổng Liên đoàn Lao động ", "Liên đoàn Lao động "):
        if unit_name.startswith(office):
            return f"Công đoàn {unit_name.removeprefix(office)}"
    return unit_name


def propose_title(unit_name: str, *, form: str, ordinal: str, term: tuple[int, int] | None) -> str:
    """The title as papers print it: "Đại hội đại biểu Công đoàn xã Ba Khe lần thứ I, nhiệm kỳ 2025 - 2030" (FACTS e)."""
    opening = _OPENINGS[CongressForm(form)] if form else "Đại hội"
    title = f"{opening} {body_of_congress(unit_name)}"
    if ordinal:
        title += f" lần thứ {ordinal}"
    if term:
        title += f", nhiệm kỳ {term[0]} - {term[1]}"
    return title


def to_roman(number: int) -> str:
    """A Roman numeral; ``ValueError`` outside 1–89."""
    if not 1 <= number <= _HIGHEST:
        raise ValueError(f"no ordinal of a congress: {number}")
    text = ""
    for value, sign in _NUMERALS:
        while number >= value:
            text, number = text + sign, number - value
    return text


def from_roman(text: str) -> int | None:
    """The number of a Roman numeral as ``to_roman`` writes it; None for anything else."""
    return next((number for number in range(1, _HIGHEST + 1) if to_roman(number) == text.strip().upper()), None)
