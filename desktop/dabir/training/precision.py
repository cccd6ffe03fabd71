"""Which numbers matrices are multiplied in: sixteen bits where the processor has instructions for them.

A processor without them imitates them, twenty times slower than it multiplies ordinary floats (2 against 41 GFLOP/s
a core of an AVX2 server processor).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import torch


def has_sixteen_bits(capabilities: Mapping[str, object]) -> bool:
    """Tell whether a processor multiplies bfloat16 by itself.

    Args:
        capabilities: as `torch.cpu.get_capabilities` names them: `amx_bf16`, `avx512_bf16`, `arm_bf16` and the like.
    """
    return any(bool(there) for name, there in capabilities.items() if name.endswith("bf16"))


@cache
def of_products(device: str) -> torch.dtype:
    """Return the type of number in which matrices are multiplied.

    Args:
        device: kind of device, "cpu" or "cuda".
    """
    if device != "cpu" or has_sixteen_bits(torch.cpu.get_capabilities()):
        return torch.bfloat16
    return torch.float32
