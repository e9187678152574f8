"""`mqa serve`: the web pages and the API."""

from __future__ import annotations

import errno
import socket
from pathlib import Path

import click

from analyzer.cli.extras import need_service
from analyzer.errors import SettingsError

__all__ = ["command"]

_OTHER_PORT = 8080


@click.command("serve", short_help="启动网页和接口服务。")
@click.option("--host", help="监听地址（默认 127.0.0.1）。")
@click.option("--port", type=int, help="监听端口（默认 8000）。")
@click.option("--data-dir", type=click.Path(path_type=Path), help="数据目录（默认 mqa-data）。")
@click.option("--policy", help="政策名称或文件。")
def command(host: str | None, port: int | None, data_dir: Path | None, policy: str | None) -> None:
    """启动服务：网页在 /，接口在 /api/v1，用内置 SQLite，不需要别的程序。

    \b
    例：mqa serve
        mqa serve --port 8080 --data-dir /srv/mqa
    """
    need_service()
    import uvicorn

    from service.app import create_app
    from service.settings import load_settings

    settings = load_settings(host=host, port=port, data_dir=data_dir, policy=policy)
    _check_free(settings.host, settings.port)
    click.echo(f"网页：http://{settings.host}:{settings.port}/   按 Ctrl+C 停止", err=True)
    uvicorn.run(create_app(settings), host=settings.host, port=settings.port, log_level="warning", access_log=False)


def _check_free(host: str, port: int) -> None:
    """Raises SettingsError where nothing can listen at that address: something does already, or it is none of this machine."""
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError as error:
        other = _OTHER_PORT if port != _OTHER_PORT else _OTHER_PORT + 1
        problem, remedy = (
            ("端口已被占用。", f"请停掉占用它的程序，或换一个端口：--port {other}，或环境变量 MQA_PORT={other}。")
            if error.errno == errno.EADDRINUSE
            else ("不能在这个地址上监听。", "请核对 --host 是不是本机的地址；1024 以下的端口通常只有管理员能用。")
        )
        raise SettingsError(problem, where=f"{host}:{port}", remedy=remedy) from error
