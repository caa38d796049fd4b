"""What a careful clerk would ask about the numbering itself."""

from collections.abc import Iterator

from caunoi.officialdocs.labels import Kind, Label, follows
from caunoi.officialdocs.model import PlanWarning
from caunoi.officialdocs.tree import Node


def numbering_warnings(root: Node) -> tuple[PlanWarning, ...]:
    """Numbers used twice, left out or out of order, titles without a number, in reading order."""
    return tuple(warning for node in root.walk() for warning in _of_children(node))


def _of_children(parent: Node) -> Iterator[PlanWarning]:
    lasts: dict[Kind, Label] = {}
    for child in parent.children:
        if child.label is None and child.holds:
            yield from _lost_number(child)
        elif child.is_numbered and child.label:
            yield from _of_label(parent, child, child.label, lasts.get(child.label.kind))
            lasts[child.label.kind] = child.label


def _lost_number(node: Node) -> Iterator[PlanWarning]:
    from_wave = node.text[:4].lower().startswith(("đợt", "giai"))
    if not from_wave:
        yield PlanWarning("heading_without_number", node.path, f"Đề mục “{node.text}” không có số thứ tự.")


def _of_label(parent: Node, node: Node, label: Label, last: Label | None) -> Iterator[PlanWarning]:
    if label.kind is Kind.MULTI and _breaks_chain(parent, label):
        yield PlanWarning("level_skipped", node.path, f"Mục {label.name} không nằm dưới mục mang số tương ứng.")
    elif "~" in node.path.rsplit("/", 1)[-1]:
        yield PlanWarning("duplicate_label", node.path, f"Số thứ tự {label.name} được dùng hai lần.")
    elif last is None and label.number > 1:
        code = "level_skipped" if label.kind is Kind.MULTI else "skipped_label"
        yield PlanWarning(code, node.path, f"Mục đầu tiên ở đây mang số {label.name}: thiếu các mục trước đó.")
    elif last and label.number < last.number and label.numbers[:-1] == last.numbers[:-1]:
        yield PlanWarning("label_order", node.path, f"Mục {label.name} đứng sau mục {last.name}.")
    elif last and not follows(last, label) and label.numbers[:-1] == last.numbers[:-1]:
        yield PlanWarning("skipped_label", node.path, f"Sau mục {last.name} là mục {label.name}: thiếu số ở giữa.")


def _breaks_chain(parent: Node, label: Label) -> bool:
    """Whether the leading numbers are not those of the clause that holds the label."""
    if parent.label is None:
        return True
    return parent.label.numbers != label.numbers[:-1]
