"""A running service: the real application with processes and a database of its own."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path

import httpx2 as httpx
import pytest
import uvicorn
from sqlalchemy import create_engine, text

from service.app import create_app
from service.settings import Settings


class Server(uvicorn.Server):
    """A server in a thread that says when it is up."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self.up.set()


@contextlib.contextmanager
def running(settings: Settings) -> Iterator[str]:
    """The address of a service that runs with these settings."""
    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    server = Server(uvicorn.Config(create_app(settings), log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    assert server.up.wait(60), "the service did not start"
    try:
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(30)
        bound.close()


def databases() -> list[str]:
    """SQLite always; PostgreSQL where the test run names a server (`MQA_TEST_POSTGRESQL`)."""
    return ["sqlite", "postgresql"] if os.environ.get("MQA_TEST_POSTGRESQL") else ["sqlite"]


@contextlib.contextmanager
def fresh_database(kind: str, folder: Path) -> Iterator[str]:
    """The address of an empty database."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'mqa.sqlite3'}"
        return
    server = os.environ["MQA_TEST_POSTGRESQL"]
    name = f"mqa_{uuid.uuid4().hex}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    try:
        yield server.rpartition("/")[0] + "/" + name
    finally:
        with admin.connect() as connection:
            connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
        admin.dispose()


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the service looks for models by version."""
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="session", params=databases())
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, models: Path) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("data")
    with (
        fresh_database(request.param, folder) as database,
        running(Settings(data_dir=folder, database_url=database, models_dir=models, workers=2)) as found,
    ):
        yield found


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=60, trust_env=False) as opened:
        yield opened
