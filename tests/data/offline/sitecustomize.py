"""Loaded by every Python process of the offline test: any attempt to reach a network is written down and fails."""

import os
import socket
import sys
from pathlib import Path


def refuse(event, arguments):
    network = event in {"socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"} or (
        event == "socket.connect" and arguments[0].family in {socket.AF_INET, socket.AF_INET6}
    )
    if network:
        with Path(os.environ["DABIR_TEST_ATTEMPTS"]).open("a", encoding="utf-8") as log:
            log.write(f"{event} {arguments[1:]}\n")
        raise OSError(f"the network is cut: {event}")


sys.addaudithook(refuse)
