"""What an operator may set: `mqa.toml`, environment variables over it, flags over both."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationError
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from analyzer.errors import SettingsError

__all__ = ["Settings", "load_settings"]

_FILE = "mqa.toml"
_LINE = re.compile("line ([0-9]+)")
_UNFIT = "值的类型或写法不对。"
_PROBLEMS = {
    "extra_forbidden": "没有这项设置。",
    "int_parsing": "应是整数。",
    "greater_than_equal": "至少是{ge}。",
    "less_than_equal": "至多是{le}。",
    "host_name": "只写主机名，不带 https://、端口和路径；几个用逗号隔开。",
}
"""What is wrong with a setting, by the kind of error that pydantic gives."""

_NAME = re.compile(r"\w[\w.-]*", re.ASCII)
_BETWEEN = re.compile("[,，、;；\\s]+")


def _names(given: object) -> object:
    """Host names from a list or from words with commas; raises an error of kind `host_name` for what is none."""
    names = [name for name in _BETWEEN.split(given) if name] if isinstance(given, str) else given
    if not isinstance(names, (list, tuple)):
        return names
    if not all(isinstance(name, str) and _NAME.fullmatch(name) for name in names):
        raise PydanticCustomError("host_name", "not a host name")
    return tuple(name.lower().removesuffix(".") for name in names)


class Settings(BaseSettings):
    """The settings in force. Environment variables bear the prefix `MQA_`; in `mqa.toml` the keys are these names."""

    model_config = SettingsConfigDict(env_prefix="MQA_", toml_file=_FILE, extra="forbid", frozen=True)

    data_dir: Path = Field(default=Path("mqa-data"), description="数据目录：数据库与上传的原件")
    database_url: str = Field(default="", description="数据库地址；留空则用数据目录中的 SQLite")
    host: str = Field(default="127.0.0.1", description="监听地址")
    server_names: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_names)] = Field(
        default=(), description="经反向代理或域名访问时网址里的主机名；localhost、IP 地址和监听地址不必写"
    )
    port: int = Field(default=8000, ge=1, le=65535, description="监听端口")
    workers: int = Field(default=2, ge=1, le=64, description="分析进程数")
    max_body_bytes: int = Field(default=60_000_000, ge=1_000, description="一次请求的最大字节数")
    max_json_bytes: int = Field(default=5_000_000, ge=1_000, description="JSON 请求（表单以外的请求）的最大字节数")
    policy: str = Field(default="default", description="政策名称或文件")
    model: str = Field(default="", description="模型目录或登记过的版本；留空则用自带模型")
    models_dir: Path | None = Field(default=None, description="登记模型的目录；留空则为数据目录中的 models")

    @property
    def database(self) -> str:
        """The database address with its default filled in."""
        return self.database_url or f"sqlite:///{self.data_dir / 'mqa.sqlite3'}"

    @property
    def models(self) -> Path:
        """The folder of models by version with its default filled in."""
        return self.models_dir or self.data_dir / "models"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags over environment over file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(**flags: object) -> Settings:
    """The settings with the given flags over environment and file; raises SettingsError that names the setting, or the line of the file."""
    try:
        return Settings(**{name: value for name, value in flags.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"])) or _FILE
        raise SettingsError(_PROBLEMS.get(first["type"], _UNFIT).format(**first.get("ctx", {})), where=name) from error
    except tomllib.TOMLDecodeError as error:
        line = _LINE.search(str(error))
        raise SettingsError("不是有效的 TOML。", where=f"{_FILE} 第{line[1]}行" if line else _FILE, remedy="请检查等号和引号。") from error
    except UnicodeDecodeError as error:
        raise SettingsError("不是 UTF-8 编码。", where=_FILE, remedy="请另存为 UTF-8 编码。") from error
