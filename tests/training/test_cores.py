from __future__ import annotations

from dabir.training.cores import Cores, advise


def test_one_thread_when_another_program_takes_a_core() -> None:
    assert advise(2, 2, own=1.2, idle=0.0) == 1


def test_all_threads_again_when_a_core_is_idle() -> None:
    assert advise(1, 2, own=1.0, idle=0.95) == 2


def test_nothing_changes_while_the_cores_are_ours_or_all_busy() -> None:
    assert advise(2, 2, own=1.95, idle=0.0) == 2
    assert advise(1, 2, own=1.0, idle=0.3) == 1


def test_the_first_look_uses_every_core() -> None:
    assert Cores(3).look() == 3
