"""Comparing a .docx with the layout rules for official papers: every departure, with place, finding and rule."""

from caunoi.officialdocs.checking.check import check_document
from caunoi.officialdocs.checking.model import Departure

__all__ = ["Departure", "check_document"]
