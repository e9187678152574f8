"""What an operator set wrongly is said in Chinese, with the setting or the line of the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.errors import SettingsError
from service.settings import load_settings


@pytest.mark.parametrize(
    ("file", "where", "problem"),
    [
        (b"port = 70000", "port", "至多是65535。"),
        (b"workers = 0", "workers", "至少是1。"),
        (b'port = "abc"', "port", "应是整数。"),
        (b"portt = 8000", "portt", "没有这项设置。"),
        (b"host = 8000", "host", "值的类型或写法不对。"),
        (b"port = 8000\nhost = = 1", "mqa.toml 第2行", "不是有效的 TOML。"),
        (b"server_names = 'https://mqa.example.com/'", "server_names", "只写主机名，不带 https://、端口和路径；几个用逗号隔开。"),
        (b"server_names = ['mqa.example.com:8443']", "server_names", "只写主机名，不带 https://、端口和路径；几个用逗号隔开。"),
        (b"host = [", "mqa.toml", "不是有效的 TOML。"),
        ("policy = '单位'".encode("gbk"), "mqa.toml", "不是 UTF-8 编码。"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: bytes, where: str, problem: str) -> None:
    """Each is a SettingsError that says what to do."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mqa.toml").write_bytes(file)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert (caught.value.where, caught.value.problem) == (where, problem)
    assert caught.value.remedy


def test_flags_stand_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What no flag gives is the file's."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mqa.toml").write_text("port = 9000\nworkers = 3\n", encoding="utf-8")
    settings = load_settings(port=9001, workers=None)
    assert (settings.port, settings.workers) == (9001, 3)


def test_names_are_a_list_or_words_with_commas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the file and in the environment."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mqa.toml").write_text('server_names = ["MQA.example.com", "mqa"]\n', encoding="utf-8")
    assert load_settings().server_names == ("mqa.example.com", "mqa")
    monkeypatch.setenv("MQA_SERVER_NAMES", "mqa.example.com，mqa, ")
    assert load_settings().server_names == ("mqa.example.com", "mqa")
