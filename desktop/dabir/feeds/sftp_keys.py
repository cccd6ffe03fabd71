"""Whether a file server by SSH is the one it says it is: by the feed's key of its host, or by known_hosts.

A key that is in neither is never accepted on sight, for then anybody in between would be. The person is shown its
fingerprint, to compare it with what the partner says, and how to accept it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import asyncssh

from dabir.domain.feed import Feed
from dabir.feeds.fetcher import FeedError

#: Where the system and the person's account keep the keys of hosts (ssh(1), "FILES").
KNOWN_HOSTS: Final = (
    Path("/etc/ssh/ssh_known_hosts"),
    Path("~/.ssh/known_hosts"),
    Path("~/.ssh/known_hosts2"),
)


class Client(asyncssh.SSHClient):
    """Notes the key of a server that is not known, and does not accept it."""

    def __init__(self) -> None:
        self.unknown: asyncssh.SSHKey | None = None

    def validate_host_public_key(self, host: str, addr: str, port: int, key: asyncssh.SSHKey) -> bool:  # noqa: ARG002
        """Refuse a key that is not among the known ones."""
        self.unknown = key
        return False


def known_hosts(feed: Feed, host: str, port: int, files: Sequence[Path] = KNOWN_HOSTS) -> asyncssh.SSHKnownHosts:
    """Return the keys a feed's server may have.

    Args:
        feed: the feed; with a key of its own, that alone.
        host: its server.
        port: where that listens.
        files: where else known keys are.

    Raises:
        FeedError: when the feed's key is none.
    """
    if feed.host_key:
        pattern = host if port == 22 else f"[{host}]:{port}"
        key = " ".join(feed.host_key.split()[:2])
        try:
            asyncssh.import_public_key(key)
            return asyncssh.import_known_hosts(f"{pattern} {key}\n")
        except (asyncssh.KeyImportError, ValueError) as error:
            raise FeedError(
                "The key of its host cannot be read.",
                "Give it as it stands in known_hosts, without the name of the host: ssh-ed25519 AAAA…",
                lasting=True,
            ) from error
    # Each line by itself: one that another program understands and this one does not must not take the others along.
    good = []
    for file in files:
        for line in _lines(file):
            try:
                asyncssh.import_known_hosts(line)
            except ValueError:
                continue
            good.append(line)
    return asyncssh.import_known_hosts("\n".join(good))


def _lines(file: Path) -> list[str]:
    try:
        return file.expanduser().read_text("utf-8", "replace").splitlines()
    except (OSError, RuntimeError):
        return []


def not_known(
    feed: Feed, host: str, port: int, key: asyncssh.SSHKey | None, known: asyncssh.SSHKnownHosts
) -> FeedError:
    """Return what is raised for a server whose key is not known.

    Args:
        feed: the feed.
        host: its server.
        port: where that listens.
        key: what the server showed; None where it was nothing that can be shown on.
        known: the keys it may have.
    """
    if key is None:
        return FeedError(
            f"{host} cannot show that it is the server it says it is; nothing was sent to it.",
            "Ask the partner for the key of its host, and compare it with that of the feed or of known_hosts.",
            lasting=True,
        )
    name, fingerprint = key.get_algorithm(), key.get_fingerprint()
    text = key.export_public_key("openssh").decode("ascii").split()
    accept = f'dabir feeds change "{feed.name}" --host-key "{" ".join(text[:2])}"'
    if feed.host_key or asyncssh.match_known_hosts(known, host, "", port)[0]:
        return FeedError(
            f"{host} shows another key than the one that is known: {name} {fingerprint}. Nothing was sent to it.",
            "Somebody may be in between. Ask the partner, over another way, whether the key was changed to this one; "
            f"only then accept it: {accept}",
            lasting=True,
        )
    return FeedError(
        f"The key of {host} is not known: {name} {fingerprint}. Nothing was sent to it.",
        f"Ask the partner, over another way, whether that is its fingerprint; if so, accept it: {accept}",
        lasting=True,
    )
