from __future__ import annotations

import pytest

torch = pytest.importorskip("torch", reason="Torch is not installed; make test-training brings it")

from dabir.training.precision import has_sixteen_bits, of_products  # noqa: E402


@pytest.mark.parametrize("name", ["amx_bf16", "avx512_bf16", "arm_bf16"])
def test_sixteen_bits_where_the_processor_multiplies_them(name: str) -> None:
    assert has_sixteen_bits({"avx2": True, name: True})


def test_no_sixteen_bits_where_they_would_be_imitated() -> None:
    assert not has_sixteen_bits({"avx2": True, "avx512_f": True, "avx512_bf16": False, "l2_cache_size": 1})


def test_this_processor_and_a_gpu_get_their_numbers() -> None:
    assert of_products("cuda") is torch.bfloat16
    assert (of_products("cpu") is torch.bfloat16) is has_sixteen_bits(torch.cpu.get_capabilities())
