"""What an operator may set: `mqa.toml`, environment variables over it, flags over both."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from analyzer.errors import SettingsError

__all__ = ["Settings", "load_settings"]


class Settings(BaseSettings):
    """The settings in force. Environment variables bear the prefix `MQA_`; in `mqa.toml` the keys are these names."""

    model_config = SettingsConfigDict(env_prefix="MQA_", toml_file="mqa.toml", extra="forbid", frozen=True)

    data_dir: Path = Field(default=Path("mqa-data"), description="数据目录：数据库与上传的原件")
    database_url: str = Field(default="", description="数据库地址；留空则用数据目录中的 SQLite")
    host: str = Field(default="127.0.0.1", description="监听地址")
    port: int = Field(default=8000, ge=1, le=65535, description="监听端口")
    workers: int = Field(default=2, ge=1, le=64, description="分析进程数")
    max_body_bytes: int = Field(default=60_000_000, ge=1_000, description="一次请求的最大字节数")
    max_json_bytes: int = Field(default=5_000_000, ge=1_000, description="JSON 请求的最大字节数")
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
    """The settings with the given flags over environment and file; raises SettingsError that names the setting."""
    try:
        return Settings(**{name: value for name, value in flags.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"])) or "mqa.toml"
        raise SettingsError(f"{first['msg']}。", where=name) from error
