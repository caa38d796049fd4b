"""A .pdf that harms its reader harms only the process made for it."""

import io
import json
import resource
import zlib

import pypdfium2
import pytest

from caunoi.officialdocs.errors import DocumentError
from caunoi.officialdocs.readers.pdf import read_pdf
from caunoi.officialdocs.readers.pdf_child import MEMORY_BYTES, Task, answer, confine
from caunoi.officialdocs.readers.pdf_process import read_pdf_apart, read_pdf_head
from tests.officialdocs.readers.samples import pdf

ONE = pdf([[(85, 80, "KE HOACH so mot")], [(85, 80, "Trang hai")]])


def _said(task: Task, data: bytes) -> list[dict[str, object]]:
    out = io.BytesIO()
    answer(task, io.BytesIO(data), out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def _bomb() -> bytes:
    """A page of 100 MB of "save the state", 1 KB on disk: the library takes more memory for it than a server has."""
    packer = zlib.compressobj(9)
    content = b"".join(packer.compress(b"q " * 500_000) for _ in range(100)) + packer.flush()
    content = zlib.compress(content, 9)
    stream = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n" % len(content) + content
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        stream + b"\nendstream",
    ]
    body = b"".join(b"%d 0 obj\n" % number + item + b"\nendobj\n" for number, item in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer << /Root 1 0 R /Size 5 >>\n%%EOF"


def test_document_comes_back_from_the_process_as_it_was_read() -> None:
    assert read_pdf_apart(ONE) == read_pdf(ONE)


def test_process_tells_pages_then_the_document() -> None:
    said = _said(Task.READ, ONE)
    assert [list(line) for line in said] == [["page"], ["page"], ["document"]]
    assert [line["page"] for line in said[:2]] == [[1, 2], [2, 2]]


def test_head_is_the_text_of_the_first_page() -> None:
    assert read_pdf_head(ONE).split() == ["KE", "HOACH", "so", "mot"]
    assert _said(Task.HEAD, ONE) == [{"head": read_pdf_head(ONE)}]


def test_head_of_file_without_pages_is_refused() -> None:
    with pytest.raises(DocumentError) as caught:
        read_pdf_head(pdf([]))
    assert caught.value.code == "damaged"


def test_refusal_comes_back_with_its_sentence() -> None:
    with pytest.raises(DocumentError) as caught:
        read_pdf_apart(b"%PDF-1.4 garbage")
    assert _said(Task.READ, b"%PDF-1.4 garbage") == [{"refused": [caught.value.code, caught.value.message]}]


def test_page_that_takes_all_memory_ends_only_its_process() -> None:
    data = _bomb()
    assert len(data) < 2_000
    with pytest.raises(DocumentError) as caught:
        read_pdf_apart(data)
    assert caught.value.code == "unsafe"
    with pytest.raises(DocumentError) as head:
        read_pdf_head(data)
    assert head.value.code == "unsafe"


def test_process_that_hangs_is_ended() -> None:
    with pytest.raises(DocumentError) as caught:
        read_pdf_apart(ONE, patience=0.001)
    assert caught.value.code == "too_slow"
    with pytest.raises(DocumentError) as head:
        read_pdf_head(ONE, patience=0.001)
    assert head.value.code == "too_slow"


@pytest.mark.parametrize("known", [{resource.RLIMIT_AS, resource.RLIMIT_CORE}, {resource.RLIMIT_CORE}])
def test_memory_and_core_dumps_are_limited_where_the_system_can(
    known: set[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    limits: dict[int, tuple[int, int]] = {}

    def setrlimit(kind: int, pair: tuple[int, int]) -> None:
        if kind not in known:
            raise ValueError(kind)
        limits[kind] = pair

    monkeypatch.setattr(resource, "setrlimit", setrlimit)
    confine()
    wanted = {resource.RLIMIT_AS: (MEMORY_BYTES, MEMORY_BYTES), resource.RLIMIT_CORE: (0, 0)}
    assert limits == {kind: wanted[kind] for kind in known}


def test_a_pdf_without_pages_is_damaged() -> None:
    buffer = io.BytesIO()
    pypdfium2.PdfDocument.new().save(buffer)
    with pytest.raises(DocumentError) as refused:
        read_pdf_head(buffer.getvalue())
    assert refused.value.code == "damaged"
