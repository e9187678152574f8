"""What takes long tells on the error stream how far it is: bars for stages of known length, lines for passes whose length the first one shows."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

__all__ = ["Passes", "stages"]


class Passes:
    """So many passes of about equal length, one after the other: each names its stages, and from the first one's end on it is said how long the rest takes."""

    def __init__(self, count: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._count = count
        self._clock = clock
        self._name = ""
        self._begun: list[float] = []

    def begin(self, name: str) -> Callable[[str], None]:
        """Ends the pass before and begins the next; what is returned is called with the name of each of its stages."""
        self.end()
        self._name = name
        self._begun.append(self._clock())
        self._tell(f"开始，{time.strftime('%H:%M')}")
        return lambda stage: self._tell(f"{stage}（已用{self._taken(self._begun[-1])}）")

    def end(self) -> None:
        """Ends the pass that goes on, if any."""
        if not self._name:
            return
        left = self._count - len(self._begun)
        each = (self._clock() - self._begun[0]) / len(self._begun)
        rest = f"；其余{left}次，按已做的约需{_duration(each * left)}" if left else ""
        self._tell(f"用了{self._taken(self._begun[-1])}{rest}")
        self._name = ""

    def _tell(self, words: str) -> None:
        click.echo(f"[{len(self._begun)}/{self._count} {self._name}] {words}", err=True)

    def _taken(self, since: float) -> str:
        return _duration(self._clock() - since)


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}分{rest}秒" if minutes else f"{rest}秒"


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
