"""A real web server for tests: it does what it is told at each request, and counts what it got by idempotency key."""

import socket
import ssl
import struct
import threading
from collections import Counter
from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from local_server import serving, tls


@dataclass
class Got:
    """One request as it came."""

    path: str
    headers: dict
    body: bytes

    @property
    def key(self):
        return self.headers.get("Idempotency-Key", "")


@dataclass
class Wire:
    """An answer byte for byte as it goes over the wire, head and all.

    Afterwards the connection ends in order; by force with `reset`; and under TLS without its farewell with `ragged`.
    """

    pieces: Iterable[bytes]
    reset: bool = False
    ragged: bool = False


@dataclass
class WebServer:
    """What the server is to do at the next requests, and what it got.

    A step is a status, a status with header fields, "stall" (takes the request and says nothing), "cut" (takes it and
    breaks off), "drip" (an answer without end), what `Wire` says, or something to call before it answers 201. Without
    steps it answers 201. What it took is in `taken`; a key it knows already is not taken twice.
    """

    url: str = ""
    steps: list = field(default_factory=list)
    got: list = field(default_factory=list)
    taken: dict = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    closing: threading.Event = field(default_factory=threading.Event)

    def keys(self):
        """Return how often each key came."""
        return Counter(one.key for one in self.got)

    def take(self, request):
        with self.lock:
            self.taken.setdefault(request.key, request.body)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_arguments):
        pass

    def do_POST(self):
        state = self.server.state
        request = Got(self.path, dict(self.headers), self.rfile.read(int(self.headers.get("Content-Length", 0))))
        with state.lock:
            state.got.append(request)
            step = state.steps.pop(0) if state.steps else 201
        self.close_connection = True
        if callable(step):
            state.take(request)
            step()
            step = 201
        if step == "stall":
            state.closing.wait(30)
        elif isinstance(step, Wire):
            self._put(step)
        elif step == "cut":
            state.take(request)
            self._reset()
        elif step == "drip":
            state.take(request)
            self._answer(200, {"Transfer-Encoding": "chunked"})
            self._drip()
        else:
            status, fields = step if isinstance(step, tuple) else (step, {})
            if status < 300:
                state.take(request)
            self._answer(status, {"Content-Length": "0", **fields})

    do_GET = do_POST  # noqa: N815 - the name is http.server's

    def _put(self, wire):
        try:
            for piece in wire.pieces:
                if self.server.state.closing.is_set():
                    return
                self.connection.sendall(piece)
            if wire.reset:
                self._reset()
            elif isinstance(self.connection, ssl.SSLSocket) and not wire.ragged:
                self.connection.unwrap()
        except OSError:
            pass  # the client has heard enough

    def _reset(self):
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def _answer(self, status, fields):
        self.send_response(status)
        for name, value in {"Connection": "close", **fields}.items():
            self.send_header(name, value)
        self.end_headers()

    def _drip(self):
        try:
            while not self.server.state.closing.is_set():
                self.wfile.write(b"1000\r\n" + b"x" * 0x1000 + b"\r\n")
        except OSError:
            pass  # the client has heard enough


@contextmanager
def web_server(certificate=None):
    """Run a server on this machine; with a certificate (a file with its key) by TLS."""
    state = WebServer()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None
    scheme = "http"
    if certificate:
        server.socket = tls(certificate).wrap_socket(server.socket, server_side=True)
        scheme = "https"
    state.url = f"{scheme}://127.0.0.1:{server.server_port}/in"
    with serving(server, state):
        yield state


def unused_port():
    """Return a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
