"""From a document to its records: where each begins and ends, its fields, its body, its claims."""

from __future__ import annotations

from analyzer.parsing.records import parse_record, split_document
from analyzer.parsing.table import row_faults

__all__ = ["parse_record", "row_faults", "split_document"]
