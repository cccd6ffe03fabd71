"""A real file server by SSH for tests, on asyncssh: the files of a folder on this machine, and what goes wrong."""

import asyncio
import socket
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import asyncssh


@dataclass
class SftpServer:
    """What the server has, what is to go wrong, and what it heard.

    `faults` holds, by the name of an act ("open", "read", "scandir", "lstat", "remove", "login"), what to do instead:
    an error to raise, or something to call with the act's arguments.
    """

    root: Path
    port: int = 0
    user: str = "Leyla"
    password: str = "parol"
    keys: asyncssh.SSHAuthorizedKeys | None = None
    host_key: str = ""
    faults: dict = field(default_factory=dict)
    did: list = field(default_factory=list)
    connections: list = field(default_factory=list)
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    loop: asyncio.AbstractEventLoop | None = None
    opened: list = field(default_factory=list)

    @property
    def fingerprint(self):
        return asyncssh.import_public_key(self.host_key).get_fingerprint()


async def _do(state, name, act, *arguments):
    """Do what a client asks for, or what is to go wrong instead."""
    state.did.append(name)
    fault = state.faults.get(name)
    if isinstance(fault, Exception):
        raise fault
    result = (fault or act)(*arguments)
    return await result if asyncio.iscoroutine(result) else result


def _files(state):
    class Files(asyncssh.SFTPServer):
        def __init__(self, channel):
            super().__init__(channel, chroot=str(state.root).encode())

        async def open(self, path, pflags, attrs):
            file = await _do(state, "open", super().open, path, pflags, attrs)
            state.opened.append(file)
            return file

        async def read(self, file, offset, size):
            return await _do(state, "read", super().read, file, offset, size)

        async def lstat(self, path):
            return await _do(state, "lstat", super().lstat, path)

        async def remove(self, path):
            return await _do(state, "remove", super().remove, path)

        async def scandir(self, path):
            await _do(state, "scandir", lambda _: None, path)
            async for entry in super().scandir(path):
                yield state.faults["entry"](entry) if "entry" in state.faults else entry

    return Files


def _server(state):
    class Server(asyncssh.SSHServer):
        def connection_made(self, conn):
            state.connections.append(conn)

        def begin_auth(self, _username):
            if state.keys is not None:
                state.connections[-1].set_authorized_keys(state.keys)
            return True

        def password_auth_supported(self):
            return state.keys is None

        async def validate_password(self, username, password):
            if "login" in state.faults:
                await state.faults["login"]()
            return (username, password) == (state.user, state.password)

    return Server


@contextmanager
def sftp_server(root, *, algorithm="ssh-ed25519"):
    """Run a server of a folder on this machine."""
    state = SftpServer(root)
    key = asyncssh.generate_private_key(algorithm)
    state.host_key = " ".join(key.export_public_key().decode().split()[:2])
    state.loop = asyncio.new_event_loop()
    ready = threading.Event()

    async def serve():
        listening = await asyncssh.listen(
            "127.0.0.1",
            0,
            family=socket.AF_INET,
            server_host_keys=[key],
            server_factory=_server(state),
            sftp_factory=_files(state),
            allow_scp=False,
            gss_host=None,
        )
        state.port = listening.get_port()
        ready.set()
        await state.closing.wait()
        for one in state.connections:
            one.abort()
        listening.close()
        await listening.wait_closed()
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)

    thread = threading.Thread(target=lambda: state.loop.run_until_complete(serve()), daemon=True)
    thread.start()
    try:
        assert ready.wait(30)
        yield state
    finally:
        state.loop.call_soon_threadsafe(state.closing.set)
        thread.join(30)
        state.loop.close()
        for file in state.opened:
            file.close()
