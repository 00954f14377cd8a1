"""Instants as text: what JSON carries in place of milliseconds.

They are written in UTC, in evidence above all, and told with the offset of the bank's zone.
"""

import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from cypher.engine.arrays import Ints
from cypher.time_zone import TimeZone

#: The end of a member of a JSON object that is an instant: what happened `at`, or some `..._at`.
#: It begins with plain letters, which are looked for much faster than any choice.
_INSTANT = re.compile(rb'at":"(?<=["_]at":")(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)(?=")')
#: A column of the bank's own is told as it was loaded.
_OWN = "x_"


def instants(milliseconds: Ints) -> list[str]:
    """Instants (milliseconds since 1970) as they are written: ISO 8601, UTC."""
    texts: list[str] = np.datetime_as_string(milliseconds.astype("datetime64[ms]"), "ms").tolist()
    return [f"{text}Z" for text in texts]


def instant(milliseconds: int) -> str:
    """One instant as it is written; see `instants`."""
    return instants(np.array([milliseconds]))[0]


def told_in(zone: TimeZone, body: bytes) -> bytes:
    """JSON without spaces whose instants are told with the offset of a zone.

    They are found by their names, and what looks like one inside a text stays: its quotes would
    have a backslash before them. Linear; microseconds an instant.
    """
    if b'at":"' not in body:
        return body

    def told(found: re.Match[bytes]) -> bytes:
        name = body[body.rindex(b'"', 0, found.start()) + 1 : found.start()]
        if name.startswith(_OWN.encode()):
            return found[0]
        return b'at":"' + zone.told(found[1].decode()).encode()

    return _INSTANT.sub(told, body)


def instants_told_in(zone: TimeZone, says: Mapping[str, Any]) -> dict[str, Any]:
    """What an object says, its instants told with the offset of a zone."""
    return {
        name: zone.told(value)
        if isinstance(value, str) and value.endswith("Z") and _is_instant(name)
        else value
        for name, value in says.items()
    }


def _is_instant(name: str) -> bool:
    return (name == "at" or name.endswith("_at")) and not name.startswith(_OWN)
