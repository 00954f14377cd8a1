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


def open_store(settings: StoreSettings, *, for_requests: bool = False) -> Store:
    """The store that `settings.store` names; raises StoreUnusable for an address of no kind.

    `for_requests`: somebody waits for each answer, at most for the deadline of the settings.
    """
    address = settings.store.get_secret_value()
    if address.startswith("sqlite:///"):
        path = address.removeprefix("sqlite:///")
        if not path:
            raise StoreUnusable("the store's address names no file: use sqlite:///PATH")
        from cypher.engine.sqlite import SqliteStore

        return SqliteStore(Path(path))
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
    from cypher.engine.bolt import OF_COMMANDS, Patience
    from cypher.engine.neo4j import Neo4jStore

    patience = Patience.of_requests(settings.store_deadline) if for_requests else OF_COMMANDS
    return Neo4jStore(
        address=f"{parts.scheme}://{f'[{host}]' if ':' in host else host}:{port}",
        user=unquote(parts.username or settings.neo4j_user),
        password=unquote(parts.password or settings.neo4j_password.get_secret_value()),
        database=unquote(parts.path.strip("/")) or "neo4j",
        patience=patience,
    )
