import pytest

from dabir.cli.progress import PIPE_SECONDS, Progress


class Seconds:
    """Seconds that go on only when they are told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds():
    return Seconds()


def test_pipe_gets_a_whole_line_now_and_then(seconds, capsys):
    shown = Progress("Translating", terminal=False, clock=seconds)
    for number in range(61):
        shown.tell(f"{number} of 60 stories", number / 60)
        seconds.now += PIPE_SECONDS / 10
    shown.end()
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines() == [
        "dabir: Translating: 10 of 60 stories, about 75 s left",
        "dabir: Translating: 20 of 60 stories, about 60 s left",
        "dabir: Translating: 30 of 60 stories, about 45 s left",
        "dabir: Translating: 40 of 60 stories, about 30 s left",
        "dabir: Translating: 50 of 60 stories, about 15 s left",
        "dabir: Translating: 60 of 60 stories",
    ]


def test_terminal_gets_one_line_renewed_in_place_and_nothing_is_left_of_it(seconds, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "31")
    shown = Progress("Translating", terminal=True, clock=seconds)
    shown.tell("0 of 9 stories", 0)
    seconds.now += 0.01
    shown.tell("1 of 9 stories", 1 / 9)
    seconds.now += 200
    shown.tell("2 of 9 stories", 2 / 9)
    seconds.now += 1
    shown.tell("9", 0.99)
    shown.end()
    first, wide, last, blank, rest = capsys.readouterr().err.split("\r")[1:]
    assert (first, wide.rstrip(), last.rstrip(), blank.strip(), rest) == (
        "Translating: 0 of 9 stories",
        "Translating: 2 of 9 stories, a",
        "Translating: 9, about 2 s left",
        "",
        "",
    )
    assert len(wide) == 30 and len(blank) == len(last)


def test_long_waits_are_told_in_minutes(seconds, capsys):
    shown = Progress("Translating", terminal=True, clock=seconds)
    seconds.now += 60
    shown.tell("1 of 11 stories", 1 / 11)
    assert "about 10 min left" in capsys.readouterr().err


def test_nothing_is_taken_off_where_nothing_was_drawn(seconds, capsys):
    Progress("Translating", terminal=True, clock=seconds).end()
    assert capsys.readouterr().err == ""
