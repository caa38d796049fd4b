"""Numbers and places in the words of a departure."""

from collections.abc import Iterable

from caunoi.officialdocs.checking.model import Line, Place

_NAMES = {
    Place.HEAD_LEFT: "Phần đầu văn bản, bên trái",
    Place.HEAD_RIGHT: "Phần đầu văn bản, bên phải",
    Place.TABLE: "Bảng",
    Place.FOOT_LEFT: "Nơi nhận",
    Place.FOOT_RIGHT: "Chữ ký",
}
_SHOWN = 40


def number_in_words(value: float) -> str:
    """ "12,7"; "14"."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def span_in_words(least: float, most: float, unit: str) -> str:
    """ "20–25 mm"; "cỡ 13–14"."""
    low, high = number_in_words(least), number_in_words(most)
    text = low if low == high else f"{low}–{high}"
    return f"cỡ {text}" if unit == "cỡ" else f"{text} {unit}"


def joined(sizes: Iterable[float]) -> str:
    return ", ".join(number_in_words(one) for one in sorted(sizes))


def place_of(line: Line) -> str:
    """ "Đoạn 12 (“Tuyên truyền …”)"."""
    text = line.text if len(line.text) <= _SHOWN else f"{line.text[: _SHOWN - 1].rstrip()}…"
    name = _NAMES.get(line.place, "Đoạn")
    return f"{name} {line.number} (“{text}”)" if line.place is Place.BODY else f"{name} (“{text}”)"
