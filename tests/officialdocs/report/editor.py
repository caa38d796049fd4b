"""A person at the keyboard: edits a .docx of ours in the file itself and remembers what was done."""

import copy
import random
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

WORDS = ("kịp thời", "đồng bộ", "thiết thực", "sâu rộng", "hiệu quả", "chủ động", "tích cực", "cụ thể")
SENTENCES = (
    "Các đơn vị đã rút kinh nghiệm ngay sau từng buổi và bổ sung vào kế hoạch tháng sau",
    "Tổ tuyên truyền lưu động đến tận nương rẫy, gặp người lao động vào buổi tối",
    "Việc ghi chép nhật ký hoạt động tại chỗ giúp số liệu được đối chiếu nhanh, chính xác",
    "Đội ngũ báo cáo viên được bồi dưỡng kỹ năng trả lời câu hỏi khó của công nhân",
    "Nhiều công đoàn cơ sở vận động doanh nghiệp in khẩu hiệu trên bao bì sản phẩm",
)


@dataclass(frozen=True)
class Planted:
    kind: str
    before: str
    after: str


def text_of(element: Any) -> str:
    return " ".join("".join(node.text or "" for node in element.iter(qn("w:t"))).split())


class Editor:
    """Never touches the same paragraph, cell or row twice, so that every edit can be told from the others."""

    def __init__(self, data: bytes, seed: int) -> None:
        self.document = Document(BytesIO(data))
        self.random = random.Random(seed)
        self.planted: list[Planted] = []
        self._used: set[Any] = set()
        self._figured: set[Any] = set()  # paragraphs with other figures
        body = self.document.element.body
        self.paragraphs = [
            one for one in body.findall(qn("w:p")) if len(text_of(one)) > 60 and not self._is_centred(one)
        ]
        self.tables = [
            one for one in body.findall(qn("w:tbl")) if one.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}") is not None
        ]
        self.foot = body.findall(qn("w:tbl"))[-1 - len([one for one in self.tables if self._is_behind_foot(one)])]
        self._count = 0

    @staticmethod
    def _is_centred(paragraph: Any) -> bool:
        form = paragraph.find(f"{qn('w:pPr')}/{qn('w:jc')}")
        return form is not None and form.get(qn("w:val")) == "center"

    def _is_behind_foot(self, table: Any) -> bool:
        return any(
            one.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None
            for one in table.itersiblings(qn("w:p"), preceding=True)
        )

    def data(self) -> bytes:
        buffer = BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()

    def _take(self, choices: list[Any]) -> Any:
        free = [one for one in choices if one not in self._used and one not in self._figured]
        chosen = self.random.choice(free)
        self._used.add(chosen)
        return chosen

    def _sentence(self) -> str:
        self._count += 1
        return f"{self.random.choice(SENTENCES)} (nội dung bổ sung thứ {self._count})."

    def reword(self) -> None:
        """Types a word into a stretch of text, takes one out or puts another in its place; at times as a tracked change."""
        paragraph = self._take(self.paragraphs)
        before = text_of(paragraph)
        node = self.random.choice([one for one in paragraph.iter(qn("w:t")) if len((one.text or "").split(" ")) > 4])
        words = node.text.split(" ")
        place = self.random.randrange(1, len(words) - 1)
        way = self.random.choice(("insert", "delete", "replace", "tracked"))
        if way == "tracked" and node.getparent().getparent() is paragraph:
            self._track(node, words, place)
        elif way == "delete" and words[place].isalpha():
            node.text = " ".join(words[:place] + words[place + 1 :])
        elif way == "replace" and words[place].isalpha():
            node.text = " ".join([*words[:place], self.random.choice(WORDS), *words[place + 1 :]])
        else:
            node.text = " ".join([*words[:place], self.random.choice(WORDS), *words[place:]])
        after = " ".join("".join(one.text or "" for one in paragraph.iter(qn("w:t"))).split())
        self.planted.append(Planted("changed", before, after))

    def _track(self, node: Any, words: list[str], place: int) -> None:
        run = node.getparent()
        head, tail = copy.deepcopy(run), copy.deepcopy(run)
        head.find(qn("w:t")).text, tail.find(qn("w:t")).text = (
            " ".join(words[:place]) + " ",
            " " + " ".join(words[place + 1 :]),
        )
        new = self.random.choice(WORDS)
        marks = f'{nsdecls("w")} w:id="{self._count}" w:author="Cán bộ" w:date="2027-04-06T08:00:00Z"'
        gone = f"<w:del {marks}><w:r><w:delText>{words[place]}</w:delText></w:r></w:del>"
        come = f"<w:ins {marks}><w:r><w:t>{new}</w:t></w:r></w:ins>"
        for piece in (head, parse_xml(gone), parse_xml(come), tail):
            run.addprevious(piece)
        run.getparent().remove(run)

    def retype_figure(self) -> None:
        """Puts another figure in the place of a tagged one in the text."""
        controls = [
            one for paragraph in self.paragraphs if paragraph not in self._used for one in paragraph.iter(qn("w:sdt"))
            if (next(one.iter(qn("w:t"))).text or "").replace(".", "").isdigit()
        ]  # fmt: skip
        control = self._take(controls)
        self._figured.add(control.getparent())
        self._figure(next(control.iter(qn("w:t"))))

    def _figure(self, node: Any) -> None:
        before = node.text
        node.text = str(int(before.replace(".", "")) + self.random.randint(1, 9))
        self.planted.append(Planted("changed", before, node.text))

    def retype_cell(self) -> None:
        cells = [cell for row in self._rows() if row not in self._used for cell in row.findall(qn("w:tc"))]
        node = next(self._take([one for one in cells if text_of(one).replace(".", "").isdigit()]).iter(qn("w:t")))
        self._figure(node)

    def _rows(self) -> list[Any]:
        """The rows of the tables without head and sum."""
        heads = f"{qn('w:trPr')}/{qn('w:tblHeader')}"
        return [row for table in self.tables for row in table.findall(qn("w:tr"))[:-1] if row.find(heads) is None]

    def delete_paragraph(self) -> None:
        paragraph = self._take(self.paragraphs)
        self.planted.append(Planted("removed", text_of(paragraph), ""))
        paragraph.getparent().remove(paragraph)

    def add_paragraph(self) -> None:
        paragraph = self.random.choice([one for one in self.paragraphs if one.getparent() is not None])
        said = self._sentence()
        paragraph.addnext(parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>{said}</w:t></w:r></w:p>"))
        self.planted.append(Planted("added", "", said))

    def move_paragraph(self) -> None:
        paragraph = self._take(self.paragraphs)
        far = [one for one in self.paragraphs if one.getparent() is not None and one is not paragraph]
        places = {one: number for number, one in enumerate(paragraph.getparent())}
        far = [one for one in far if abs(places[one] - places[paragraph]) > 6]
        self.random.choice(far).addnext(paragraph)
        self.planted.append(Planted("moved", text_of(paragraph), text_of(paragraph)))

    def delete_row(self) -> None:
        row = self._take([one for one in self._rows() if not self._used & set(one.findall(qn("w:tc")))])
        self.planted.append(Planted("removed", self._joined(row), ""))
        row.getparent().remove(row)

    def add_row(self) -> None:
        model = self.random.choice([one for one in self._rows() if one.getparent() is not None])
        row = copy.deepcopy(model)
        for number, cell in enumerate(row.findall(qn("w:tc"))):
            for node in list(cell.iter(qn("w:sdt"))):
                node.getparent().remove(node)
            for extra in cell.findall(f".//{qn('w:r')}"):
                extra.getparent().remove(extra)
            said = f"Đơn vị mới thành lập {self._count}" if number == 1 else str(self.random.randint(100, 999))
            cell.find(qn("w:p")).append(parse_xml(f"<w:r {nsdecls('w')}><w:t>{said}</w:t></w:r>"))
        self._count += 1
        model.addnext(row)
        self._used |= {row, *row.findall(qn("w:tc"))}
        self.planted.append(Planted("added", "", self._joined(row)))

    @staticmethod
    def _joined(row: Any) -> str:
        return " | ".join(text_of(cell) for cell in row.findall(qn("w:tc")))

    def retype_subject(self) -> None:
        node = next(one for one in self.document.element.body.iter(qn("w:t")) if (one.text or "").startswith("Kết quả"))
        before = " ".join(node.text.split())
        node.text = f"Sơ kết {before[0].lower()}{before[1:]}"
        self.planted.append(Planted("changed", before, node.text))

    def retype_name(self) -> None:
        node = list(self.foot.iter(qn("w:t")))[-1]
        self.planted.append(Planted("changed", node.text, "Lò Thị Thanh Xuân"))
        node.text = "Lò Thị Thanh Xuân"

    def edit_recipients(self) -> None:
        lines = self.foot.find(f".//{qn('w:tc')}").findall(qn("w:p"))
        gone, kept = lines[3], lines[4]
        self.planted.append(Planted("removed", text_of(gone).strip("- ;."), ""))
        gone.getparent().remove(gone)
        new = copy.deepcopy(kept)
        next(new.iter(qn("w:t"))).text = "- Báo Vĩnh Sơn (để đưa tin);"
        kept.addnext(new)
        self.planted.append(Planted("added", "", "Báo Vĩnh Sơn (để đưa tin)"))

    def make_noise(self) -> None:
        """What programs do by themselves: torn runs, other quotation marks and dashes, decomposed letters, double spaces."""
        import unicodedata

        for node in list(self.document.element.body.iter(qn("w:t"))):
            way = self.random.randrange(6)
            run, said = node.getparent(), node.text or ""
            if way == 0:
                node.text = unicodedata.normalize("NFD", said)
            elif way == 1:
                node.text = said.replace("“", '"').replace("”", '"').replace(" - ", " – ").replace(" ", "  ")
            elif way == 2 and len(said) > 8 and run.getparent().tag == qn("w:p"):
                rest = copy.deepcopy(run)
                node.text, rest.find(qn("w:t")).text = said[:5], said[5:]
                run.addnext(rest)
