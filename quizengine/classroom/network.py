"""Where a room is reached: the socket it listens on, and this computer's addresses on the room's network."""

from __future__ import annotations

import ipaddress
import os
import socket
import sys

import psutil

if sys.platform != "win32":
    import resource

HERE = "127.0.0.1"
EVERYWHERE = "0.0.0.0"
BACKLOG = 2048
MOST_FILES = 8192
"""Files and connections open at once: two for each candidate of a full room, and as many to spare."""
VIRTUAL = (
    "br-",
    "docker",
    "ppp",
    "tailscale",
    "tap",
    "tun",
    "utun",
    "veth",
    "virbr",
    "vmnet",
    "wg",
    "zt",
)
"""How the names of network cards begin that no phone of the room is on."""


def listen(port: int, *, is_open: bool) -> socket.socket:
    """Return a socket: on this computer only, unless the room is open.

    Args:
        port: 0 takes any that is free.
        is_open: whether the room's network may reach it.

    Raises:
        ValueError: the port cannot be used; in one line.
    """
    if not 0 <= port <= 65535:
        raise ValueError(f"port {port} is not one. Name a number from 1024 to 65535, or none.")
    # asyncio sends at once (TCP_NODELAY) only where the protocol is named: else each answer takes 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    alone = getattr(socket, "SO_EXCLUSIVEADDRUSE", None) if os.name == "nt" else socket.SO_REUSEADDR
    if alone is not None:
        listener.setsockopt(socket.SOL_SOCKET, alone, 1)
    try:
        listener.bind((EVERYWHERE if is_open else HERE, port))
    except OSError as error:
        listener.close()
        raise ValueError(
            f"port {port} cannot be used ({error.strerror}): perhaps this class is running already. "
            "End it first, or name another port with --port."
        ) from None
    listener.listen(BACKLOG)
    return listener


def allow_connections() -> None:
    """Let as many devices connect as fill a room; some systems begin with 256 open files, few for a class."""
    if sys.platform != "win32":  # where there is no such limit
        given, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = MOST_FILES if most == resource.RLIM_INFINITY else min(MOST_FILES, most)
        if given != resource.RLIM_INFINITY and given < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def find_addresses() -> list[str]:
    """Return this computer's IPv4 addresses on networks of a room, the likeliest first; may be empty."""
    cards = psutil.net_if_stats()
    found = [
        address.address
        for name, addresses in psutil.net_if_addrs().items()
        if name in cards and cards[name].isup and not name.lower().startswith(VIRTUAL)
        for address in addresses
        if address.family == socket.AF_INET and not ipaddress.ip_address(address.address).is_loopback
    ]
    first = _default_address()
    return sorted(found, key=lambda one: (one != first, not ipaddress.ip_address(one).is_private, one))


def host_names(names: list[str], port: int) -> tuple[str, ...]:
    """Return what browsers call this server: they leave out the port 80."""
    bare = tuple(names) if port == 80 else ()
    return (*(f"{name}:{port}" for name in names), *bare)


def _default_address() -> str:
    """Return the address from which other networks are reached, "" if none; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address for examples, which nobody has
            return str(probe.getsockname()[0])
        except OSError:
            return ""
