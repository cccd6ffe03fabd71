import os
import signal

import pytest

from dabir.cli.stopping import stoppable
from dabir.domain.errors import Cancelled


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_first_signal_asks_for_an_end_and_the_sentence_of_the_work_is_told(number, status, capsys):
    before = signal.getsignal(number)

    def work():
        with stoppable() as stop:
            stop.check()
            os.kill(os.getpid(), number)
            assert stop()
            raise Cancelled("Stopped: 3 of 5.", "Go on.")

    with pytest.raises(SystemExit) as ended:
        work()
    assert (ended.value.code, capsys.readouterr().err) == (status, "dabir: Stopped: 3 of 5. Go on.\n")
    assert signal.getsignal(number) is before


def test_second_ctrl_c_ends_at_once():
    before = signal.getsignal(signal.SIGINT)

    def work():
        with stoppable() as stop:
            os.kill(os.getpid(), signal.SIGINT)
            with pytest.raises(Cancelled):
                stop.check()
            os.kill(os.getpid(), signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        work()
    assert signal.getsignal(signal.SIGINT) is before


def test_work_that_nobody_stops_goes_on():
    with stoppable() as stop:
        stop.check()
    assert not stop()
