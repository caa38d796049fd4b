"""The mark: a bridge of three spans over a river. One geometry for the inline drawing, the favicon and the app icons.

``python -m caunoi.core.mark`` writes the files under ``static/core/icons/`` again.
"""

from pathlib import Path

from django.utils.html import format_html
from django.utils.safestring import SafeString

BRIDGE = "M2 12Q24 2 46 12V22.5H44A5 8.5 0 0 0 34 22.5H31A7 11.5 0 0 0 17 22.5H14A5 8.5 0 0 0 4 22.5H2Z"
WATER = "M2 27H46"
ARCHES = ((9, 5, 8.5), (24, 7, 11.5), (39, 5, 8.5))  # middle, half width, height of each opening
GROUND = 22.5  # the line they stand on
BLUE, PAPER, WATER_BLUE = "#0f4c75", "#fffdf9", "#8ec5ea"
FOLDER = Path(__file__).parent / "static/core/icons"


def draw_mark(label: str = "") -> SafeString:
    """The bridge in the colour of its text; with a ``label`` it is an image that says so, else decoration."""
    role = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="mark" viewBox="0 0 48 30" width="48" height="30" focusable="false" {}>'
        '<path class="mark__bridge" d="{}"/><path class="mark__water" d="{}"/></svg>',
        role,
        BRIDGE,
        WATER,
    )


def favicon() -> str:
    """The bridge on a tile of river blue."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
        f'<rect width="64" height="64" rx="14" fill="{BLUE}"/>'
        f'<g transform="translate(5.6 15.5) scale(1.1)"><path fill="{PAPER}" d="{BRIDGE}"/>'
        f'<path fill="none" stroke="{WATER_BLUE}" stroke-width="3" d="{WATER}"/></g></svg>\n'
    )


def write_png(path: Path, size: int, *, rounded: bool, share: float) -> None:
    """Draw the tile at eight times its size and scale it down; ``share`` of the width is the bridge's."""
    from PIL import Image, ImageDraw

    big = size * 8
    picture = Image.new("RGBA", (big, big), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle((0, 0, big - 1, big - 1), radius=big * 0.22 if rounded else 0, fill=BLUE)
    unit = big * share / 48
    left, top = (big - 48 * unit) / 2, (big - 34 * unit) / 2 + unit

    def place(x: float, y: float) -> tuple[float, float]:
        return left + x * unit, top + y * unit

    steps = [number / 64 for number in range(65)]
    deck = [place(2 + 44 * t, 12 * (1 - t) ** 2 + 4 * t * (1 - t) + 12 * t**2) for t in steps]
    pen.polygon([*deck, place(46, GROUND), place(2, GROUND)], fill=PAPER)
    for middle, half, height in ARCHES:
        pen.ellipse((*place(middle - half, GROUND - height), *place(middle + half, GROUND + height)), fill=BLUE)
    pen.rectangle((*place(2, 25.5), *place(46, 28.5)), fill=WATER_BLUE)
    picture.reduce(8).save(path, optimize=True)


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "favicon.svg").write_text(favicon(), encoding="utf-8")
    write_png(FOLDER / "favicon-32.png", 32, rounded=True, share=0.84)
    write_png(FOLDER / "apple-touch-icon.png", 180, rounded=False, share=0.72)
    write_png(FOLDER / "icon-192.png", 192, rounded=True, share=0.78)
    write_png(FOLDER / "icon-512.png", 512, rounded=True, share=0.78)
    write_png(FOLDER / "icon-maskable-512.png", 512, rounded=False, share=0.6)


if __name__ == "__main__":
    main()
