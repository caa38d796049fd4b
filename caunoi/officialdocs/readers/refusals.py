"""Limits of what is read, and the Vietnamese sentence for each refusal."""

from typing import NoReturn

from caunoi.officialdocs.errors import DocumentError

MAX_FILE_BYTES = 30 * 1024 * 1024
MAX_TEXT_BYTES = 5 * 1024 * 1024
MAX_PDF_PAGES = 300
MAX_PAGE_CHARACTERS = 100_000
MAX_PDF_CHARACTERS = 2_000_000  # a page of a plan has 3,000
MAX_ZIP_PARTS = 3_000
MAX_ZIP_BYTES = 200 * 1024 * 1024
MAX_ZIP_RATIO = 250  # Word's own XML, at its most repetitive, packs about 40 to 1
RATIO_FLOOR = 1024 * 1024  # a small part may pack as tightly as it likes
MAX_PARAGRAPHS = 100_000

_MESSAGES = {
    "empty": "Tệp rỗng, hãy chọn lại tệp văn bản.",
    "too_large": "Tệp quá lớn (tối đa 30 MB; tệp chữ thuần tối đa 5 MB), hãy tách nhỏ hoặc nén ảnh rồi gửi lại.",
    "too_many_pages": f"Tệp PDF có quá {MAX_PDF_PAGES} trang, hãy tách lấy phần kế hoạch rồi gửi lại.",
    "too_slow": "Tệp mất quá nhiều thời gian để đọc, hãy tách lấy phần kế hoạch hoặc gửi bản .docx.",
    "wrong_type": "Không đọc được loại tệp này, hãy dùng .docx, .pdf, .txt hoặc .md.",
    "damaged": "Tệp bị hỏng hoặc tải lên chưa trọn vẹn, hãy mở lại bằng Word hoặc trình đọc PDF, lưu bản mới rồi gửi lại.",
    "unsafe": "Tệp có cấu trúc bất thường không an toàn nên không được đọc, hãy sao chép nội dung sang tệp mới rồi gửi lại.",
    "encrypted": "Tệp được đặt mật khẩu, hãy bỏ mật khẩu rồi gửi lại.",
    "ocr_missing": (
        "Tệp là bản quét nhưng máy chủ chưa cài nhận dạng chữ tiếng Việt, "
        "hãy cài bằng lệnh: apt install tesseract-ocr tesseract-ocr-vie."
    ),
    "no_text": "Không tìm thấy chữ nào trong tệp, hãy kiểm tra lại bản quét hoặc gửi bản .docx.",
}


def refuse(code: str, message: str = "", *, cause: BaseException | None = None) -> NoReturn:
    """Raise the DocumentError of ``code``, with its standing sentence unless a closer one is given."""
    raise DocumentError(code, message or _MESSAGES[code]) from cause
