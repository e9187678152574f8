"""What the service, training and measuring need beyond the plain installation."""

from __future__ import annotations

import importlib.util

from analyzer.errors import MissingExtra

__all__ = ["has_service", "need_encoder", "need_service", "need_training"]

_SERVICE = ("fastapi", "uvicorn", "sqlalchemy", "alembic", "pydantic_settings", "multipart")
_TRAINING, _ENCODER = ("sklearn",), ("torch", "transformers", "onnx", "onnxscript", "onnxruntime", "tokenizers")


def has_service() -> bool:
    """Whether the service can be started."""
    return all(map(_installed, _SERVICE))


def need_service() -> None:
    """Raises MissingExtra where the service cannot be started."""
    if not has_service():
        remedy = "请在程序目录里运行 make serve（会先装上服务组件），或 pip install '.[service]'。"
        raise MissingExtra("服务组件没有安装。", remedy=remedy)


def need_training() -> None:
    """Raises MissingExtra where linear models cannot be trained."""
    _need(_TRAINING, "train")


def need_encoder() -> None:
    """Raises MissingExtra where an encoder cannot be fine-tuned."""
    _need(_ENCODER, "encoder-train")


def _need(modules: tuple[str, ...], extra: str) -> None:
    if not all(map(_installed, modules)):
        raise MissingExtra("训练组件没有安装。", remedy=f"请运行 pip install 'minutes-quality-analyzer[{extra}]'。")


def _installed(module: str) -> bool:
    return importlib.util.find_spec(module) is not None
