"""Work that other processes take off this one."""

import threading

import pytest

from dabir import processes

PIECE = bytes(500_000)

on_linux = pytest.mark.skipif(
    not hasattr(processes.fcntl, "F_SETPIPE_SZ"), reason="only Linux lets a program widen a pipe"
)


@on_linux
def test_answer_is_given_before_anybody_reads_it():
    answers = processes._Context().SimpleQueue()
    # A daemon: with a narrow pipe it would wait for ever.
    giving = threading.Thread(target=answers.put, args=(PIECE,), daemon=True)
    giving.start()
    giving.join(timeout=30)
    assert not giving.is_alive()
    assert answers.get() == PIECE
    answers.close()


@on_linux
def test_where_no_pipe_may_be_wide_answers_come_all_the_same(monkeypatch):
    def refuse(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(processes.fcntl, "fcntl", refuse)
    helpers = processes.Processes(1)
    asked = helpers.submit(bytes, 500_000)
    assert asked.result(timeout=60) == PIECE
    helpers.close(wait=True)
