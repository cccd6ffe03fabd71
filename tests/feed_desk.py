"""What the tests of feeds share: a keyring that lasts as long as a test, and a feed that does what it is told."""

import threading
from queue import Empty, SimpleQueue

from dabir.feeds.arrival import Arrival
from dabir.feeds.fetcher import Delivery


class Ring:
    """A keyring in memory."""

    def __init__(self):
        self.kept = {}

    def get_password(self, service_name, username):
        return self.kept.get((service_name, username))

    def set_password(self, service_name, username, password):
        self.kept[service_name, username] = password

    def delete_password(self, service_name, username):
        del self.kept[service_name, username]


class Server:
    """A partner's server: numbered things, handed over from the mark on; a step may be an error or something to call."""

    def __init__(self, *steps):
        self.steps = list(steps)
        self.kept = []
        self.closed = threading.Event()
        self.looks = 0
        self.passwords = []
        self.unkept = None

    def fetcher(self, _feed, password):
        self.passwords.append(password)
        self.closed.clear()
        return _Fetcher(self)


class Mailbox(Server):
    """A server that tells when there is news: what `news` gives, or what it raises."""

    def __init__(self, *steps):
        super().__init__(*steps)
        self.news = SimpleQueue()
        self.waits = 0

    def fetcher(self, _feed, _password):
        return _Waiting(self)


class _Fetcher:
    def __init__(self, server):
        self._server = server

    def fetch(self, mark):
        self._server.looks += 1
        for number, step in enumerate(self._server.steps, 1):
            if number <= int(mark or 0):
                continue
            if isinstance(step, Exception):
                raise step
            if callable(step):
                step()
            else:
                yield Delivery(Arrival(f"{number}.json", step), str(number), f"thing {number}")

    def kept(self, delivery):
        self._server.kept.append(delivery.source)
        if self._server.unkept:
            raise self._server.unkept

    def close(self):
        self._server.closed.set()


class _Waiting(_Fetcher):
    def __init__(self, server):
        super().__init__(server)
        self._over = threading.Event()

    def wait(self, _seconds):
        self._server.waits += 1
        while not self._over.is_set():
            try:
                told = self._server.news.get(timeout=0.02)
            except Empty:
                continue
            if isinstance(told, Exception):
                raise told
            return told
        return False

    def close(self):
        self._over.set()
        super().close()
