"""Ten thousand damaged and hostile files: reading one yields a document, a plan or a DocumentError, nothing else."""

import random
import re
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import pytest

from caunoi.officialdocs.errors import DocumentError
from caunoi.officialdocs.read_plan import read_plan_bytes
from caunoi.officialdocs.readers import read_bytes
from tests.golden.legacy import to_tcvn3
from tests.officialdocs.readers.forked import Forked
from tests.officialdocs.readers.samples import (
    WORD,
    abstract,
    docx,
    docx_parts,
    item,
    level,
    num,
    paragraph,
    part,
    pdf,
    table,
    zipped,
)

CODES = {
    "empty",
    "too_large",
    "too_many_pages",
    "too_slow",
    "wrong_type",
    "damaged",
    "unsafe",
    "encrypted",
    "ocr_missing",
    "no_text",
}
ROUNDS = 50
PER_ROUND = 200

PLAN = """Số: 12/KH-LĐLĐ

Vĩnh Sơn, ngày 05 tháng 01 năm 2023

KẾ HOẠCH

Tuyên truyền Đại hội XIII Công đoàn tỉnh Vĩnh Sơn, nhiệm kỳ 2023 - 2028

I. MỤC ĐÍCH

- Tuyên truyền sâu rộng trong đoàn viên và người lao động về Đại

hội XIII Công đoàn tỉnh.

II. CÁC ĐỢT

1. Đợt 1: từ ngày 01/02/2023 đến ngày 31/7/2023

a) Trước đại hội: treo băng rôn, khẩu hiệu.

Nơi nhận:
- Lưu: VT.

TM. BAN THƯỜNG VỤ
CHỦ TỊCH

Trần Văn Mẫu
"""
NUMBERING = abstract(0, level(0, "upperRoman", "%1."), level(1, "decimal", "%2.")) + num(1, 0)
BODY = (
    table([paragraph("LIÊN ĐOÀN LAO ĐỘNG"), paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")])
    + paragraph("KẾ HOẠCH", '<w:jc w:val="center"/>')
    + item("MỤC ĐÍCH", 1)
    + item("Đợt 1: từ ngày 01/02/2023 đến ngày 31/7/2023", 1, 1)
    + table([paragraph("a"), paragraph("b")], [paragraph("c"), paragraph("d")])
)
DOCX_PARTS = docx_parts(BODY, numbering=NUMBERING, styles='<w:style w:styleId="a" w:type="paragraph" w:default="1"/>')
SEEDS = (
    PLAN.encode(),
    PLAN.encode("utf-16"),
    to_tcvn3(PLAN),
    PLAN.replace("I. MỤC", "## I. MỤC").encode(),
    zipped(DOCX_PARTS),
    pdf([[(85, 80, "KE HOACH"), (120, 110, "I. MUC DICH"), (120, 130, "- Tuyen truyen")], [(85, 80, "V. TO CHUC")]]),
)
Mutation = Callable[[random.Random, bytes], bytes]


def truncate(rng: random.Random, data: bytes) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def flip_bits(rng: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randint(1, 12)):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def scatter_bytes(rng: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randint(1, 1 + len(data) // 10)):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def shuffle_blocks(rng: random.Random, data: bytes) -> bytes:
    size = rng.randint(1, 200)
    blocks = [data[index : index + size] for index in range(0, len(data), size)]
    rng.shuffle(blocks)
    return b"".join(blocks)


def repeat_slice(rng: random.Random, data: bytes) -> bytes:
    start, size = rng.randrange(len(data)), rng.randint(1, 100)
    return data[:start] + data[start : start + size] * rng.randint(2, 30) + data[start:]


def splice(rng: random.Random, data: bytes) -> bytes:
    other = rng.choice(SEEDS)
    return data[: rng.randrange(len(data))] + other[rng.randrange(len(other)) :]


def inflate_numbers(rng: random.Random, data: bytes) -> bytes:
    numbers = (b"0", b"-1", b"99999999999999999999", b"65536", b"2147483648", b"1e309", b"0.0000001")
    return re.sub(rb"\d+", lambda match: rng.choice(numbers) if rng.random() < 0.1 else match[0], data)


def mutate_inside_zip(rng: random.Random, _data: bytes) -> bytes:
    """Damage behind an intact zip, where the XML readers are."""
    parts = {name: content.encode() for name, content in DOCX_PARTS.items()}
    name = rng.choice(list(parts))
    parts[name] = rng.choice((truncate, flip_bits, scatter_bytes, repeat_slice, inflate_numbers))(rng, parts[name])
    return zipped(parts, zipfile.ZIP_STORED)


def swap_elements(rng: random.Random, _data: bytes) -> bytes:
    """Well-formed XML whose elements stand where they should not."""
    names = ["p", "r", "t", "tbl", "tr", "tc", "numPr", "numId", "ilvl", "sdt", "br", "sym", "pict", "ins", "del"]
    content = DOCX_PARTS["word/document.xml"]
    for _ in range(rng.randint(1, 4)):
        old, new = rng.choice(names), rng.choice(names)
        content = re.sub(rf"(</?w:){old}(?=[ />])", rf"\g<1>{new}", content)
    return zipped(DOCX_PARTS | {"word/document.xml": content}, zipfile.ZIP_STORED)


MUTATIONS: Sequence[Mutation] = (
    truncate,
    flip_bits,
    scatter_bytes,
    shuffle_blocks,
    repeat_slice,
    splice,
    inflate_numbers,
    mutate_inside_zip,
    swap_elements,
)


@pytest.fixture(autouse=True)
def no_recognition(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Damaged pages must not be handed to Tesseract ten thousand times: here it is not on the PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))


def outcome(data: bytes, name: str) -> str:
    """The code of the refusal, or "read"; any other exception fails the test that asks."""
    try:
        read_plan_bytes(data, name)
    except DocumentError as error:
        return error.code
    return "read"


@pytest.mark.slow
@pytest.mark.no_cover  # what it runs is covered by tests that know what must come out
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_damaged_files_are_read_or_refused(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", Forked)
    rng = random.Random(seed)
    codes: set[str] = set()
    for index in range(PER_ROUND):
        data = rng.choice(SEEDS)
        for _ in range(rng.choice((1, 1, 2))):
            data = rng.choice(MUTATIONS)(rng, data) or b"\x00"
        codes.add(outcome(data, ("a.txt", "a.md", "a.docx", "a.pdf")[index % 4]))
    assert codes <= CODES | {"read"}
    assert "read" in codes


def bomb() -> bytes:
    return zipped(DOCX_PARTS | {"word/document.xml": b"<a>" + b" " * 60_000_000 + b"</a>"})


def lying_bomb() -> bytes:
    """A part that unpacks to more than the directory says."""
    data = bytearray(zipped(DOCX_PARTS | {"word/document.xml": b"<a>" + b" " * 3_000_000 + b"</a>"}))
    size = (3_000_007).to_bytes(4, "little")
    return bytes(data.replace(size, (70_000).to_bytes(4, "little")))


def many_parts() -> bytes:
    return zipped(DOCX_PARTS | {f"word/media/{index}.xml": "" for index in range(4_000)}, zipfile.ZIP_STORED)


def with_document(content: str) -> bytes:
    return zipped(DOCX_PARTS | {"word/document.xml": content})


def external_entity() -> bytes:
    head = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return with_document(
        f'{head}<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>'
    )


def billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<!DOCTYPE d [<!ENTITY l0 "ha">{entities}]>'
    return with_document(f'{head}<w:document xmlns:w="{WORD}"><w:body>&l9;</w:body></w:document>')


def utf16_entity() -> bytes:
    return zipped(DOCX_PARTS | {"word/document.xml": '<?xml version="1.0"?><!DOCTYPE a []><a/>'.encode("utf-16")})


def external_dtd() -> bytes:
    return with_document(f'<!DOCTYPE d SYSTEM "http://127.0.0.1:9/d.dtd"><w:document xmlns:w="{WORD}"/>')


def nested(depth: int, name: str, core: str) -> bytes:
    inside = f"<w:{name}>" * depth + core + f"</w:{name}>" * depth
    return docx(inside)


def nested_tables(depth: int) -> bytes:
    content = paragraph("trong cùng")
    for _ in range(depth):
        content = f"<w:tbl><w:tr><w:tc>{content}</w:tc></w:tr></w:tbl>"
    return docx(content)


def style_circle() -> bytes:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:basedOn w:val="{two}"/></w:style>'
        for one, two in ("ab", "ba")
    )
    return docx(paragraph("Nội dung", '<w:pStyle w:val="a"/>'), styles=styles)


HOSTILE = {
    "nothing": (b"", "empty"),
    "zeros": (bytes(5_000), "empty"),
    "blank text": (b"\n \n\t\n", "empty"),
    "bomb": (bomb(), "unsafe"),
    "lying bomb": (lying_bomb(), "damaged"),
    "many parts": (many_parts(), "unsafe"),
    "external entity": (external_entity(), "unsafe"),
    "billion laughs": (billion_laughs(), "unsafe"),
    "entity in utf-16": (utf16_entity(), "unsafe"),
    "external dtd": (external_dtd(), "unsafe"),
    "deep elements": (nested(5_000, "sdt", paragraph("x")), "damaged"),
    "deep tables": (nested_tables(70), "no_text"),
    "circular styles": (style_circle(), "read"),
    "500 pages": (pdf([[(85, 80, "Trang")]] * 500), "too_many_pages"),
    "pdf head only": (b"%PDF-1.7\n", "damaged"),
    "blank pages": (pdf([[]] * 3), "no_text"),
    "drawing without text": (pdf([[]], extra="0 0 200 200 re f"), "ocr_missing"),
    "endless line": (b"a" * 4_000_000, "read"),
    "a million short lines": (b"a\n" * 1_000_000, "too_large"),
    "brackets": (b"(((([[[[" * 50_000, "no_text"),
    "stars": (b"**a" * 60_000, "read"),
    "tabs": (b"\t" * 500_000 + b"x", "read"),
    "dashes": (b"- " * 300_000, "no_text"),
    "zip in a zip": (zipped({"a.docx": zipped(DOCX_PARTS)}), "wrong_type"),
    "workbook": (zipped({"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"}), "wrong_type"),
    "program": (b"MZ\x90\x00" + bytes(100), "wrong_type"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_for_its_reason(name: str) -> None:
    data, code = HOSTILE[name]
    assert outcome(data, "a.txt") == code
    if name == "stars":
        assert outcome(data, "a.md") == code


def test_every_seed_is_read_whole() -> None:
    assert [len(read_bytes(seed, "a.txt").paragraphs) for seed in SEEDS] == [14, 14, 14, 14, 7, 4]


def test_damaged_zip_directory_is_refused() -> None:
    data = bytearray(zipped(DOCX_PARTS))
    with zipfile.ZipFile(BytesIO(bytes(data))) as archive:
        offset = archive.infolist()[2].header_offset
    data[offset : offset + 4] = b"\x00\x00\x00\x00"
    assert outcome(bytes(data), "a.docx") == "damaged"


def test_unknown_main_part_is_no_word_document() -> None:
    assert outcome(zipped({"word/document.xml": part("styles", "")}), "a.docx") == "damaged"
