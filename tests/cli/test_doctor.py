"""What `mqa doctor` finds before somebody else does."""

from __future__ import annotations

import importlib.util
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from analyzer.cli import cli
from analyzer.cli.extras import EXTRAS

PROJECT = Path(__file__).parents[2] / "pyproject.toml"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without settings, to run in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def doctor() -> Result:
    return CliRunner().invoke(cli, ["doctor"])


def test_what_the_service_would_run_with_is_shown() -> None:
    """Its settings, and that no other command heeds them."""
    done = doctor()
    assert done.exit_code == 0
    assert "mqa-data（sqlite），127.0.0.1:8000；只对 mqa serve 起作用" in done.stdout


@pytest.mark.parametrize(
    ("name", "value", "code", "said"),
    [
        ("MQA_POLICY", "nonexist", "policy_error", "服务设置：nonexist"),
        ("MQA_MODEL", "nope", "unknown_model", "服务设置：没有模型“nope”"),
        ("MQA_PORT", "x", "settings_error", "服务设置：port：应是整数"),
    ],
)
def test_a_setting_that_the_service_would_stumble_over_is_an_error(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, code: str, said: str
) -> None:
    """Named as the service names it, with the exit code of an error; the rest is checked all the same."""
    monkeypatch.setenv(name, value)
    done = doctor()
    assert done.exit_code == 2
    assert f"错误[{code}] {said}" in done.stderr
    assert "训练和评测" in done.stdout


def test_a_wrong_key_in_the_file_is_an_error(elsewhere: Path) -> None:
    """It would keep the service from starting."""
    (elsewhere / "mqa.toml").write_text("portt = 1\n", encoding="utf-8")
    done = doctor()
    assert done.exit_code == 2
    assert "错误[settings_error] 服务设置：portt：没有这项设置" in done.stderr


def test_every_extra_of_the_installation_is_listed() -> None:
    """All that a user may want, none that only this project's own work needs."""
    extras = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert EXTRAS.keys() == extras.keys() - {"dev", "notebooks"}


@pytest.mark.parametrize(("module", "extra"), [("tokenizers", "encoder"), ("pydantic_settings", "service")])
def test_an_extra_that_lacks_a_module_is_not_installed(monkeypatch: pytest.MonkeyPatch, module: str, extra: str) -> None:
    """By the list that the commands themselves go by."""
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, package=None: None if name == module else found(name, package))
    assert f"{EXTRAS[extra][0]}：未安装（pip install 'minutes-quality-analyzer[{extra}]'）" in doctor().stdout
