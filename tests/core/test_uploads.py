"""Photographs drawn anew, files known by their content, clear refusals."""

import io
import struct
import zipfile
import zlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from caunoi.core import uploads
from caunoi.core.errors import Refused
from caunoi.core.uploads import GPS_TAG, check_upload

GPS = {1: "N", 2: (22.0, 23.0, 45.0), 3: "E", 4: (103.0, 27.0, 30.0)}


def photo(size: tuple[int, int] = (800, 600), kind: str = "JPEG", mode: str = "RGB", **options: Any) -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, size, "teal").save(buffer, kind, **options)
    return buffer.getvalue()


def exif(**entries: Any) -> Image.Exif:
    data = Image.Exif()
    data[0x010F] = "Phone maker"
    data[GPS_TAG] = GPS
    for tag, value in entries.items():
        data[int(tag[1:], 16)] = value
    return data


def send(content: bytes, name: str = "anh.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def office(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_check_upload_brings_a_photograph_down_to_size() -> None:
    checked = check_upload(send(photo((4000, 3000))))
    assert (checked.width, checked.height, checked.content_type) == (2560, 1920, "image/jpeg")
    assert opened(checked.content).size == (2560, 1920)
    assert opened(checked.thumbnail).size == (480, 360)


def test_check_upload_leaves_a_small_photograph_its_size() -> None:
    checked = check_upload(send(photo((300, 200))))
    assert (checked.width, checked.height) == (300, 200)
    assert checked.is_photo


def test_check_upload_strips_everything_that_tells_where_and_with_what() -> None:
    checked = check_upload(send(photo(exif=exif())))
    assert dict(opened(checked.content).getexif()) == {}
    assert dict(opened(checked.thumbnail).getexif()) == {}
    assert checked.keeps_position is False


def test_check_upload_keeps_the_position_alone_when_asked() -> None:
    checked = check_upload(send(photo(exif=exif())), keep_position=True)
    kept = opened(checked.content).getexif()
    assert kept.get_ifd(GPS_TAG)[1] == "N"
    assert set(kept) == {GPS_TAG}
    assert dict(opened(checked.thumbnail).getexif()) == {}
    assert checked.keeps_position is True


def test_check_upload_asked_to_keep_a_position_that_is_not_there() -> None:
    assert check_upload(send(photo()), keep_position=True).keeps_position is False


def test_check_upload_turns_a_photograph_upright() -> None:
    checked = check_upload(send(photo((800, 600), exif=exif(x0112=6))))
    assert (checked.width, checked.height) == (600, 800)


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "L"), ("WEBP", "RGB"), ("JPEG", "CMYK")]
)
def test_check_upload_draws_every_format_as_jpeg(kind: str, mode: str) -> None:
    buffer = io.BytesIO()
    Image.new(mode, (64, 48)).save(buffer, kind)
    checked = check_upload(send(buffer.getvalue(), "anh"))
    assert (opened(checked.content).format, opened(checked.content).mode) == ("JPEG", "RGB")


def test_check_upload_reads_heic_of_iphones() -> None:
    pillow_heif = pytest.importorskip("pillow_heif")
    buffer = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 48), "teal")).save(buffer)
    assert check_upload(send(buffer.getvalue(), "IMG_1.HEIC")).content_type == "image/jpeg"


@pytest.mark.parametrize(
    ("content", "content_type", "extension"),
    [
        (b"%PDF-1.7 x", "application/pdf", ".pdf"),
        (b"ID3\x04 song", "audio/mpeg", ".mp3"),
        (b"\xff\xfb\x90 song", "audio/mpeg", ".mp3"),
        (b"\x00\x00\x00\x18ftypisom film", "video/mp4", ".mp4"),
        (office("word/document.xml"), f"{uploads.OFFICE}wordprocessingml.document", ".docx"),
        (office("xl/workbook.xml"), f"{uploads.OFFICE}spreadsheetml.sheet", ".xlsx"),
    ],
)
def test_check_upload_knows_files_by_their_content(content: bytes, content_type: str, extension: str) -> None:
    checked = check_upload(send(content, "x.exe"))
    assert (checked.content, checked.content_type, checked.extension) == (content, content_type, extension)
    assert checked.is_photo is False


def bomb() -> bytes:
    """A PNG that states 30,000 × 30,000 pixels and holds next to none."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"MZ\x90 a program", "unreadable"),
        (b"<svg onload='x'/>", "unreadable"),
        (photo()[:400], "unreadable"),
        (b"PK\x03\x04 not an archive", "unreadable"),
        (office("a.exe"), "unreadable"),
        (office("word/document.xml", "word/vbaProject.bin"), "macros"),
        (bomb(), "too_many_pixels"),
    ],
)
def test_check_upload_refuses_in_words(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        check_upload(send(content, "bai.jpg"))
    assert refusal.value.code == code


def test_check_upload_refuses_more_pixels_than_memory_bears(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MAX_PIXELS", 100)
    with pytest.raises(Refused) as refusal:
        check_upload(send(photo()))
    assert refusal.value.code == "too_many_pixels"


def test_check_upload_refuses_a_photograph_over_the_limit(settings: Any) -> None:
    settings.PHOTO_UPLOAD_MAX_BYTES = 1000
    with pytest.raises(Refused) as refusal:
        check_upload(send(photo((2000, 2000))))
    assert refusal.value.code == "too_large"


@pytest.mark.parametrize("settings_limit", [100, 10_000])
def test_check_upload_refuses_a_file_over_the_limit(
    monkeypatch: pytest.MonkeyPatch, settings: Any, settings_limit: int
) -> None:
    monkeypatch.setattr(uploads, "FILE_MAX_BYTES", 1000)
    settings.PHOTO_UPLOAD_MAX_BYTES = settings_limit
    with pytest.raises(Refused) as refusal:
        check_upload(send(b"%PDF-" + b"x" * 2000, "a.pdf"))
    assert refusal.value.code == "too_large"
