"""What the child process of the reading cell may not do."""

from __future__ import annotations

import ctypes
import resource
import signal
import sys
import tempfile

from analyzer.readers.limits import Limits

__all__ = ["confine", "lend_time"]

_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_LARGEST_FILE = 200_000_000
_OPEN_FILES = 64


def confine(limits: Limits, folder: str) -> None:
    """Bounds memory, file size and open files of this process, refuses sockets, dies with the parent, keeps temporary files in `folder`."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_FILE, _LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_FILES, _OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_refuse_sockets)
    tempfile.tempdir = folder


def lend_time(limits: Limits) -> None:
    """Allows this process its processor time for one more file."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    allowed = int(used.ru_utime + used.ru_stime) + limits.processor_seconds + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, hard))


def _refuse_sockets(event: str, _arguments: tuple[object, ...]) -> None:
    if event == "socket.__new__":
        raise PermissionError("no network while reading")
