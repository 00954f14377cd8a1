"""Ports of this machine that nobody uses."""

import socket


def free_port() -> int:
    """A port of the loopback that is free now: for a server that cannot say which one it took."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
