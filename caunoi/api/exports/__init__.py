"""Data taken away in bulk: the same table as CSV, JSON, XLSX or Parquet, streamed in parts so that its size does not matter."""

from caunoi.api.exports.formats import CONTENT_TYPES, FORMATS, write
from caunoi.api.exports.table import Column, Table

__all__ = ["CONTENT_TYPES", "FORMATS", "Column", "Table", "write"]
