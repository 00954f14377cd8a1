"""What the Neo4j driver's errors mean: for each cause, one line that says what to do about it.

The driver wraps a cause several times, and in a group where it asked several servers, so that the
whole chain is looked through, the outermost error first. A line tells operators the address and
never the user, the password or what was asked; clients of the API are told neither (`plain`).
"""

import re
from collections.abc import Iterator

from cypher.engine.errors import StoreError, StoreUnavailable
from cypher.engine.neo4j_errors.causes import CAUSES, Cause
from cypher.text import Text


def explained(error: BaseException, address: str, database: str) -> StoreError:
    """What an error of the driver is to those who use a store: of a known cause, or as it says."""
    chain = list(_chain(error))
    for cause in CAUSES:
        for link in chain:
            if cause.holds(link):
                return cause.raises(_filled(cause, link, address, database))
    first = _first_line(error)
    return StoreUnavailable(Text(f"{address}：“{first}”", f"{address}: {first}"))


def _filled(cause: Cause, link: BaseException, address: str, database: str) -> Text:
    """A cause's line about the server at an address."""
    said = {
        "address": address,
        "database": database,
        "host": _host(address),
        "setting": _setting(link) or cause.setting,
        "reason": _first_line(link).rstrip(".: "),
    }
    return Text(
        cause.line.zh.format(place=f"{address}上的数据库{database}", **said),
        cause.line.en.format(place=f"the database {database} at {address}", **said),
    )


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An error, what caused it, and so on; what a group holds comes after the group."""
    waiting, seen = [error], set()
    while waiting:
        link = waiting.pop(0)
        if id(link) in seen:
            continue
        seen.add(id(link))
        yield link
        before = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
        waiting += [*getattr(link, "exceptions", ()), *([before] if before else [])]


def _setting(link: BaseException) -> str:
    """The setting of Neo4j whose limit was reached, where the server names it; else ''."""
    named = re.search(r"\b(\w+(?:\.\w+)+) threshold reached", str(link))
    return named[1] if named else ""


def _host(address: str) -> str:
    return address.partition("://")[2].rpartition(":")[0]


def _first_line(error: BaseException) -> str:
    message = str(getattr(error, "message", None) or error) or type(error).__name__
    return message.partition("\n")[0]
