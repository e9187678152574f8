"""What files of each format are called; which format a file has, its content decides."""

from __future__ import annotations

__all__ = ["LEDGERS", "OFFERED", "SUFFIXES"]

SUFFIXES = {
    "text": ("txt", "md", "text", "log"), "docx": ("docx", "docm", "dotx"), "flat_opc": ("xml", "doc"), "legacy_doc": ("doc", "wps"), "pdf": ("pdf",),
    "table": ("xlsx", "xlsm", "xls", "et", "csv"), "html": ("html", "htm", "mht", "mhtml"), "rtf": ("rtf",),
}  # fmt: skip
"""By reader, without the point."""

LEDGERS = frozenset(f".{suffix}" for suffix in SUFFIXES["table"])
"""With the point."""

OFFERED = tuple(sorted({f".{suffix}" for suffixes in SUFFIXES.values() for suffix in suffixes} - {".log"}))
"""With the point: what a folder is searched for and a browser offers; what programs write of themselves is hardly a record."""
