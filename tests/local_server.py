"""Servers on this machine in a thread of their own, for the tests of whatever connects to servers."""

import socketserver
import ssl
import threading
from contextlib import contextmanager


class QuietServer(socketserver.ThreadingTCPServer):
    """Says nothing of clients that break off."""

    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, *_arguments):
        pass


def tls(certificate):
    """Return the TLS settings of a server that has a certificate (a file with its key)."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@contextmanager
def serving(server, state):
    """Run a server; `state.closing` is set before it ends, so that answers without end come to one."""
    server.state = state
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        state.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()
