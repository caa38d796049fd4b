"""What people send, checked by its content: photographs are drawn anew, other files are known by their first bytes.

The name and the type that the browser states are never believed.
"""

import hashlib
import io
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from caunoi.core.errors import Refused

LONG_SIDE = 2560  # enough for an A4 print at 220 dpi
THUMBNAIL_SIDE = 480
MAX_PIXELS = 60_000_000  # 60 Mpx decoded are 180 MB; phones of 2026 send up to 50 Mpx
FILE_MAX_BYTES = 30 * 1024 * 1024
GPS_TAG = 0x8825

OFFICE = "application/vnd.openxmlformats-officedocument."
PHOTO_FORMATS = ["JPEG", "PNG", "WEBP"]  # phones' MPO opens as JPEG

with suppress(ImportError):  # an optional package: without it an iPhone's HEIC is refused in words
    import pillow_heif

    pillow_heif.register_heif_opener()
    PHOTO_FORMATS.append("HEIF")


@dataclass(frozen=True)
class CheckedFile:
    """Bytes that may be stored. ``thumbnail`` is empty and the sides are None unless it is a photograph (a JPEG by then)."""

    content: bytes
    content_type: str
    extension: str
    thumbnail: bytes = b""
    width: int | None = None
    height: int | None = None
    keeps_position: bool = False

    @property
    def is_photo(self) -> bool:
        return bool(self.thumbnail)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def check_upload(upload: UploadedFile, *, keep_position: bool = False) -> CheckedFile:
    """The photograph or file in ``upload``, ready to store; ``Refused`` says what is wrong with it and what to do.

    A photograph is turned upright, brought down to 2560 px and written anew as JPEG without any metadata; with
    ``keep_position`` the place it was taken at stays, alone.
    """
    name = upload.name or ""
    size = upload.size or 0
    if size == 0:
        raise Refused(_("“%(name)s” is empty. Choose the file again.") % {"name": name}, code="empty")
    if size > max(FILE_MAX_BYTES, settings.PHOTO_UPLOAD_MAX_BYTES):
        raise _too_large(name, FILE_MAX_BYTES)
    content = upload.read()
    found = _file_type(content)
    if found:
        if size > FILE_MAX_BYTES:
            raise _too_large(name, FILE_MAX_BYTES)
        return CheckedFile(content, *found)
    if size > settings.PHOTO_UPLOAD_MAX_BYTES:
        raise _too_large(name, settings.PHOTO_UPLOAD_MAX_BYTES)
    return check_photo(content, name, keep_position=keep_position)


def check_photo(content: bytes, name: str, *, keep_position: bool = False) -> CheckedFile:
    """As ``check_upload``, for bytes that must be a photograph."""
    try:
        image: Any = Image.open(io.BytesIO(content), formats=PHOTO_FORMATS)
        if image.width * image.height > MAX_PIXELS:
            raise _too_many_pixels(name)
        image.draft("RGB", (LONG_SIDE, LONG_SIDE))  # a JPEG is decoded at half or quarter size where that suffices
        position = dict(image.getexif().get_ifd(GPS_TAG)) if keep_position else {}
        upright = _on_white(ImageOps.exif_transpose(image))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels(name) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        message = _(
            "“%(name)s” cannot be opened as a photograph. Take it again, or send a JPEG, PNG, PDF, Word or Excel file."
        )
        raise Refused(message % {"name": name}, code="unreadable") from error
    upright.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    small = upright.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    exif = Image.Exif()
    if position:
        exif[GPS_TAG] = position
    return CheckedFile(
        content=_jpeg(upright, 85, exif),
        content_type="image/jpeg",
        extension=".jpg",
        thumbnail=_jpeg(small, 78, Image.Exif()),
        width=upright.width,
        height=upright.height,
        keeps_position=bool(position),
    )


def _on_white(image: Any) -> Any:
    if image.mode in {"RGBA", "LA", "P", "PA"}:
        drawn = image.convert("RGBA")
        sheet = Image.new("RGB", drawn.size, "white")
        sheet.paste(drawn, mask=drawn.getchannel("A"))
        return sheet
    return image.convert("RGB")


def _jpeg(image: Any, quality: int, exif: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality, optimize=True, progressive=True, exif=exif)
    return buffer.getvalue()


def _file_type(content: bytes) -> tuple[str, str] | None:
    """(content type, extension) of the kinds that evidence may have besides photographs; None for anything else."""
    if content.startswith(b"%PDF-"):
        return "application/pdf", ".pdf"
    if content.startswith(b"ID3") or (content[0] == 0xFF and len(content) > 1 and content[1] in {0xFB, 0xF3, 0xF2}):
        return "audio/mpeg", ".mp3"
    if content[4:8] == b"ftyp" and content[8:11] in {b"iso", b"mp4", b"avc", b"M4V", b"3gp", b"qt ", b"MSN"}:
        return "video/mp4", ".mp4"
    if content.startswith(b"PK\x03\x04"):
        return _office_type(content)
    return None


def _office_type(content: bytes) -> tuple[str, str] | None:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return None
    if any(name.endswith("vbaProject.bin") for name in names):
        raise Refused(
            _("The file carries macros. Save it as .docx or .xlsx without macros and send it again."), code="macros"
        )
    if "word/document.xml" in names:
        return f"{OFFICE}wordprocessingml.document", ".docx"
    if "xl/workbook.xml" in names:
        return f"{OFFICE}spreadsheetml.sheet", ".xlsx"
    return None


def _too_large(name: str, limit: int) -> Refused:
    message = _("“%(name)s” is larger than %(limit)s MB. Send a smaller one.")
    return Refused(message % {"name": name, "limit": limit // (1024 * 1024)}, code="too_large")


def _too_many_pixels(name: str) -> Refused:
    message = _("“%(name)s” has more than %(limit)s million pixels. Take it again at a lower resolution.")
    return Refused(message % {"name": name, "limit": MAX_PIXELS // 1_000_000}, code="too_many_pixels")
