"""Loaded by every Python process that has this folder in PYTHONPATH: nothing but this machine can be reached.

The tests put it there for themselves and for every app they serve. What tries to leave is refused, and its name
is written to a file, so that a process that swallows the refusal is found out all the same.
"""

import os
import socket
import sys
from pathlib import Path

REPORT = "PAGERATE_LEFT_THE_MACHINE"


class LeftTheMachine(OSError):
    """A connection that no test may open."""


def is_here(address):
    """Whether an address is this machine: a file, or a loopback address."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    return host in {"", "localhost", "::1", "0.0.0.0", "::"} or host.startswith(("127.", "::ffff:127."))


def _refuse(name, address):
    report = os.environ.get(REPORT)
    if report:
        with Path(report).open("a", encoding="utf-8") as file:
            file.write(f"{sys.argv[:3]} {name} {address}\n")
    raise LeftTheMachine(f"{name} to {address}: tests stay on this machine")


def _guarded(name):
    inner = getattr(socket.socket, name)

    def guarded(self, *arguments):
        address = arguments[-1]
        if self.family in {socket.AF_INET, socket.AF_INET6} and not is_here(address):
            _refuse(name, address)
        return inner(self, *arguments)

    return guarded


def guard():
    """Put the guard in the way of everything that opens a connection or asks for a name."""
    for name in ("connect", "connect_ex", "sendto"):
        setattr(socket.socket, name, _guarded(name))
    asked = socket.getaddrinfo

    def getaddrinfo(host, *rest, **more):
        name = host.decode() if isinstance(host, bytes) else host
        if name and not is_here((name,)):
            _refuse("getaddrinfo", name)
        return asked(host, *rest, **more)

    socket.getaddrinfo = getaddrinfo


guard()
