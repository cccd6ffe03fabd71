"""A real file server for tests: as much of FTP as reading files needs, and what goes wrong with servers.

What is to go wrong is said in `faults`, by the name of a command or by a whole command ("RETR a.xml"): bytes to send
instead of the answer, then, with "cut", "end" or "stall" behind them, to break off, to end, or to say nothing more.
`spoiled` says the same of the connection for the bytes of a file or a list, after so many of them.
"""

import socket
import socketserver
import ssl
import struct
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

from local_server import QuietServer, serving, tls


@dataclass
class File:
    data: bytes
    changed: datetime = datetime(2026, 11, 25, 8, 30, 5, tzinfo=UTC)
    size: int | None = None
    facts: str | None = None

    @property
    def listed(self):
        return len(self.data) if self.size is None else self.size


@dataclass
class FtpServer:
    """What the server has, what is to go wrong, and what it heard. A folder is a dict of names."""

    port: int = 0
    user: str = "Leyla"
    password: str = "parol"
    features: str = "MLST UTF8 EPSV"
    files: dict = field(default_factory=dict)
    faults: dict = field(default_factory=dict)
    spoiled: dict = field(default_factory=dict)
    list_lines: list | None = None
    heard: list = field(default_factory=list)
    connections: int = 0
    reused: list = field(default_factory=list)
    ragged: bool = False
    context: ssl.SSLContext | None = None
    closing: threading.Event = field(default_factory=threading.Event)

    def names(self):
        """Return the names of the commands that were heard."""
        return [line.split()[0].upper() for line in self.heard]


class _EndError(Exception):
    pass


def _abort(sock):
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    sock.close()


class _Handler(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True

    @property
    def state(self):
        return self.server.state

    def handle(self):
        self.state.connections += 1
        self.user, self.place, self.passive, self.protected = "", self.state.files, None, False
        try:
            if not self.goes_wrong("GREETING"):
                self.say("220 ready")
            while line := self.rfile.readline():
                command = line.decode("utf-8", "surrogateescape").rstrip("\r\n")
                self.state.heard.append(command)
                name = command.split(" ")[0].upper()
                if not self.goes_wrong(command) and not self.goes_wrong(name):
                    getattr(self, "do_" + name.lower(), self.unknown)(command[len(name) + 1 :])
        except (_EndError, OSError, ValueError):
            pass

    def finish(self):
        with suppress(OSError):
            super().finish()
        if self.passive:
            self.passive.close()
        if isinstance(self.request, ssl.SSLSocket):
            self.request.close()

    def say(self, line):
        self.wfile.write(line.encode("utf-8", "surrogateescape") + b"\r\n")

    def unknown(self, _argument):
        self.say("500 what?")

    def goes_wrong(self, name):
        if name not in self.state.faults:
            return False
        steps = self.state.faults[name]
        for step in steps if isinstance(steps, tuple) else (steps,):
            self.step(step)
        return True

    def step(self, step):
        if step == "cut":
            self.rfile.close()
            _abort(self.request)
            raise _EndError
        if step == "end":
            raise _EndError
        if step == "stall":
            self.state.closing.wait(30)
            raise _EndError
        for piece in step() if callable(step) else [step]:
            if self.state.closing.is_set():
                raise _EndError
            self.wfile.write(piece)

    def do_auth(self, _argument):
        if not self.state.context:
            self.say("502 no")
            return
        self.say("234 begin")
        self.request = self.connection = self.state.context.wrap_socket(self.request, server_side=True)
        self.setup()

    def do_user(self, user):
        self.user = user
        self.say("331 and the password?")

    def do_pass(self, password):
        anonymous = not self.state.user and self.user == "anonymous"
        ok = anonymous or (self.user, password) == (self.state.user, self.state.password)
        self.say("230 welcome" if ok else "530 wrong name or password")

    def do_feat(self, _argument):
        self.say("211-I can")
        for feature in self.state.features.split():
            self.say(f" {feature}{' type*;size*;modify*;' if feature == 'MLST' else ''}")
        self.say("211 all")

    def do_opts(self, _argument):
        self.say("200 yes")

    do_type = do_pbsz = do_opts

    def do_prot(self, _argument):
        self.protected = True
        self.say("200 yes")

    def do_cwd(self, path):
        place = self.find(path)
        if isinstance(place, dict):
            self.place = place
        self.say("250 there" if isinstance(place, dict) else "550 no such folder")

    def find(self, path):
        place = self.state.files if path.startswith("/") else self.place
        for name in filter(None, path.removeprefix("./").split("/")):
            place = place.get(name) if isinstance(place, dict) else None
        return place

    def do_epsv(self, _argument):
        if "EPSV" in self.state.features:
            self.say(f"229 here (|||{self.listen()}|)")
        else:
            self.say("500 what?")

    def do_pasv(self, _argument):
        port = self.listen()
        # An address that leads elsewhere, as servers behind a translation of addresses give it.
        self.say(f"227 here (10,9,8,7,{port // 256},{port % 256})")

    def listen(self):
        if self.passive:
            self.passive.close()
        self.passive = socket.create_server(("127.0.0.1", 0))
        self.passive.settimeout(30)
        return self.passive.getsockname()[1]

    def send(self, command, data):
        sock, _ = self.passive.accept()
        self.say("150 here it comes")
        if self.protected:
            sock = self.state.context.wrap_socket(sock, server_side=True, suppress_ragged_eofs=False)
            self.state.reused.append(sock.session_reused)
        after, what = self.state.spoiled.get(command, (len(data), ""))
        try:
            sock.sendall(data[:after])
            if what == "cut":
                _abort(sock)
                self.say("426 broken")
                return
            if what == "stall":
                self.state.closing.wait(30)
            while what == "endless" and not self.state.closing.is_set():
                sock.sendall(b"x" * 10_000)
            if self.protected and not self.state.ragged:
                with suppress(OSError):
                    sock.unwrap()
        except OSError:
            pass  # the client has enough
        finally:
            sock.close()
        self.say("226 done")

    def do_mlsd(self, path):
        folder = self.find(path)
        if not isinstance(folder, dict):
            self.say("550 no such folder")
            return
        lines = ["type=cdir;modify=20260101000000; ."]
        lines += [self.facts(name, what) + name for name, what in folder.items()]
        self.send(f"MLSD {path}".strip(), "".join(f"{line}\r\n" for line in lines).encode("utf-8", "surrogateescape"))

    def facts(self, _name, what):
        if isinstance(what, dict):
            return "type=dir;modify=20260101000000; "
        if what.facts is not None:
            return what.facts
        return f"Type=file;Size={what.listed};Modify={what.changed:%Y%m%d%H%M%S};UNIX.mode=0644; "

    def do_mlst(self, path):
        what = self.find(path)
        if what is None:
            self.say("550 no such file")
            return
        self.say("250-here")
        self.say(f" {self.facts(path, what)}/{path}")
        self.say("250 all")

    def do_list(self, path):
        folder = self.find(path)
        lines = self.state.list_lines
        if lines is None:
            lines = ["total 8", *(self.long(name, what) for name, what in folder.items())]
        self.send(f"LIST {path}".strip(), "".join(f"{line}\r\n" for line in lines).encode("utf-8", "surrogateescape"))

    def long(self, name, what):
        if isinstance(what, dict):
            return f"drwxr-xr-x    2 1000     wire         4096 Nov 20 10:00 {name}"
        return f"-rw-r--r--    1 1000     wire     {what.listed:8} {what.changed:%b %d %H:%M} {name}"

    def do_size(self, path):
        self.say(f"213 {self.find(path).listed}")

    def do_retr(self, path):
        what = self.find(path)
        if isinstance(what, File):
            self.send(f"RETR {path}", what.data)
        else:
            self.say("550 no such file")

    def do_dele(self, path):
        folder, _, name = path.rpartition("/")
        del self.find(folder)[name]
        self.say("250 gone")

    def do_quit(self, _argument):
        raise _EndError


@contextmanager
def ftp_server(certificate=None):
    """Run a server on this machine; with a certificate (a file with its key) it encrypts when it is asked to."""
    state = FtpServer()
    if certificate:
        state.context = tls(certificate)
    server = QuietServer(("127.0.0.1", 0), _Handler)
    state.port = server.server_address[1]
    with serving(server, state):
        yield state
