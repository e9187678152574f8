"""Nothing of us goes on when the process that was started is gone."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys

import pytest

STARTED = """
import os, signal, sys, tempfile
from analyzer.workers import worker_pool
if __name__ == "__main__":
    with worker_pool(2) as pool:
        print(*{pool.submit(os.getpid).result() for _ in range(2)}, flush=True)
        pool.submit(tempfile.mkdtemp).result()
        pool.submit(signal.pause)
        pool.submit(sys.stdin.read).result()
"""
_PATIENCE = 60


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL])
def test_workers_end_with_the_process_that_started_them(sign: signal.Signals, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Idle or at work, whatever ends the parent, without its having a chance to tell them; what they put down goes with them."""
    program = tmp_path_factory.mktemp("program") / "started.py"
    program.write_text(STARTED, encoding="utf-8")
    temporary = tmp_path_factory.mktemp("temporary")
    pipe, environment = subprocess.PIPE, {**os.environ, "TMPDIR": str(temporary)}
    with subprocess.Popen([sys.executable, str(program)], stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=environment) as parent:
        assert parent.stdout is not None
        workers = [os.pidfd_open(int(number)) for number in parent.stdout.readline().split()]
        parent.send_signal(sign)
        assert parent.wait(_PATIENCE) == -sign
        for worker in workers:
            assert select.select([worker], [], [], _PATIENCE)[0], "a worker goes on"
            os.close(worker)
    assert list(temporary.iterdir()) == []


INTERRUPTED = """
import signal, sys
from analyzer.workers import worker_pool
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what a shell starts in the background ignores interrupts
    with worker_pool(1) as pool:
        first = pool.submit(abs, -1).result()
        try:
            print(first, flush=True)
            sys.stdin.read()
        except KeyboardInterrupt:
            print(pool.submit(abs, -2).result(), flush=True)
"""


def test_an_interrupt_of_all_is_for_the_parent_to_answer(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Ctrl+C in a terminal reaches the workers too; they say nothing, and go on until the parent ends them."""
    program = tmp_path_factory.mktemp("program") / "interrupted.py"
    program.write_text(INTERRUPTED, encoding="utf-8")
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, str(program)], stdin=pipe, stdout=pipe, stderr=pipe, text=True, start_new_session=True
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "1\n"
        os.killpg(parent.pid, signal.SIGINT)
        assert parent.communicate(timeout=_PATIENCE) == ("2\n", "")
        assert parent.returncode == 0


BROKEN_OFF = """
import signal, tempfile
from analyzer.workers import worker_pool
if __name__ == "__main__":
    try:
        with worker_pool(1) as pool:
            started = pool.submit(tempfile.mkdtemp).result()
            endless = [pool.submit(signal.pause) for _ in range(3)]
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        print("over", flush=True)
"""


def test_work_that_is_broken_off_is_not_waited_for(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Not for what runs, not for what still waits; nothing that it had put down stays."""
    program = tmp_path_factory.mktemp("program") / "broken_off.py"
    program.write_text(BROKEN_OFF, encoding="utf-8")
    temporary = tmp_path_factory.mktemp("temporary")
    environment = {**os.environ, "TMPDIR": str(temporary)}
    done = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, check=True, timeout=_PATIENCE, env=environment)
    assert (done.stdout, done.stderr) == ("over\n", "")
    assert list(temporary.iterdir()) == []
