"""Pictures for the demonstration's evidence, drawn by us: flat scenes with hills, halls and banners. No text, no emblem."""

import random
from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter

SIZE = (1200, 900)
_SKIES = [((196, 221, 232), (244, 236, 218)), ((173, 205, 226), (250, 226, 197)), ((205, 216, 220), (236, 233, 224))]
_HILLS = [(120, 152, 138), (94, 131, 120), (66, 104, 96)]
_CLOTHES = [(47, 93, 138), (158, 66, 52), (201, 154, 62), (88, 120, 92), (112, 86, 128), (60, 72, 88)]

Draw = ImageDraw.ImageDraw
Color = tuple[int, int, int]


def _mix(a: Color, b: Color, share: float) -> Color:
    return (
        round(a[0] + (b[0] - a[0]) * share),
        round(a[1] + (b[1] - a[1]) * share),
        round(a[2] + (b[2] - a[2]) * share),
    )


def _landscape(draw: Draw, rng: random.Random) -> None:
    top, bottom = rng.choice(_SKIES)
    for y in range(560):
        draw.line([(0, y), (SIZE[0], y)], fill=_mix(top, bottom, y / 560))
    for row, color in enumerate(_HILLS):
        base = 400 + row * 70
        ridge = [(x, base - rng.randint(10, 140 - row * 30)) for x in range(0, SIZE[0] + 200, 200)]
        draw.polygon([(0, 900), *ridge, (SIZE[0], 900)], fill=color)
    draw.rectangle([0, 640, *SIZE], fill=(196, 184, 160))


def _person(draw: Draw, x: int, y: int, size: int, rng: random.Random) -> None:
    skin = (222, 184, 148)
    draw.rounded_rectangle([x - size // 2, y, x + size // 2, y + size * 2], radius=size // 3, fill=rng.choice(_CLOTHES))
    draw.ellipse([x - size // 3, y - size * 3 // 4, x + size // 3, y], fill=skin)
    draw.pieslice([x - size // 3, y - size * 3 // 4, x + size // 3, y], 180, 360, fill=(48, 40, 36))


def _hall(draw: Draw, rng: random.Random) -> None:
    """A meeting hall: backdrop, table, rows of people seen from behind."""
    draw.rectangle([0, 0, *SIZE], fill=(232, 222, 204))
    draw.rectangle([150, 90, 1050, 430], fill=(158, 48, 44))
    draw.rectangle([150, 90, 1050, 104], fill=(214, 170, 78))
    draw.rectangle([360, 380, 840, 470], fill=(112, 78, 54))
    for x in range(420, 800, 110):
        _person(draw, x, 320, 54, rng)
    draw.rectangle([0, 470, *SIZE], fill=(188, 166, 138))
    for row in range(4):
        for x in range(80 - row * 20, SIZE[0], 130):
            _person(draw, x + rng.randint(-8, 8), 520 + row * 95, 58 + row * 8, rng)


def _banner(draw: Draw, rng: random.Random) -> None:
    """A gate with a banner across it."""
    _landscape(draw, rng)
    for x in (210, 930):
        draw.rectangle([x, 250, x + 60, 760], fill=(206, 196, 178))
        draw.rectangle([x - 10, 235, x + 70, 255], fill=(150, 138, 120))
    draw.polygon([(200, 290), (1000, 270), (1000, 380), (200, 400)], fill=(176, 46, 42))
    for x in range(240, 960, 44):
        draw.rectangle([x, 328 - (x - 200) // 40, x + 26, 344 - (x - 200) // 40], fill=(236, 200, 96))
    for x in range(330, 900, 140):
        _person(draw, x, 600 + rng.randint(-10, 30), 50, rng)


def _loudspeaker(draw: Draw, rng: random.Random) -> None:
    """A loudspeaker on its pole above the hills."""
    _landscape(draw, rng)
    draw.rectangle([580, 180, 604, 900], fill=(96, 92, 86))
    for side in (-1, 1):
        x = 592 + side * 30
        draw.polygon([(x, 220), (x + side * 170, 160), (x + side * 170, 320), (x, 260)], fill=(132, 136, 138))
        draw.ellipse([x + side * 170 - 22, 160, x + side * 170 + 22, 320], fill=(74, 78, 82))
    for x in range(120, 1100, 240):
        draw.polygon([(x, 700), (x + 80, 640), (x + 160, 700)], fill=(150, 74, 54))
        draw.rectangle([x + 14, 700, x + 146, 790], fill=(226, 214, 190))


def _match(draw: Draw, rng: random.Random) -> None:
    """A volleyball match on a factory yard."""
    _landscape(draw, rng)
    draw.polygon([(80, 880), (300, 600), (900, 600), (1120, 880)], fill=(176, 104, 74))
    draw.line([(600, 600), (600, 880)], fill=(245, 240, 230), width=6)
    draw.rectangle([586, 470, 614, 620], fill=(240, 240, 236))
    ball = rng.randint(420, 760)
    draw.ellipse([ball, 390, ball + 40, 430], fill=(240, 228, 190))
    for x in (260, 380, 480, 720, 830, 950):
        _person(draw, x, 640 + rng.randint(-30, 60), 54, rng)


def _gifts(draw: Draw, rng: random.Random) -> None:
    """People handing over parcels in front of a house."""
    _landscape(draw, rng)
    draw.rectangle([680, 380, 1120, 720], fill=(228, 212, 180))
    draw.polygon([(640, 390), (900, 250), (1160, 390)], fill=(150, 78, 60))
    draw.rectangle([840, 520, 940, 720], fill=(104, 76, 56))
    for x in (200, 320, 440, 580):
        _person(draw, x, 560 + rng.randint(0, 30), 64, rng)
        draw.rectangle([x - 30, 650, x + 34, 700], fill=(196, 62, 54))
        draw.rectangle([x - 3, 650, x + 7, 700], fill=(236, 200, 96))


SCENES = {
    "conference": _hall,
    "loudspeaker": _loudspeaker,
    "visual": _banner,
    "culture": _match,
    "emulation": _gifts,
}


def draw_scene(kind: str, seed: int) -> bytes:
    """A JPEG of 1200 × 900 for a kind of activity (``ChannelKind``; the hall for kinds without a scene of their own)."""
    rng = random.Random(seed)  # noqa: S311 - a picture, no secret
    image = Image.new("RGB", SIZE, (240, 236, 226))
    SCENES.get(kind, _hall)(ImageDraw.Draw(image), rng)
    image = image.filter(ImageFilter.GaussianBlur(1.1))
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=82)
    return buffer.getvalue()
