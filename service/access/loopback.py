"""Which names and addresses are this machine's own."""

import functools
import ipaddress


@functools.lru_cache(maxsize=1_024)
def is_loopback(host: str) -> bool:
    """Whether a name or an address is this machine's own, which nobody else's packets reach."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
