"""Which floating-point numbers a network is trained with on this machine."""

from __future__ import annotations

import time
from collections.abc import Callable

import torch

__all__ = ["device_here", "faster_precision"]

_TRIALS = 3


def device_here() -> torch.device:
    """The GPU, if there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def faster_precision(device: torch.device, step: Callable[[torch.dtype], None]) -> torch.dtype:
    """bfloat16 on a GPU; on a CPU whichever of bfloat16 and float32 takes fewer seconds of computing for a few steps of training."""
    if device.type == "cuda":
        return torch.bfloat16
    took: dict[torch.dtype, float] = {}
    for precision in (torch.float32, torch.bfloat16):
        step(precision)
        begun = time.process_time()
        for _ in range(_TRIALS):
            step(precision)
        took[precision] = time.process_time() - begun
    return min(took, key=lambda precision: took[precision])
