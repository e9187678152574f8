"""What training and measuring need beyond the plain installation."""

from __future__ import annotations

import importlib.util

from analyzer.errors import MissingExtra

__all__ = ["need_encoder", "need_training"]

_TRAINING, _ENCODER = ("sklearn",), ("torch", "transformers", "onnx", "onnxscript", "onnxruntime", "tokenizers")


def need_training() -> None:
    """Raises MissingExtra where linear models cannot be trained."""
    _need(_TRAINING, "train")


def need_encoder() -> None:
    """Raises MissingExtra where an encoder cannot be fine-tuned."""
    _need(_ENCODER, "encoder-train")


def _need(modules: tuple[str, ...], extra: str) -> None:
    if any(importlib.util.find_spec(module) is None for module in modules):
        raise MissingExtra("训练组件没有安装。", remedy=f"请运行 pip install 'minutes-quality-analyzer[{extra}]'。")
