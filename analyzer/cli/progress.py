"""Bars for what takes long: one a stage, on the error stream."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["stages"]


@contextmanager
def stages() -> Iterator[Callable[[str, float], None]]:
    """Gives what is called with the name of a stage and the share of it that is done; a new name finishes the stage before it."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    bars: dict[str, TaskID] = {}
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:.0f}%"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    ) as progress:

        def tell(stage: str, share: float) -> None:
            if stage not in bars:
                for bar in bars.values():
                    progress.update(bar, completed=1.0)
                bars[stage] = progress.add_task(stage, total=1.0)
            progress.update(bars[stage], completed=share)

        yield tell
        for bar in bars.values():
            progress.update(bar, completed=1.0)
