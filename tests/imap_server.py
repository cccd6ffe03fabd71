"""A real mail server for tests: as much of IMAP4rev1 and IDLE as reading mail needs, and what goes wrong with servers.

What is to go wrong is said in `faults`, by the name of a command ("GREETING" for the first word, "FETCH 3" for the
body of the mail 3): bytes to send instead of the answer ("TAG" in them is that of the command), then, with "cut" or
"stall" behind them, to break off or to say nothing more.
"""

import base64
import re
import socket
import socketserver
import ssl
import struct
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from local_server import QuietServer, serving, tls


@dataclass
class Mail:
    data: bytes
    flags: set = field(default_factory=set)
    size: int | None = None


@dataclass
class ImapServer:
    """What the server has, what is to go wrong, and what it heard."""

    port: int = 0
    user: str = "Leyla"
    password: str = "parol"
    abilities: str = "IMAP4rev1 IDLE AUTH=PLAIN"
    mailboxes: dict = field(default_factory=lambda: {b"INBOX": {}})
    validity: int = 7
    says_next: bool = True
    delimiter: str = "/"
    greeting: bytes = b"* OK ready"
    faults: dict = field(default_factory=dict)
    heard: list = field(default_factory=list)
    connections: int = 0
    context: ssl.SSLContext | None = None
    idle: threading.Event = field(default_factory=threading.Event)
    closing: threading.Event = field(default_factory=threading.Event)
    waiting: list = field(default_factory=list)

    @property
    def inbox(self):
        return self.mailboxes[b"INBOX"]

    def add(self, *mails):
        """Put mails into the inbox, and tell whoever waits for them."""
        for data in mails:
            self.inbox[max(self.inbox, default=0) + 1] = data if isinstance(data, Mail) else Mail(data)
        for handler in self.waiting:
            handler.say(b"* %d EXISTS" % len(self.inbox))

    def names(self):
        """Return the names of the commands that were heard."""
        return [line.split()[0].decode().upper() for line in self.heard]


class _EndError(Exception):
    pass


class _Handler(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True

    @property
    def state(self):
        return self.server.state

    def handle(self):
        self.state.connections += 1
        self.mailbox = None
        try:
            if not self.goes_wrong("GREETING", b""):
                self.say(self.state.greeting)
            while line := self.rfile.readline():
                tag, _, command = line.rstrip(b"\r\n").partition(b" ")
                self.answer(tag, self.whole(command))
        except (_EndError, OSError, ValueError):
            pass

    def finish(self):
        with suppress(OSError):
            super().finish()
        if isinstance(self.request, ssl.SSLSocket):
            self.request.close()

    def say(self, line):
        self.wfile.write(line + b"\r\n")

    def whole(self, command):
        """Return a command with the values it counts."""
        while found := re.search(rb"\{(\d+)\}\Z", command):
            self.say(b"+ go on")
            value = self.rfile.read(int(found[1]))
            command = command[: found.start()] + b'"' + value + b'"' + self.rfile.readline().rstrip(b"\r\n")
        return command

    def goes_wrong(self, name, tag):
        if name not in self.state.faults:
            return False
        steps = self.state.faults[name]
        for step in steps if isinstance(steps, tuple) else (steps,):
            if step == "cut":
                self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.rfile.close()
                self.request.close()
                raise _EndError
            if step == "end":
                raise _EndError
            if step == "stall":
                self.state.closing.wait(30)
                raise _EndError
            for piece in step(tag) if callable(step) else [step.replace(b"TAG", tag)]:
                if self.state.closing.is_set():
                    raise _EndError
                self.wfile.write(piece)
        return True

    def answer(self, tag, command):
        self.state.heard.append(command)
        words = command.split(b" ")
        name = words[0].decode().upper()
        if name == "UID":
            name = words[1].decode().upper()
        if not self.goes_wrong(name, tag):
            getattr(self, "do_" + name.lower())(tag, command)

    def do_capability(self, tag, _command):
        self.say(b"* CAPABILITY " + self.state.abilities.encode())
        self.say(tag + b" OK done")

    def do_starttls(self, tag, _command):
        self.say(tag + b" OK begin")
        self.request = self.connection = self.state.context.wrap_socket(self.request, server_side=True)
        self.setup()

    def do_authenticate(self, tag, _command):
        self.say(b"+ ")
        _, user, password = base64.b64decode(self.rfile.readline()).decode().split("\0")
        self.let_in(tag, user, password)

    def do_login(self, tag, command):
        values = [re.sub(r"\\(.)", r"\1", one) for one in re.findall(r'"((?:[^"\\]|\\.)*)"', command.decode())]
        self.let_in(tag, *values)

    def let_in(self, tag, user, password):
        ok = (user, password) == (self.state.user, self.state.password)
        self.say(tag + (b" OK welcome" if ok else b" NO [AUTHENTICATIONFAILED] wrong name or password"))

    def do_list(self, tag, _command):
        self.say(rb'* LIST (\Noselect) "%s" ""' % self.state.delimiter.encode())
        self.say(tag + b" OK done")

    def do_select(self, tag, command):
        name = re.search(rb'"(.*)"', command)[1]
        self.mailbox = self.state.mailboxes.get(name)
        if self.mailbox is None:
            self.say(tag + b" NO [NONEXISTENT] there is no such mailbox")
            return
        self.say(b"* %d EXISTS" % len(self.mailbox))
        self.say(rb"* FLAGS (\Seen \Deleted)")
        self.say(b"* OK [UIDVALIDITY %d] valid" % self.state.validity)
        if self.state.says_next:
            self.say(b"* OK [UIDNEXT %d] next" % (max(self.mailbox, default=0) + 1))
        self.say(tag + b" OK [READ-WRITE] open")

    do_examine = do_select

    def do_fetch(self, tag, command):
        _, _, which, items = command.split(b" ", 3)
        for uid in self.chosen(which):
            mail = self.mailbox[uid]
            if b"PEEK" not in items and b"BODY" in items:
                mail.flags.add("\\Seen")
            place = sorted(self.mailbox).index(uid) + 1
            if b"BODY" not in items:
                size = len(mail.data) if mail.size is None else mail.size
                self.say(b"* %d FETCH (RFC822.SIZE %d UID %d)" % (place, size, uid))
            elif self.goes_wrong(f"FETCH {uid}", tag):
                return
            else:
                self.wfile.write(b"* %d FETCH (UID %d BODY[] {%d}\r\n" % (place, uid, len(mail.data)))
                self.wfile.write(mail.data + b")\r\n")
        self.say(tag + b" OK done")

    def chosen(self, which):
        if b":" in which:
            first = int(which.split(b":")[0])
            return [uid for uid in sorted(self.mailbox) if uid >= first or uid == max(self.mailbox)]
        return [uid for uid in map(int, which.split(b",")) if uid in self.mailbox]

    def do_store(self, tag, command):
        uid = int(command.split(b" ")[2])
        self.mailbox[uid].flags.add(re.search(rb"\((.*)\)", command)[1].decode())
        self.say(tag + b" OK done")

    def do_idle(self, tag, _command):
        self.say(b"+ waiting")
        self.state.waiting.append(self)
        self.state.idle.set()
        self.rfile.readline()
        self.state.waiting.remove(self)
        self.say(tag + b" OK done")

    def do_logout(self, _tag, _command):
        self.say(b"* BYE bye")
        raise _EndError


class _Server(QuietServer):
    def get_request(self):
        sock, address = super().get_request()
        if self.encrypted:
            sock = self.state.context.wrap_socket(sock, server_side=True)
        return sock, address


@contextmanager
def imap_server(certificate=None, *, encrypted=False):
    """Run a server on this machine; with a certificate (a file with its key) it can encrypt, or does from the start."""
    state = ImapServer()
    if certificate:
        state.context = tls(certificate)
        if not encrypted:
            state.abilities += " STARTTLS"
    server = _Server(("127.0.0.1", 0), _Handler)
    server.encrypted = encrypted
    state.port = server.server_address[1]
    with serving(server, state):
        yield state
