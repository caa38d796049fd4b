"""Reports as they go out: values by the code of their line."""

from caunoi.reporting.form_lines import FormLine, lines_of, slots_of
from caunoi.reporting.models import Filing, FormVersion, ReportForm
from caunoi.reporting.packing import unpack


def values_of(filing: Filing) -> dict[str, int | None]:
    """Every line of the filing's version by code; None where nothing is stated."""
    stated = unpack(filing.values)
    return {code: stated.get(slot) for code, slot in slots_of(lines_of(filing.version)).items()}


def prefilled_of(filing: Filing) -> dict[str, int]:
    said = unpack(filing.prefilled)
    return {code: said[slot] for code, slot in slots_of(lines_of(filing.version)).items() if slot in said}


def version_in_force(form: ReportForm) -> FormVersion:
    """The newest version that was published; an opened form has one."""
    return form.versions.filter(published_at__isnull=False).order_by("number").reverse()[0]


def lines_ever(form: ReportForm) -> list[FormLine]:
    """Lines that hold values: those in force in their order, then those that older versions alone have."""
    lines: dict[int, FormLine] = {}
    for version in form.versions.filter(published_at__isnull=False).order_by("number").reverse():
        for line in lines_of(version):
            if line.is_typed:
                lines.setdefault(line.slot, line)
    return list(lines.values())
