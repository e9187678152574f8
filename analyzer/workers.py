"""Processes that share work, and end with the process that started them, however that one ends."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import tempfile
import threading
import weakref
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import ParamSpec, TypeVar

__all__ = ["worker_pool"]

P = ParamSpec("P")
T = TypeVar("T")

_ORPHANED = 1


def worker_pool(workers: int, begin: Callable[..., object] | None = None, arguments: tuple[object, ...] = ()) -> ProcessPoolExecutor:
    """A pool of so many spawned processes, each begun with `begin(*arguments)`; where its block is left by an error or Ctrl+C, they end at once.

    What they put down for a while lies in one folder, which goes with the pool: processes that are ended run none of their own clearing up.

    They wait for work at a queue of which they hold both ends, so that nothing there tells them that nobody will come any more: each watches its
    parent, and ends at once where that was killed. Forked processes would inherit the locks of the threads that trees are grown with.
    """
    return _Pool(workers, begin, arguments)


class _Pool(ProcessPoolExecutor):
    """A pool that does not wait for work that nobody asks for any more, and whose processes leave Ctrl+C to their parent from the first moment."""

    def __init__(self, workers: int, begin: Callable[..., object] | None, arguments: tuple[object, ...]) -> None:
        folder = tempfile.mkdtemp(prefix="mqa-")
        self._clear = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        context = multiprocessing.get_context("spawn")
        super().__init__(workers, mp_context=context, initializer=_begin, initargs=(folder, begin, arguments))

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        # The first call starts the processes, which inherit what is blocked.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return super().submit(fn, *args, **kwargs)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is not None:
            for process in list(self._processes.values()):
                process.kill()
        super().__exit__(kind, error, trace)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        super().shutdown(wait, cancel_futures=cancel_futures)
        if wait:
            self._clear()


def _begin(folder: str, begin: Callable[..., object] | None, arguments: tuple[object, ...]) -> None:
    parent = multiprocessing.parent_process()
    if parent is None:
        raise RuntimeError("the process was not started by a pool")
    threading.Thread(target=_end_with, args=(parent, folder), name="parent-watch", daemon=True).start()
    tempfile.tempdir = folder
    if begin is not None:
        begin(*arguments)


def _end_with(parent: BaseProcess, folder: str) -> None:
    """Waits for the end of the parent, which closes a pipe, and ends this process without a word and without a trace."""
    parent.join()
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(_ORPHANED)
