"""What the service, training and measuring need beyond the plain installation."""

from __future__ import annotations

import importlib.util

from analyzer.errors import MissingExtra

__all__ = ["EXTRAS", "has_service", "installed", "need_encoder", "need_service", "need_training"]

EXTRAS = {
    "service": ("网页和接口服务", ("fastapi", "uvicorn", "sqlalchemy", "alembic", "pydantic_settings", "multipart")),
    "postgresql": ("PostgreSQL 数据库", ("psycopg",)),
    "train": ("训练和评测", ("sklearn", "scipy", "threadpoolctl", "jieba")),
    "encoder": ("带编码器的模型", ("onnxruntime", "tokenizers")),
    "encoder-train": ("微调编码器", ("torch", "transformers", "onnx", "onnxscript", "onnxruntime", "tokenizers", "zstandard", "sklearn")),
}
"""The extras of the installation that a user may want: what each is for, and the modules by which it is known to be there."""


def has_service() -> bool:
    """Whether the service can be started."""
    return installed("service")


def need_service() -> None:
    """Raises MissingExtra where the service cannot be started."""
    if not has_service():
        remedy = "请在程序目录里运行 make serve（会先装上服务组件），或 pip install '.[service]'。"
        raise MissingExtra("服务组件没有安装。", remedy=remedy)


def need_training() -> None:
    """Raises MissingExtra where linear models cannot be trained."""
    _need("train")


def need_encoder() -> None:
    """Raises MissingExtra where an encoder cannot be fine-tuned."""
    _need("encoder-train")


def installed(extra: str) -> bool:
    """Whether all modules of an extra are there."""
    return all(importlib.util.find_spec(module) is not None for module in EXTRAS[extra][1])


def _need(extra: str) -> None:
    if not installed(extra):
        raise MissingExtra("训练组件没有安装。", remedy=f"请运行 pip install 'minutes-quality-analyzer[{extra}]'。")
