from pathlib import Path

import pytest
from PIL import Image

from caunoi.core.mark import FOLDER, draw_mark, favicon, main, write_png


def test_mark_with_a_label_is_an_image() -> None:
    assert 'role="img" aria-label="Cầu Nối"' in draw_mark("Cầu Nối")


def test_mark_without_a_label_is_decoration() -> None:
    assert 'aria-hidden="true"' in draw_mark()


def test_favicon_on_disk_is_the_one_drawn() -> None:
    assert (FOLDER / "favicon.svg").read_text(encoding="utf-8") == favicon()


def test_png_has_its_size_and_the_colours_of_the_mark(tmp_path: Path) -> None:
    target = tmp_path / "icon.png"
    write_png(target, 64, rounded=True, share=0.8)
    picture = Image.open(target).convert("RGBA")
    assert picture.size == (64, 64)
    assert picture.getpixel((0, 0))[3] == 0
    assert picture.getpixel((32, 4)) == (15, 76, 117, 255)
    assert picture.getpixel((32, 25))[:3] == (255, 253, 249)


def test_every_icon_that_the_pages_name_is_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("caunoi.core.mark.FOLDER", tmp_path / "icons")
    main()
    sizes = {path.name: Image.open(path).size[0] for path in (tmp_path / "icons").glob("*.png")}
    assert sizes == {
        "apple-touch-icon.png": 180,
        "favicon-32.png": 32,
        "icon-192.png": 192,
        "icon-512.png": 512,
        "icon-maskable-512.png": 512,
    }
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted([*sizes, "favicon.svg"])
