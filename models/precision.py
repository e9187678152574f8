"""On what and with which floating-point numbers a network is trained on this machine."""

from __future__ import annotations

import torch

__all__ = ["device_here", "precision_on"]

_BFLOAT16 = ("amx_bf16", "avx512_bf16")
"""The instructions with which a CPU multiplies bfloat16; with them a small BERT learns about twice as fast."""


def device_here() -> torch.device:
    """The GPU, if there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def precision_on(device: torch.device) -> torch.dtype:
    """bfloat16 on a GPU and on a CPU that has instructions for it, else float32."""
    able = torch.cpu.get_capabilities()
    return torch.bfloat16 if device.type == "cuda" or any(able.get(name) for name in _BFLOAT16) else torch.float32
