"""`python -m analyzer.cli` is `mqa`."""

from __future__ import annotations

from analyzer.cli import main

main()
