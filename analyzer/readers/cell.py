"""The reading cell: a child process with limits, in which every file is read.

The child serves one file after the other over its pipes and is replaced after a number of files, after a crash, and after any file that ran into a
limit. It opens no socket, writes nothing but to a temporary folder that the parent removes after it, and dies with its parent.
"""

from __future__ import annotations

import os
import selectors
import struct
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import IO

import msgspec

from analyzer.errors import AnalyzerError, ReadingTimeout, TooLarge, UnreadableFile, error_codes
from analyzer.readers.limits import Limits, too_many_bytes
from analyzer.types.document import Document

__all__ = ["ReadingCell"]

_LENGTH = struct.Struct("<Q")
_CPU_SIGNAL = -24


class _Failure(msgspec.Struct, tag="failure"):
    code: str
    problem: str
    where: str
    remedy: str
    fatal: bool = False


class _Success(msgspec.Struct, tag="success"):
    document: Document


class ReadingCell:
    """A limited child process that reads files; use it as a context manager, from any thread."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._child: subprocess.Popen[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._served = 0
        self._lock = threading.Lock()

    def __enter__(self) -> ReadingCell:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Ends the child; the next `read` would start another."""
        with self._lock:
            self._end()

    def read(self, data: bytes, name: str) -> Document:
        """The document in these bytes. Raises an InputError with `name` as its place."""
        if len(data) > self.limits.file_bytes:
            raise too_many_bytes(name, self.limits)
        with self._lock:
            answer = self._ask(data, name)
        if isinstance(answer, _Success):
            return answer.document
        raise error_codes()[answer.code](answer.problem, where=answer.where or name, remedy=answer.remedy)

    def _ask(self, data: bytes, name: str) -> _Success | _Failure:
        if self._served >= self.limits.files_per_child:
            self._end()
        child = self._child or self._start()
        self._served += 1
        deadline = time.monotonic() + self.limits.wall_seconds
        try:
            message = msgspec.msgpack.encode((name.encode("utf-8", "replace"), data))
            _send(_pipe(child.stdin), message)
            received = _receive(_pipe(child.stdout), deadline)
        except TimeoutError:
            self._end()
            return _failure(ReadingTimeout(f"读取超过{self.limits.wall_seconds:.0f}秒。"))
        except (BrokenPipeError, EOFError):
            code = child.wait()
            self._end()
            if code == _CPU_SIGNAL:
                return _failure(ReadingTimeout(f"读取占用处理器超过{self.limits.processor_seconds}秒。"))
            return _failure(UnreadableFile("读取时程序异常退出。"))
        answer = msgspec.msgpack.decode(received, type=_Success | _Failure)
        if isinstance(answer, _Failure) and answer.fatal:
            self._end()
        return answer

    def _start(self) -> subprocess.Popen[bytes]:
        paths = [str(Path(__file__).parents[2]), *sys.path]
        self._folder = tempfile.TemporaryDirectory(prefix="mqa-read-")
        code = f"import sys; sys.path[:] = {paths!r}; from analyzer.readers.cell import serve; serve({self._folder.name!r})"
        # The command is this interpreter with a fixed program; nothing of the file is in it.
        child = subprocess.Popen(  # noqa: S603
            [sys.executable, "-S", "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        _send(_pipe(child.stdin), msgspec.msgpack.encode(self.limits))
        self._child, self._served = child, 0
        return child

    def _end(self) -> None:
        child, self._child, self._served = self._child, None, 0
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue
        if self._folder is not None:
            self._folder.cleanup()


def _failure(error: AnalyzerError, *, fatal: bool = False) -> _Failure:
    return _Failure(error.code, error.problem, error.where, error.remedy, fatal)


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise EOFError
    return pipe


def _send(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(_LENGTH.pack(len(message)))
    pipe.write(message)
    pipe.flush()


def _receive(pipe: IO[bytes], deadline: float) -> bytes:
    """One message; raises TimeoutError at the deadline and EOFError where the other side is gone."""
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        return _exactly(pipe, selector, _LENGTH.unpack(_exactly(pipe, selector, _LENGTH.size, deadline))[0], deadline)


def _exactly(pipe: IO[bytes], selector: selectors.BaseSelector, size: int, deadline: float) -> bytes:
    parts = bytearray()
    while len(parts) < size:
        if not selector.select(max(0.0, deadline - time.monotonic())):
            raise TimeoutError
        part = os.read(pipe.fileno(), min(size - len(parts), 1 << 20))
        if not part:
            raise EOFError
        parts += part
    return bytes(parts)


def serve(folder: str) -> None:
    """The child's life: takes its limits, then reads file after file from stdin until it closes; `folder` is for what libraries put down."""
    from analyzer.readers.confinement import confine, lend_time
    from analyzer.readers.dispatch import read_here

    source, sink = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    limits = msgspec.msgpack.decode(_read_message(source), type=Limits)
    confine(limits, folder)
    while True:
        try:
            message = _read_message(source)
        except EOFError:
            return
        name, data = msgspec.msgpack.decode(message, type=tuple[bytes, bytes])
        lend_time(limits)
        answer: _Success | _Failure
        try:
            answer = _Success(read_here(data, name.decode("utf-8"), limits))
        except AnalyzerError as error:
            answer = _failure(error)
        except MemoryError:
            answer = _failure(TooLarge("读取所需内存超过上限。"), fatal=True)
        except RecursionError:
            answer = _failure(UnreadableFile("文件结构嵌套过深。"), fatal=True)
        except Exception as error:  # noqa: BLE001 a foreign library may raise anything; the user gets a code, the child is replaced
            answer = _failure(UnreadableFile(f"文件损坏（{type(error).__name__}）。"), fatal=True)
        _send(sink, msgspec.msgpack.encode(answer))


def _read_message(source: IO[bytes]) -> bytes:
    head = source.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    return source.read(_LENGTH.unpack(head)[0])
