"""Under which name the service is asked: this machine's own, or one that a setting allows."""

import re
from collections.abc import Mapping
from typing import Any

from service.access.loopback import is_loopback
from service.settings import Settings

#: What a Host header may say: a name or an address, and a port.
_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?")


def asked_host(environ: Mapping[str, Any]) -> str:
    """The name under which is asked, without the port; '' where the header says nothing sane."""
    found = _HOST.fullmatch(environ.get("HTTP_HOST", "").lower())
    return found["name"].rstrip(".") if found else ""


def is_allowed(host: str, settings: Settings) -> bool:
    """Whether the service may be asked under a name."""
    allowed = (each.strip().lower() for each in settings.allowed_hosts.split(","))
    return bool(host) and (is_loopback(host) or host in allowed)


def is_off_loopback(environ: Mapping[str, Any]) -> bool:
    """Whether is asked from elsewhere, where nothing but TLS will do."""
    return not is_loopback(asked_host(environ))
