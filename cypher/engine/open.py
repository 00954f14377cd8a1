"""Which engine a store's address names.

An engine is imported where its store is opened: the Neo4j driver alone is more than half of what
importing `cypher` would take, also for those who never use it.
"""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from cypher.engine.errors import StoreUnusable
from cypher.engine.settings import StoreSettings
from cypher.engine.store import Store

NEO4J_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


def open_store(settings: StoreSettings, *, read_only: bool = False) -> Store:
    """The store that `settings.store` names; `read_only` opens it so that it cannot be written to.

    Raises StoreUnusable for an address of no kind.
    """
    address = settings.store.get_secret_value()
    if address.startswith("sqlite:///"):
        path = address.removeprefix("sqlite:///")
        if not path:
            raise StoreUnusable("the store's address names no file: use sqlite:///PATH")
        from cypher.engine.sqlite import SqliteStore

        return SqliteStore(Path(path), read_only=read_only)
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port or 7687
    except ValueError:
        host, port, parts = None, 0, urlsplit("")
    if parts.scheme not in NEO4J_SCHEMES or not host:
        raise StoreUnusable(
            "the store's address is of no known kind: "
            "use sqlite:///PATH or neo4j://USER:PASSWORD@HOST:PORT/DATABASE"
        )
    from cypher.engine.neo4j import Neo4jStore

    return Neo4jStore(
        address=f"{parts.scheme}://{f'[{host}]' if ':' in host else host}:{port}",
        user=unquote(parts.username or settings.neo4j_user),
        password=unquote(parts.password or settings.neo4j_password.get_secret_value()),
        database=unquote(parts.path.strip("/")) or "neo4j",
        read_only=read_only,
    )


def place_of(address: str) -> str:
    """Where a store lies, as it may be shown: its address without the user and the password."""
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}" if scheme in NEO4J_SCHEMES else address
