"""The colours: one set, two faces, enough contrast in both; styles that weigh little and templates that carry none."""

import gzip
import re
from pathlib import Path

import pytest

from caunoi.core.icons import ALIASES, ICONS

PACKAGE = Path(__file__).parents[2] / "caunoi"
STATIC = PACKAGE / "core/static/core"
TEMPLATES = sorted(path for path in PACKAGE.rglob("templates/**/*") if path.suffix in {".html", ".svg"})

TEXT_ON = [
    ("ink", "paper"),
    ("ink", "surface"),
    ("ink", "sunken"),
    ("ink", "line"),
    ("quiet", "paper"),
    ("quiet", "surface"),
    ("quiet", "sunken"),
    ("river", "paper"),
    ("river", "surface"),
    ("river", "river-soft"),
    ("on-river", "river"),
    ("on-water", "water"),
    ("ochre", "paper"),
    ("ochre", "ochre-soft"),
    ("green", "paper"),
    ("green", "green-soft"),
    ("red", "paper"),
    ("red", "surface"),
    ("red", "red-soft"),
    ("ink", "river-soft"),
    ("ink", "ochre-soft"),
    ("ink", "green-soft"),
    ("ink", "red-soft"),
]
SHAPES_ON = [
    ("edge", "surface"),
    ("edge", "paper"),
    ("river-fill", "paper"),
    ("green-fill", "paper"),
    ("red-fill", "paper"),
]


def blocks() -> dict[str, dict[str, str]]:
    css = (STATIC / "tokens.css").read_text(encoding="utf-8")
    found = [dict(re.findall(r"--([\w-]+):\s*([^;]+);", body)) for body in re.findall(r"\{([^{}]+)\}", css)]
    coloured = [block for block in found if "paper" in block]
    return dict(zip(("light", "device", "dark"), coloured, strict=True))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_dark_of_the_device_is_dark_by_choice() -> None:
    assert blocks()["device"] == blocks()["dark"]


def test_both_faces_name_the_same_tokens() -> None:
    assert set(blocks()["light"]) == set(blocks()["dark"])


@pytest.mark.parametrize("face", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_has_contrast(face: str, text: str, ground: str) -> None:
    tokens = blocks()[face]
    assert contrast(tokens[text], tokens[ground]) >= 4.5


@pytest.mark.parametrize("face", ["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPES_ON)
def test_shapes_have_contrast(face: str, shape: str, ground: str) -> None:
    tokens = blocks()[face]
    assert contrast(tokens[shape], tokens[ground]) >= 3


def test_every_token_that_is_used_is_defined() -> None:
    css = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("static/**/*.css"))
    used, defined = set(re.findall(r"var\(--([\w-]+)", css)), set(re.findall(r"--([\w-]+):", css))
    assert used - defined == set()


def test_styles_weigh_less_than_thirty_kilobytes() -> None:
    css = b"".join(path.read_bytes() for path in sorted(STATIC.glob("*.css")))
    assert len(gzip.compress(css)) < 30_000


def test_no_text_is_smaller_than_sixteen_pixels() -> None:
    css = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("static/**/*.css") if path.stem != "print")
    sizes = re.findall(
        r"font-size:\s*([\d.]+)(rem|px)|--text-\d:\s*(?:clamp\()?([\d.]+)(rem)|font:[^;]*?([\d.]+)(rem)", css
    )
    numbers = [
        (float(next(part for part in row[::2] if part)), next(part for part in row[1::2] if part)) for row in sizes
    ]
    assert [size for size in numbers if size[0] < (16 if size[1] == "px" else 1)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_template_obeys_the_strict_policy(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert (
        re.findall(
            r"\sstyle=|<style|\son[a-z]+=\"|javascript:|<script(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")",
            source,
        )
        == []
    )


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_template_names_icons_that_are_drawn(path: Path) -> None:
    named = set(re.findall(r"""\{%\s*icon\s+["']([\w-]+)["']""", path.read_text(encoding="utf-8")))
    assert named - set(ICONS) - set(ALIASES) == set()


def test_aliases_lead_to_icons() -> None:
    assert set(ALIASES.values()) <= set(ICONS)
    assert set(ALIASES) & set(ICONS) == set()


def test_core_speaks_no_word_of_the_field() -> None:
    sources = [*(PACKAGE / "core").rglob("*.py"), *(PACKAGE / "core").rglob("*.html"), *STATIC.glob("*.js")]
    words = re.compile(r"\b(campaigns?|congress(es)?|delegates?)\b", re.IGNORECASE)
    allowed = {"icons.py", "messages.py"}
    found = [
        path.name for path in sources if path.name not in allowed and words.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
